// A drawn line as a vector layer: thinned, smoothed, and closed to a filled shape when it ends where it began.
import { boundsOfPoints } from '../../src/shared/geometry.ts'
import type { SceneNode } from '../model/scene.ts'
import type { Point } from './view.ts'

/** CSS px between kept points, and between the ends of a line that counts as closed. */
const step = 4, closing = 16

/** Null for less than two points. Points are on the page. */
export function strokeNode(points: readonly Point[], zoom: number): SceneNode | null {
  const kept: Point[] = []
  for (const point of points) {
    const last = kept.at(-1)
    if (!last || Math.hypot(point.x - last.x, point.y - last.y) * zoom >= step) kept.push(point)
  }
  const first = kept[0], end = kept.at(-1)
  if (!first || !end || kept.length < 2) return null
  const closed = kept.length > 5 && Math.hypot(end.x - first.x, end.y - first.y) * zoom <= closing
  const box = boundsOfPoints(kept)
  const at = (p: Point): string => `${round(p.x - box.x)} ${round(p.y - box.y)}`
  const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })
  const curves = kept.slice(1, -1).map((point, i) => `Q ${at(point)} ${at(middle(point, kept[i + 2]!))}`)
  const data = [`M ${at(first)}`, ...curves, closed ? 'Z' : `L ${at(end)}`].join(' ')
  const ink = { type: 'SOLID', color: { r: 0.09, g: 0.094, b: 0.11 } }
  return {
    type: 'VECTOR', x: box.x, y: box.y, width: Math.max(0.01, box.width), height: Math.max(0.01, box.height),
    vectorPaths: [{ windingRule: closed ? 'NONZERO' : 'NONE', data }], strokeCap: 'ROUND', strokeJoin: 'ROUND', strokeWeight: 3,
    fills: closed ? [{ type: 'SOLID', color: { r: 0.8509804, g: 0.8509804, b: 0.8509804 } }] : [], strokes: closed ? [] : [ink],
  }
}

const round = (value: number): number => Math.round(value * 100) / 100
