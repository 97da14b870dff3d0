// Cutting out as the pixel worker does it: by key, by marks, or by the alpha of an answer.
import { PluginError } from '../../../src/shared/errors'
import type { Bounds } from '../../../src/shared/geometry'
import { drawnOf, toPng, type EncodedAnswer, type EncodedPicture, type Steps } from '../in-place/encoded'
import { makePixels, type Pixels, type Rgb } from '../in-place/pixels'
import type { CropPlan } from '../in-place/plan-crop'
import type { Source, WorkPlace } from '../in-place/source'
import { cleanEdges } from './clean-edges'
import { coloursOf, groundOf, type Ground } from './ground'
import { keyOut } from './key-out'
import type { NearColours } from './near-colours'
import { takeAlpha } from './take-alpha'

export type { Ground } from './ground'

/** `holes`: background that the subject encloses goes, too. `marks`: what is marked stays. */
export type CutWay = { by: 'key'; holes: boolean } | { by: 'marks' } | { by: 'answer'; plan: CropPlan }

/** `marks`: a byte a source px, 255 = stays. `form`: the whole picture (default), or only the box of what stays. */
export type CutOutOrder<S = Source> = { kind: 'cut-out'; source: S; way: CutWay; marks?: Uint8Array<ArrayBuffer>; answer?: EncodedAnswer | Pixels; behind?: Rgb; form?: 'whole' | 'patch' }
export type GroundOrder<S = Source> = { kind: 'ground'; source: S }
/** The source's own alpha. */
export type AlphaOrder<S = Source> = { kind: 'alpha'; source: S }

export type EncodedCutOut = {
  picture: EncodedPicture
  cut: {
    /** Where the picture of that form lies, source px. */
    box: Bounds
    changedWhole: number
    kept: number
    alignment: { dx: number; dy: number; scale: number; rotation: number } | null
  }
}

const notPlain = 'The background is not plain enough to cut out on this device.'

/** Raises request.invalid where the background is not plain, mask.empty where nothing would stay, and what takeAlpha raises. */
export async function* cutOutWork(source: Pixels, order: CutOutOrder<unknown>, place: WorkPlace): Steps<EncodedCutOut> {
  const { way } = order
  yield 'cut'
  let alpha: Uint8Array, behind: NearColours | undefined, alignment: EncodedCutOut['cut']['alignment'] = null
  if (way.by === 'key') {
    const ground = groundOf(source)
    if (ground.kind !== 'plain') throw new PluginError('request.invalid', notPlain, { hint: 'Choose a model, or mark what stays.' })
    alpha = yield* keyOut(source, ground, way.holes)
    behind = coloursOf(ground, source)
  } else if (way.by === 'marks') alpha = order.marks ?? new Uint8Array(source.width * source.height)
  else ({ alpha, alignment } = yield* takeAlpha(source, way.plan, await drawnOf(order.answer!, place), order.behind))
  yield 'blend'
  const { result, changedWhole, kept } = cleanEdges(source, alpha, behind)
  yield 'write'
  const stays = boxOf(result)
  if (!stays) throw new PluginError('mask.empty', 'Nothing of the picture would stay.', { hint: way.by === 'key' ? 'It is of one colour all over. Mark what stays.' : 'Mark what stays.' })
  const box = order.form === 'patch' ? stays : { x: 0, y: 0, width: source.width, height: source.height }
  return { picture: yield* toPng(order.form === 'patch' ? cropped(result, box) : result), cut: { box, changedWhole, kept, alignment } }
}

export const groundWork = (source: Pixels): { ground: Ground } => ({ ground: groundOf(source).kind })

export function alphaWork({ width, height, data }: Pixels): { coverage: Uint8Array<ArrayBuffer> } {
  const coverage = new Uint8Array(width * height)
  for (let i = 0; i < coverage.length; i++) coverage[i] = data[i * 4 + 3]!
  return { coverage }
}

function boxOf({ width, height, data }: Pixels): Bounds | null {
  let left = width, top = height, right = -1, bottom = -1
  for (let y = 0, i = 3; y < height; y++) {
    for (let x = 0; x < width; x++, i += 4) {
      if (data[i] === 0) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = y
    }
  }
  return right < left ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
}

function cropped({ width, data }: Pixels, box: Bounds): Pixels {
  const out = makePixels(box.width, box.height)
  for (let y = 0; y < box.height; y++) {
    const at = ((box.y + y) * width + box.x) * 4
    out.data.set(data.subarray(at, at + box.width * 4), y * box.width * 4)
  }
  return out
}
