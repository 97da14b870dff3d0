// Makes any answer fit for figma.createImage: PNG, JPEG or GIF of at most 4096 px (figma-platform.md). Runs in the UI.
import { canvasOf, canvasToPng, decodeBitmap } from './canvas-codec'
import { readImageHeader } from './image-header'

/** figma.createImage throws beyond this. */
export const maxPlaceablePx = 4096

export type Placeable = { bytes: Uint8Array; mime: string; widthPx: number; heightPx: number; /** Longer side before it was reduced; null when it was not. */ reducedFromPx: number | null }

/**
 * PNG, JPEG and GIF within 4096 px come back byte for byte. WebP becomes PNG; larger pictures are reduced by halves and become PNG.
 * Raises pixels.decode-failed, pixels.encode-failed, pixels.too-large, pixels.out-of-memory.
 */
export async function toPlaceable(bytes: Uint8Array): Promise<Placeable> {
  const { mime, widthPx, heightPx } = readImageHeader(bytes)
  const long = Math.max(widthPx, heightPx)
  if (mime !== 'image/webp' && long <= maxPlaceablePx) return { bytes, mime, widthPx, heightPx, reducedFromPx: null }
  const scale = Math.min(1, maxPlaceablePx / long)
  const goal = { width: Math.max(1, Math.round(widthPx * scale)), height: Math.max(1, Math.round(heightPx * scale)) }
  const bitmap = await decodeBitmap(bytes, mime)
  try {
    const canvas = reduceInSteps(bitmap, goal)
    return { bytes: await canvasToPng(canvas), mime: 'image/png', widthPx: goal.width, heightPx: goal.height, reducedFromPx: scale < 1 ? long : null }
  } finally {
    bitmap.close()
  }
}

/** A single step beyond a half drops pixels in browsers that sample bilinearly. */
function reduceInSteps(bitmap: ImageBitmap, goal: { width: number; height: number }): OffscreenCanvas {
  let from: ImageBitmap | OffscreenCanvas = bitmap
  for (;;) {
    const half = { width: Math.ceil(from.width / 2), height: Math.ceil(from.height / 2) }
    const next = half.width > goal.width ? half : goal
    const { canvas, context } = canvasOf(next.width, next.height)
    context.imageSmoothingEnabled = true
    context.imageSmoothingQuality = 'high'
    context.drawImage(from, 0, 0, next.width, next.height)
    if (next === goal) return canvas
    from = canvas
  }
}
