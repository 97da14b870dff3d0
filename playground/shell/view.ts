// Pan and zoom: page units to CSS px of the canvas, whose origin is its top left.
import { type Affine, type Bounds, clamp } from '../../src/shared/geometry.ts'

/** `x`, `y`: the page point at the canvas's top left. `zoom`: CSS px per unit. */
export type View = { x: number; y: number; zoom: number }
export type Point = { x: number; y: number }

const minZoom = 0.02, maxZoom = 64
export const matrixOf = (view: View, dpr = 1): Affine => [[view.zoom * dpr, 0, -view.x * view.zoom * dpr], [0, view.zoom * dpr, -view.y * view.zoom * dpr]]
export const toPage = (view: View, at: Point): Point => ({ x: view.x + at.x / view.zoom, y: view.y + at.y / view.zoom })
export const toScreen = (view: View, at: Point): Point => ({ x: (at.x - view.x) * view.zoom, y: (at.y - view.y) * view.zoom })
export const panned = (view: View, dx: number, dy: number): View => ({ ...view, x: view.x - dx / view.zoom, y: view.y - dy / view.zoom })

/** Zooms so that the page point under `at` (CSS px) stays. */
export function zoomedAt(view: View, at: Point, zoom: number): View {
  const next = clamp(zoom, minZoom, maxZoom), page = toPage(view, at)
  return { zoom: next, x: page.x - at.x / next, y: page.y - at.y / next }
}

/** The whole of `box` within `room` (CSS px of the canvas), at most at 100 %. Against the left of the room when `align` says so. */
export function fitted(box: Bounds, room: Bounds, align: 'center' | 'left' = 'center'): View {
  const zoom = clamp(Math.min(room.width / Math.max(1, box.width), room.height / Math.max(1, box.height), 1), minZoom, maxZoom)
  const left = align === 'left' ? room.x : room.x + (room.width - box.width * zoom) / 2
  return { zoom, x: box.x - left / zoom, y: box.y - (room.y + (room.height - box.height * zoom) / 2) / zoom }
}
