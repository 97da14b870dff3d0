// Methods of text for ranges of characters: fills, font and size. Other looks by range are not kept by this host.
import { checkPaints, completePaint } from '../model/paints.ts'
import { checkProp, propOf } from '../model/props.ts'
import { markOverride } from '../model/instances.ts'
import { rangeKeys, segmentsIn, segmentsOf, withRange, type FontName, type RangeKey, type TextSegment } from '../model/text-ranges.ts'
import { fitText } from '../model/text-size.ts'
import { checkFont, notImplemented, type Context } from './context.ts'
import { mixed } from './refs.ts'
import type { NodeMethod } from './node-methods.ts'
import type { HostNode, Paint } from '../model/types.ts'

const lengthOf = (node: HostNode): number => String(propOf(node, 'characters')).length

/** Start (inclusive) and end (exclusive) of characters, as the typings' getRange methods take them. */
function rangeOf(operation: string, node: HostNode, [start, end]: readonly unknown[]): [number, number] {
  const length = lengthOf(node)
  if (!Number.isInteger(start) || !Number.isInteger(end) || (start as number) < 0 || (end as number) > length || (start as number) > (end as number) || (start === end && length > 0)) throw new Error(`in ${operation}: Expected a range within the ${length} characters of the text`)
  return [start as number, end as number]
}

const distinct = (values: readonly unknown[]): unknown[] => [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]

/** Every font of the text must be loaded before it is laid out anew (typings, loadFontAsync). */
export function checkFonts(context: Context, node: HostNode, operation: string): void {
  for (const font of distinct(segmentsOf(node).map(({ fontName }) => fontName))) checkFont(context, font, operation)
}

const known = (node: HostNode, segment: TextSegment, member: string): TextSegment => {
  if (segment.fills === null && node.fills === 'mixed') throw notImplemented(`TEXT.${member} of mixed fills`)
  return segment
}
const getter = (member: string, key: RangeKey): NodeMethod => (_, node, args) => {
  const values = distinct(segmentsIn(node, ...rangeOf(member, node, args)).map((segment) => (key === 'fills' ? known(node, segment, member) : segment)[key]))
  return values.length === 1 ? values[0] : mixed
}
function setter<K extends RangeKey>(member: string, key: K, read: (context: Context, node: HostNode, value: unknown) => TextSegment[K]): NodeMethod {
  return (context, node, args) => {
    const [start, end] = rangeOf(member, node, args), value = read(context, node, args[2]), { document } = context
    document.change('plugin', () => {
      const next = withRange(node, start, end, key, value)
      document.put(key === 'fills' ? next : fitText(next, document.measureText))
      markOverride(document, node.id, ['fills', 'fontName', 'fontSize', 'styledTextSegments'])
    })
  }
}
const wrapped = (member: string, check: () => void): void => {
  try { check() } catch (error) { throw new Error(`in ${member}: ${(error as Error).message}`) }
}

/** Looks that this host keeps for the whole text only. */
const wholeTextFields = ['fontWeight', 'textDecoration', 'textCase', 'lineHeight', 'letterSpacing']

export const textMethods: Record<string, NodeMethod> = {
  getRangeFills: getter('getRangeFills', 'fills'), getRangeFontName: getter('getRangeFontName', 'fontName'), getRangeFontSize: getter('getRangeFontSize', 'fontSize'),
  getRangeAllFontNames: (_, node, args) => distinct(segmentsIn(node, ...rangeOf('getRangeAllFontNames', node, args)).map(({ fontName }) => fontName)),
  setRangeFills: setter('setRangeFills', 'fills', (_, __, value) => {
    wrapped('setRangeFills', () => checkPaints(value, 'fills'))
    const paints = (value as Paint[]).map(completePaint)
    if (paints.some((paint) => paint.type === 'PATTERN')) throw notImplemented('TEXT.setRangeFills of patterns')
    return paints
  }),
  setRangeFontName: setter('setRangeFontName', 'fontName', (context, node, value) => {
    wrapped('setRangeFontName', () => checkProp('fontName', value))
    checkFonts(context, node, 'setRangeFontName')
    checkFont(context, value, 'setRangeFontName')
    return { family: (value as FontName).family, style: (value as FontName).style }
  }),
  setRangeFontSize: setter('setRangeFontSize', 'fontSize', (context, node, value) => {
    wrapped('setRangeFontSize', () => checkProp('fontSize', value))
    checkFonts(context, node, 'setRangeFontSize')
    return value as number
  }),
  getStyledTextSegments: (_, node, [fields, start = 0, end = lengthOf(node)]) => {
    const member = 'getStyledTextSegments'
    if (!Array.isArray(fields) || fields.length === 0) throw new Error(`in ${member}: Expected an array of at least one field`)
    for (const field of fields as string[]) if (!(rangeKeys as readonly string[]).includes(field) && !wholeTextFields.includes(field)) throw notImplemented(`TEXT.${member} of ${field}`)
    const characters = String(propOf(node, 'characters'))
    if (characters === '') return []
    const runs: Record<string, unknown>[] = []
    for (const segment of segmentsIn(node, ...rangeOf(member, node, [start, end]))) {
      const look = Object.fromEntries((fields as string[]).map((field) => [field, (rangeKeys as readonly string[]).includes(field) ? (field === 'fills' ? known(node, segment, member) : segment)[field as RangeKey] : propOf(node, field)]))
      const last = runs.at(-1)
      if (last && JSON.stringify({ ...last, characters: 0, start: 0, end: 0 }) === JSON.stringify({ characters: 0, start: 0, end: 0, ...look })) last['end'] = segment.end
      else runs.push({ characters: '', start: segment.start, end: segment.end, ...look })
    }
    return runs.map((run) => ({ ...run, characters: characters.slice(run['start'] as number, run['end'] as number) }))
  },
}
