// The exact area of every pixel that lies inside a drawn outline (signed areas summed along each row).
import type { Bounds, Extent } from '../../../src/shared/geometry'
import { boundsOfPoints } from '../../../src/shared/geometry'
import { wholeBox } from '../in-place/pixels'

export type Point = { x: number; y: number }

const stripRows = 32

export const polygonBox = (points: readonly Point[], extent: Extent): Bounds => wholeBox(boundsOfPoints(points), extent)

/** Coverage 1 to 255 of the pixels `from` to `to` (not included) of a row. */
export type Span = (y: number, from: number, to: number, coverage: number) => void

/** Calls back for all pixels that the outline covers; `box` is its polygonBox. Where it crosses itself, both loops count. */
export function scanPolygon(points: readonly Point[], box: Bounds, span: Span): void {
  const stride = box.width + 2
  const areas = new Float32Array(stride * stripRows)
  const edges = points.map((from, i) => [from, points[(i + 1) % points.length]!] as const).filter(([from, to]) => from.y !== to.y)
  for (let top = box.y; top < box.y + box.height; top += stripRows) {
    const rows = Math.min(stripRows, box.y + box.height - top)
    areas.fill(0)
    for (const [from, to] of edges) {
      if (Math.max(from.y, to.y) > top && Math.min(from.y, to.y) < top + rows) addEdge(areas, stride, rows, box.width, from.x - box.x, from.y - top, to.x - box.x, to.y - top)
    }
    for (let y = 0; y < rows; y++) {
      let sum = 0, value = 0, from = 0
      for (let x = 0, i = y * stride; x < box.width; x++, i++) {
        const area = areas[i]!
        if (area === 0) continue
        if (value > 0 && x > from) span(top + y, box.x + from, box.x + x, value)
        sum += area
        value = Math.min(255, Math.round(Math.abs(sum) * 255))
        from = x
      }
      if (value > 0) span(top + y, box.x + from, box.x + box.width, value)
    }
  }
}

/** Adds what lies to the right of an edge. */
function addEdge(areas: Float32Array, stride: number, rows: number, width: number, ax: number, ay: number, bx: number, by: number): void {
  const direction = ay < by ? 1 : -1
  const [x0, y0, x1, y1] = ay < by ? [ax, ay, bx, by] : [bx, by, ax, ay]
  const slope = (x1 - x0) / (y1 - y0)
  for (let y = Math.max(0, Math.floor(y0)); y < Math.min(rows, Math.ceil(y1)); y++) {
    const upper = Math.max(y, y0), lower = Math.min(y + 1, y1)
    if (lower <= upper) continue
    const from = x0 + (upper - y0) * slope, to = x0 + (lower - y0) * slope
    addPiece(areas, y * stride, (lower - upper) * direction, Math.min(width, Math.max(0, Math.min(from, to))), Math.min(width, Math.max(0, Math.max(from, to))))
  }
}

/** Spreads the height `d` of an edge that runs from `left` to `right` within one row. */
function addPiece(areas: Float32Array, at: number, d: number, left: number, right: number): void {
  const first = Math.floor(left), end = Math.ceil(right)
  if (end <= first + 1) {
    const beyond = (left + right) / 2 - first
    areas[at + first]! += d * (1 - beyond)
    areas[at + first + 1]! += d * beyond
    return
  }
  // Height within each column, and in it the share that lies right of the edge.
  const perPx = d / (right - left)
  for (let x = first; x < end; x++) {
    const from = Math.max(left, x), to = Math.min(right, x + 1), height = (to - from) * perPx
    const beyond = (from + to) / 2 - x
    areas[at + x]! += height * (1 - beyond)
    areas[at + x + 1]! += height * beyond
  }
}
