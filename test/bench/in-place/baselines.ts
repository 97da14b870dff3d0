// What other tools do with an answer, for comparison: no alignment, a plain edge. The first three methods of the cases' README.
import { multiply, scaling, translation } from '../../../src/shared/geometry'
import { distanceTo } from '../../../ui/pixels/in-place/distance'
import { pixelsOf, planesOf, type Pixels, type Plane, type Planes } from '../../../ui/pixels/in-place/pixels'
import { sampleSpline, splineOf } from '../../../ui/pixels/in-place/spline'
import type { Case } from './cases'

export type Baseline = 'hard' | 'feather24' | 'histogram+feather'

const featherPx = 24, ringPx = { from: 2, to: 96 }

/** The three composites of one case. */
export function baselines({ original, mask, answer, plan }: Case): Record<Baseline, Pixels> {
  const { width, height } = original, box = { x: 0, y: 0, width, height }
  const map = multiply(multiply(scaling(answer.width / plan.request.width, answer.height / plan.request.height), scaling(plan.scale)), translation(-plan.crop.x, -plan.crop.y))
  const plain = sampleSpline(planesOf(answer).map(splineOf), { map, box, flow: null }) as unknown as Planes
  const under = planesOf(original)
  const distance = distanceTo(mask.map((value) => (value >= 128 ? 1 : 0)), width, height).data
  const hard = distance.map((d) => (d === 0 ? 1 : 0)), soft = distance.map(feather)
  const ring = new Uint8Array(distance.length)
  for (let i = 0; i < ring.length; i++) {
    const x = (i % width) + 0.5, y = Math.floor(i / width) + 0.5, { crop } = plan
    if (distance[i]! > ringPx.from && distance[i]! < ringPx.to && x > crop.x && y > crop.y && x < crop.x + crop.width && y < crop.y + crop.height) ring[i] = 1
  }
  const toned = plain.map((plane, c) => matched(plane, under[c]!, ring)) as unknown as Planes
  return { hard: laid(under, plain, hard), feather24: laid(under, plain, soft), 'histogram+feather': laid(under, toned, soft) }
}

const feather = (distance: number): number => {
  const t = Math.min(1, Math.max(0, 1 - distance / featherPx))
  return t * t * (3 - 2 * t)
}

const laid = (under: Planes, over: Planes, weight: Float32Array): Pixels =>
  pixelsOf(under.map((plane, c) => ({ ...plane, data: plane.data.map((value, i) => value + weight[i]! * (over[c]!.data[i]! - value)) })) as unknown as Planes)

const steps = 256

/** Quantiles of the answer on the ring taken to those of the original. */
function matched(answer: Plane, original: Plane, ring: Uint8Array): Plane {
  const quantiles = (plane: Plane): Float64Array => {
    const values = plane.data.filter((_, i) => ring[i]).map((value) => Math.min(255, Math.max(0, value))).sort()
    return Float64Array.from({ length: steps + 1 }, (_, k) => {
      const at = (k / steps) * (values.length - 1), first = Math.floor(at)
      return values[first]! + (at - first) * ((values[first + 1] ?? values[first]!) - values[first]!)
    })
  }
  const from = quantiles(answer).map((value, k) => value + k * 1e-6), to = quantiles(original)
  return { ...answer, data: answer.data.map((value) => {
    if (value <= from[0]!) return to[0]!
    if (value >= from[steps]!) return to[steps]!
    let low = 0, high = steps
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (from[middle]! <= value) low = middle
      else high = middle
    }
    return to[low]! + ((value - from[low]!) / (from[high]! - from[low]!)) * (to[high]! - to[low]!)
  }) }
}
