// How much of each pixel comes from the model: the mask's own softness, a feather around it, exactly 0 beyond the reach.
import { distanceTo } from './distance'
import { makePlane, type Plane } from './pixels'

export type Weights = {
  /** The mask as 0 to 1, for the bands. */
  mask: Plane
  /** Final weight; exactly 0 from `reachPx` on. */
  final: Plane
  /** px to what the model may have redrawn: the mask's full part, or all that is marked where it fades widely. 0 in it. */
  distance: Plane
  /** px from the mask's full part inward to its edge, 0 outside. The picture's border is no edge. */
  depth: Plane
}

/** px over which the edge of a hard mask may fade. */
const edgePx = 3

/** `coverage` (prepareMask) of a box, and the plan's reach in px. A mask that is nowhere full keeps its opacity. */
export function weightsOf(coverage: Uint8Array, width: number, height: number, reachPx: number): Weights {
  let most = 1
  for (const value of coverage) most = Math.max(most, value)
  const core = coverage.map((value) => (value >= 0.9 * most ? 1 : 0))
  const toCore = distanceTo(core, width, height)
  const mask = makePlane(width, height), final = makePlane(width, height)
  const strength = most / 255
  let widest = 0
  for (let i = 0; i < coverage.length; i++) {
    const drawn = coverage[i]! / 255
    mask.data[i] = drawn / strength
    final.data[i] = Math.max(drawn, strength * fade(toCore.data[i]!, reachPx))
    if (drawn > 0 && toCore.data[i]! > widest) widest = toCore.data[i]!
  }
  const distance = widest > edgePx ? distanceTo(coverage, width, height) : toCore
  return { mask, final, distance, depth: distanceTo(core.map((value) => 1 - value), width, height) }
}

/** 1 up to half the reach, smoothly to 0 at the reach. */
const fade = (distance: number, reach: number): number => {
  const t = Math.min(1, Math.max(0, (reach - distance) / (reach / 2)))
  return t * t * (3 - 2 * t)
}
