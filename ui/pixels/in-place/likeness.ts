// How alike two pictures are, judged by where their edges lie: tone does not matter, frame does.
import { type Affine, multiply, translation } from '../../../src/shared/geometry'
import { gaussian } from './blur'
import { steepness } from './gradient'
import type { Plane } from './pixels'
import { correlation, deviationOn } from './statistics'
import { sampleSpline, splineOf } from './spline'

/** Blurs (px) that edges are looked at through, the finest first, and how much their steepness (levels per px) must vary to stand out of a JPEG's noise. */
const scales = [{ sigma: 1.5, spread: 0.4 }, { sigma: 3, spread: 0.12 }, { sigma: 6, spread: 0.03 }] as const

/** `sigma`: the blur that `steepness` was looked at through, px of its plane. */
export type Edges = { sigma: number; steepness: Plane }

/** The edges of `plane` at the finest scale that shows any on the pixels `where`; null for a picture without. A `halved` plane (pyramidOf) has half as many px and is blurred by 1 of them already. */
export function edgesOf(plane: Plane, where: Uint8Array, halved: boolean): Edges | null {
  for (const { sigma: wanted, spread } of scales) {
    const sigma = halved ? Math.sqrt(wanted * wanted - 1) / 2 : wanted, edges = steepness(gaussian(plane, sigma))
    if (deviationOn(edges.data, where) >= (halved ? 2 * spread : spread)) return { sigma, steepness: edges }
  }
  return null
}

/** Correlation of `edges` with those of `answer` read through `map` (sample indices), on the pixels `where`. 1 = the same picture. */
export function likenessOf(edges: Edges, answer: Plane, map: Affine, where: Uint8Array): number {
  const { width, height } = answer, continuous = multiply(multiply(translation(0.5, 0.5), map), translation(-0.5, -0.5))
  const [moved] = sampleSpline([splineOf(gaussian(answer, edges.sigma))], { map: continuous, box: { x: 0, y: 0, width, height }, flow: null })
  return correlation(edges.steepness.data, steepness(moved!).data, seen(where, map, width, height))
}

/** Pixels whose place in the answer exists. */
function seen(where: Uint8Array, [[a, c, e], [b, d, f]]: Affine, width: number, height: number): Uint8Array {
  const out = new Uint8Array(where.length)
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (!where[i]) continue
      const u = a * x + c * y + e, v = b * x + d * y + f
      if (u > 0.5 && v > 0.5 && u < width - 1.5 && v < height - 1.5) out[i] = 1
    }
  }
  return out
}
