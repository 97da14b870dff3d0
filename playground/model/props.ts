// Plain properties of nodes by their plugin-API name: default and check. Which type has which property comes from the surface table.
import { nodeMember } from '../surface/surface.ts'
import { blendModes } from './paints.ts'
import type { HostNode, NodeType } from './types.ts'

/** Throws with "Expected ... to have type ..." when the value does not fit (error wording: developer docs, error handling). */
type Check = (value: unknown, name: string) => void
type Prop = { initial: unknown | ((type: NodeType) => unknown); check: Check }

const received = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : Number.isNaN(value) ? 'nan' : typeof value)
const expected = (name: string, type: string, value: unknown): never => { throw new Error(`Expected "${name}" to have type ${type} but got ${received(value)} instead`) }

const isNumber = (low = -Infinity, high = Infinity): Check => (value, name) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) { expected(name, 'number', value); return }
  if (value < low || value > high) throw new Error(`Expected "${name}" to be from ${low} to ${high} but got ${value} instead`)
}
const isBoolean: Check = (value, name) => { if (typeof value !== 'boolean') expected(name, 'boolean', value) }
const isString: Check = (value, name) => { if (typeof value !== 'string') expected(name, 'string', value) }
const isOneOf = (...allowed: readonly string[]): Check => (value, name) => {
  if (typeof value !== 'string' || !allowed.includes(value)) throw new Error(`Expected "${name}" to be one of ${allowed.map((a) => `'${a}'`).join(', ')} but got ${typeof value === 'string' ? `'${value}'` : received(value)} instead`)
}
const isArray: Check = (value, name) => { if (!Array.isArray(value)) expected(name, 'array', value) }
const isObject: Check = (value, name) => { if (typeof value !== 'object' || value === null || Array.isArray(value)) expected(name, 'object', value) }
const orNull = (check: Check): Check => (value, name) => { if (value !== null) check(value, name) }
const isPaths: Check = (value, name) => {
  isArray(value, name)
  for (const path of value as { data?: unknown; windingRule?: unknown }[]) {
    isObject(path, name)
    isString(path.data, `${name}.data`)
    isOneOf('EVENODD', 'NONZERO', 'NONE')(path.windingRule, `${name}.windingRule`)
  }
}
const isFont: Check = (value, name) => {
  isObject(value, name)
  const font = value as Record<string, unknown>
  isString(font['family'], `${name}.family`)
  isString(font['style'], `${name}.style`)
}

const number = (initial: number, low?: number, high?: number): Prop => ({ initial, check: isNumber(low, high) })
const boolean = (initial: Prop['initial']): Prop => ({ initial, check: isBoolean })
const string = (initial: string): Prop => ({ initial, check: isString })
const choice = (initial: string, ...others: string[]): Prop => ({ initial, check: isOneOf(initial, ...others) })
const framed: readonly NodeType[] = ['FRAME', 'COMPONENT', 'INSTANCE', 'COMPONENT_SET']
const radius = number(0, 0)

/** The four corner radii, clockwise from top left. */
export const cornerNames = ['topLeftRadius', 'topRightRadius', 'bottomRightRadius', 'bottomLeftRadius'] as const
/** Read through their own rules, never as plain values. */
export const styleIdNames = ['fillStyleId', 'strokeStyleId', 'effectStyleId', 'gridStyleId', 'textStyleId', 'backgroundStyleId'] as const

