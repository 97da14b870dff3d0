// How much of one pixel lies inside a rectangle that an affine map has turned.
import type { Affine } from '../../../src/shared/geometry'

type Corner = readonly [x: number, y: number]

/** Keeps what lies on the side of the limit where `depth` is not negative. */
function clip(corners: readonly Corner[], depth: (corner: Corner) => number): Corner[] {
  const kept: Corner[] = []
  for (let i = 0; i < corners.length; i++) {
    const from = corners[i]!, to = corners[(i + 1) % corners.length]!, a = depth(from), b = depth(to)
    if (a >= 0) kept.push(from)
    if (a >= 0 !== b >= 0) kept.push([from[0] + ((to[0] - from[0]) * a) / (a - b), from[1] + ((to[1] - from[1]) * a) / (a - b)])
  }
  return kept
}

function areaOf(corners: readonly Corner[]): number {
  let twice = 0
  for (let i = 0; i < corners.length; i++) {
    const [ax, ay] = corners[i]!, [bx, by] = corners[(i + 1) % corners.length]!
    twice += ax * by - bx * ay
  }
  return Math.abs(twice) / 2
}

/** Share, 0 to 1, of the unit square at (x, y) that `map` takes into the rectangle from 0, 0 to width, height. */
export function areaInside(map: Affine, x: number, y: number, width: number, height: number): number {
  const [[a, c, tx], [b, d, ty]] = map
  const u = a * x + c * y + tx, v = b * x + d * y + ty
  const left = u + Math.min(0, a) + Math.min(0, c), right = u + Math.max(0, a) + Math.max(0, c)
  const top = v + Math.min(0, b) + Math.min(0, d), bottom = v + Math.max(0, b) + Math.max(0, d)
  if (left >= 0 && top >= 0 && right <= width && bottom <= height) return 1
  if (right <= 0 || bottom <= 0 || left >= width || top >= height) return 0
  let corners: Corner[] = [[u, v], [u + a, v + b], [u + a + c, v + b + d], [u + c, v + d]]
  corners = clip(corners, ([px]) => px)
  corners = clip(corners, ([px]) => width - px)
  corners = clip(corners, ([, py]) => py)
  corners = clip(corners, ([, py]) => height - py)
  return areaOf(corners) / Math.abs(a * d - b * c)
}
