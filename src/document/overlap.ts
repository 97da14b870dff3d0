// How much of a mask lies on the visible part of a picture. Pure.
import { applyTo, invert, type Affine, type Bounds } from '../shared/geometry'
import { areaScale } from './paint-map'

type Point = { x: number; y: number }

/** Source px. `corners` of a convex shape in source px; `picture` null where it repeats; `layer` in layer units, of which `fromLayer` makes source px. */
export function areaInside(corners: readonly Point[], picture: Bounds | null, fromLayer: Affine, layer: Bounds): number {
  const toLayer = invert(fromLayer)
  if (!toLayer) return 0
  const inPicture = picture ? clip(corners, picture) : corners
  return areaOf(clip(inPicture.map(({ x, y }) => applyTo(toLayer, x, y)), layer)) * areaScale(fromLayer)
}

/** Sutherland and Hodgman: cuts a convex polygon with one side of the box after the other. */
function clip(points: readonly Point[], box: Bounds): Point[] {
  const inside: ((p: Point) => number)[] = [(p) => p.x - box.x, (p) => box.x + box.width - p.x, (p) => p.y - box.y, (p) => box.y + box.height - p.y]
  return inside.reduce<Point[]>((polygon, depth) => {
    const cut: Point[] = []
    polygon.forEach((point, index) => {
      const before = polygon[(index || polygon.length) - 1]!, a = depth(before), b = depth(point)
      if ((a < 0) !== (b < 0)) cut.push({ x: before.x + ((point.x - before.x) * a) / (a - b), y: before.y + ((point.y - before.y) * a) / (a - b) })
      if (b >= 0) cut.push(point)
    })
    return cut
  }, points.slice())
}

const areaOf = (points: readonly Point[]): number =>
  Math.abs(points.reduce((sum, point, index) => {
    const next = points[(index + 1) % points.length]!
    return sum + point.x * next.y - next.x * point.y
  }, 0)) / 2
