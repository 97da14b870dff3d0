// The part of the picture that blending reads: all pixels that may change and the known ring around them.
import { type Affine, applyTo, intersect, multiply, scaling, translation, type Bounds } from '../../../src/shared/geometry'
import { kernels } from '../kernels/kernels'
import { cropCoverage, cropPlane, makePlane, mapPlanes, planesOf, wholeBox, type Pixels, type Plane, type Planes, type Rgb } from './pixels'
import type { EditPlan } from './plan-edit'
import { projectSpline, sampleSpline, splineOf, type Flow } from './spline'
import { fitTone, quickSamples, tonedLuma, type ToneCurve } from './tone'
import { weightsOf, type Weights } from './weights'

/** px around the mask where source and answer are compared. */
const ringPx = { from: 2, to: 96 }
/** px around the mask from which the flow may look at pixels: it does not mind a few that changed. */
const flowFromPx = 3

export type Region = {
  box: Bounds
  source: Planes
  weights: Weights
  /** Pixels near the mask that are known on both sides. */
  ring: Uint8Array
  /** Those of the ring that the request mask left to the model. */
  near: Uint8Array
  /** Known pixels that the flow may look at. */
  known: Uint8Array
  alpha: Uint8Array
  /** Region px (source px) to answer px. */
  map: Affine
}

/** What is compared to find tone and flow. */
export type Compared = Pick<Region, 'box' | 'source' | 'ring' | 'near' | 'known'>

/** Everything that blending reads: the support and the ring around it. In steps. */
export function* regionOf(source: Pixels, mask: Uint8Array, plan: Pick<EditPlan, 'crop' | 'request' | 'scale' | 'support' | 'reachPx' | 'requestGrowPx'>, aligned: Affine, answer: Pixels, behind: Rgb | undefined): Generator<'resample', Region> {
  const shown = wholeBox(plan.crop, source), margin = ringPx.to
  const { support } = plan
  const box = intersect({ x: support.x - margin, y: support.y - margin, width: support.width + 2 * margin, height: support.height + 2 * margin }, shown)!
  const toRequest = multiply(scaling(plan.scale), translation(-plan.crop.x, -plan.crop.y))
  const toAnswer = scaling(answer.width / plan.request.width, answer.height / plan.request.height)
  const map = multiply(multiply(toAnswer, aligned), toRequest)
  const coverage = cropCoverage(mask, source.width, box)
  const weights = weightsOf(coverage, box.width, box.height, plan.reachPx)
  yield 'resample'
  const alpha = new Uint8Array(coverage.length), ring = new Uint8Array(coverage.length), near = new Uint8Array(coverage.length), known = new Uint8Array(coverage.length)
  for (let y = 0, i = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++, i++) {
      alpha[i] = source.data[((box.y + y) * source.width + box.x + x) * 4 + 3]!
      if (alpha[i] !== 255 || coverage[i]! > 0) continue
      const px = box.x + x + 0.5, py = box.y + y + 0.5
      const u = map[0][0] * px + map[0][1] * py + map[0][2], v = map[1][0] * px + map[1][1] * py + map[1][2]
      if (!(u > 1.5 && v > 1.5 && u < answer.width - 1.5 && v < answer.height - 1.5)) continue
      const away = weights.distance.data[i]!
      if (away > ringPx.from && away < ringPx.to) ring[i] = 1
      if (ring[i] && away < plan.requestGrowPx) near[i] = 1
      if (away > flowFromPx) known[i] = 1
    }
  }
  yield 'resample'
  return { box, source: planesOf(source, box, behind), weights, ring, near, known, alpha, map }
}

/** The part of the region that may change, as what blending and writing read of it, and how its planes are cut. */
export function changeable({ box, source, weights, alpha }: Region, support: Bounds): { part: Pick<Region, 'box' | 'source' | 'weights' | 'alpha'>; inPart: (plane: Plane) => Plane } {
  const whole = wholeBox({ ...support, x: support.x - box.x, y: support.y - box.y }, box)
  const inPart = (plane: Plane): Plane => cropPlane(plane, whole)
  const { mask, final, distance, depth } = weights
  return {
    part: {
      box: { ...whole, x: box.x + whole.x, y: box.y + whole.y }, source: mapPlanes(source, inPart), alpha: cropCoverage(alpha, box.width, whole),
      weights: { mask: inPart(mask), final: inPart(final), distance: inPart(distance), depth: inPart(depth) },
    },
    inPart,
  }
}

