// Text in Inter: line breaking, metrics and drawing. Metrics are close to Figma's, not equal.
import type { Affine } from '../../src/shared/geometry.ts'
import type { HostNode, Paint } from '../model/types.ts'
import type { Context } from './canvas.ts'
import type { Scene } from './draw.ts'
import { weightOfStyle } from './fonts.ts'
import { blendOf, isDrawn, styleOf, useMatrix } from './paints.ts'
import { numberOf, textOf } from './props.ts'

/** Inter's ascent and descent in em (its hhea table). */
const ascent = 0.96875, descent = 0.2412

type Measure = { value?: number; unit?: string }
export type TextStyle = { font: string; size: number; lineHeight: number; letterSpacing: number; characters: string; wrap: boolean; align: string; vertical: string; decoration: string; paragraphSpacing: number }
export type TextLayout = { lines: { text: string; width: number; top: number }[]; width: number; height: number }

const cases: Record<string, (text: string) => string> = { UPPER: (t) => t.toUpperCase(), LOWER: (t) => t.toLowerCase(), TITLE: (t) => t.replace(/(^|\s)\p{L}/gu, (c) => c.toUpperCase()) }

export function textStyleOf(node: HostNode): TextStyle {
  const size = numberOf(node, 'fontSize', 12)
  const name = node.props.fontName as { style?: string } | undefined
  const weight = numberOf(node, 'fontWeight', weightOfStyle(name?.style ?? 'Regular'))
  const line = (node.props.lineHeight ?? {}) as Measure, spacing = (node.props.letterSpacing ?? {}) as Measure
  const spaced = spacing.value ?? 0
  return {
    font: `${/italic/i.test(name?.style ?? '') ? 'italic ' : ''}${weight} ${size}px Inter`, size,
    lineHeight: line.unit === 'PIXELS' ? line.value ?? size : line.unit === 'PERCENT' ? ((line.value ?? 100) / 100) * size : (ascent + descent) * size,
    letterSpacing: spacing.unit === 'PERCENT' ? (spaced / 100) * size : spaced,
    characters: (cases[textOf(node, 'textCase', 'ORIGINAL')] ?? ((t: string) => t))(textOf(node, 'characters', '')),
    wrap: textOf(node, 'textAutoResize', 'NONE') !== 'WIDTH_AND_HEIGHT',
    align: textOf(node, 'textAlignHorizontal', 'LEFT'), vertical: textOf(node, 'textAlignVertical', 'TOP'), decoration: textOf(node, 'textDecoration', 'NONE'),
    paragraphSpacing: numberOf(node, 'paragraphSpacing', 0),
  }
}

/** Breaks at line breaks and, when the text wraps, between words; a word wider than the box is broken anywhere. Canvas units. */
export function layoutText(measure: (text: string) => number, style: TextStyle, boxWidth: number): TextLayout {
  const lines: TextLayout['lines'] = []
  let top = 0
  const add = (text: string) => {
    lines.push({ text, width: measure(text.trimEnd()), top })
    top += style.lineHeight
  }
  const paragraphs = style.characters.split(/\r\n|\n|\u2029/)
  paragraphs.forEach((paragraph, index) => {
    if (index > 0) top += style.paragraphSpacing
    for (const part of paragraph.split('\u2028')) {
      if (style.wrap) breakWords(part, boxWidth, measure).forEach(add)
      else add(part)
    }
  })
  return { lines, width: Math.max(0, ...lines.map((line) => line.width)), height: top }
}

function breakWords(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/(?<=\s)/)) {
    if (line !== '' && measure((line + word).trimEnd()) > width + 0.01) {
      lines.push(line)
      line = ''
    }
    line += word
    while (line.length > 1 && measure(line.trimEnd()) > width + 0.01) {
      let fits = line.length - 1
      while (fits > 1 && measure(line.slice(0, fits)) > width) fits -= 1
      lines.push(line.slice(0, fits))
      line = line.slice(fits)
    }
  }
  return [...lines, line]
}

export function measureWith(context: Context, style: TextStyle): (text: string) => number {
  return (text) => {
    context.font = style.font
    context.letterSpacing = `${style.letterSpacing}px`
    return context.measureText(text).width
  }
}

export function drawText(scene: Scene, context: Context, node: HostNode, matrix: Affine): void {
  const style = textStyleOf(node)
  const paints: Paint[] = node.fills === 'mixed' ? [{ type: 'SOLID', color: { r: 0, g: 0, b: 0 } }] : node.fills ?? []
  const drawn = paints.filter(isDrawn)
  if (drawn.length === 0 || style.characters === '') return
  context.save()
  useMatrix(context, matrix)
  const layout = layoutText(measureWith(context, style), style, node.width)
  context.font = style.font
  context.letterSpacing = `${style.letterSpacing}px`
  context.textBaseline = 'alphabetic'
  context.textAlign = 'left'
  const room = node.height - layout.height
  const start = style.vertical === 'BOTTOM' ? room : style.vertical === 'CENTER' ? room / 2 : 0
  const baseline = (style.lineHeight - (ascent + descent) * style.size) / 2 + ascent * style.size
  for (const paint of drawn) {
    const fill = styleOf(scene, context, node, paint)
    if (!fill) continue
    context.save()
    context.globalAlpha *= paint.opacity ?? 1
    context.globalCompositeOperation = blendOf(paint.blendMode)
    context.fillStyle = fill
    for (const line of layout.lines) {
      const x = style.align === 'RIGHT' ? node.width - line.width : style.align === 'CENTER' ? (node.width - line.width) / 2 : 0
      const y = start + line.top + baseline
      context.fillText(line.text.trimEnd(), x, y)
      if (style.decoration === 'UNDERLINE') context.fillRect(x, y + style.size * 0.12, line.width, style.size * 0.06)
      if (style.decoration === 'STRIKETHROUGH') context.fillRect(x, y - style.size * 0.3, line.width, style.size * 0.06)
    }
    context.restore()
  }
  context.restore()
}
