// Text in Inter: line breaking, metrics and drawing. Metrics are close to Figma's, not equal.
import type { Affine } from '../../src/shared/geometry.ts'
import { segmentsOf } from '../model/text-ranges.ts'
import type { HostNode, Paint } from '../model/types.ts'
import type { Context } from './canvas.ts'
import type { Scene } from './draw.ts'
import { weightOfStyle } from './fonts.ts'
import { blendOf, isDrawn, styleOf, useMatrix } from './paints.ts'
import { numberOf, textOf } from './props.ts'

/** Inter's ascent and descent in em (its hhea table). */
const ascent = 0.96875, descent = 0.2412

type Measure = { value?: number; unit?: string }
/** Characters from `start` to before `end` that look the same. */
export type TextRun = { start: number; end: number; font: string; size: number; letterSpacing: number; paints: readonly Paint[] }
export type TextStyle = {
  characters: string; runs: TextRun[]; wrap: boolean; align: string; vertical: string; decoration: string; paragraphSpacing: number
  /** Canvas units of a line whose largest size is this. */
  lineHeight(size: number): number
}
/** `top` and `baseline` from the top of the text. */
export type TextLine = { start: number; end: number; width: number; top: number; baseline: number }
export type TextLayout = { lines: TextLine[]; width: number; height: number }
/** Width of the characters from `start` to before `end`, canvas units. */
export type MeasureRange = (start: number, end: number) => number

const cases: Record<string, (text: string) => string> = { UPPER: (t) => t.toUpperCase(), LOWER: (t) => t.toLowerCase(), TITLE: (t) => t.replace(/(^|\s)\p{L}/gu, (c) => c.toUpperCase()) }
const black: readonly Paint[] = [{ type: 'SOLID', color: { r: 0, g: 0, b: 0 } }]

export function textStyleOf(node: HostNode): TextStyle {
  const line = (node.props.lineHeight ?? {}) as Measure, spacing = (node.props.letterSpacing ?? {}) as Measure
  const written = textOf(node, 'characters', ''), cased = cases[textOf(node, 'textCase', 'ORIGINAL')] ?? ((t: string) => t)
  let characters = ''
  const runs = segmentsOf(node).map(({ start, end, fontName, fontSize: size, fills }): TextRun => {
    const from = characters.length, weight = numberOf(node, 'fontWeight', weightOfStyle(fontName.style)), spaced = spacing.value ?? 0
    characters += cased(written.slice(start, end))
    return {
      start: from, end: characters.length, size, letterSpacing: spacing.unit === 'PERCENT' ? (spaced / 100) * size : spaced,
      font: `${/italic/i.test(fontName.style) ? 'italic ' : ''}${weight} ${size}px Inter`, paints: fills ?? black,
    }
  })
  return {
    characters, runs, wrap: textOf(node, 'textAutoResize', 'NONE') !== 'WIDTH_AND_HEIGHT',
    lineHeight: (size) => (line.unit === 'PIXELS' ? line.value ?? size : line.unit === 'PERCENT' ? ((line.value ?? 100) / 100) * size : (ascent + descent) * size),
    align: textOf(node, 'textAlignHorizontal', 'LEFT'), vertical: textOf(node, 'textAlignVertical', 'TOP'), decoration: textOf(node, 'textDecoration', 'NONE'),
    paragraphSpacing: numberOf(node, 'paragraphSpacing', 0),
  }
}

/** The largest size among the characters; of an empty line that of the run it stands in. */
function sizeOf({ runs }: TextStyle, start: number, end: number): number {
  const inside = runs.filter((run) => run.start < Math.max(end, start + 1) && run.end > start)
  return Math.max(...(inside.length > 0 ? inside : runs.slice(-1)).map(({ size }) => size))
}

