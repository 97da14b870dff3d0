// What pointer and keys do on the stage: strokes, lasso, colour region, moving the view, and the cross for work without a pointer.
import { clamp } from '../../../src/shared/geometry'
import type { Around, Cursor, Point, Press, StagePoint } from './around'
import { draggedRatio, sideAt, type Side } from './context-sides'
import { createLasso } from './lasso'
import type { MaskCommand } from './mask-keys'
import { draggedBrush, steppedSize, steppedSoftness, type MaskTools } from './mask-tools'
import { fitView, panView, toSource, toStage, viewWith, zoomView } from './view'

type Work =
  | { kind: 'stroke' }
  | { kind: 'lasso'; from: Point; free: boolean }
  | { kind: 'pan'; last: Point }
  | { kind: 'brush'; from: Point; tools: MaskTools }
  | { kind: 'context'; side: Side; from: Point; at: NonNullable<Around['context']> }

export type Hands = ReturnType<typeof createHands>

/** CSS px. */
const tapPx = 4, closePx = 9, lassoStepPx = 1.5
const stepPx = { near: 6, far: 30 }
const edgePx = 24
/** Smaller rings cannot be seen around a pointer. */
const leastRing = 2.5

export function createHands(around: () => Around) {
  let work: Work | null = null
  let pointer: StagePoint | null = null, cross: Point | null = null, parked: Point | null = null
  const lasso = createLasso()
  let space: 'up' | 'down' | 'used' = 'up', spaceStroke = false
  let lastPoint: Point | null = null
  let wanded: (Point & { erase: boolean; version: number; marked: boolean }) | null = null
  let flashing = false

  const at = (point: Point): Point => toSource(around().view, point.x, point.y)
  const onStage = ({ x, y }: Point): Point => {
    const { view } = around()
    return { x: x * view.scale + view.x, y: y * view.scale + view.y }
  }
  const paints = (): boolean => ['brush', 'eraser'].includes(around().tools.tool)
  const erases = (other: boolean): boolean => (around().tools.tool === 'eraser') !== other
  const contextSide = (point: Point): Side | null => {
    const { context, view } = around()
    return context && sideAt(toStage(view, context.box), point.x, point.y)
  }
  const cursor = (): Cursor => {
    if (work?.kind === 'pan') return 'grabbing'
    if (work?.kind === 'brush') return 'none'
    if (space !== 'up' && !spaceStroke) return 'grab'
    const side = work?.kind === 'context' ? work.side : work || !pointer ? null : contextSide(pointer)
    if (side) return side === 'left' || side === 'right' ? 'ew-resize' : 'ns-resize'
    const { tools, view } = around()
    return paints() && (tools.sizePx / 2) * view.scale >= leastRing ? 'none' : 'crosshair'
  }
  const draw = (): void => {
    const { tools, view, stage, draw: put } = around()
    const shape = cursor(), radius = (tools.sizePx / 2) * view.scale
    const middle = flashing ? { x: stage.width / 2, y: stage.height / 2 } : null
    const centre = !paints() ? null : work?.kind === 'brush' ? work.from : cross ? onStage(cross) : pointer && shape === 'none' ? pointer : middle
    const outline = lasso.corners.map(onStage), end = work?.kind === 'lasso' ? null : cross ? onStage(cross) : pointer
    put({
      ring: centre && { ...centre, radius, core: radius * (1 - tools.softness / 100), erase: erases(pointer?.erase ?? false) },
      cross: cross && onStage(cross),
      outline: outline.length > 0 && end ? [...outline, end] : outline,
    }, shape)
  }

  const begin = (erase: boolean): void => {
    const { model, tools, onTools } = around()
    if (!tools.shown) onTools({ shown: true })
    model.begin({ erase, radiusPx: tools.sizePx / 2, softness: tools.softness / 100 })
  }
  const extend = (point: Point, pressure: number | null): void => {
    const { model, tools } = around()
    model.extend(point.x, point.y, pressure === null ? undefined : (tools.sizePx / 2) * clamp(0.1 + 0.9 * pressure, 0.1, 1))
    lastPoint = point
  }
  const end = (): void => around().model.end()

  const close = (): void => {
    const { model, tools, onTools } = around()
    if (lasso.corners.length >= 3 && !tools.shown) onTools({ shown: true })
    model.fillPolygon(lasso.corners, { erase: lasso.erase })
    lasso.drop()
  }
  /** False when it closed the lasso. */
  const corner = (point: Point, erase: boolean): boolean => {
    const added = lasso.add(point, erase, closePx / around().view.scale)
    if (!added) close()
    return added
  }
  const wand = (point: Point, erase: boolean): void => {
    const { model, tools, picture, onTools, say, extent } = around()
    const pixels = picture()
    if (point.x < 0 || point.y < 0 || point.x >= extent.width || point.y >= extent.height) return
    if (!pixels) return say('The picture is still loading.')
    if (!tools.shown) onTools({ shown: true })
    const before = model.version
    model.wand(point.x, point.y, { tolerance: tools.tolerance, erase }, pixels)
    wanded = { ...point, erase, version: model.version, marked: model.version !== before }
  }

  /** One press of the tool at the cross. */
  const pressAt = (point: Point, key: 'enter' | 'space'): void => {
    const { tools, sayShare, say } = around()
    if (tools.tool === 'region') wand(point, false)
    else if (tools.tool === 'lasso') {
      if (key === 'enter' && lasso.corners.length >= 3) close()
      else if (corner(point, false)) return say(`Corner ${lasso.corners.length}`)
    } else {
      begin(erases(false))
      extend(point, null)
      end()
    }
    sayShare()
  }
  const showCross = (): boolean => {
    if (cross) return false
    const { stage, extent } = around(), middle = parked ?? at({ x: stage.width / 2, y: stage.height / 2 })
    cross = { x: clamp(middle.x, 0, extent.width), y: clamp(middle.y, 0, extent.height) }
    return true
  }
  const moveCross = (dx: number, dy: number, far: boolean): void => {
    const { view, stage, extent, setView } = around()
    if (!cross) return void showCross()
    const step = (far ? stepPx.far : stepPx.near) / view.scale
    cross = { x: clamp(cross.x + dx * step, 0, extent.width), y: clamp(cross.y + dy * step, 0, extent.height) }
    const next = viewWith(view, cross.x, cross.y, edgePx, extent, stage)
    if (next !== view) setView(next)
    if (space === 'up' || !paints()) return
    if (!spaceStroke) begin(erases(false))
    spaceStroke = true
    space = 'used'
    extend(cross, null)
  }
  const escape = (): boolean => {
    if (work?.kind === 'context') around().onContext(work.at.ratio)
    if (work?.kind === 'brush') around().onTools(work.tools)
    const used = work !== null || spaceStroke || lasso.corners.length > 0
    end()
    work = null
    spaceStroke = false
    lasso.drop()
    return used
  }

  const hands = {
    draw,
    /** True when the pointer now belongs to the stage. */
    down(press: Press): boolean {
      const { context, tools } = around()
      if (press.button > 2 || work || (press.button === 2 && !paints())) return false
      cross = null
      pointer = press
      const side = press.button === 0 && space === 'up' ? contextSide(press) : null
      if (press.button === 2) work = { kind: 'brush', from: press, tools }
      else if (press.button === 1 || space !== 'up') {
        if (space !== 'up') space = 'used'
        work = { kind: 'pan', last: press }
      } else if (side && context) work = { kind: 'context', side, from: press, at: context }
      else if (paints()) {
        work = { kind: 'stroke' }
        begin(erases(press.erase))
        if (press.straight && lastPoint) extend(lastPoint, press.pressure)
        extend(at(press), press.pressure)
      } else if (tools.tool === 'lasso') {
        if (corner(at(press), press.erase)) work = { kind: 'lasso', from: press, free: false }
      } else wand(at(press), press.erase)
      draw()
      return work !== null
    },
    /** Every point since the last time, oldest first. */
    move(points: readonly StagePoint[]): void {
      const last = points[points.length - 1]
      if (!last) return
      pointer = last
      const { view, extent, stage, setView, onTools, onContext } = around()
      if (work?.kind === 'stroke') for (const point of points) extend(at(point), point.pressure)
      else if (work?.kind === 'pan') {
        setView(panView(view, last.x - work.last.x, last.y - work.last.y, extent, stage))
        work.last = last
      } else if (work?.kind === 'brush') onTools(draggedBrush(work.tools, last.x - work.from.x, last.y - work.from.y, view.scale, extent))
      else if (work?.kind === 'context') {
        const { side, from, at: began } = work
        const outward = { left: from.x - last.x, right: last.x - from.x, top: from.y - last.y, bottom: last.y - from.y }[side]
        onContext(draggedRatio(side, outward / view.scale, began.box, began.mask, began.ratio, extent))
      } else if (work?.kind === 'lasso') {
        if (!work.free && Math.hypot(last.x - work.from.x, last.y - work.from.y) > tapPx) work.free = true
        if (work.free) for (const point of points) lasso.follow(at(point), lassoStepPx / view.scale)
      }
      draw()
    },
    up(): void {
      if (work?.kind === 'stroke') end()
      else if (work?.kind === 'lasso' && work.free) close()
      work = null
      draw()
    },
    leave(): void {
      if (!work) pointer = null
      draw()
    },
    /** The stage got the focus by keyboard. */
    enter(): void {
      showCross()
      draw()
    },
    /** It lost it. A lasso that was begun waits. */
    exit(): void {
      if (spaceStroke) end()
      spaceStroke = false
      parked = cross ?? parked
      cross = null
      space = 'up'
      draw()
    },
    /** Forgets what belonged to another picture. */
    reset(): void {
      work = null
      cross = null
      parked = null
      lastPoint = null
      wanded = null
      lasso.drop()
      draw()
    },
    wheel(point: Point, delta: number): void {
      const { view, extent, stage, setView } = around()
      setView(zoomView(view, Math.exp(-delta / 240), point.x, point.y, extent, stage))
      draw()
    },
    /** True when the key was used. */
    command(command: MaskCommand): boolean {
      const { model, tools, extent, stage, view, setView, onTools, say, sayShare } = around()
      const done = (worked: boolean, why: string): void => (worked ? sayShare() : say(why))
      const zoom = (factor: number): void => {
        const centre = cross ? onStage(cross) : { x: stage.width / 2, y: stage.height / 2 }
        setView(zoomView(view, factor, centre.x, centre.y, extent, stage))
      }
      switch (command.do) {
        case 'tool':
          lasso.drop()
          onTools({ tool: command.tool })
          break
        case 'size': onTools({ sizePx: steppedSize(tools.sizePx, command.by, extent) }); break
        case 'softness': onTools({ softness: steppedSoftness(tools.softness, command.by) }); break
        case 'move': moveCross(command.dx, command.dy, command.far); break
        case 'invert':
          model.invert()
          sayShare()
          break
        case 'show':
          onTools({ shown: !tools.shown })
          say(tools.shown ? 'Mask hidden' : 'Mask shown')
          break
        case 'undo': done(model.undo(), 'There is no stroke to take back.'); break
        case 'redo': done(model.redo(), 'There is no stroke to do again.'); break
        case 'fit': setView(fitView(extent, stage)); break
        case 'zoomIn': zoom(1.5); break
        case 'zoomOut': zoom(1 / 1.5); break
        case 'press':
          showCross()
          pressAt(cross!, 'enter')
          break
        case 'hold':
          if (space === 'up') space = 'down'
          break
        case 'escape': if (!escape()) return false; break
        case 'back': if (!lasso.back()) return false; break
      }
      draw()
      return true
    },
    /** The space bar was let go. */
    release(): void {
      if (spaceStroke) {
        end()
        around().sayShare()
      } else if (space === 'down' && !showCross()) pressAt(cross!, 'space')
      space = 'up'
      spaceStroke = false
      draw()
    },
    /** The last colour region again with another tolerance, if nothing came after it. */
    retune(): void {
      if (!wanded || wanded.version !== around().model.version) return
      if (wanded.marked) around().model.undo()
      wand(wanded, wanded.erase)
    },
    /** Shows the brush in the middle while it is being set. */
    flash(on: boolean): void {
      flashing = on
      draw()
    },
  }
  return hands
}
