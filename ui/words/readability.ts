// Text layers over a picture: where they lie in it, and how well they can be read on it (WCAG 2.2 contrast). Pure.
import { applyTo, boundsOfPoints, intersect, invert, type Bounds, type Extent } from '../../src/shared/geometry'
import type { LayerSnapshot } from '../../src/shared/snapshot'
import type { Pixels, Rgb } from '../pixels/in-place/pixels'
import { areaInWords } from '../prompts/edit-prompts'

/** `box` in units of the layer that holds the picture. */
export type TextOver = { id: string; text: string; box: Bounds; colour: Rgb | null }
export type Contrast = { /** The worst of all, 1 to 21. */ ratio: number; /** The text that has it. */ text: string }

/** WCAG's least contrast of body text. */
export const enough = 4.5
/** Letters stand on many pixels: all but the worst tenth count. */
const worstShare = 0.1
/** A text over nearly all of the picture leaves no place for anything. */
const mostShare = 0.6

/** Text layers inside the layer, as far as they lie on it. */
export function textsOver({ textLayers = [], texts, transform, width, height }: LayerSnapshot): TextOver[] {
  const toLayer = invert(transform)
  if (!toLayer) return []
  return textLayers.flatMap(({ id, bounds: { x, y, width: w, height: h }, colour }, index) => {
    const corners = [applyTo(toLayer, x, y), applyTo(toLayer, x + w, y), applyTo(toLayer, x, y + h), applyTo(toLayer, x + w, y + h)]
    const box = intersect(boundsOfPoints(corners), { x: 0, y: 0, width, height })
    return box ? [{ id, text: texts[index] ?? '', box, colour }] : []
  })
}

const linear = (level: number): number => (level <= 10.31475 ? level / 3294.6 : ((level / 255 + 0.055) / 1.055) ** 2.4)
export const luminance = (r: number, g: number, b: number): number => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
export const contrastRatio = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)

/** Null when nothing of the box lies on the picture. `box` in px of it. */
export function contrastBehind(pixels: Pixels, box: Bounds, colour: Rgb): number | null {
  const ink = luminance(...colour), ratios: number[] = []
  for (let y = Math.max(0, Math.floor(box.y)); y < Math.min(pixels.height, box.y + box.height); y++) {
    for (let x = Math.max(0, Math.floor(box.x)); x < Math.min(pixels.width, box.x + box.width); x++) {
      const at = (y * pixels.width + x) * 4
      ratios.push(contrastRatio(ink, luminance(pixels.data[at]!, pixels.data[at + 1]!, pixels.data[at + 2]!)))
    }
  }
  return ratios.sort((a, b) => a - b)[Math.floor(ratios.length * worstShare)] ?? null
}

/** A picture that fills the layer, centred, as FILL does. Null without texts whose colour is known. */
export function contrastOf(pixels: Pixels, layer: Extent, texts: readonly TextOver[]): Contrast | null {
  const scale = Math.max(layer.width / pixels.width, layer.height / pixels.height)
  const left = (pixels.width - layer.width / scale) / 2, top = (pixels.height - layer.height / scale) / 2
  let worst: Contrast | null = null
  for (const { text, box, colour } of texts) {
    const ratio = colour && contrastBehind(pixels, { x: left + box.x / scale, y: top + box.y / scale, width: box.width / scale, height: box.height / scale }, colour)
    if (ratio !== null && (!worst || ratio < worst.ratio)) worst = { ratio, text }
  }
  return worst
}

/** What the request says of the places where text will lie; '' where there is none. */
export function calmSpace(layer: LayerSnapshot): string {
  const area = layer.width * layer.height, places = textsOver(layer).filter(({ box }) => box.width * box.height < area * mostShare).slice(0, 4)
  if (places.length === 0) return ''
  return `Text will be laid over the picture ${places.map(({ box }) => areaInWords(box, layer)).join('; and ')}. Keep it calm there: even tones without detail${toneFor(places)}. Draw no text yourself.`
}

function toneFor(places: readonly TextOver[]): string {
  const tones = new Set(places.flatMap(({ colour }) => (colour ? [luminance(...colour) > 0.4 ? 'dark enough for light letters' : 'light enough for dark letters'] : [])))
  return tones.size === 1 ? `, ${[...tones][0]!}` : ''
}