/** Breaks at line breaks and, when the text wraps, between words; a word wider than the box is broken anywhere. Canvas units. */
export function layoutText(measure: MeasureRange, style: TextStyle, boxWidth: number): TextLayout {
  const { characters } = style, lines: TextLine[] = []
  let top = 0
  const add = (start: number, end: number): void => {
    const size = sizeOf(style, start, end), height = style.lineHeight(size), seen = start + characters.slice(start, end).trimEnd().length
    lines.push({ start, end: seen, width: measure(start, seen), top, baseline: top + (height - (ascent + descent) * size) / 2 + ascent * size })
    top += height
  }
  for (const { index: start, 0: part } of characters.matchAll(/[^\r\n\u2028\u2029]*/g)) {
    const before = characters[start - 1]
    if (part === '' && before !== undefined && !/[\r\n\u2028\u2029]/.test(before)) continue // the end of a part that was just seen
    if (before === '\r' && characters[start] === '\n') continue // one break of two characters
    if (before === '\n' || before === '\u2029') top += style.paragraphSpacing
    if (style.wrap) breakWords(characters, start, start + part.length, boxWidth, measure).forEach(([from, to]) => add(from, to))
    else add(start, start + part.length)
  }
  return { lines, width: Math.max(0, ...lines.map((line) => line.width)), height: top }
}

function breakWords(text: string, start: number, end: number, width: number, measure: MeasureRange): [from: number, to: number][] {
  const lines: [number, number][] = [], seen = (from: number, to: number): number => from + text.slice(from, to).trimEnd().length
  let from = start, at = start
  for (const word of text.slice(start, end).split(/(?<=\s)/)) {
    if (at > from && measure(from, seen(from, at + word.length)) > width + 0.01) {
      lines.push([from, at])
      from = at
    }
    at += word.length
    while (at - from > 1 && measure(from, seen(from, at)) > width + 0.01) {
      let fits = at - from - 1
      while (fits > 1 && measure(from, from + fits) > width) fits -= 1
      lines.push([from, from + fits])
      from += fits
    }
  }
  return [...lines, [from, at]]
}

const partsOf = (runs: readonly TextRun[], start: number, end: number): (TextRun & { from: number; to: number })[] =>
  runs.map((run) => ({ ...run, from: Math.max(run.start, start), to: Math.min(run.end, end) })).filter(({ from, to }) => from < to)

function useRun(context: Context, run: TextRun): void {
  context.font = run.font
  context.letterSpacing = `${run.letterSpacing}px`
}

export const measureWith = (context: Context, { characters, runs }: TextStyle): MeasureRange => (start, end) =>
  partsOf(runs, start, end).reduce((sum, run) => {
    useRun(context, run)
    return sum + context.measureText(characters.slice(run.from, run.to)).width
  }, 0)

export function drawText(scene: Scene, context: Context, node: HostNode, matrix: Affine): void {
  const style = textStyleOf(node), { characters } = style
  if (characters === '' || !style.runs.some(({ paints }) => paints.some(isDrawn))) return
  context.save()
  useMatrix(context, matrix)
  const measure = measureWith(context, style), layout = layoutText(measure, style, node.width)
  context.textBaseline = 'alphabetic'
  context.textAlign = 'left'
  const room = node.height - layout.height
  const start = style.vertical === 'BOTTOM' ? room : style.vertical === 'CENTER' ? room / 2 : 0
  for (const line of layout.lines) {
    let x = style.align === 'RIGHT' ? node.width - line.width : style.align === 'CENTER' ? (node.width - line.width) / 2 : 0
    const y = start + line.baseline
    for (const run of partsOf(style.runs, line.start, line.end)) {
      const width = measure(run.from, run.to)
      for (const paint of run.paints.filter(isDrawn)) {
        const fill = styleOf(scene, context, node, paint)
        if (!fill) continue
        context.save()
        useRun(context, run)
        context.globalAlpha *= paint.opacity ?? 1
        context.globalCompositeOperation = blendOf(paint.blendMode)
        context.fillStyle = fill
        context.fillText(characters.slice(run.from, run.to), x, y)
        if (style.decoration === 'UNDERLINE') context.fillRect(x, y + run.size * 0.12, width, run.size * 0.06)
        if (style.decoration === 'STRIKETHROUGH') context.fillRect(x, y - run.size * 0.3, width, run.size * 0.06)
        context.restore()
      }
      x += width
    }
  }
  context.restore()
}
