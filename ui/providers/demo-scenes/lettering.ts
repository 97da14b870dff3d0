// Words in quotation marks are set exactly as written.
import { quotedWords } from '../../prompts/quoted-words'
import { linear } from './art'
import type { Art, DrawContext } from './art'
import { fontFamily } from './tag'

/** Breaks between words into the given number of lines, as even as can be. */
function inLines(text: string, count: number, measure: (line: string) => number): string[] {
  const words = text.split(/\s+/)
  let low = Math.max(...words.map(measure)), high = measure(text)
  const fill = (limit: number): string[] => {
    const lines: string[] = []
    for (const word of words) {
      const last = lines[lines.length - 1]
      if (last !== undefined && measure(`${last} ${word}`) <= limit) lines[lines.length - 1] = `${last} ${word}`
      else lines.push(word)
    }
    return lines
  }
  for (let i = 0; i < 12; i += 1) {
    const middle = (low + high) / 2
    if (fill(middle).length <= count) high = middle
    else low = middle
  }
  return fill(high)
}

export type Setting = { lines: string[]; sizePx: number; widthPx: number; heightPx: number }

const font = (sizePx: number, weight: number): string => `${weight} ${sizePx}px ${fontFamily}`
export const leading = 1.06

/** The largest size at which `text` fits the box, px. */
export function fitText(context: DrawContext, text: string, box: { width: number; height: number }, largest: number, weight = 800, maxLines = 4): Setting {
  context.font = font(100, weight)
  const measure = (line: string): number => Math.max(context.measureText(line).width, 1)
  let best: Setting | null = null
  for (let count = 1; count <= Math.min(maxLines, text.split(/\s+/).length); count += 1) {
    const lines = inLines(text, count, measure)
    const widest = Math.max(...lines.map(measure))
    const sizePx = Math.min(largest, (box.width / widest) * 100, box.height / (lines.length * leading))
    if (!best || sizePx > best.sizePx * 1.3) best = { lines, sizePx, widthPx: (widest * sizePx) / 100, heightPx: lines.length * sizePx * leading }
  }
  return best ?? { lines: [text], sizePx: largest, widthPx: 0, heightPx: 0 }
}

/** Left or centre aligned, its box's upper edge at y. */
export function drawText(context: DrawContext, text: Setting, x: number, y: number, fill: string, align: 'left' | 'center', weight = 800): void {
  context.font = font(text.sizePx, weight)
  context.textAlign = align
  context.textBaseline = 'alphabetic'
  context.fillStyle = fill
  text.lines.forEach((line, i) => context.fillText(line, x, y + text.sizePx * (0.86 + i * leading)))
}

/** Mean light 0 to 1 of a part of the picture. */
function lightOf(context: DrawContext, x: number, y: number, width: number, height: number): number {
  const { data } = context.getImageData(Math.round(x), Math.round(y), Math.max(1, Math.round(width)), Math.max(1, Math.round(height)))
  let sum = 0, count = 0
  for (let i = 0; i < data.length; i += 4 * 37) {
    sum += (0.299 * data[i]! + 0.587 * data[i + 1]! + 0.114 * data[i + 2]!) * (data[i + 3]! / 255)
    count += 255
  }
  return count === 0 ? 0 : sum / count
}

/** The quoted words of a prompt that asks for exact words and nothing else; null otherwise. */
export function lettersAlone(prompt: string): string | null {
  const words = quotedWords(prompt)
  return /^\W*(?:(?:replace what is there with:?\s+)?(?:the\s+)?exact (?:words|lines)|replace the words)\b/i.test(prompt) && words.length > 0 ? words.join(' ') : null
}

/** Fills the box with one text, over what is there. */
export function writeAcross(context: DrawContext, text: string, box: { x: number; y: number; width: number; height: number }): void {
  const set = fitText(context, text, { width: box.width * 0.86, height: box.height * 0.78 }, box.height)
  const ink = lightOf(context, box.x, box.y, box.width, box.height) < 0.6 ? '#ffffff' : '#14161c'
  drawText(context, set, box.x + box.width / 2, box.y + (box.height - set.heightPx) / 2, ink, 'center')
}

/** Headline in the quiet upper part, further quotations smaller beneath it. */
export function drawLettering(art: Art): void {
  const { context, width, height, edge, transparent } = art
  const texts = quotedWords(art.prompt).slice(0, 4)
  const [headline, ...others] = texts
  if (headline === undefined) return
  const margin = Math.min(edge * 0.075, width * 0.08)
  const tall = height > width * 1.3
  const box = { width: (width - margin * 2) * (transparent || tall || width < height * 1.2 ? 1 : 0.66), height: height * (transparent ? 0.6 : 0.34) }
  const set = fitText(context, headline, box, edge * (transparent ? 0.3 : 0.125))
  const y = transparent ? (height - set.heightPx) / 2 : margin * (tall ? 1.7 : 1.05)
  const light = transparent ? 1 : lightOf(context, margin, y, Math.min(set.widthPx + 1, width - margin), Math.min(set.heightPx + 1, height - y))
  const onDark = light < 0.6
  const ink = transparent ? art.palette.css(art.palette.accent) : onDark ? '#ffffff' : '#14161c'
  context.save()
  if (!transparent) {
    const reach = y + set.heightPx * 1.7, shade = onDark ? '6, 10, 24' : '255, 255, 255'
    context.fillStyle = linear(context, [0, 0], [0, reach], [[0, `rgba(${shade}, 0.34)`], [0.55, `rgba(${shade}, 0.2)`], [1, `rgba(${shade}, 0)`]])
    context.fillRect(0, 0, width, reach)
  }
  drawText(context, set, transparent ? width / 2 : margin, y, ink, transparent ? 'center' : 'left')
  let below = y + set.heightPx + set.sizePx * 0.28
  for (const text of others) {
    const next = fitText(context, text, { width: box.width, height: height * 0.12 }, Math.min(edge * 0.048, set.sizePx * 0.5), 500)
    drawText(context, next, transparent ? width / 2 : margin, below, ink, transparent ? 'center' : 'left', 500)
    below += next.heightPx + next.sizePx * 0.3
  }
  context.restore()
}
