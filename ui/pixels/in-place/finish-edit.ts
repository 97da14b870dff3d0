// From the model's answer to the finished picture: align, match the tone, blend; outside the support no byte changes.
import { type Affine, identity, intersect, multiply, scaling, translation, type Bounds } from '../../../src/shared/geometry'
import { PluginError } from '../../../src/shared/errors'
import { alignAnswer, type Alignment } from './align-answer'
import { bandWeights, changedShare, multiBand } from './blend'
import { residualFlow } from './flow'
import { cropCoverage, lumaOf, mapPlanes, planesOf, wholeBox, type Pixels, type Plane, type Planes, type Rgb } from './pixels'
import type { EditPlan } from './plan-edit'
import { sentDistance, sentPlane, windowOf } from './prepare-edit'
import { distanceTo } from './distance'
import { countChanges, describeAlignment, seamOf, warning, type EditReport, type EditWarning } from './report'
import { resizePlane } from './resize'
import { projectSpline, sampleSpline, splineOf, type Flow } from './spline'
import { applyTone, fitTone, membraneOf, type ToneCurve } from './tone'
import { weightsOf, type Weights } from './weights'

export type FinishOptions = {
  /** Off when the designer asked for other light or colour. Default true. */
  matchTone?: boolean
  /** Pixels that the model left alone keep the source's bytes. Default true. */
  keepUnchanged?: boolean
  /** As given to prepareEdit. */
  behind?: Rgb
}

export type FinishedEdit = {
  /** Same extent as the source, a new buffer. */
  result: Pixels
  /** Box of the pixels that differ; zero extent when none does. */
  changed: Bounds
  report: EditReport
}

export type FinishPlan = Pick<EditPlan, 'crop' | 'request' | 'scale' | 'kappa' | 'reachPx' | 'requestGrowPx' | 'support' | 'paddedShare'>
export type FinishStage = 'align' | 'resample' | 'tone' | 'blend' | 'write'

/** px around the mask where source and answer are compared. */
const ringPx = { from: 2, to: 96 }
const alignPixels = 1_200_000
const keepAwayPx = 12
const flowPixels = 300_000

