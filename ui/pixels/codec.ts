// Encoded pictures to straight-alpha pixels and back, in the worker and on the window's thread. PNG is ours, so that alpha stays exact;
// other formats are the browser's.
import { createBreather } from './breather'
import { canvasRaster, type RasterCodec } from './canvas-codec'
import { readImageHeader } from './image-header'
import type { Pixels } from './in-place/pixels'
import { nameMemoryError } from './out-of-memory'
import { decodePng } from './png/decode-png'
import { encodePngSteps } from './png/encode-png'

/** What providers need, so that Node tests bring their own. */
export type PixelCodec = {
  decode(bytes: Uint8Array, mime: string): Promise<Pixels>
  encodePng(pixels: Pixels): Promise<Uint8Array<ArrayBuffer>>
}

/**
 * PNG, JPEG, WebP or the first frame of a GIF. The bytes decide which, not `_mime`. `raster` decodes all but PNG.
 * Raises pixels.decode-failed; pixels.too-large beyond 50 MB or 64 MP, before anything is decoded; pixels.out-of-memory.
 */
export async function decodePicture(bytes: Uint8Array, _mime?: string, raster: Pick<RasterCodec, 'decode'> = canvasRaster): Promise<Pixels> {
  const { mime } = readImageHeader(bytes)
  try {
    return mime === 'image/png' ? await decodePng(bytes) : await raster.decode(bytes, mime)
  } catch (error) {
    throw nameMemoryError(error)
  }
}

/** Opaque pixels become an RGB PNG, others RGBA with straight alpha: nothing is lost. Raises pixels.encode-failed, pixels.out-of-memory. */
export async function encodePng(pixels: Pixels): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const steps = encodePngSteps(pixels), breathe = createBreather()
    for (;;) {
      const step = steps.next()
      if (step.done) return step.value
      await breathe()
    }
  } catch (error) {
    throw nameMemoryError(error)
  }
}

export const pixelCodec: PixelCodec = { decode: decodePicture, encodePng }
