// What a press on the canvas becomes: pan, move, resize, marquee, or a drawn layer. Each ends in at most one undo step.
import { type Affine, applyTo, type Bounds, boundsOfPoints, invert, multiply, scaling, translation } from '../../src/shared/geometry.ts'
import type { SceneNode } from '../model/scene.ts'
import { handlePoints, type Overlay, selectionFrame } from './draw-canvas.ts'
import { strokeNode } from './freehand.ts'
import { inParent, layersIn, parentAt, pathAt, shiftFor } from './hit.ts'
import type { Playground, Tool } from './playground.ts'
import { panned, type Point, toPage } from './view.ts'

export type Keys = { shift: boolean; deep: boolean }
export type Gesture = { move(at: Point, keys: Keys): void; end(at: Point): void; cancel(): void; overlay?: Overlay }

/** Movement below this many CSS px is a click. */
const slop = 3
const far = (a: Point, b: Point): boolean => Math.hypot(a.x - b.x, a.y - b.y) > slop
const whole = (value: number): number => Math.round(value)

export function startPan(playground: Playground, from: Point): Gesture {
  const start = playground.view
  const move = (at: Point): void => playground.setView(panned(start, at.x - from.x, at.y - from.y))
  return { move, end: move, cancel: () => playground.setView(start) }
}

/** Index of the handle near `at` (CSS px), clockwise from top left; -1 when there is none. */
export const handleAt = (playground: Playground, at: Point): number => handlePoints(playground).findIndex((p) => Math.abs(p.x - at.x) <= 6 && Math.abs(p.y - at.y) <= 6)

/** The layer that a click chooses: a child of the container that is open for editing, else of the page; with Ctrl the deepest. */
export function clickedLayer(playground: Playground, at: Point, deep: boolean): string | null {
  const { document, view } = playground
  const path = pathAt(document, toPage(view, at))
  if (deep || path.length === 0) return path.at(-1)?.id ?? null
  const open = new Set(document.selection().flatMap((id) => document.ancestors(id).map((parent) => parent.id)))
  const depth = path.findLastIndex((node) => open.has(node.id))
  return (path[depth + 1] ?? path[depth])?.id ?? null
}

export function startSelect(playground: Playground, from: Point, keys: Keys): Gesture {
  const { document } = playground
  const handle = handleAt(playground, from)
  if (handle >= 0) return startResize(playground, from, handle)
  const hit = clickedLayer(playground, from, keys.deep)
  const before = document.selection()
  if (hit === null) {
    if (!keys.shift) document.user.select([])
    return startMarquee(playground, from, keys.shift ? before : [])
  }
  const wasSelected = before.includes(hit)
  if (!wasSelected) document.user.select(keys.shift ? [...before, hit] : [hit])
  const move = startMove(playground, from)
  return {
    ...move,
    end(at) {
      move.end(at)
      if (far(from, at) || !wasSelected) return
      document.user.select(keys.shift ? before.filter((id) => id !== hit) : [hit])
    },
  }
}

function startMarquee(playground: Playground, from: Point, kept: readonly string[]): Gesture {
  const gesture: Gesture = {
    move(at) {
      if (!far(from, at)) return
      const box = boundsOfPoints([toPage(playground.view, from), toPage(playground.view, at)])
      gesture.overlay = { marquee: box }
      playground.document.user.select([...kept, ...layersIn(playground.document, box)])
      playground.redraw()
    },
    end: () => undefined,
    cancel: () => playground.document.user.select(kept),
  }
  return gesture
}

/** Moved layers go along when one of their ancestors moves. */
function topmost(playground: Playground): string[] {
  const ids = new Set(playground.document.selection())
  return [...ids].filter((id) => !playground.document.ancestors(id).some((parent) => ids.has(parent.id)))
}

function startMove(playground: Playground, from: Point): Gesture {
  const { document } = playground
  const ids = topmost(playground).filter((id) => document.node(id)?.props['locked'] !== true)
  const shiftOf = (at: Point, keys?: Keys): Point => {
    const dx = whole((at.x - from.x) / playground.view.zoom), dy = whole((at.y - from.y) / playground.view.zoom)
    return keys?.shift ? (Math.abs(dx) > Math.abs(dy) ? { x: dx, y: 0 } : { x: 0, y: dy }) : { x: dx, y: dy }
  }
  let shift: Point | null = null
  const clear = (): void => { playground.preview = new Map() }
  return {
    move(at, keys) {
      if (!shift && !far(from, at)) return
      shift = shiftOf(at, keys)
      playground.preview = new Map(ids.map((id): [string, Affine] => [id, translation(shift!.x, shift!.y)]))
      playground.redraw()
    },
    end(at) {
      clear()
      if (!shift || (shift.x === 0 && shift.y === 0)) return playground.redraw()
      const to = shift, parentId = parentAt(document, toPage(playground.view, at), ids)
      document.change('user', () => {
        for (const id of ids) {
          const node = document.node(id)
          if (!node) continue
          const own = shiftFor(document, node, to.x, to.y)
          document.user.moveBy([id], own.x, own.y)
          const parent = document.node(node.parentId ?? '')
          if (parent && parent.id !== parentId && (parent.type === 'PAGE' || parent.type === 'FRAME' || parent.type === 'SECTION')) document.user.reparent(id, parentId)
        }
      })
    },
    cancel() {
      clear()
      playground.redraw()
    },
  }
}

