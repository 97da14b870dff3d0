// What can be asked of the pixel worker to make a picture larger.
import type { Pixels } from '../in-place/pixels'
import { drawnOf, toPng, toSent, type EncodedAnswer, type EncodedPicture, type Steps } from '../in-place/encoded'
import type { SentSource, Source, WorkPlace } from '../in-place/source'
import { finishExpandSteps, type FinishExpandOptions } from './finish-expand'
import { keptPicture } from './kept-picture'
import type { ExpandPlan } from './plan-expand'
import { prepareExpand } from './prepare-expand'
import type { ExpandReport } from './report-expand'

type Expand<S> = { source: S; plan: ExpandPlan }
export type PrepareExpandOrder<S = Source> = Expand<S> & { kind: 'prepare-expand'; options: Pick<FinishExpandOptions, 'behind'> }
export type FinishExpandOrder<S = Source> = Expand<S> & { kind: 'finish-expand'; answer: EncodedAnswer | Pixels; options: FinishExpandOptions }

export type PreparedExpandPicture = {
  /** Opaque RGB: PNG, or JPEG where it would be larger than services take. */
  image: EncodedPicture
  /** PNG: alpha 255 = new or may be joined, 0 = keep. */
  requestMask: EncodedPicture
}

export type EncodedExpand = {
  /** PNG of the new picture; null when the model drew another frame. */
  picture: EncodedPicture | null
  report: ExpandReport
  /** Everything around the old picture is new: there is no map of it. */
  differences: null
}

export async function* prepareExpandWork(source: Pixels, { plan, options }: PrepareExpandOrder<SentSource>, place: WorkPlace): Steps<PreparedExpandPicture> {
  yield 'cut'
  const { image, requestMask } = yield* prepareExpand(keptPicture(source, plan), plan, options)
  return { image: yield* toSent(image, place), requestMask: yield* toPng(requestMask) }
}

export async function* finishExpandWork(source: Pixels, { plan, answer, options }: FinishExpandOrder<SentSource>, place: WorkPlace): Steps<EncodedExpand> {
  const { result, report } = yield* finishExpandSteps(keptPicture(source, plan), plan, await drawnOf(answer, place), options)
  return { picture: report.reframed ? null : yield* toPng(result), report, differences: null }
}
