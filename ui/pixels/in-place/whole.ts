// An edit of the whole picture: no mask and nothing to protect, but the answer is laid back over the picture where the model moved it.
import { multiply, scaling, translation, type Extent } from '../../../src/shared/geometry'
import { alignRequest } from './align-request'
import { distanceTo } from './distance'
import { cropCoverage, extentOf, makePixels, mapPlanes, pixelsOf, planesOf, type Pixels, type Planes, type Rgb } from './pixels'
import type { CropPlan } from './plan-crop'
import { sentDistance, sentPlane, windowOf } from './prepare-edit'
import { describeAlignment } from './report'
import { projectSpline, sampleSpline, splineOf } from './spline'

/** What is sent: the picture as an opaque one at the request's extent; its edge is repeated where the request passes it. */
export function prepareWhole(source: Pixels, plan: CropPlan, behind?: Rgb): Pixels {
  const local = windowOf(plan, source)
  return pixelsOf(mapPlanes(planesOf(source, local.box, behind), (plane) => sentPlane(plane, local)))
}

/** Width of a drawn hint against the request's longer side, and its colour: one that photographs rarely have. */
const hint = { width: 0.006, rgb: [255, 0, 80] } as const

/** An outline around what was drawn, on a transparent picture of the request's extent. `drawn`: one byte a source px. */
export function markupOf(source: Extent, drawn: Uint8Array, plan: CropPlan): Pixels {
  const { request } = plan, local = windowOf(plan, source)
  const marked = cropCoverage(drawn, source.width, local.box).map((value) => (value >= 128 ? 255 : 0))
  const distance = sentDistance(distanceTo(marked, local.box.width, local.box.height), local)
  const out = makePixels(request.width, request.height), width = (hint.width * Math.max(request.width, request.height)) / plan.scale
  for (let i = 0; i < distance.data.length; i++) if (distance.data[i]! > 0 && distance.data[i]! <= width) out.data.set([...hint.rgb, 255], i * 4)
  return out
}

/** px of one strip: bounds the float planes. */
const stripPx = 1_000_000

export type FinishedWhole = { result: Pixels; alignment: { dx: number; dy: number; scale: number; rotation: number } }

/** The answer at the source's extent; alpha is the source's. A picture that the model drew anew in another frame is taken as it came. */
export function* finishWholeSteps(source: Pixels, plan: CropPlan, answer: Pixels, behind?: Rgb): Generator<'align' | 'resample', FinishedWhole> {
  yield 'align'
  const aligned = yield* alignRequest(source, new Uint8Array(source.width * source.height), { ...plan, requestGrowPx: 0 }, answer, behind)
  const toRequest = multiply(scaling(plan.scale), translation(-plan.crop.x, -plan.crop.y))
  const map = multiply(multiply(scaling(answer.width / plan.request.width, answer.height / plan.request.height), aligned.map), toRequest)
  const planes = planesOf(answer, undefined, behind)
  const ratio = Math.sqrt(Math.abs(map[0][0] * map[1][1] - map[0][1] * map[1][0]))
  const splines = ratio > 1.05 ? null : planes.map(splineOf)
  const result = makePixels(source.width, source.height)
  // The projection looks at the whole picture; it is for pictures smaller than the answer.
  const rows = splines ? Math.max(1, Math.floor(stripPx / source.width)) : source.height
  for (let top = 0; top < source.height; top += rows) {
    yield 'resample'
    const box = { ...extentOf(source), x: 0, y: top, height: Math.min(rows, source.height - top) }
    const read = { map, box, flow: null }
    const strip = pixelsOf((splines ? sampleSpline(splines, read) : projectSpline(planes, read, ratio)) as unknown as Planes)
    const from = top * source.width * 4
    result.data.set(strip.data, from)
    for (let i = from + 3; i < from + strip.data.length; i += 4) result.data[i] = source.data[i]!
  }
  return { result, alignment: describeAlignment(aligned.map, plan.request) }
}
