// What the plugin API accepts as a paint or effect. Sources: typings (ImagePaint, SolidPaint, Effect) and figma/mcp-server-guide (figma-use references).
import type { Effect, Paint } from './types.ts'

type Check = (value: unknown, path: string) => void

const fail = (path: string, wanted: string, value: unknown): never => {
  throw new Error(`Property "${path}" failed validation: Expected ${wanted}, received ${describe(value)}`)
}
const describe = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value === 'number' ? (Number.isNaN(value) ? 'nan' : `number ${value}`) : typeof value === 'string' ? `'${value}'` : typeof value

const number = (low = -Infinity, high = Infinity): Check => (value, path) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) fail(path, 'number', value)
  if ((value as number) < low || (value as number) > high) fail(path, `number from ${low} to ${high}`, value)
}
const boolean: Check = (value, path) => { if (typeof value !== 'boolean') fail(path, 'boolean', value) }
const text: Check = (value, path) => { if (typeof value !== 'string') fail(path, 'string', value) }
const anything: Check = () => undefined
const oneOf = (...allowed: readonly (string | number)[]): Check => (value, path) => {
  if (!allowed.includes(value as string)) fail(path, allowed.map((a) => `'${a}'`).join(' | '), value)
}
const list = (item: Check, length?: number): Check => (value, path) => {
  if (!Array.isArray(value)) { fail(path, 'array', value); return }
  if (length !== undefined && value.length !== length) fail(path, `array of ${length}`, `array of ${value.length}`)
  value.forEach((entry, i) => item(entry, `${path}[${i}]`))
}
/** Optional keys end with "?"; a key that is not listed is refused. */
const shape = (fields: Record<string, Check>): Check => (value, path) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) { fail(path, 'object', value); return }
  const record = value as Record<string, unknown>
  for (const [name, check] of Object.entries(fields)) {
    const key = name.replace('?', '')
    if (record[key] === undefined) { if (!name.endsWith('?')) throw new Error(`Property "${path}" failed validation: Required value missing at ${path}.${key}`) } else check(record[key], `${path}.${key}`)
  }
  for (const key of Object.keys(record)) {
    if (!(key in fields) && !(`${key}?` in fields)) throw new Error(`Property "${path}" failed validation: Unrecognized key(s) in object: '${key}'`)
  }
}

export const blendModes = ['PASS_THROUGH', 'NORMAL', 'DARKEN', 'MULTIPLY', 'LINEAR_BURN', 'COLOR_BURN', 'LIGHTEN', 'SCREEN', 'LINEAR_DODGE', 'COLOR_DODGE',
  'OVERLAY', 'SOFT_LIGHT', 'HARD_LIGHT', 'DIFFERENCE', 'EXCLUSION', 'HUE', 'SATURATION', 'COLOR', 'LUMINOSITY'] as const

const unit = number(0, 1)
const rgb = shape({ r: unit, g: unit, b: unit })
const rgba = shape({ r: unit, g: unit, b: unit, a: unit })
const transform = list(list(number(), 3), 2)
const base = { 'visible?': boolean, 'opacity?': unit, 'blendMode?': oneOf(...blendModes) }
const filter = number(-1, 1)
const gradient = shape({ ...base, type: anything, gradientTransform: transform, gradientStops: list(shape({ position: unit, color: rgba, 'boundVariables?': anything })), 'boundVariables?': anything })

