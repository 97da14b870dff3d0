// The seven image filters, -1 to 1 each. Figma publishes no formulas: these have the right direction and a similar strength.
import type { ImagePaint } from '../model/types.ts'
import type { CanvasFactory, Picture } from './canvas.ts'

type Filters = NonNullable<ImagePaint['filters']>
const names = ['exposure', 'contrast', 'saturation', 'temperature', 'tint', 'highlights', 'shadows'] as const

/** Empty when nothing would change. */
export const filterKey = (filters?: Filters): string => names.filter((name) => filters?.[name]).map((name) => `${name}=${filters?.[name]}`).join()

/** A new picture; the source stays. */
export function applyFilters(factory: CanvasFactory, picture: Picture, filters: Filters): Picture {
  const surface = factory.createCanvas(picture.width, picture.height)
  surface.context.drawImage(picture.source, 0, 0)
  const image = surface.context.getImageData(0, 0, picture.width, picture.height)
  filterPixels(image.data, filters)
  surface.context.putImageData(image, 0, 0)
  return surface
}

/** RGBA, straight alpha; in place. */
export function filterPixels(data: Uint8ClampedArray, filters: Filters): void {
  const { exposure = 0, contrast = 0, saturation = 0, temperature = 0, tint = 0, highlights = 0, shadows = 0 } = filters
  const gain = 2 ** exposure, slope = contrast >= 0 ? 1 + contrast : 1 + contrast * 0.7, warm = temperature * 40, green = tint * 40
  for (let i = 0; i < data.length; i += 4) {
    let r = (data[i]! * gain - 127.5) * slope + 127.5 + warm
    let g = (data[i + 1]! * gain - 127.5) * slope + 127.5 - green
    let b = (data[i + 2]! * gain - 127.5) * slope + 127.5 - warm
    const luma = 0.2126 * r + 0.7152 * g + 0.0722 * b, part = Math.min(1, Math.max(0, luma / 255))
    const lift = 80 * (highlights * part * part + shadows * (1 - part) * (1 - part))
    const strength = 1 + saturation
    r = luma + (r - luma) * strength + lift
    g = luma + (g - luma) * strength + lift
    b = luma + (b - luma) * strength + lift
    data[i] = r; data[i + 1] = g; data[i + 2] = b
  }
}
