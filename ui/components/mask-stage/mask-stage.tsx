// The picture with its mask: what will change, what the model sees, and everything to paint it with (ui.md 4.5 and 5).
import { h } from 'preact'
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Bounds, Extent } from '../../../src/shared/geometry'
import { intersect } from '../../../src/shared/geometry'
import type { MaskModel } from '../../pixels/mask/mask-model'
import type { Placing } from '../../pixels/mask/mask-look'
import { useSay } from '../live-regions'
import { names } from '../names'
import type { Around, Press, StagePoint } from './around'
import { ContextBox } from './context-box'
import { createHands } from './hands'
import { maskCommand } from './mask-keys'
import { MaskLegend } from './mask-legend'
import { MaskMarks, moveMarks } from './mask-marks'
import { MaskOptions } from './mask-options'
import { MaskToolbar, type MaskAction } from './mask-toolbar'
import type { MaskTools } from './mask-tools'
import { pixelsOfImage } from './picture-pixels'
import { useDensity, useExtentOf } from './use-extent-of'
import { useOverlay } from './use-overlay'
import { shareOf, spokenShare, useShare } from './use-share'
import { fitView, sameView, toStage, viewOn } from './view'

export type MaskStageProps = {
  /** The source, reduced. */
  preview: { url: string; width: number; height: number }
  /** Of the source, px. */
  extent: Extent
  model: MaskModel
  tools: MaskTools
  onTools(change: Partial<MaskTools>): void
  /** What the model sees, source px; null: not known yet, or nothing is marked. */
  contextBox: Bounds | null
  /** The ratio that `contextBox` was planned with. */
  contextRatio: number
  /** A side of the box is being dragged: 0.5 to 4. */
  onContextDrag(ratio: number): void
  /** Of the layers that the mask came from, or "Painted here"; '' is none. */
  maskName: string
  /** `rest`: what is not marked changes, as behind a kept object. */
  hatch?: 'marked' | 'rest'
  /** What becomes of it, in words. */
  becomes?: string
  /** Asks for a mask while there is none. */
  invites?: boolean
  /** Nothing can be painted now; the picture stays visible. */
  disabled?: boolean
}

const dragPx = 5, flashMs = 900

