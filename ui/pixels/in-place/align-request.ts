// Alignment of an answer with the request that it answers.
import { identity, multiply, scaling } from '../../../src/shared/geometry'
import { alignAnswer, type Alignment } from './align-answer'
import { distanceNear } from './distance'
import { cropCoverage, lumaIn, type Pixels, type Rgb } from './pixels'
import type { EditPlan } from './plan-edit'
import { sentDistance, sentPlane, windowOf } from './prepare-edit'
import { resizeSteps } from './resize'

/** Finer than this costs time and finds nothing more. */
const alignPixels = 700_000
/** Request px around the mask that may be redrawn, and around the request mask. */
const around = { keepAway: 12, beyond: 3 }

/** Request px to answer px, found at 0.7 MP at most, in steps. */
export function* alignRequest(source: Pixels, mask: Uint8Array, plan: Pick<EditPlan, 'crop' | 'request' | 'scale' | 'requestGrowPx'>, answer: Pixels, behind: Rgb | undefined): Generator<'align', Alignment & { tooSmall: boolean }> {
  const { request } = plan
  const local = windowOf(plan, source)
  const shrink = Math.min(1, Math.sqrt(alignPixels / (request.width * request.height)))
  const extent = { width: Math.round(request.width * shrink), height: Math.round(request.height * shrink) }
  const at = { ...local, request: extent }
  const luma = lumaIn(source, local.box, behind)
  const sent = shrink === 1 ? sentPlane(luma, local) : yield* resizeSteps(luma, local.crop, extent, 'align' as const)
  yield 'align'
  const answered = lumaIn(answer)
  const whole = { x: 0, y: 0, width: answer.width, height: answer.height }
  const out = answer.width === extent.width && answer.height === extent.height ? answered : yield* resizeSteps(answered, whole, extent, 'align' as const)
  yield 'align'

  const perPx = extent.width / plan.crop.width, redrawn = Math.max(around.keepAway, plan.requestGrowPx * perPx + around.beyond)
  const distance = sentDistance(distanceNear(cropCoverage(mask, source.width, local.box), local.box.width, local.box.height, redrawn / perPx + 2), at)
  const known = new Uint8Array(distance.data.length)
  for (let y = 0, i = 0; y < extent.height; y++) {
    const sourceY = plan.crop.y + (y + 0.5) / perPx, inY = sourceY > 0 && sourceY < source.height
    for (let x = 0; x < extent.width; x++, i++) {
      const sourceX = plan.crop.x + (x + 0.5) / perPx
      if (!inY || sourceX <= 0 || sourceX >= source.width) continue
      if (distance.data[i]! * perPx > redrawn) known[i] = 1
    }
  }
  yield 'align'
  const found = yield* alignAnswer(sent, out, known)
  const toRequest = scaling(request.width / extent.width, request.height / extent.height), fromRequest = scaling(extent.width / request.width, extent.height / request.height)
  let count = 0
  for (let i = 0; i < known.length; i++) count += known[i]!
  return { ...found, map: found.kind === 'identity' ? identity : multiply(multiply(toRequest, found.map), fromRequest), tooSmall: count < 0.02 * known.length }
}
