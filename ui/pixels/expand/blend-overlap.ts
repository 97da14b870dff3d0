// The option to blend kept and new pixels within the overlap, where strict keeping shows the line (inpaint-method.md 2.5).
import { bandWeights, multiBand, shellOf } from '../in-place/blend'
import { makePlane, type Plane, type Planes } from '../in-place/pixels'

/** Radii of the bands follow the overlap: 1 at 32 px. */
const kappaAt = (overlapPx: number): number => overlapPx / 32

/**
 * Both pictures as one: `answer` in the new area and half of the overlap, from there five bands lead into `source`, which is alone from
 * `overlapPx` on. `distance`: contactDistance. In steps; call what it gives with channels one after another.
 */
export function* overlapBlend(distance: Plane, overlapPx: number): Generator<'blend', (source: Planes[number], answer: Planes[number]) => Plane> {
  const kappa = kappaAt(overlapPx), half = overlapPx / 2
  const mask = makePlane(distance.width, distance.height), depth = makePlane(distance.width, distance.height)
  for (let i = 0; i < mask.data.length; i++) {
    const inside = half - distance.data[i]!
    if (inside >= 0) mask.data[i] = 1
    depth.data[i] = Math.max(0, inside)
  }
  const weights = yield* bandWeights(mask, kappa), shell = shellOf(depth, kappa)
  return (source, answer) => {
    const blended = multiBand(source, answer, weights, shell, kappa)
    for (let i = 0; i < blended.data.length; i++) {
      const t = Math.min(1, Math.max(0, (overlapPx - distance.data[i]!) / half)), share = t * t * (3 - 2 * t)
      blended.data[i] = source.data[i]! + share * (blended.data[i]! - source.data[i]!)
    }
    return blended
  }
}
