// What the browser decodes and encodes for us: JPEG, WebP and GIF. Works in the window and in the worker; needs OffscreenCanvas.
import { PluginError } from '../../src/shared/errors'
import { canvasToBlob } from './canvas-to-blob'
import { isOpaque, type Pixels } from './in-place/pixels'
import { straightPixels } from './straight-pixels'

/** Two functions, so that Node tests bring their own. */
export type RasterCodec = {
  /** The first frame, upright by EXIF, without colour conversion. Raises pixels.decode-failed, pixels.out-of-memory. */
  decode(bytes: Uint8Array, mime: string): Promise<Pixels>
  /** `quality` 0 to 1; opaque pixels. Raises pixels.encode-failed, pixels.out-of-memory. */
  encodeJpeg(pixels: Pixels, quality: number): Promise<Uint8Array<ArrayBuffer>>
}

/** The caller closes the bitmap. Raises pixels.decode-failed. */
export async function decodeBitmap(bytes: Uint8Array, mime: string, options: ImageBitmapOptions = {}): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mime }), options)
  } catch (cause) {
    throw new PluginError('pixels.decode-failed', 'This picture could not be opened.', { hint: `${mime}, ${bytes.length} bytes`, cause })
  }
}

/** Raises pixels.out-of-memory when the browser gives no canvas of this extent. */
export function canvasOf(widthPx: number, heightPx: number, settings?: CanvasRenderingContext2DSettings): { canvas: OffscreenCanvas; context: OffscreenCanvasRenderingContext2D } {
  const canvas = new OffscreenCanvas(widthPx, heightPx)
  const context = canvas.getContext('2d', settings)
  if (!context) throw new PluginError('pixels.out-of-memory', 'There is not enough memory for this picture.', { hint: `${widthPx} x ${heightPx} px` })
  return { canvas, context }
}

/** Raises pixels.encode-failed. `quality` 0 to 1. */
async function canvasToBytes(canvas: OffscreenCanvas, type: 'image/png' | 'image/jpeg', quality?: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const blob = await canvasToBlob(canvas, { type, quality })
    return new Uint8Array(await blob.arrayBuffer())
  } catch (cause) {
    throw new PluginError('pixels.encode-failed', `This picture could not be written as ${type === 'image/png' ? 'PNG' : 'JPEG'}.`, { hint: `${canvas.width} x ${canvas.height} px`, cause })
  }
}

/** Raises pixels.encode-failed. */
export const canvasToPng = (canvas: OffscreenCanvas): Promise<Uint8Array<ArrayBuffer>> => canvasToBytes(canvas, 'image/png')

/** Raises pixels.encode-failed. `quality` 0 to 1. */
export const canvasToJpeg = (canvas: OffscreenCanvas, quality: number): Promise<Uint8Array<ArrayBuffer>> => canvasToBytes(canvas, 'image/jpeg', quality)

export const canvasRaster: RasterCodec = {
  async decode(bytes, mime) {
    const bitmap = await decodeBitmap(bytes, mime, { colorSpaceConversion: 'none', premultiplyAlpha: 'none', imageOrientation: 'from-image' })
    try {
      const { width, height } = bitmap
      const { context } = canvasOf(width, height, { willReadFrequently: true })
      context.drawImage(bitmap, 0, 0)
      const pixels: Pixels = { width, height, data: context.getImageData(0, 0, width, height).data as Uint8ClampedArray<ArrayBuffer> }
      return isOpaque(pixels) ? pixels : straightPixels(bitmap) ?? pixels
    } finally {
      bitmap.close()
    }
  },
  encodeJpeg({ width, height, data }, quality) {
    const { canvas, context } = canvasOf(width, height, { willReadFrequently: true })
    context.putImageData(new ImageData(data, width, height), 0, 0)
    return canvasToBytes(canvas, 'image/jpeg', quality)
  },
}
