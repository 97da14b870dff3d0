// Reads the shown picture for the colour region. Needs a canvas; where alpha is below 255 its colours are rounded, which the region does not mind.
import type { Extent } from '../../../src/shared/geometry'
import { makePixels, type Pixels } from '../../pixels/in-place/pixels'

const read = new WeakMap<HTMLImageElement, { url: string; pixels: Pixels }>()

/** Longer side: enough for an edge within a few px of the largest source, and quick enough for one press. */
const mostPx = 800

/** Null while the picture is loading, or when it cannot be read. */
export function pixelsOfImage(image: HTMLImageElement, preview: Extent): Pixels | null {
  const known = read.get(image)
  if (known?.url === image.src) return known.pixels
  if (!image.complete || image.naturalWidth === 0) return null
  const k = Math.min(1, mostPx / Math.max(preview.width, preview.height)), width = Math.max(1, Math.round(preview.width * k)), height = Math.max(1, Math.round(preview.height * k))
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return null
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, 0, 0, width, height)
  const pixels = makePixels(width, height)
  pixels.data.set(context.getImageData(0, 0, width, height).data)
  read.set(image, { url: image.src, pixels })
  return pixels
}
