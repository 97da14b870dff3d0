// Texts of several looks: fills, fonts and sizes by range of characters. A text of one look keeps them as plain properties.
import { propOf } from './props.ts'
import type { HostNode, Paint } from './types.ts'

export type FontName = { family: string; style: string }
export type RangeKey = 'fills' | 'fontName' | 'fontSize'
export const rangeKeys: readonly RangeKey[] = ['fills', 'fontName', 'fontSize']
/** Characters from `start` to before `end`. `fills` is null where a document calls them mixed and does not say which. */
export type TextSegment = { start: number; end: number; fills: Paint[] | null; fontName: FontName; fontSize: number }
type Stored = { start: number; end: number } & Partial<TextSegment>

const storedOf = (node: HostNode): Stored[] => (node.props['styledTextSegments'] ?? []) as Stored[]
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** The whole text in runs of one look, in order; one without characters for an empty text. */
export function segmentsOf(node: HostNode): TextSegment[] {
  const length = String(propOf(node, 'characters')).length
  const plain = { fills: Array.isArray(node.fills) ? node.fills : null, fontName: propOf(node, 'fontName') as FontName, fontSize: Number(propOf(node, 'fontSize')) }
  const segments: TextSegment[] = []
  let at = 0
  const add = (end: number, look: Partial<TextSegment>): void => {
    if (end <= at) return
    const { fontName = plain.fontName, fontSize = plain.fontSize } = look
    segments.push({ start: at, end, fills: plain.fills ?? look.fills ?? null, fontName, fontSize })
    at = end
  }
  for (const { start, end, ...look } of storedOf(node)) {
    add(Math.min(start, length), {})
    add(Math.min(end, length), look)
  }
  add(length, {})
  return segments.length > 0 ? merged(segments) : [{ start: 0, end: 0, ...plain }]
}

function merged(segments: readonly TextSegment[]): TextSegment[] {
  const result: TextSegment[] = []
  for (const segment of segments) {
    const last = result.at(-1)
    if (last && rangeKeys.every((key) => same(last[key], segment[key]))) last.end = segment.end
    else result.push({ ...segment })
  }
  return result
}

/** The part of the text from `start` to before `end`; of an empty text its look. */
export const segmentsIn = (node: HostNode, start: number, end: number): TextSegment[] => {
  const all = segmentsOf(node)
  return start === end ? all.slice(0, 1) : all.filter((segment) => segment.start < end && segment.end > start).map((segment) => ({ ...segment, start: Math.max(start, segment.start), end: Math.min(end, segment.end) }))
}
/** True when the characters differ in this. */
export const isMixed = (node: HostNode, key: RangeKey): boolean => segmentsOf(node).some((segment, _, [first]) => !same(segment[key], first![key]))

/** The node with a look for some of its characters. What is the same everywhere becomes a plain property again. */
export function withRange<K extends RangeKey>(node: HostNode, start: number, end: number, key: K, value: TextSegment[K]): HostNode {
  const whole = String(propOf(node, 'characters')).length === 0
  const cut = segmentsOf(node).flatMap((segment) => {
    if (whole) return [{ ...segment, [key]: value }]
    const [from, to] = [Math.max(segment.start, start), Math.min(segment.end, end)]
    if (from >= to) return [segment]
    return [{ ...segment, end: from }, { ...segment, start: from, end: to, [key]: value }, { ...segment, start: to }].filter((part) => part.end > part.start)
  })
  return keep(node, merged(cut))
}

function keep(node: HostNode, segments: readonly TextSegment[]): HostNode {
  const [first] = segments, differing = rangeKeys.filter((one) => segments.some((segment) => !same(segment[one], first![one])))
  const props: Record<string, unknown> = { ...node.props, fontName: first!.fontName, fontSize: first!.fontSize }
  delete props['styledTextSegments']
  if (differing.length > 0) props['styledTextSegments'] = segments.map(({ start, end, ...look }) => ({ start, end, ...Object.fromEntries(differing.map((one) => [one, look[one]])) }))
  return { ...node, fills: differing.includes('fills') ? 'mixed' : first!.fills ?? node.fills, props }
}

/** What scenes and document.json call styledTextSegments: undefined for a text of one look. */
export const writtenSegments = (node: HostNode): unknown => (storedOf(node).length > 0 ? keep(node, segmentsOf(node)).props['styledTextSegments'] : undefined)

/** The node with other characters, all in the look of the first one. */
export function withCharacters(node: HostNode, characters: string): HostNode {
  const [first] = segmentsOf(node)
  const kept = storedOf(node).length > 0 ? keep(node, [first!]) : node
  return { ...kept, props: { ...kept.props, characters } }
}
