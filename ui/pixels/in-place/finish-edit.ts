// From the model's answer to the finished picture: align, match the tone, blend; outside the support no byte changes.
import type { Bounds } from '../../../src/shared/geometry'
import { PluginError } from '../../../src/shared/errors'
import { atOnce } from '../at-once'
import { alignRequest } from './align-request'
import { bandWeights, changedShare, multiBand, shellOf } from './blend'
import { leftoverFlow } from './leftover-flow'
import { lumaIn, lumaOf, mapPlanes, type Pixels, type Plane, type Rgb } from './pixels'
import type { EditPlan } from './plan-edit'
import { changeable, readAnswer, regionOf, ringError, withoutRedrawn } from './region'
import { countChanges, describeAlignment, seamOf, warning, type EditReport, type EditWarning } from './report'
import { applyTone, fitTone, membraneOf, type ToneCurve } from './tone'
import { writeResult } from './write-result'

export type FinishOptions = {
  /** Off when the designer asked for other light or colour. Default true. */
  matchTone?: boolean
  /** Pixels that the model left alone keep the source's bytes. Default true. */
  keepUnchanged?: boolean
  /** As given to prepareEdit. */
  behind?: Rgb
  /** A copy of the source's bytes that may be written into. */
  copy?: Pixels['data'] | null
}

export type FinishedEdit = {
  /** Same extent as the source, a new buffer. */
  result: Pixels
  /** Box of the pixels that differ; zero extent when none does. */
  changed: Bounds
  /** How much of each pixel of that box comes from the model, rounded up: 0 = nothing, 255 = all. */
  weights: Uint8Array
  report: EditReport
}

export type FinishPlan = Pick<EditPlan, 'crop' | 'request' | 'scale' | 'kappa' | 'reachPx' | 'requestGrowPx' | 'support' | 'paddedShare'>
export type FinishStage = 'align' | 'resample' | 'tone' | 'blend' | 'write'

/** Runs all stages at once. `mask` (prepareMask) and `source` as given to prepareEdit; neither is mutated. Raises pixels.extent-mismatch. */
export function finishEdit(source: Pixels, mask: Uint8Array, plan: FinishPlan, answer: Pixels, options: FinishOptions = {}): FinishedEdit {
  return atOnce(finishSteps(source, mask, plan, answer, options))
}

/** The same in steps, so that a caller on the window's thread can pause or stop between them. */
export function* finishSteps(source: Pixels, mask: Uint8Array, plan: FinishPlan, answer: Pixels, options: FinishOptions = {}): Generator<FinishStage, FinishedEdit> {
  if (mask.length !== source.width * source.height) throw new PluginError('pixels.extent-mismatch', 'The mask does not fit the picture.', { hint: `${mask.length} mask pixels, picture ${source.width} x ${source.height}` })
  yield 'align'
  const aligned = yield* alignRequest(source, mask, plan, answer, options.behind)
  const warnings: EditWarning[] = []
  if (plan.scale < 0.6) warnings.push(warning('reduced'))
  if (plan.scale > 3.9) warnings.push(warning('enlarged'))
  if (plan.paddedShare > 0.05) warnings.push(warning('padded'))
  const said = { ...describeAlignment(aligned.map, plan.request), kind: aligned.kind, map: aligned.map, likeness: aligned.likeness, flow: false }
  if (aligned.reframed) {
    const result = { ...source, data: source.data.slice() }
    return { result, changed: { x: 0, y: 0, width: 0, height: 0 }, weights: new Uint8Array(), report: { changedOutside: 0, changedInside: 0, alignment: said, tone: [], seam: null, reframed: true, warnings: [warning('reframed'), ...warnings] } }
  }
  if (aligned.likeness === null && aligned.tooSmall) warnings.push(warning('nothing-to-align'))

  yield 'resample'
  const around = yield* regionOf(source, mask, plan, aligned.map, answer, options.behind)
  let moved = yield* readAnswer(answer, around.map, around.box, null)
  yield 'resample'
  const region = withoutRedrawn(around, moved)
  if (aligned.kind !== 'identity') {
    yield 'resample'
    const flow = yield* leftoverFlow(region, moved)
    if (flow) {
      const bent = yield* readAnswer(answer, region.map, region.box, flow)
      if (ringError(region, bent) <= 0.98 * ringError(region, moved)) [moved, said.flow] = [bent, true]
    }
  }

  yield 'tone'
  const matchTone = options.matchTone ?? true
  const tone: ToneCurve[] = matchTone ? fitTone(region.source, moved, region.ring) : []
  if (matchTone) {
    yield 'tone'
    const toned = applyTone(moved, tone)
    const rest = membraneOf(region.source, toned, region.ring)
    moved = mapPlanes(rest, (plane, c) => added(plane, toned[c]!))
  }

  yield 'blend'
  const share = options.keepUnchanged ?? true ? yield* changedShare(region.source, moved, region.ring) : null
  yield 'blend'
  const { part, inPart } = changeable(region, plan.support), answered = mapPlanes(moved, inPart)
  const bands = yield* bandWeights(part.weights.mask, plan.kappa)
  const shell = shellOf(part.weights.depth, plan.kappa)
  const blended: Plane[] = []
  for (const c of [0, 1, 2] as const) {
    yield 'blend'
    blended.push(multiBand(part.source[c], answered[c], bands, shell, plan.kappa))
  }

  yield 'write'
  const result: Pixels = { ...source, data: options.copy ?? source.data.slice() }
  yield 'write'
  const { changed, weights } = writeResult(result, part, blended, share && inPart(share))
  yield 'write'
  const counts = countChanges(source, result, plan.support)
  if (counts.inside === 0) warnings.push(warning('unchanged'))
  yield 'write'
  const seam = seamOf(lumaOf(region.source), lumaIn(result, region.box, options.behind), region.weights)
  return { result, changed, weights, report: { changedOutside: counts.outside, changedInside: counts.inside, alignment: said, tone, seam, reframed: false, warnings } }
}

/** The second plane added to the first, in place. */
function added(sum: Plane, { data }: Plane): Plane {
  for (let i = 0; i < data.length; i++) sum.data[i]! += data[i]!
  return sum
}