/** Runs all stages at once. `mask` (prepareMask) and `source` as given to prepareEdit; neither is mutated. Raises pixels.extent-mismatch. */
export function finishEdit(source: Pixels, mask: Uint8Array, plan: FinishPlan, answer: Pixels, options: FinishOptions = {}): FinishedEdit {
  const steps = finishSteps(source, mask, plan, answer, options)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The same in steps, so that a caller on the window's thread can pause or stop between them. */
export function* finishSteps(source: Pixels, mask: Uint8Array, plan: FinishPlan, answer: Pixels, options: FinishOptions = {}): Generator<FinishStage, FinishedEdit> {
  if (mask.length !== source.width * source.height) throw new PluginError('pixels.extent-mismatch', 'The mask does not fit the picture.', { hint: `${mask.length} mask pixels, picture ${source.width} x ${source.height}` })
  yield 'align'
  const aligned = alignRequest(source, mask, plan, answer, options.behind)
  const warnings: EditWarning[] = []
  if (plan.scale < 0.6) warnings.push(warning('reduced'))
  if (plan.scale > 3.9) warnings.push(warning('enlarged'))
  if (plan.paddedShare > 0.05) warnings.push(warning('padded'))
  const said = { ...describeAlignment(aligned.map, plan.request), kind: aligned.kind, map: aligned.map, likeness: aligned.likeness, flow: false }
  if (aligned.reframed) {
    const result = { ...source, data: source.data.slice() }
    return { result, changed: { x: 0, y: 0, width: 0, height: 0 }, report: { changedOutside: 0, changedInside: 0, alignment: said, tone: [], seam: null, reframed: true, warnings: [warning('reframed'), ...warnings] } }
  }
  if (aligned.likeness === null && aligned.tooSmall) warnings.push(warning('nothing-to-align'))

  yield 'resample'
  const region = regionOf(source, mask, plan, aligned.map, answer, options.behind)
  let moved = readAnswer(answer, region.map, region.box, null)
  if (aligned.kind !== 'identity') {
    yield 'resample'
    const flow = leftoverFlow(region, moved)
    if (flow) {
      const bent = readAnswer(answer, region.map, region.box, flow)
      if (ringError(region, bent) <= 0.95 * ringError(region, moved)) [moved, said.flow] = [bent, true]
    }
  }

  yield 'tone'
  const matchTone = options.matchTone ?? true
  const tone: ToneCurve[] = matchTone ? fitTone(region.source, moved, region.ring) : []
  if (matchTone) {
    const toned = applyTone(moved, tone)
    const rest = membraneOf(region.source, toned, region.ring)
    moved = mapPlanes(toned, (plane, c) => ({ ...plane, data: plane.data.map((value, i) => value + rest[c]!.data[i]!) }))
  }

  yield 'blend'
  const share = options.keepUnchanged ?? true ? changedShare(region.source, moved, region.ring) : null
  const bands = bandWeights(region.weights.mask, plan.kappa)
  const blended: Plane[] = []
  for (const c of [0, 1, 2] as const) {
    blended.push(multiBand(region.source[c], moved[c], bands, plan.kappa))
    yield 'blend'
  }

  yield 'write'
  const result: Pixels = { ...source, data: source.data.slice() }
  const changed = write(result, region, blended, share)
  const counts = countChanges(source, result, plan.support)
  if (counts.inside === 0) warnings.push(warning('unchanged'))
  const seam = seamOf(lumaOf(planesOf(result, region.box, options.behind)), region.weights.distance)
  return { result, changed, report: { changedOutside: counts.outside, changedInside: counts.inside, alignment: said, tone, seam, reframed: false, warnings } }
}

/** Request px to answer px, found at 1.2 MP at most. */
function alignRequest(source: Pixels, mask: Uint8Array, plan: FinishPlan, answer: Pixels, behind: Rgb | undefined): Alignment & { tooSmall: boolean } {
  const { request } = plan
  const local = windowOf(plan, source)
  const shrink = Math.min(1, Math.sqrt(alignPixels / (request.width * request.height)))
  const extent = { width: Math.round(request.width * shrink), height: Math.round(request.height * shrink) }
  const at = { ...local, request: extent }
  const luma = lumaOf(planesOf(source, local.box, behind))
  const sent = shrink === 1 ? sentPlane(luma, local) : resizePlane(luma, local.crop, extent)
  const answered = lumaOf(planesOf(answer))
  const whole = { x: 0, y: 0, width: answer.width, height: answer.height }
  const out = answer.width === extent.width && answer.height === extent.height ? answered : resizePlane(answered, whole, extent)

  const distance = sentDistance(distanceTo(cropCoverage(mask, source.width, local.box), local.box.width, local.box.height), at)
  const perPx = extent.width / plan.crop.width
  const known = new Uint8Array(distance.data.length), ring = new Uint8Array(distance.data.length)
  for (let y = 0, i = 0; y < extent.height; y++) {
    const sourceY = plan.crop.y + (y + 0.5) / perPx, inY = sourceY > 0 && sourceY < source.height
    for (let x = 0; x < extent.width; x++, i++) {
      const sourceX = plan.crop.x + (x + 0.5) / perPx
      if (!inY || sourceX <= 0 || sourceX >= source.width) continue
      const away = distance.data[i]! * perPx
      if (away > keepAwayPx) known[i] = 1
      if (away > 3 && away < ringPx.to) ring[i] = 1
    }
  }
  const found = alignAnswer(sent, out, known, ring)
  const toRequest = scaling(request.width / extent.width, request.height / extent.height), fromRequest = scaling(extent.width / request.width, extent.height / request.height)
  const count = known.reduce((sum, value) => sum + value, 0)
  return { ...found, map: found.kind === 'identity' ? identity : multiply(multiply(toRequest, found.map), fromRequest), tooSmall: count < 0.02 * known.length }
}

type Region = {
  box: Bounds
  source: Planes
  weights: Weights
  /** Pixels near the mask that are known on both sides. */
  ring: Uint8Array
  /** Known pixels that the flow may look at. */
  known: Uint8Array
  alpha: Uint8Array
  /** Region px (source px) to answer px. */
  map: Affine
}

/** Everything that blending reads: the support and the ring around it. */
function regionOf(source: Pixels, mask: Uint8Array, plan: FinishPlan, aligned: Affine, answer: Pixels, behind: Rgb | undefined): Region {
  const shown = wholeBox(plan.crop, source), margin = ringPx.to
  const { support } = plan
  const box = intersect({ x: support.x - margin, y: support.y - margin, width: support.width + 2 * margin, height: support.height + 2 * margin }, shown)!
  const toRequest = multiply(scaling(plan.scale), translation(-plan.crop.x, -plan.crop.y))
  const toAnswer = scaling(answer.width / plan.request.width, answer.height / plan.request.height)
  const map = multiply(multiply(toAnswer, aligned), toRequest)
  const coverage = cropCoverage(mask, source.width, box)
  const weights = weightsOf(coverage, box.width, box.height, plan.reachPx)
  const alpha = new Uint8Array(coverage.length), ring = new Uint8Array(coverage.length), known = new Uint8Array(coverage.length)
  for (let y = 0, i = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++, i++) {
      alpha[i] = source.data[((box.y + y) * source.width + box.x + x) * 4 + 3]!
      if (alpha[i] !== 255 || coverage[i]! > 0) continue
      const px = box.x + x + 0.5, py = box.y + y + 0.5
      const u = map[0][0] * px + map[0][1] * py + map[0][2], v = map[1][0] * px + map[1][1] * py + map[1][2]
      if (!(u > 1.5 && v > 1.5 && u < answer.width - 1.5 && v < answer.height - 1.5)) continue
      const away = weights.distance.data[i]!
      if (away > ringPx.from && away < ringPx.to) ring[i] = 1
      if (away > 10) known[i] = 1
    }
  }
  return { box, source: planesOf(source, box, behind), weights, ring, known, alpha, map }
}

