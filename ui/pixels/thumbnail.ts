// A small copy of a picture for lists. Runs in the UI; needs OffscreenCanvas.
import { canvasOf, canvasToJpeg, decodeBitmap } from './canvas-codec'

/** JPEG on white, the longer side at most `maxEdgePx`; `quality` 0 to 1. Raises pixels.decode-failed, pixels.encode-failed, pixels.out-of-memory. */
export async function thumbnail(bytes: Uint8Array, mime: string, maxEdgePx: number, quality = 0.72): Promise<Uint8Array<ArrayBuffer>> {
  const bitmap = await decodeBitmap(bytes, mime)
  try {
    const scale = Math.min(1, maxEdgePx / Math.max(bitmap.width, bitmap.height))
    const width = Math.max(1, Math.round(bitmap.width * scale)), height = Math.max(1, Math.round(bitmap.height * scale))
    const { canvas, context } = canvasOf(width, height)
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, width, height)
    context.imageSmoothingQuality = 'high'
    context.drawImage(bitmap, 0, 0, width, height)
    return await canvasToJpeg(canvas, quality)
  } finally {
    bitmap.close()
  }
}
