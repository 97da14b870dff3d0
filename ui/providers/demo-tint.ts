// Colours of the references, which pull a Demo picture's palette.
import type { Reference } from '../jobs/request'
import type { DemoCanvas } from './demo-canvas'
import type { Tint } from './demo-draw'
import { luminance } from './demo-scenes/palette'
import type { Rgb } from './demo-scenes/palette'

const samplePx = 16

/** Darkest to lightest, in at most five steps; empty for a picture without opaque pixels. */
export function mainColours(rgba: Uint8ClampedArray, steps = 5): Rgb[] {
  const pixels: Rgb[] = []
  for (let i = 0; i < rgba.length; i += 4) if (rgba[i + 3]! > 127) pixels.push([rgba[i]!, rgba[i + 1]!, rgba[i + 2]!])
  pixels.sort((a, b) => luminance(a) - luminance(b))
  const colours: Rgb[] = []
  for (let k = 0; k < steps; k += 1) {
    const part = pixels.slice(Math.floor((k * pixels.length) / steps), Math.floor(((k + 1) * pixels.length) / steps))
    if (part.length === 0) continue
    const sum = part.reduce<[number, number, number]>((all, [r, g, b]) => [all[0] + r, all[1] + g, all[2] + b], [0, 0, 0])
    colours.push([sum[0] / part.length, sum[1] / part.length, sum[2] / part.length])
  }
  return colours
}

/** A ramp reaches from near black to near white, so that a dim reference colours a picture without darkening it. */
const asRamp = (colours: readonly Rgb[]): Rgb[] => {
  const first = colours[0], last = colours[colours.length - 1]
  if (!first || !last) return []
  const dim = luminance(first), bright = luminance(last), range = Math.max(bright - dim, 0.12)
  return colours.map((colour) => {
    const light = luminance(colour), wanted = 0.06 + ((light - dim) / range) * 0.88, gain = wanted / Math.max(light, 0.03)
    const scaled = (value: number): number => Math.min(255, value * Math.min(gain, 4) + Math.max(0, wanted - light * Math.min(gain, 4)) * 255)
    return [scaled(colour[0]), scaled(colour[1]), scaled(colour[2])]
  })
}

/** Null without references. Style references weigh more. Raises what the canvas raises. */
export async function tintOf(references: readonly Reference[], canvas: DemoCanvas): Promise<Tint | null> {
  if (references.length === 0) return null
  const styles = references.filter((reference) => reference.role === 'style')
  const pixels: number[] = []
  for (const { image } of styles.length > 0 ? styles : references) {
    const picture = await canvas.decode(image.bytes, image.mime)
    const { context } = canvas.create(samplePx, samplePx)
    context.imageSmoothingQuality = 'high'
    context.drawImage(picture.source, 0, 0, samplePx, samplePx)
    picture.close()
    for (const value of context.getImageData(0, 0, samplePx, samplePx).data) pixels.push(value)
  }
  const colours = asRamp(mainColours(Uint8ClampedArray.from(pixels)))
  return colours.length === 0 ? null : { colours, amount: styles.length > 0 ? 0.5 : 0.36 }
}
