// The canvas: draws when something changed, and turns pointer and wheel into gestures.
import { h } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { drawCanvas } from './draw-canvas.ts'
import { addFiles } from './files.ts'
import { clickedLayer, type Gesture, handleAt, startFreehand, startPan, startSelect, startShape } from './gestures.ts'
import { pathAt } from './hit.ts'
import type { Playground } from './playground.ts'
import { startTurn, turnsAt } from './rotate-gesture.ts'
import { insertText, TextEditor } from './text-editor.tsx'
import { panned, type Point, toPage, zoomedAt } from './view.ts'

const turnArrow = 'd="M5 14a7 7 0 0 1 9-9m-3-3 3.5 3-3 3.5M2 11l3 3.5 3.5-3"'
const turnCursor = `url("data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" fill="none" stroke-linecap="round" stroke-linejoin="round"><path ${turnArrow} stroke="#fff" stroke-width="4"/><path ${turnArrow} stroke="#1e1e1e" stroke-width="1.5"/></svg>`)}") 10 10, alias`
const cursors: Record<string, string> = { move: 'default', freehand: 'crosshair', text: 'text' }

/** Held keys that the canvas asks for. */
export const held = { space: false }

export function Canvas({ playground }: { playground: Playground }) {
  const canvas = useRef<HTMLCanvasElement>(null), root = useRef<HTMLDivElement>(null)
  const gesture = useRef<Gesture | null>(null)

  useEffect(() => {
    let asked = 0
    const draw = (): void => {
      asked = 0
      if (canvas.current) drawCanvas(playground, canvas.current, gesture.current?.overlay ?? {})
    }
    const ask = (): void => { asked ||= requestAnimationFrame(draw) }
    const stop = playground.onRedraw(ask)
    const fit = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect
      if (!canvas.current || width === 0) return
      playground.canvasSize = { width, height }
      canvas.current.width = Math.round(width * devicePixelRatio)
      canvas.current.height = Math.round(height * devicePixelRatio)
      draw()
    })
    fit.observe(root.current!)
    const cancel = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !gesture.current) return
      gesture.current.cancel()
      gesture.current = null
      event.stopImmediatePropagation()
      ask()
    }
    addEventListener('keydown', cancel, true)
    return () => {
      stop()
      fit.disconnect()
      removeEventListener('keydown', cancel, true)
      cancelAnimationFrame(asked)
    }
  }, [playground])

  const pointOf = (event: MouseEvent): Point => {
    const box = root.current!.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }
  const keysOf = (event: MouseEvent) => ({ shift: event.shiftKey, deep: event.ctrlKey || event.metaKey })

  const down = (event: PointerEvent): void => {
    if (gesture.current || (event.button !== 0 && event.button !== 1)) return
    const at = pointOf(event)
    canvas.current!.setPointerCapture(event.pointerId)
    canvas.current!.focus({ preventScroll: true })
    playground.editing = null
    if (event.button === 1 || held.space) gesture.current = startPan(playground, at)
    else if (playground.tool === 'move') gesture.current = turnsAt(playground, at) ? startTurn(playground, at) : startSelect(playground, at, keysOf(event))
    else if (playground.tool === 'freehand') gesture.current = startFreehand(playground, at)
    else if (playground.tool === 'text') insertText(playground, at)
    else gesture.current = startShape(playground, at)
    event.preventDefault()
  }
  const move = (event: PointerEvent): void => {
    const at = pointOf(event)
    if (gesture.current) return gesture.current.move(at, keysOf(event))
    const turns = playground.tool === 'move' && handleAt(playground, at) < 0 && turnsAt(playground, at)
    canvas.current!.style.cursor = turns ? turnCursor : cursors[playground.tool] ?? 'crosshair'
    const over = playground.tool === 'move' && !turns && handleAt(playground, at) < 0 ? clickedLayer(playground, at, keysOf(event).deep) : null
    if (over === playground.hovered) return
    playground.hovered = over
    playground.redraw()
  }
  const up = (event: PointerEvent): void => {
    const ended = gesture.current
    gesture.current = null
    ended?.end(pointOf(event))
    playground.redraw()
  }
  const twice = (event: MouseEvent): void => {
    if (playground.tool !== 'move') return
    const { document } = playground
    const path = pathAt(document, toPage(playground.view, pointOf(event))), current = path.findIndex((node) => document.selection().includes(node.id))
    const node = path[Math.min(current + 1, path.length - 1)]
    if (!node) return
    if (node.type === 'TEXT' && document.selection().includes(node.id)) {
      playground.editing = node.id
      playground.changed()
    } else document.user.select([node.id])
  }
  const wheel = (event: WheelEvent): void => {
    event.preventDefault()
    const step = event.deltaMode === 1 ? 16 : 1
    if (event.ctrlKey || event.metaKey) playground.setView(zoomedAt(playground.view, pointOf(event), playground.view.zoom * Math.exp(-event.deltaY * step * 0.004)))
    else if (event.shiftKey && event.deltaX === 0) playground.setView(panned(playground.view, -event.deltaY * step, 0))
    else playground.setView(panned(playground.view, -event.deltaX * step, -event.deltaY * step))
  }
  useEffect(() => {
    const element = canvas.current!
    element.addEventListener('wheel', wheel, { passive: false })
    return () => element.removeEventListener('wheel', wheel)
  }, [playground])

  const over = (event: DragEvent): void => { if (event.dataTransfer?.types.includes('Files')) event.preventDefault() }
  const drop = (event: DragEvent): void => {
    const files = [...(event.dataTransfer?.files ?? [])]
    if (files.length === 0) return
    event.preventDefault()
    void addFiles(playground, files, pointOf(event))
  }
  return (
    <div class="canvas" ref={root} onDragOver={over} onDrop={drop}>
      <canvas
        ref={canvas} role="application" aria-label="Canvas" aria-roledescription="canvas" tabIndex={0} style={{ cursor: cursors[playground.tool] ?? 'crosshair' }}
        onPointerDown={down} onPointerMove={move} onPointerUp={up} onPointerCancel={() => { gesture.current?.cancel(); gesture.current = null }} onDblClick={twice}
        onPointerLeave={() => { playground.hovered = null; playground.redraw() }} onContextMenu={(event) => event.preventDefault()}
      />
      <TextEditor playground={playground} />
    </div>
  )
}
