// The alpha of a model's cut-out, laid over the original: aligned as in-place edits are, at the source's extent.
import { PluginError } from '../../../src/shared/errors'
import { multiply, scaling, translation } from '../../../src/shared/geometry'
import { alignRequest } from '../in-place/align-request'
import { makePlane, type Pixels, type Plane, type Rgb } from '../in-place/pixels'
import type { CropPlan } from '../in-place/plan-crop'
import { describeAlignment } from '../in-place/report'
import { projectSpline, sampleSpline, splineOf } from '../in-place/spline'

/** px of one strip: bounds the float planes. */
const stripPx = 1_000_000
/** Of 255: nearer to nothing or all than this is meant to be that. */
const clean = 6
/** Share of the picture that must go and must stay. */
const leastShare = 0.001

export type TakenAlpha = { alpha: Uint8Array; alignment: { dx: number; dy: number; scale: number; rotation: number } }

/** Raises pixels.extent-mismatch when the model drew another frame, provider.bad-response when it cut nothing or everything. */
export function* takeAlpha(source: Pixels, plan: CropPlan, answer: Pixels, behind?: Rgb): Generator<'align' | 'resample', TakenAlpha> {
  const { width, height } = source
  const plane = alphaPlane(answer), gone = plane.data.reduce((sum, value) => sum + 255 - value, 0) / (255 * plane.data.length)
  if (gone < leastShare) throw new PluginError('provider.bad-response', 'The answer has no transparent part, so nothing was cut out.', { hint: 'Try again, or choose another model.' })
  if (gone > 1 - leastShare) throw new PluginError('provider.bad-response', 'The answer is empty: nothing of the picture would stay.', { hint: 'Try again, or choose another model.' })
  yield 'align'
  const toRequest = multiply(scaling(plan.scale), translation(-plan.crop.x, -plan.crop.y)), toAnswer = scaling(answer.width / plan.request.width, answer.height / plan.request.height)
  const aligned = alignRequest(source, unseen(source, plane, multiply(toAnswer, toRequest)), { ...plan, requestGrowPx: 0 }, answer, behind)
  if (aligned.reframed) throw new PluginError('pixels.extent-mismatch', 'The model reframed the picture, so nothing was changed.')
  const map = multiply(multiply(toAnswer, aligned.map), toRequest)
  const ratio = Math.sqrt(Math.abs(map[0][0] * map[1][1] - map[0][1] * map[1][0])), spline = ratio > 1.05 ? null : splineOf(plane)
  const alpha = new Uint8Array(width * height), rows = spline ? Math.max(1, Math.floor(stripPx / width)) : height
  for (let top = 0; top < height; top += rows) {
    yield 'resample'
    const read = { map, box: { x: 0, y: top, width, height: Math.min(rows, height - top) }, flow: null }
    const [strip] = spline ? sampleSpline([spline], read) : projectSpline([plane], read, ratio)
    strip!.data.forEach((value, i) => { alpha[top * width + i] = Math.round(Math.min(255, Math.max(0, ((value - clean) * 255) / (255 - 2 * clean)))) })
  }
  return { alpha, alignment: describeAlignment(aligned.map, plan.request) }
}

function alphaPlane({ width, height, data }: Pixels): Plane {
  const out = makePlane(width, height)
  for (let i = 0; i < out.data.length; i++) out.data[i] = data[i * 4 + 3]!
  return out
}

/** 255 where the answer shows nothing of the picture: there is nothing to align by. */
function unseen({ width, height }: Pixels, plane: Plane, [[a, , e], [, d, f]]: ReturnType<typeof multiply>): Uint8Array {
  const out = new Uint8Array(width * height)
  for (let y = 0, i = 0; y < height; y++) {
    const row = Math.min(plane.height - 1, Math.max(0, Math.floor(d * (y + 0.5) + f))) * plane.width
    for (let x = 0; x < width; x++, i++) if (plane.data[row + Math.min(plane.width - 1, Math.max(0, Math.floor(a * (x + 0.5) + e)))]! < 250) out[i] = 255
  }
  return out
}
