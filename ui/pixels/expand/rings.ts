// Large expansions grow in rings: a model that sees little and draws much invents another picture (inpaint-method.md 2.5).
import type { Bounds } from '../../../src/shared/geometry'
import { grownBy, sidesAround } from './plan-expand'

/** One ring makes width and height at most this much longer; at 1.5 at most 56 % of a ring's picture is new. */
export const mostGrowth = 1.5

/** The boxes to grow to, one after another, px of the source that `part` is of; the last is the wish itself, made whole. */
export function ringsTo(part: Bounds, target: Bounds): Bounds[] {
  const sides = sidesAround(part, target)
  const last = grownBy(part, sides)
  const across = last.width / part.width, down = last.height / part.height
  const count = Math.max(1, Math.ceil(Math.log(Math.max(across, down)) / Math.log(mostGrowth) - 1e-9))
  return Array.from({ length: count }, (_, i) => {
    if (i === count - 1) return last
    const shareOf = (growth: number): number => (growth > 1 ? (growth ** ((i + 1) / count) - 1) / (growth - 1) : 0)
    const x = shareOf(across), y = shareOf(down)
    return grownBy(part, { left: Math.round(sides.left * x), right: Math.round(sides.right * x), top: Math.round(sides.top * y), bottom: Math.round(sides.bottom * y) })
  })
}