export const props: Record<string, Prop> = {
  visible: boolean(true), locked: boolean(false), opacity: number(1, 0, 1), isMask: boolean(false), maskType: choice('ALPHA', 'VECTOR', 'LUMINANCE'),
  blendMode: { initial: 'PASS_THROUGH', check: isOneOf(...blendModes) }, expanded: boolean(true), autoRename: boolean(true),
  clipsContent: boolean((type: NodeType) => framed.includes(type)),
  cornerRadius: radius, topLeftRadius: radius, topRightRadius: radius, bottomLeftRadius: radius, bottomRightRadius: radius, cornerSmoothing: number(0, 0, 1),
  strokeWeight: number(1, 0), strokeTopWeight: number(1, 0), strokeRightWeight: number(1, 0), strokeBottomWeight: number(1, 0), strokeLeftWeight: number(1, 0),
  strokeAlign: { initial: (type: NodeType) => (type === 'LINE' || type === 'VECTOR' ? 'CENTER' : type === 'TEXT' ? 'OUTSIDE' : 'INSIDE'), check: isOneOf('CENTER', 'INSIDE', 'OUTSIDE') },
  strokeCap: choice('NONE', 'ROUND', 'SQUARE', 'ARROW_LINES', 'ARROW_EQUILATERAL', 'DIAMOND_FILLED', 'TRIANGLE_FILLED', 'CIRCLE_FILLED'), strokeJoin: choice('MITER', 'BEVEL', 'ROUND'),
  strokeMiterLimit: number(4), dashPattern: { initial: [], check: isArray }, strokesIncludedInLayout: boolean(false),
  constraints: { initial: { horizontal: 'MIN', vertical: 'MIN' }, check: isObject },
  layoutMode: choice('NONE', 'HORIZONTAL', 'VERTICAL', 'GRID'), layoutPositioning: choice('AUTO', 'ABSOLUTE'), layoutAlign: choice('INHERIT', 'STRETCH', 'MIN', 'CENTER', 'MAX'),
  layoutGrow: number(0, 0, 1), layoutWrap: choice('NO_WRAP', 'WRAP'), itemSpacing: number(0), itemReverseZIndex: boolean(false),
  counterAxisSpacing: { initial: null, check: orNull(isNumber(0)) }, counterAxisAlignContent: choice('AUTO', 'SPACE_BETWEEN'),
  paddingLeft: number(0, 0), paddingRight: number(0, 0), paddingTop: number(0, 0), paddingBottom: number(0, 0),
  primaryAxisSizingMode: choice('AUTO', 'FIXED'), counterAxisSizingMode: choice('AUTO', 'FIXED'),
  primaryAxisAlignItems: choice('MIN', 'MAX', 'CENTER', 'SPACE_BETWEEN'), counterAxisAlignItems: choice('MIN', 'MAX', 'CENTER', 'BASELINE'),
  minWidth: { initial: null, check: orNull(isNumber(0)) }, maxWidth: { initial: null, check: orNull(isNumber(0)) }, minHeight: { initial: null, check: orNull(isNumber(0)) }, maxHeight: { initial: null, check: orNull(isNumber(0)) },
  layoutGrids: { initial: [], check: isArray }, guides: { initial: [], check: isArray }, overflowDirection: choice('NONE', 'HORIZONTAL', 'VERTICAL', 'BOTH'), numberOfFixedChildren: number(0, 0),
  exportSettings: { initial: [], check: isArray }, reactions: { initial: [], check: isArray }, backgrounds: { initial: [{ type: 'SOLID', visible: true, opacity: 1, blendMode: 'NORMAL', color: { r: 0.961, g: 0.961, b: 0.961 } }], check: isArray },
  boundVariables: { initial: {}, check: isObject }, sectionContentsHidden: boolean(false), devStatus: { initial: null, check: orNull(isObject) }, isExposedInstance: boolean(false), isPageDivider: boolean(false),
  description: string(''), descriptionMarkdown: string(''), documentationLinks: { initial: [], check: isArray }, targetAspectRatio: { initial: null, check: orNull(isObject) }, constrainProportions: boolean(false),
  characters: string(''), fontName: { initial: { family: 'Inter', style: 'Regular' }, check: isFont }, fontSize: number(12, 1), fontWeight: number(400, 1, 1000),
  textAlignHorizontal: choice('LEFT', 'CENTER', 'RIGHT', 'JUSTIFIED'), textAlignVertical: choice('TOP', 'CENTER', 'BOTTOM'), textAutoResize: choice('NONE', 'WIDTH_AND_HEIGHT', 'HEIGHT', 'TRUNCATE'),
  textTruncation: choice('DISABLED', 'ENDING'), maxLines: { initial: null, check: orNull(isNumber(1)) }, textCase: choice('ORIGINAL', 'UPPER', 'LOWER', 'TITLE', 'SMALL_CAPS', 'SMALL_CAPS_FORCED'), textDecoration: choice('NONE', 'UNDERLINE', 'STRIKETHROUGH'),
  letterSpacing: { initial: { unit: 'PERCENT', value: 0 }, check: isObject }, lineHeight: { initial: { unit: 'AUTO' }, check: isObject }, paragraphIndent: number(0), paragraphSpacing: number(0), hyperlink: { initial: null, check: orNull(isObject) },
  vectorPaths: { initial: [], check: isPaths }, arcData: { initial: { startingAngle: 0, endingAngle: Math.PI * 2, innerRadius: 0 }, check: isObject },
  pointCount: { initial: (type: NodeType) => (type === 'STAR' ? 5 : 3), check: isNumber(3) }, innerRadius: number(0.382, 0, 1), booleanOperation: choice('UNION', 'INTERSECT', 'SUBTRACT', 'EXCLUDE'), handleMirroring: choice('NONE', 'ANGLE', 'ANGLE_AND_LENGTH'),
  fillStyleId: string(''), strokeStyleId: string(''), effectStyleId: string(''), gridStyleId: string(''), textStyleId: string(''), backgroundStyleId: string(''),
}