/** px around what is read, for the spline's own reach; pixels read in one step of plain code (the kernels take all at once, or each step would hand them the splines anew). */
const splineMargin = 16, strip = 200_000

/** The answer on the pixels of a box, in one resampling step; none where the map is whole pixels. Pixels where `where` is 0 need not be read. In steps. */
export function* readAnswer(answer: Pixels, map: Affine, box: Bounds, flow: Flow | null, where?: Uint8Array): Generator<'resample', Planes> {
  const ratio = Math.sqrt(Math.abs(map[0][0] * map[1][1] - map[0][1] * map[1][0])), margin = Math.ceil(splineMargin * Math.max(1, ratio))
  const corners = [[box.x, box.y], [box.x + box.width, box.y], [box.x, box.y + box.height], [box.x + box.width, box.y + box.height]].map(([x, y]) => applyTo(map, x!, y!))
  const left = Math.min(...corners.map(({ x }) => x)) - margin, top = Math.min(...corners.map(({ y }) => y)) - margin
  const right = Math.max(...corners.map(({ x }) => x)) + margin, bottom = Math.max(...corners.map(({ y }) => y)) + margin
  const part = wholeBox({ x: left, y: top, width: right - left, height: bottom - top }, answer)
  const planes = planesOf(answer, part)
  const toPart = multiply(translation(-part.x, -part.y), map)
  if (ratio > 1.05) return projectSpline(planes, { map: toPart, box, flow }, ratio) as unknown as Planes
  const splines: Plane[] = [], out = mapPlanes(planes, () => makePlane(box.width, box.height))
  for (const plane of planes) {
    yield 'resample'
    splines.push(splineOf(plane))
  }
  for (let top = 0, rows = kernels() ? box.height : Math.ceil(strip / box.width); top < box.height; top += rows) {
    yield 'resample'
    const height = Math.min(rows, box.height - top), from = top * box.width
    const cut = <Values extends Float32Array | Uint8Array>(values: Values): Values => values.subarray(from, from + height * box.width) as Values
    const rowsOf = (plane: Plane): Plane => ({ width: box.width, height, data: cut(plane.data) })
    const read = sampleSpline(splines, { map: toPart, box: { ...box, y: box.y + top, height }, flow: flow && { x: rowsOf(flow.x), y: rowsOf(flow.y) }, ...(where ? { where: cut(where) } : {}) })
    read.forEach(({ data }, c) => out[c]!.data.set(data, from))
  }
  return out
}

/** The region without what the model redrew next to the mask, if it did: pixels there would mislead tone and flow. */
export function withoutRedrawn<Any extends Compared>(region: Any, moved: Planes): Any {
  const { near, ring, known } = region
  const without = (where: Uint8Array): Uint8Array => {
    const out = where.slice()
    for (let i = 0; i < out.length; i++) if (near[i]) out[i] = 0
    return out
  }
  const outer = without(ring)
  const curves = fitTone(region.source, moved, outer, quickSamples)
  const redrawn = differenceOn(near, region.source, moved, curves) > 1.5 * differenceOn(outer, region.source, moved, curves) + 0.5
  return redrawn ? { ...region, ring: outer, known: without(known) } : region
}

/** Mean difference on the ring after the tone fit, levels, each at most 30. */
export const ringError = (region: Compared, moved: Planes): number => differenceOn(region.ring, region.source, moved, fitTone(region.source, moved, region.ring, quickSamples))

/** Of luma, `b` after its `curves`. */
function differenceOn(where: Uint8Array, a: Planes, b: Planes, curves: readonly ToneCurve[]): number {
  const [red, green, blue] = a, toned = tonedLuma(b, curves, where).data
  let sum = 0, count = 0
  for (let i = 0; i < where.length; i++) {
    if (!where[i]) continue
    sum += Math.min(30, Math.abs(0.299 * red.data[i]! + 0.587 * green.data[i]! + 0.114 * blue.data[i]! - toned[i]!))
    count++
  }
  return count ? sum / count : 0
}