function startResize(playground: Playground, from: Point, handle: number): Gesture {
  const { document } = playground
  const frame = selectionFrame(playground)!
  const inverse = invert(frame.map)
  const ids = topmost(playground)
  const left = handle === 0 || handle === 3, top = handle < 2
  let map: Affine | null = null, scale = { x: 1, y: 1 }
  return {
    move(at, keys) {
      if (!inverse || (!map && !far(from, at))) return
      const page = toPage(playground.view, at), own = applyTo(inverse, page.x, page.y)
      let width = Math.max(1, whole(left ? frame.width - own.x : own.x)), height = Math.max(1, whole(top ? frame.height - own.y : own.y))
      if (keys.shift) {
        const ratio = Math.max(width / frame.width, height / frame.height)
        width = frame.width * ratio
        height = frame.height * ratio
      }
      scale = { x: width / frame.width, y: height / frame.height }
      const origin: Bounds = { x: left ? frame.width - width : 0, y: top ? frame.height - height : 0, width, height }
      map = multiply(multiply(frame.map, multiply(translation(origin.x, origin.y), scaling(scale.x, scale.y))), inverse)
      playground.preview = new Map(ids.map((id): [string, Affine] => [id, map!]))
      playground.redraw()
    },
    end() {
      playground.preview = new Map()
      if (!map) return playground.redraw()
      const done = map
      document.change('user', () => {
        for (const id of ids) {
          const node = document.node(id)
          if (!node) continue
          const origin = document.absoluteTransform(id), from = { x: origin[0][2], y: origin[1][2] }, to = applyTo(done, from.x, from.y)
          const shift = shiftFor(document, node, to.x - from.x, to.y - from.y)
          document.user.moveBy([id], shift.x, shift.y)
          document.user.resize(id, { width: node.width * scale.x, height: node.height * scale.y })
        }
      })
    },
    cancel() {
      playground.preview = new Map()
      playground.redraw()
    },
  }
}

const kinds: Partial<Record<Tool, SceneNode['type']>> = { frame: 'FRAME', rectangle: 'RECTANGLE', ellipse: 'ELLIPSE' }

/** Draws a box; a click gives 100 x 100. Shift keeps it square. */
export function startShape(playground: Playground, from: Point): Gesture {
  const type = kinds[playground.tool] ?? 'RECTANGLE'
  const start = toPage(playground.view, from)
  let box: Bounds = { x: whole(start.x), y: whole(start.y), width: 100, height: 100 }
  const gesture: Gesture = {
    move(at, keys) {
      if (!gesture.overlay && !far(from, at)) return
      const to = toPage(playground.view, at)
      let width = to.x - start.x, height = to.y - start.y
      if (keys.shift) {
        const side = Math.max(Math.abs(width), Math.abs(height))
        width = Math.sign(width || 1) * side
        height = Math.sign(height || 1) * side
      }
      const drawn = boundsOfPoints([start, { x: start.x + width, y: start.y + height }])
      box = { x: whole(drawn.x), y: whole(drawn.y), width: Math.max(1, whole(drawn.width)), height: Math.max(1, whole(drawn.height)) }
      gesture.overlay = { shape: { kind: type === 'ELLIPSE' ? 'ellipse' : 'box', box } }
      playground.redraw()
    },
    end: () => insert(playground, { type, name: nextName(playground, type), ...box }, start),
    cancel: () => playground.redraw(),
  }
  return gesture
}

export function startFreehand(playground: Playground, from: Point): Gesture {
  const points = [toPage(playground.view, from)]
  const gesture: Gesture = {
    move(at) {
      points.push(toPage(playground.view, at))
      gesture.overlay = { stroke: points }
      playground.redraw()
    },
    end() {
      const node = strokeNode(points, playground.view.zoom)
      if (node) insert(playground, { ...node, name: nextName(playground, 'VECTOR') }, points[0]!)
      else playground.redraw()
    },
    cancel: () => playground.redraw(),
  }
  return gesture
}

/** Adds the layer (its x and y on the page) to the frame under `at`, selects it and goes back to Move. */
export function insert(playground: Playground, node: SceneNode, at: Point): string {
  const { document } = playground
  const parentId = parentAt(document, at)
  const place = inParent(document, parentId, { x: Number(node['x']), y: Number(node['y']) })
  const id = document.user.insert(parentId, { ...node, x: place.x, y: place.y })
  document.user.select([id])
  playground.setTool('move')
  return id
}

const words: Record<string, string> = { FRAME: 'Frame', RECTANGLE: 'Rectangle', ELLIPSE: 'Ellipse', VECTOR: 'Drawing', TEXT: 'Text' }
export function nextName(playground: Playground, type: string): string {
  const word = words[type] ?? type
  const used = new Set(playground.document.subtree(playground.document.currentPageId).map((node) => node.name))
  let number = 1
  while (used.has(`${word} ${number}`)) number += 1
  return `${word} ${number}`
}
