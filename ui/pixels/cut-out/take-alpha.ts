// The alpha of a model's cut-out, laid over the original: aligned as in-place edits are, at the source's extent.
import { PluginError } from '../../../src/shared/errors'
import { applyTo, invert, multiply, scaling, translation, type Affine } from '../../../src/shared/geometry'
import { alignRequest } from '../in-place/align-request'
import { makePixels, makePlane, type Pixels, type Plane, type Rgb } from '../in-place/pixels'
import type { CropPlan } from '../in-place/plan-crop'
import { describeAlignment } from '../in-place/report'
import { farFrom } from './far-from'
import { nearColours, type NearColours } from './near-colours'
import { projectSpline, sampleSpline, splineOf } from '../in-place/spline'

/** px of one strip: bounds the float planes. */
const stripPx = 1_000_000
/** Of 255: nearer to nothing or all than this is meant to be that. */
const clean = 6
/** px around the subject, of a picture of 1024, that may still be compared. */
const outlinePx = 24
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
  const mask = unseen(source, plane, multiply(toAnswer, toRequest)), request = { ...plan, requestGrowPx: 0 }
  const far = farFrom(mask.map((value) => (value === 0 ? 0 : 1)), width, height), reach = 3 * outlinePx * Math.max(1, Math.max(width, height) / 1024)
  const byInside = yield* alignRequest(source, mask, request, answer, behind)
  yield 'align'
  // A smooth subject is known by its outline, before a background like the picture's.
  const byOutline = yield* alignRequest(source, mask.map((_value, i) => (far[i]! > reach ? 255 : 0)), request, before(answer, nearColours(source, (i) => far[i]! > reach / 4), multiply(toAnswer, toRequest)), behind)
  const aligned = byInside.reframed || (!byOutline.reframed && (byOutline.likeness ?? 0) > (byInside.likeness ?? 0)) ? byOutline : byInside
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

/** The answer, opaque: its transparent part shows what the source has around the subject, carried smoothly under it. */
function before(answer: Pixels, colours: NearColours | null, map: Affine): Pixels {
  const out = makePixels(answer.width, answer.height), back = invert(map), colour = new Float32Array(3)
  for (let y = 0, i = 0; y < out.height; y++) {
    for (let x = 0; x < out.width; x++, i += 4) {
      const share = answer.data[i + 3]! / 255, at = applyTo(back!, x + 0.5, y + 0.5)
      if (share < 1) colours?.(at.x - 0.5, at.y - 0.5, colour)
      for (let c = 0; c < 3; c++) out.data[i + c] = share * answer.data[i + c]! + (1 - share) * colour[c]!
      out.data[i + 3] = 255
    }
  }
  return out
}

/** 255 where the answer shows nothing of the picture: there is nothing to align by. */
function unseen({ width, height }: Pixels, plane: Plane, [[a, , e], [, d, f]]: Affine): Uint8Array {
  const out = new Uint8Array(width * height)
  for (let y = 0, i = 0; y < height; y++) {
    const row = Math.min(plane.height - 1, Math.max(0, Math.floor(d * (y + 0.5) + f))) * plane.width
    for (let x = 0; x < width; x++, i++) if (plane.data[row + Math.min(plane.width - 1, Math.max(0, Math.floor(a * (x + 0.5) + e)))]! < 250) out[i] = 255
  }
  return out
}
