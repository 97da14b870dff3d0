// A picture, the larger one it was cut from, and a model that knows the larger one.
import type { Bounds, Extent } from '../../../../src/shared/geometry'
import type { ExtentRule } from '../../../../ui/models/model-card'
import { isExpandProblem, planExpand, type ExpandPlan, type ExpandQuestion } from '../../../../ui/pixels/expand/plan-expand'
import { sentPlane } from '../../../../ui/pixels/expand/prepare-expand'
import { gaussian } from '../../../../ui/pixels/in-place/blur'
import { lumaOf, makePixels, mapPlanes, pixelsOf, planesOf, type Pixels } from '../../../../ui/pixels/in-place/pixels'

/** A model of small pictures, so that the tests are quick; nothing else about it differs. */
export const small = { kind: 'free', multipleOf: 16, minPixels: 40_000, maxPixels: 400_000, maxEdgePx: 1024, maxRatio: 3 } as const satisfies ExtentRule

export function planned(question: Omit<ExpandQuestion, 'rule'> & { rule?: ExtentRule }): ExpandPlan {
  const plan = planExpand({ rule: small, ...question })
  if (isExpandProblem(plan)) throw new Error(plan.message)
  return plan
}

export function cutOut(pixels: Pixels, box: Bounds): Pixels {
  const out = makePixels(box.width, box.height)
  for (let y = 0; y < box.height; y++) {
    const from = ((box.y + y) * pixels.width + box.x) * 4
    out.data.set(pixels.data.subarray(from, from + box.width * 4), y * box.width * 4)
  }
  return out
}

/** `truth` as the model would draw it, at the request's extent. */
export const drawn = (truth: Pixels, plan: ExpandPlan): Pixels =>
  pixelsOf(mapPlanes(planesOf(truth), (plane) => sentPlane(plane, { ...plan, kept: plan.extent, offset: { x: 0, y: 0 } })))

/** Every pixel of `source` is the same four bytes in `result` at `offset`. */
export function differingKept(source: Pixels, result: Pixels, { x, y }: { x: number; y: number }): number {
  let count = 0
  for (let row = 0; row < source.height; row++) {
    for (let i = 0; i < source.width * 4; i++) if (source.data[row * source.width * 4 + i] !== result.data[((y + row) * result.width + x) * 4 + i]) count++
  }
  return count
}

/** RMS gradient of the luma error over that of the truth, and of the error's soft part, within 12 px outside the kept box. */
export function contactError(result: Pixels, truth: Pixels, { offset, kept }: { offset: { x: number; y: number }; kept: Extent }): { seam: number; step: number } {
  const made = lumaOf(planesOf(result)), real = lumaOf(planesOf(truth)), { width } = made
  const error = { ...made, data: made.data.map((value, i) => value - real.data[i]!) }, soft = gaussian(error, 3)
  let wrong = 0, usual = 0, step = 0, count = 0
  const steep = (data: Float32Array, i: number): number => (data[i + 1]! - data[i]!) ** 2 + (data[i + width]! - data[i]!) ** 2
  for (let y = 0; y < made.height - 1; y++) {
    for (let x = 0; x < width - 1; x++) {
      const away = Math.max(offset.x - x, x - offset.x - kept.width + 1, offset.y - y, y - offset.y - kept.height + 1)
      if (away < -2 || away > 12) continue
      const i = y * width + x
      wrong += steep(error.data, i)
      usual += steep(real.data, i)
      step += steep(soft.data, i)
      count++
    }
  }
  return { seam: Math.sqrt(wrong / usual), step: Math.sqrt(step / count) }
}