const paintShapes: Record<string, Check> = {
  SOLID: shape({ ...base, type: anything, color: rgb, 'boundVariables?': anything }),
  GRADIENT_LINEAR: gradient, GRADIENT_RADIAL: gradient, GRADIENT_ANGULAR: gradient, GRADIENT_DIAMOND: gradient,
  IMAGE: shape({
    ...base, type: anything, scaleMode: oneOf('FILL', 'FIT', 'CROP', 'TILE'), imageHash: (value, path) => { if (value !== null) text(value, path) },
    'imageTransform?': transform, 'scalingFactor?': number(0.01), 'rotation?': number(),
    'filters?': shape({ 'exposure?': filter, 'contrast?': filter, 'saturation?': filter, 'temperature?': filter, 'tint?': filter, 'highlights?': filter, 'shadows?': filter }),
  }),
  VIDEO: shape({ ...base, type: anything, scaleMode: oneOf('FILL', 'FIT', 'CROP', 'TILE'), videoHash: anything, 'videoTransform?': transform, 'scalingFactor?': number(), 'rotation?': number(), 'filters?': anything }),
  PATTERN: shape({ ...base, type: anything, sourceNodeId: text, tileType: oneOf('RECTANGULAR', 'HORIZONTAL_HEXAGONAL', 'VERTICAL_HEXAGONAL'), scalingFactor: number(), spacing: anything, horizontalAlignment: anything }),
}

/** Throws unless every entry is a paint as the typings define it. `property` is "fills" or "strokes". */
export function checkPaints(value: unknown, property: string): asserts value is Paint[] {
  list((paint, path) => {
    const type = (paint as { type?: unknown } | null)?.type
    const check = typeof type === 'string' && Object.hasOwn(paintShapes, type) ? paintShapes[type] : undefined
    if (!check) { fail(`${path}.type`, Object.keys(paintShapes).map((t) => `'${t}'`).join(' | '), type); return }
    check(paint, path)
    if (type === 'IMAGE') checkImagePaint(paint as Record<string, unknown>, path)
  })(value, property)
}

function checkImagePaint(paint: Record<string, unknown>, path: string): void {
  const mode = String(paint['scaleMode'])
  const only = (key: string, modes: string[]): void => {
    if (paint[key] !== undefined && !modes.includes(mode)) throw new Error(`Property "${path}" failed validation: ${key} is only allowed with scaleMode ${modes.join(', ')}, received ${mode}`)
  }
  only('imageTransform', ['CROP'])
  only('scalingFactor', ['TILE'])
  only('rotation', ['FILL', 'FIT', 'TILE'])
  if (typeof paint['rotation'] === 'number' && paint['rotation'] % 90 !== 0) fail(`${path}.rotation`, 'a multiple of 90', paint['rotation'])
}

const vector = shape({ x: number(), y: number() })
const shadow = { type: anything, color: rgba, offset: vector, radius: number(0), 'spread?': number(), visible: boolean, blendMode: oneOf(...blendModes), 'boundVariables?': anything }
const blur = shape({ type: anything, 'blurType?': oneOf('NORMAL', 'PROGRESSIVE'), radius: number(0), 'startRadius?': number(0), 'startOffset?': vector, 'endOffset?': vector, visible: boolean, 'boundVariables?': anything })
const effectShapes: Record<string, Check> = {
  DROP_SHADOW: shape({ ...shadow, 'showShadowBehindNode?': boolean }), INNER_SHADOW: shape(shadow), LAYER_BLUR: blur, BACKGROUND_BLUR: blur,
  NOISE: anything, TEXTURE: anything, GLASS: anything,
}

/** Throws unless every entry is an effect as the typings define it. */
export function checkEffects(value: unknown): asserts value is Effect[] {
  list((effect, path) => {
    const type = (effect as { type?: unknown } | null)?.type
    const check = typeof type === 'string' && Object.hasOwn(effectShapes, type) ? effectShapes[type] : undefined
    if (!check) { fail(`${path}.type`, Object.keys(effectShapes).map((t) => `'${t}'`).join(' | '), type); return }
    check(effect, path)
  })(value, 'effects')
}

/** A paint as the host keeps it: a copy with visible, opacity and blendMode filled in, as the editor gives paints back. */
export function completePaint(paint: Paint): Paint {
  const { type, visible = true, opacity = 1, blendMode = 'NORMAL', ...rest } = structuredClone(paint)
  const completed = { type, visible, opacity, blendMode, ...rest } as Paint
  if (completed.type === 'IMAGE' && completed.scaleMode === 'CROP') completed.imageTransform ??= [[1, 0, 0], [0, 1, 0]]
  if (completed.type === 'IMAGE' && completed.scaleMode === 'TILE') completed.scalingFactor ??= 0.5
  return completed
}
