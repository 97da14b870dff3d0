// From the model's answer to the larger picture: align, match the tone, join; the kept pixels are copied byte for byte.
import { PluginError } from '../../../src/shared/errors'
import { areaOf } from '../../../src/shared/geometry'
import { atOnce } from '../at-once'
import { leftoverFlow } from '../in-place/leftover-flow'
import { lumaIn, makePixels, type Pixels, type Planes, type Rgb } from '../in-place/pixels'
import { readAnswer, ringError, withoutRedrawn } from '../in-place/region'
import { describeAlignment } from '../in-place/report'
import { applyTone, fitTone, type ToneCurve } from '../in-place/tone'
import { alignExpand } from './align-expand'
import { overlapBlend } from './blend-overlap'
import { correctAtContact } from './contact-correction'
import { jumpAt } from './jump'
import type { ExpandPlan } from './plan-expand'
import { regionOfExpand, type ExpandRegion } from './region-expand'
import { countChanges, planWarnings, type ExpandReport } from './report-expand'

export type FinishExpandOptions = {
  /** Every kept pixel stays as it is. Off: both are blended within the overlap. Default true. */
  strict?: boolean
  /** Off when the designer asked for other light or colour. Default true. */
  matchTone?: boolean
  /** As given to prepareExpand. */
  behind?: Rgb
}

export type FinishedExpand = {
  /** The new picture; the source itself when the model drew another frame. */
  result: Pixels
  report: ExpandReport
}

export type ExpandStage = 'align' | 'resample' | 'tone' | 'blend' | 'write'

/** Runs all stages at once. `source` as given to prepareExpand; not mutated. Raises pixels.extent-mismatch when it is not the plan's. */
export function finishExpand(source: Pixels, plan: ExpandPlan, answer: Pixels, options: FinishExpandOptions = {}): FinishedExpand {
  return atOnce(finishExpandSteps(source, plan, answer, options))
}

/** The same in steps, so that a caller on the window's thread can pause or stop between them. */
export function* finishExpandSteps(source: Pixels, plan: ExpandPlan, answer: Pixels, options: FinishExpandOptions = {}): Generator<ExpandStage, FinishedExpand> {
  const { strict = true, matchTone = true, behind } = options
  if (source.width !== plan.kept.width || source.height !== plan.kept.height) {
    throw new PluginError('pixels.extent-mismatch', 'The picture does not fit the plan.', { hint: `${source.width} x ${source.height}, planned ${plan.kept.width} x ${plan.kept.height}` })
  }
  yield 'align'
  const aligned = yield* alignExpand(source, plan, answer, behind)
  const warnings = planWarnings(plan, strict)
  const said = { ...describeAlignment(aligned.map, plan.request), kind: aligned.kind, map: aligned.map, likeness: aligned.likeness, flow: false }
  if (aligned.reframed) {
    const reframed = { code: 'reframed', message: 'The model reframed the picture, so nothing was changed. Try again.' } as const
    return { result: { ...source, data: source.data.slice() }, report: { changedOutside: 0, blended: 0, alignment: said, tone: [], seam: null, reframed: true, warnings: [reframed, ...warnings] } }
  }
  if (aligned.likeness === null && aligned.tooSmall) warnings.push({ code: 'nothing-to-align', message: 'There is too little of the picture to line the new part up with.' })

  yield 'resample'
  const around = regionOfExpand(source, plan, aligned.map, answer, behind)
  let moved = yield* readAnswer(answer, around.map, around.box, null, around.needed)
  yield 'resample'
  const region = withoutRedrawn(around, moved)
  if (aligned.kind !== 'identity') {
    yield 'resample'
    const flow = yield* leftoverFlow(region, moved)
    if (flow) {
      const bent = yield* readAnswer(answer, region.map, region.box, flow, region.needed)
      if (ringError(region, bent) <= 0.98 * ringError(region, moved)) [moved, said.flow] = [bent, true]
    }
  }

  yield 'tone'
  const tone: ToneCurve[] = matchTone ? fitTone(region.source, moved, region.ring) : []
  if (matchTone) {
    yield 'tone'
    moved = applyTone(moved, tone)
    yield 'tone'
    correctAtContact(region, moved, plan.sides)
  }

  if (!strict) {
    const blend = yield* overlapBlend(region.distance, plan.overlapPx)
    const blended = []
    for (const c of [0, 1, 2] as const) {
      yield 'blend'
      blended.push(blend(region.source[c], moved[c]))
    }
    moved = blended as unknown as Planes
  }

  yield 'write'
  const result = makePixels(plan.extent.width, plan.extent.height)
  writeKept(result, source, plan.offset)
  writeNew(result, region, moved, strict ? 0 : plan.overlapPx)
  yield 'write'
  const seam = jumpAt(lumaIn(result, region.box, behind), region.distance)
  const counts = countChanges(source, result, plan, strict ? 0 : plan.overlapPx)
  const changedOutside = plan.reduction < 1 ? areaOf(plan.part) : counts.outside
  return { result, report: { changedOutside, blended: counts.blended, alignment: said, tone, seam, reframed: false, warnings } }
}

function writeKept(result: Pixels, source: Pixels, { x, y }: { x: number; y: number }): void {
  const line = source.width * 4
  for (let row = 0; row < source.height; row++) result.data.set(source.data.subarray(row * line, (row + 1) * line), ((y + row) * result.width + x) * 4)
}

/** Opaque in the new area; within `intoKeptPx` only opaque pixels of the kept picture change. */
function writeNew(result: Pixels, { box, distance }: ExpandRegion, [red, green, blue]: Planes, intoKeptPx: number): void {
  for (let y = 0, i = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++, i++) {
      const away = distance.data[i]!
      if (away >= intoKeptPx && away > 0) continue
      const to = ((box.y + y) * result.width + box.x + x) * 4
      if (away > 0 && result.data[to + 3] !== 255) continue
      result.data[to] = red.data[i]!
      result.data[to + 1] = green.data[i]!
      result.data[to + 2] = blue.data[i]!
      result.data[to + 3] = 255
    }
  }
}
