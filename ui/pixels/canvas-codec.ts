// Decoding and encoding by the browser. Runs in the UI; needs OffscreenCanvas. The canvas premultiplies:
// colours under partial alpha may change by a level, alpha itself does not (inpaint-method.md 4.1).
import { PluginError } from '../../src/shared/errors'

/** RGBA, straight alpha, row-major, sRGB. */
export type RgbaPicture = { widthPx: number; heightPx: number; rgba: Uint8ClampedArray<ArrayBuffer> }

/** Two functions, so that Node tests bring their own. */
export type PixelCodec = {
  decode(bytes: Uint8Array, mime: string): Promise<RgbaPicture>
  encodePng(picture: RgbaPicture): Promise<Uint8Array<ArrayBuffer>>
}

/** The caller closes the bitmap. Raises pixels.decode-failed. */
export async function decodeBitmap(bytes: Uint8Array, mime: string): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mime }))
  } catch (cause) {
    throw new PluginError('pixels.decode-failed', 'This picture could not be opened.', { hint: `${mime}, ${bytes.length} bytes`, cause })
  }
}

/** Raises pixels.out-of-memory when the browser gives no canvas of this extent. */
export function canvasOf(widthPx: number, heightPx: number): { canvas: OffscreenCanvas; context: OffscreenCanvasRenderingContext2D } {
  const canvas = new OffscreenCanvas(widthPx, heightPx)
  const context = canvas.getContext('2d')
  if (!context) throw new PluginError('pixels.out-of-memory', 'There is not enough memory for this picture.', { hint: `${widthPx} x ${heightPx} px` })
  return { canvas, context }
}

/** Raises pixels.encode-failed. */
export async function canvasToPng(canvas: OffscreenCanvas): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const blob = await canvas.convertToBlob({ type: 'image/png' })
    return new Uint8Array(await blob.arrayBuffer())
  } catch (cause) {
    throw new PluginError('pixels.encode-failed', 'This picture could not be written as PNG.', { hint: `${canvas.width} x ${canvas.height} px`, cause })
  }
}

export const canvasCodec: PixelCodec = {
  async decode(bytes, mime) {
    const bitmap = await decodeBitmap(bytes, mime)
    try {
      const { context } = canvasOf(bitmap.width, bitmap.height)
      context.drawImage(bitmap, 0, 0)
      return { widthPx: bitmap.width, heightPx: bitmap.height, rgba: context.getImageData(0, 0, bitmap.width, bitmap.height).data as Uint8ClampedArray<ArrayBuffer> }
    } finally {
      bitmap.close()
    }
  },
  encodePng({ widthPx, heightPx, rgba }) {
    const { canvas, context } = canvasOf(widthPx, heightPx)
    context.putImageData(new ImageData(rgba, widthPx, heightPx), 0, 0)
    return canvasToPng(canvas)
  },
}