/** The answer on the region's pixels, in one resampling step; none where the map is whole pixels. */
function readAnswer(answer: Pixels, map: Affine, box: Bounds, flow: Flow | null): Planes {
  const planes = planesOf(answer)
  const read = { map, box, flow }
  const ratio = Math.sqrt(Math.abs(map[0][0] * map[1][1] - map[0][1] * map[1][0]))
  return (ratio > 1.05 ? projectSpline(planes, read, ratio) : sampleSpline(planes.map(splineOf), read)) as unknown as Planes
}

/** Null when the region is too small to tell. Reduced for large regions: the flow is smooth. */
function leftoverFlow(region: Region, moved: Planes): Flow | null {
  const tone = applyTone(moved, fitTone(region.source, moved, region.ring).map((curve) => (curve.kind === 'cubic' ? { ...curve, kind: 'linear' as const } : curve)))
  let reference = lumaOf(region.source), answer = lumaOf(tone), known = region.known, size = 1
  const { width, height } = region.box
  while ((width * height) / size ** 2 > flowPixels) {
    size *= 2
  }
  if (size > 1) {
    const extent = { width: Math.ceil(width / size), height: Math.ceil(height / size) }, from = { x: 0, y: 0, width: extent.width * size, height: extent.height * size }
    reference = resizePlane(reference, from, extent)
    answer = resizePlane(answer, from, extent)
    known = Uint8Array.from({ length: extent.width * extent.height }, (_, i) => region.known[Math.min(height - 1, Math.floor(i / extent.width) * size) * width + Math.min(width - 1, (i % extent.width) * size)]!)
  }
  if (known.reduce((sum, value) => sum + value, 0) < 400) return null
  const flow = residualFlow(reference, answer, known)
  if (size === 1) return flow
  const enlarge = (plane: Plane): Plane => {
    const big = resizePlane(plane, { x: 0, y: 0, width: width / size, height: height / size }, { width, height })
    for (let i = 0; i < big.data.length; i++) big.data[i]! *= size
    return big
  }
  return { x: enlarge(flow.x), y: enlarge(flow.y) }
}

function ringError(region: Region, moved: Planes): number {
  const toned = lumaOf(applyTone(moved, fitTone(region.source, moved, region.ring))).data, reference = lumaOf(region.source).data
  let sum = 0, count = 0
  for (let i = 0; i < region.ring.length; i++) {
    if (!region.ring[i]) continue
    sum += Math.min(30, Math.abs(toned[i]! - reference[i]!))
    count++
  }
  return count ? sum / count : 0
}

/** Writes pixels with weight above 0 and no others; returns the box of those that differ, source px. */
function write(result: Pixels, { box, weights, source, alpha }: Region, blended: readonly Plane[], share: Plane | null): Bounds {
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity
  const fillsAlpha = marksTransparent(weights, alpha)
  for (let y = 0, i = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++, i++) {
      const weight = weights.final.data[i]! * (share ? share.data[i]! : 1)
      if (weight === 0) continue
      const to = ((box.y + y) * result.width + box.x + x) * 4
      const old = alpha[i]!
      if (old === 0 && !fillsAlpha) continue
      const opacity = fillsAlpha ? Math.round(old + (255 - old) * weight) : old
      let differs = opacity !== old
      for (const c of [0, 1, 2] as const) {
        const part = old === 255 ? weight : Math.min(1, (weight * 255) / Math.max(1, opacity))
        const before = result.data[to + c]!
        const base = old === 255 ? source[c].data[i]! : before
        result.data[to + c] = base + part * (blended[c]!.data[i]! - base)
        differs ||= result.data[to + c] !== before
      }
      result.data[to + 3] = opacity
      if (!differs) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = y
    }
  }
  return right < left ? { x: 0, y: 0, width: 0, height: 0 } : { x: box.x + left, y: box.y + top, width: right - left + 1, height: bottom - top + 1 }
}

/** The designer marked a transparent area: it becomes opaque there. Otherwise the source's alpha stays. */
function marksTransparent({ mask }: Weights, alpha: Uint8Array): boolean {
  let marked = 0, opaque = 0
  for (let i = 0; i < alpha.length; i++) {
    marked += mask.data[i]!
    opaque += (mask.data[i]! * alpha[i]!) / 255
  }
  return marked > 0 && opaque / marked < 0.5
}
