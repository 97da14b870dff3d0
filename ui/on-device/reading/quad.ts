// Turned boxes around written words. Pure; px of the picture, y down.
import type { Bounds } from '../../../src/shared/geometry'

export type Point = { x: number; y: number }

/** `angle`: degrees clockwise of the reading direction, from -90 to 90. */
export type TurnedBox = { centre: Point; width: number; height: number; angle: number }

const turn = (degrees: number): { cos: number; sin: number } => ({ cos: Math.cos((degrees * Math.PI) / 180), sin: Math.sin((degrees * Math.PI) / 180) })

/** A point of the box, in parts of it from -1/2 to 1/2 along and across the reading direction. */
export function pointIn({ centre, width, height, angle }: TurnedBox, along: number, across: number): Point {
  const { cos, sin } = turn(angle), u = along * width, v = across * height
  return { x: centre.x + u * cos - v * sin, y: centre.y + u * sin + v * cos }
}

export const cornersOf = (box: TurnedBox): Point[] => [pointIn(box, -0.5, -0.5), pointIn(box, 0.5, -0.5), pointIn(box, 0.5, 0.5), pointIn(box, -0.5, 0.5)]

export function boundsOf(points: readonly Point[]): Bounds {
  const xs = points.map(({ x }) => x), ys = points.map(({ y }) => y), x = Math.min(...xs), y = Math.min(...ys)
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}

/** The smallest box of one direction around all points. */
export function boxAround(points: readonly Point[], angle: number): TurnedBox {
  const { cos, sin } = turn(angle)
  const { x, y, width, height } = boundsOf(points.map((point) => ({ x: point.x * cos + point.y * sin, y: point.y * cos - point.x * sin })))
  const u = x + width / 2, v = y + height / 2
  return { centre: { x: u * cos - v * sin, y: u * sin + v * cos }, width, height, angle }
}

function hullOf(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y)
  const half = (list: readonly Point[]): Point[] => {
    const out: Point[] = []
    for (const point of list) {
      while (out.length > 1 && cross(out[out.length - 2]!, out[out.length - 1]!, point) <= 0) out.pop()
      out.push(point)
    }
    return out.slice(0, -1)
  }
  return [...half(sorted), ...half(sorted.reverse())]
}
const cross = (a: Point, b: Point, c: Point): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)

/** The box of least area around the points; its reading direction is the side that is nearer to horizontal. */
export function smallestBox(points: readonly Point[]): TurnedBox {
  const hull = hullOf(points)
  let best = boxAround(points, 0)
  hull.forEach((from, index) => {
    const to = hull[(index + 1) % hull.length]!
    let angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI
    angle -= Math.round(angle / 90) * 90
    const box = boxAround(hull, angle)
    // A tie goes to the straighter one.
    if (box.width * box.height < best.width * best.height * 0.995) best = box
  })
  return best
}