export function MaskStage({ preview, extent, model, tools, onTools, contextBox, contextRatio, onContextDrag, maskName, hatch = 'marked', becomes = 'will change', invites = true, disabled = false }: MaskStageProps) {
  const say = useSay(), helpId = useId()
  const frame = useRef<HTMLDivElement>(null), surface = useRef<HTMLDivElement>(null), canvas = useRef<HTMLCanvasElement>(null), svg = useRef<SVGSVGElement>(null), image = useRef<HTMLImageElement>(null)
  const stage = useExtentOf(frame), density = useDensity(stage)
  const [zoom, setZoom] = useState<Placing | null>(null)
  const [invited, setInvited] = useState(false)
  const inverted = hatch === 'rest'
  const fit = useMemo(() => fitView(extent, stage), [extent.width, extent.height, stage.width, stage.height])
  const view = zoom ?? fit
  const share = useShare(model, inverted)
  useOverlay({ canvas, model, view, stage, density, shown: tools.shown, inverted })
  useLayoutEffect(() => setZoom(null), [stage.width, stage.height])

  const setView = (next: Placing): void => {
    latest.current.view = next
    setZoom(sameView(next, fit) ? null : next)
  }
  const sayShare = (): void => say(sentence(spokenShare(shareOf(model, inverted))))
  const change = (next: Partial<MaskTools>): void => {
    latest.current.tools = { ...latest.current.tools, ...next }
    onTools(next)
  }
  const marked = inverted ? model.rest.bounds : model.bounds
  const latest = useRef<Around>(null as unknown as Around)
  latest.current = {
    model, extent, tools, view, stage, setView, say, sayShare, onTools: change, onContext: onContextDrag,
    context: contextBox && marked ? { box: contextBox, mask: marked, ratio: contextRatio } : null,
    picture: () => (image.current ? pixelsOfImage(image.current, preview) : null),
    draw(marks, cursor) {
      if (svg.current) moveMarks(svg.current, marks)
      if (!surface.current) return
      surface.current.style.cursor = cursor
      surface.current.toggleAttribute('data-keys', marks.cross !== null)
    },
  }
  const [hands] = useState(() => createHands(() => latest.current))
  useEffect(() => hands.draw(), [view, tools.tool, tools.sizePx, tools.softness, contextBox])
  useEffect(() => hands.retune(), [tools.tolerance])
  // Another picture.
  useLayoutEffect(() => {
    setZoom(null)
    setInvited(false)
    hands.reset()
  }, [model])
  useFlash(hands.flash, [tools.sizePx, tools.softness])

  const pointOf = (event: PointerEvent | WheelEvent): StagePoint => {
    const box = frame.current!.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top, erase: event.altKey, pressure: 'pressure' in event && event.pointerType === 'pen' && event.pressure > 0 ? event.pressure : null }
  }
  const pressOf = (event: PointerEvent): Press => ({ ...pointOf(event), button: event.button, erase: event.altKey, straight: event.shiftKey })
  /** The focus that a press brings shows no cross. */
  const byPointer = useRef(false)
  const focus = (): void => {
    byPointer.current = true
    if (document.activeElement !== surface.current) surface.current?.focus({ preventScroll: true })
    byPointer.current = false
  }
  const start = (press: Press, pointerId: number): void => {
    focus()
    setInvited(true)
    if (hands.down(press)) surface.current?.setPointerCapture(pointerId)
  }
  /** What floats over the picture lets strokes through: a press stays a press, a drag paints. */
  const through = useRef<{ press: Press; clientX: number; clientY: number } | null>(null)
  const floating = disabled ? {} : {
    onPointerDown: (event: PointerEvent) => { through.current = event.button === 0 ? { press: pressOf(event), clientX: event.clientX, clientY: event.clientY } : null },
    onPointerMove: (event: PointerEvent) => {
      const from = through.current
      if (!from || event.buttons === 0 || Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) < dragPx) return
      through.current = null
      start(from.press, event.pointerId)
      hands.move([pointOf(event)])
    },
    onPointerUp: () => { through.current = null },
  }
  useEffect(() => {
    const target = frame.current
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      hands.wheel(pointOf(event), event.deltaY * (event.deltaMode === 1 ? 16 : 1))
    }
    target?.addEventListener('wheel', onWheel, { passive: false })
    return () => target?.removeEventListener('wheel', onWheel)
  }, [])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || disabled) return
    const command = maskCommand(event, event.target === surface.current)
    if (!command) return
    const repeated = command.do === 'hold' && event.repeat
    if (!repeated && !hands.command(command)) return
    if (command.do !== 'hold') setInvited(true)
    event.preventDefault()
    event.stopPropagation()
  }
  const onAction = (action: MaskAction): void => {
    if (action === 'clear') {
      model.clear()
      sayShare()
    } else if (action === 'zoom') {
      const target = model.bounds && viewOn(model.bounds, extent, stage)
      if (target) setView(zoom && sameView(zoom, target) ? fit : target)
    } else hands.command({ do: action })
  }
  const empty = invites && !share.marked && !share.canUndo && !invited && !disabled
  const off = {
    ...(share.marked ? {} : { clear: 'Nothing is marked.', zoom: 'Nothing is marked.' }),
    ...(share.canUndo ? {} : { undo: 'There is no stroke to take back.' }), ...(share.canRedo ? {} : { redo: 'There is no stroke to do again.' }),
  }
  const shownPart = intersect(toStage(view, { x: 0, y: 0, ...extent }), { x: 0, y: 0, ...stage }) ?? { x: 0, y: 0, ...stage }
  const place = { left: `${shownPart.x}px`, top: `${shownPart.y}px`, width: `${shownPart.width}px`, height: `${shownPart.height}px` }
  const k = view.scale / fit.scale
  return (
    <div class="mask-stage" onKeyDown={onKeyDown} onKeyUp={(event) => event.key === ' ' && event.target === surface.current && hands.release()}>
      <div ref={frame} class="mask-frame" style={{ aspectRatio: `${extent.width} / ${extent.height}` }}>
        <span class="mask-ground checked" style={place} />
        <img ref={image} class="mask-picture" src={preview.url} alt="" draggable={false} style={{ transform: `translate(${view.x - fit.x * k}px, ${view.y - fit.y * k}px) scale(${k})` }} />
        <canvas ref={canvas} class="mask-over" aria-hidden="true" />
        {contextBox ? <ContextBox box={toStage(view, contextBox)} /> : null}
        <MaskMarks svg={svg} />
        <div
          ref={surface} class="mask-surface" role="application" tabIndex={0} aria-label={`${names.maskStage}, ${spokenShare(share)}`} aria-describedby={helpId} aria-disabled={disabled ? 'true' : undefined} style={place}
          onPointerDown={(event) => { if (!disabled) start(pressOf(event), event.pointerId) }}
          onPointerMove={(event) => { if (!disabled) hands.move(pointsOf(event, pointOf)) }}
          onPointerUp={() => hands.up()} onPointerCancel={() => hands.up()} onPointerLeave={() => hands.leave()}
          onFocus={() => { if (!byPointer.current && !disabled) hands.enter() }} onBlur={() => hands.exit()} onContextMenu={(event) => event.preventDefault()}
        />
        {empty ? (
          <div class="mask-empty" {...floating}>
            <p>Draw a shape over the picture, or paint here.</p>
            <button type="button" onClick={() => { setInvited(true); change({ tool: 'brush' }); surface.current?.focus({ preventScroll: true }) }}>{names.paintMask}</button>
          </div>
        ) : null}
        {zoom ? <button type="button" class="mask-fit num" aria-label={names.fitPicture} title={`${names.fitPicture}  0`} onClick={() => setView(fit)}>{Math.round(k * 100)} %</button> : null}
        <div class="mask-bar-place" {...floating}>
          <MaskToolbar tool={tools.tool} shown={tools.shown} zoomed={zoom !== null} off={off} disabled={disabled} onTool={(tool) => hands.command({ do: 'tool', tool })} onAction={onAction} onRefused={say} />
        </div>
        <p id={helpId} class="unseen">Paint with the pointer. With keys: arrows move, Shift for large steps, Space or Enter paints, Space held with arrows draws a line. B brush, E eraser, L lasso, W colour region, I invert, M show, brackets set the size.</p>
      </div>
      <MaskOptions tools={tools} extent={extent} disabled={disabled} onTools={change} />
      <MaskLegend share={share} context={contextBox !== null} maskName={maskName} becomes={becomes} />
    </div>
  )
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Every point that the pointer passed since the last event. */
function pointsOf(event: PointerEvent, pointOf: (event: PointerEvent) => StagePoint): StagePoint[] {
  const between = event.getCoalescedEvents?.() ?? []
  return (between.length > 0 ? between : [event]).map(pointOf)
}

/** Shows the brush for a moment after each change but the first. */
function useFlash(flash: (on: boolean) => void, values: readonly unknown[]): void {
  const first = useRef(true)
  useEffect(() => {
    if (first.current) {
      first.current = false
      return
    }
    flash(true)
    const timer = setTimeout(() => flash(false), flashMs)
    return () => clearTimeout(timer)
  }, values)
}