/** True when the typings give `type` this property and the host keeps it as a plain value. */
export const hasProp = (type: string, name: string): boolean => Object.hasOwn(props, name) && nodeMember(type, name) !== undefined

/** The node's value or its type's default. `cornerRadius` of unequal corners is 'mixed'. */
export function propOf(node: HostNode, name: string): unknown {
  if (name === 'cornerRadius') {
    const [first, ...rest] = cornerNames.map((corner) => node.props[corner] ?? node.props['cornerRadius'] ?? 0)
    return rest.every((value) => value === first) ? first : 'mixed'
  }
  if (node.props[name] !== undefined) return node.props[name]
  if (cornerNames.includes(name as never)) return node.props['cornerRadius'] ?? 0
  if (/^stroke(Top|Right|Bottom|Left)Weight$/.test(name)) return node.props['strokeWeight'] ?? 1
  const initial = props[name]?.initial
  return typeof initial === 'function' ? (initial as (type: NodeType) => unknown)(node.type) : initial
}

const order = new Map(Object.keys(props).map((name, i) => [name, i]))
const placeOf = (name: string): number => order.get(name) ?? -1

/** The properties that differ from their defaults, always in the same order. Equal corners are one `cornerRadius`. */
export function writtenProps(node: HostNode): Record<string, unknown> {
  const written: Record<string, unknown> = {}, cornered = propOf(node, 'cornerRadius')
  if (cornered !== 'mixed' && cornered !== 0) written['cornerRadius'] = cornered
  for (const name of Object.keys(node.props).sort((a, b) => placeOf(a) - placeOf(b))) {
    if (name === 'cornerRadius' || (cornered !== 'mixed' && cornerNames.includes(name as never))) continue
    const { [name]: value, ...others } = node.props
    if (value !== undefined && (cornerNames.includes(name as never) || JSON.stringify(value) !== JSON.stringify(propOf({ ...node, props: others }, name)))) written[name] = value
  }
  return written
}

export function checkProp(name: string, value: unknown): void { props[name]?.check(value, name) }

/** `node.props` after setting one, with the corners kept in step; a font or size of the whole text takes the place of those of its ranges. */
export function withProp(node: HostNode, name: string, value: unknown): Record<string, unknown> {
  const next = { ...node.props, [name]: value }
  if (name === 'cornerRadius') for (const corner of cornerNames) delete next[corner]
  if (cornerNames.includes(name as never)) {
    for (const corner of cornerNames) next[corner] ??= node.props['cornerRadius'] ?? 0
    delete next['cornerRadius']
  }
  if (name === 'fontSize' || name === 'fontName') next['styledTextSegments'] = (node.props['styledTextSegments'] as object[] | undefined)?.map((segment) => Object.fromEntries(Object.entries(segment).filter(([key]) => key !== name)))
  return next
}
