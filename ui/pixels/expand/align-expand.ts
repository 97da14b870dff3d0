// Where the model's picture lies over what was sent, judged on the kept picture alone.
import { identity, multiply, scaling } from '../../../src/shared/geometry'
import { alignAnswer, type Alignment } from '../in-place/align-answer'
import { lumaIn, type Pixels, type Rgb } from '../in-place/pixels'
import { resizePlane } from '../in-place/resize'
import { contactDistance } from './contact'
import type { ExpandPlan } from './plan-expand'
import { keptInRequest, sentPlane, type SentPlan } from './prepare-expand'

/** Finer than this costs time and finds nothing more. */
const alignPixels = 700_000
/** Request px beyond the overlap that may be redrawn. */
const keepAwayPx = 3
/** Share of the request under which the kept part is too little to line anything up. */
const leastKnown = 0.02

/** Request px to answer px, found at 0.7 MP at most, in steps. */
export function* alignExpand(source: Pixels, plan: SentPlan & Pick<ExpandPlan, 'overlapPx'>, answer: Pixels, behind: Rgb | undefined): Generator<'align', Alignment & { tooSmall: boolean }> {
  const { request } = plan
  const shrink = Math.min(1, Math.sqrt(alignPixels / (request.width * request.height)))
  const extent = { width: Math.round(request.width * shrink), height: Math.round(request.height * shrink) }
  const scale = plan.scale * (extent.width / request.width)
  const sent = sentPlane(lumaIn(source, undefined, behind), shrink === 1 ? plan : { ...plan, request: extent, scale })
  yield 'align'
  const answered = lumaIn(answer)
  const out = answer.width === extent.width && answer.height === extent.height ? answered : resizePlane(answered, { x: 0, y: 0, width: answer.width, height: answer.height }, extent)
  yield 'align'

  const kept = keptInRequest({ ...plan, scale })
  const distance = contactDistance(extent, kept, plan.sides)
  const overlap = plan.overlapPx * scale
  const count = (from: number): number => distance.data.reduce((sum, away) => sum + (away > from ? 1 : 0), 0)
  // A strip thinner than the overlap is all that is known of it: then the overlap has to do.
  const from = count(overlap + keepAwayPx) >= leastKnown * distance.data.length ? overlap + keepAwayPx : 2
  const known = Uint8Array.from(distance.data, (away) => (away > from ? 1 : 0))
  yield 'align'
  const found = yield* alignAnswer(sent, out, known)
  const toRequest = scaling(request.width / extent.width, request.height / extent.height), fromRequest = scaling(extent.width / request.width, extent.height / request.height)
  return { ...found, map: found.kind === 'identity' ? identity : multiply(multiply(toRequest, found.map), fromRequest), tooSmall: count(from) < leastKnown * distance.data.length }
}
