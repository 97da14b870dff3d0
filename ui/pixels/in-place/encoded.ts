// Pictures on their way into and out of the pixel work, in steps.
import type { RasterCodec } from '../canvas-codec'
import { decodePicture } from '../codec'
import { encodePngSteps } from '../png/encode-png'
import type { FinishStage } from './finish-edit'
import type { Pixels } from './pixels'
import type { WorkPlace } from './source'

export type EncodedAnswer = { bytes: Uint8Array<ArrayBuffer>; mime: string }
export type EncodedPicture = { bytes: Uint8Array<ArrayBuffer>; mime: 'image/png' | 'image/jpeg'; widthPx: number; heightPx: number }

export type WorkStage = 'decode' | 'cut' | 'encode' | FinishStage
export type Steps<T> = AsyncGenerator<WorkStage, T>

/** Above either the request goes as JPEG (inpaint-method.md 2.3). */
const mostPng = { pixels: 8_000_000, bytes: 20_000_000 }
const jpegQuality = 0.95

/** The answer as pixels. Raises pixels.decode-failed and pixels.too-large. */
export const drawnOf = async (answer: EncodedAnswer | Pixels, { raster }: WorkPlace): Promise<Pixels> => ('data' in answer ? answer : decodePicture(answer.bytes, answer.mime, raster))

/** As it is sent to a model. */
export async function* toSent(image: Pixels, { raster }: WorkPlace): Steps<EncodedPicture> {
  const png = image.width * image.height <= mostPng.pixels ? yield* toPng(image) : null
  return png && png.bytes.length <= mostPng.bytes ? png : await toJpeg(image, raster)
}

async function toJpeg(pixels: Pixels, raster: RasterCodec): Promise<EncodedPicture> {
  return { bytes: await raster.encodeJpeg(pixels, jpegQuality), mime: 'image/jpeg', widthPx: pixels.width, heightPx: pixels.height }
}

export function* toPng(pixels: Pixels): Generator<WorkStage, EncodedPicture> {
  const steps = encodePngSteps(pixels)
  for (;;) {
    yield 'encode'
    const step = steps.next()
    if (step.done) return { bytes: step.value, mime: 'image/png', widthPx: pixels.width, heightPx: pixels.height }
  }
}
