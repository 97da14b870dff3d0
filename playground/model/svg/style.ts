// What an SVG element looks like: inherited properties, colours, transforms.
import { identity, multiply, rotation, scaling, translation, type Affine } from '../../../src/shared/geometry.ts'
import type { Color, SolidPaint } from '../types.ts'
import type { Element } from './xml.ts'

/** Raised for what the import does not do, so that nothing is left out in silence. */
export class Unsupported extends Error {}

export type Look = Record<'fill' | 'stroke' | 'color' | 'fill-rule' | 'fill-opacity' | 'stroke-opacity' | 'stroke-width' | 'stroke-linecap' | 'stroke-linejoin' | 'stroke-dasharray', string>
/** SVG's initial values. */
export const initialLook: Look = { fill: 'black', stroke: 'none', color: 'black', 'fill-rule': 'nonzero', 'fill-opacity': '1', 'stroke-opacity': '1', 'stroke-width': '1', 'stroke-linecap': 'butt', 'stroke-linejoin': 'miter', 'stroke-dasharray': 'none' }

const refused = ['clip-path', 'mask', 'filter', 'mix-blend-mode', 'marker', 'marker-start', 'marker-mid', 'marker-end']

/** Attributes, with those of "style" over them. Raises Unsupported for properties that change the look and are not read. */
export function propertiesOf({ attributes }: Element): Record<string, string> {
  const own: Record<string, string> = { ...attributes }
  for (const declaration of (attributes['style'] ?? '').split(';')) {
    const colon = declaration.indexOf(':')
    if (colon > 0) own[declaration.slice(0, colon).trim()] = declaration.slice(colon + 1).replace('!important', '').trim()
  }
  for (const name of refused) if (own[name] !== undefined && own[name] !== 'none' && own[name] !== 'normal') throw new Unsupported(`"${name}"`)
  return own
}

export function inherit(look: Look, own: Readonly<Record<string, string>>): Look {
  const next = { ...look }
  for (const key of Object.keys(next) as (keyof Look)[]) if (own[key] !== undefined && own[key] !== 'inherit') next[key] = own[key]
  return next
}

/** A number without a unit, or in px. */
export function numberOf(text: string | undefined, name: string, missing = 0): number {
  if (text === undefined) return missing
  const match = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(px)?\s*$/i.exec(text)
  if (!match) throw new Unsupported(`"${name}" of "${text}"`)
  return Number(match[1])
}
export const numbersOf = (text: string, name: string): number[] => (text.match(/[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?:%|[a-z]+)?/gi) ?? []).map((each) => numberOf(each, name))
/** 0 to 1, also as a percentage. */
const partOf = (text: string, name: string): number => Math.min(1, Math.max(0, text.trim().endsWith('%') ? Number(text.trim().slice(0, -1)) / 100 : numberOf(text, name)))
export const opacityOf = (own: Readonly<Record<string, string>>): number => partOf(own['opacity'] ?? '1', 'opacity')

const named: Record<string, string> = {
  black: '000', white: 'fff', red: 'f00', green: '008000', lime: '0f0', blue: '00f', yellow: 'ff0', cyan: '0ff', aqua: '0ff', magenta: 'f0f', fuchsia: 'f0f', gray: '808080', grey: '808080', silver: 'c0c0c0', maroon: '800000',
  olive: '808000', purple: '800080', teal: '008080', navy: '000080', orange: 'ffa500', pink: 'ffc0cb', brown: 'a52a2a', gold: 'ffd700', tomato: 'ff6347', coral: 'ff7f50', indigo: '4b0082', violet: 'ee82ee',
  lightgray: 'd3d3d3', lightgrey: 'd3d3d3', darkgray: 'a9a9a9', darkgrey: 'a9a9a9', rebeccapurple: '663399',
}

function colourOf(text: string): { color: Color; alpha: number } {
  const hex = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(text)?.[1] ?? named[text.toLowerCase()]
  if (hex !== undefined) {
    const full = hex.length < 6 ? [...hex].map((digit) => digit + digit).join('') : hex
    const [r, g, b, alpha] = [0, 2, 4, 6].map((at) => parseInt(full.slice(at, at + 2) || 'ff', 16) / 255) as [number, number, number, number]
    return { color: { r, g, b }, alpha }
  }
  const parts = /^rgba?\(([^)]*)\)$/i.exec(text)?.[1]?.split(/[\s,/]+/).filter(Boolean)
  if (!parts || parts.length < 3 || parts.length > 4) throw new Unsupported(`the colour "${text}"`)
  const [r, g, b] = parts.slice(0, 3).map((part) => Math.min(1, Math.max(0, part.endsWith('%') ? Number(part.slice(0, -1)) / 100 : numberOf(part, 'colour') / 255))) as [number, number, number]
  return { color: { r, g, b }, alpha: parts[3] === undefined ? 1 : partOf(parts[3], 'colour') }
}

/** Null for none. */
export function paintOf(look: Look, which: 'fill' | 'stroke'): SolidPaint | null {
  const wished = look[which].trim(), text = /^currentcolor$/i.test(wished) ? look.color.trim() : wished
  if (text === 'none' || text === 'transparent') return null
  if (/^(url|context)/i.test(text)) throw new Unsupported(`"${which}" of "${text}"`)
  const { color, alpha } = colourOf(text)
  return { type: 'SOLID', color, opacity: alpha * partOf(look[`${which}-opacity`], `${which}-opacity`) }
}

export function transformOf(text: string | undefined): Affine {
  let map = identity
  const rest = (text ?? '').replace(/(\w+)\s*\(([^)]*)\)\s*,?/g, (_, kind: string, list: string) => {
    const v = numbersOf(list, 'transform'), tan = (degrees: number): number => Math.tan((degrees * Math.PI) / 180)
    const about = (turn: Affine): Affine => multiply(translation(v[1] ?? 0, v[2] ?? 0), multiply(turn, translation(-(v[1] ?? 0), -(v[2] ?? 0))))
    // Positive angles turn clockwise in SVG, counter-clockwise in geometry.ts.
    const kinds: Record<string, () => Affine> = {
      matrix: () => [[v[0]!, v[2]!, v[4]!], [v[1]!, v[3]!, v[5]!]], translate: () => translation(v[0]!, v[1] ?? 0), scale: () => scaling(v[0]!, v[1] ?? v[0]!),
      rotate: () => about(rotation(-v[0]!)), skewX: () => [[1, tan(v[0]!), 0], [0, 1, 0]], skewY: () => [[1, 0, 0], [tan(v[0]!), 1, 0]],
    }
    const make = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
    const own = v.length > 0 ? make?.() : undefined
    if (!own || own.flat().some((n) => !Number.isFinite(n))) throw new Unsupported(`"transform" of "${text}"`)
    map = multiply(map, own)
    return ''
  })
  if (rest.trim() !== '' && rest.trim() !== 'none') throw new Unsupported(`"transform" of "${text}"`)
  return map
}
