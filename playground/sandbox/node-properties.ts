// Reading and writing node properties as the plugin sees them.
import { invert, multiply, translation, type Affine } from '../../src/shared/geometry.ts'
import { nodeMember } from '../surface/surface.ts'
import { absoluteBoxOf, absoluteTransformOf, fillPathOf, renderBoundsOf, rotationOf, withRotation } from '../model/geometry.ts'
import { isInstanceChild, markOverride, withoutStyle } from '../model/instances.ts'
import { isAutoLayout, moveBy } from '../model/layout.ts'
import { checkEffects, checkPaints, completePaint } from '../model/paints.ts'
import { checkProp, hasProp, propOf, styleIdNames, withProp } from '../model/props.ts'
import { isMixed, segmentsOf, withCharacters } from '../model/text-ranges.ts'
import { fitText } from '../model/text-size.ts'
import { fitVector } from '../model/vector.ts'
import { availableFonts, checkDynamicPage, checkFont, checkOverridable, fontName, isSkipped, nodeIn, notImplemented, type Context } from './context.ts'
import { mixed, NodeRef } from './refs.ts'
import { checkFonts } from './text-methods.ts'
import type { Effect, HostNode, Paint, Transform } from '../model/types.ts'

type Getter = (context: Context, node: HostNode) => unknown

const getters: Record<string, Getter> = {
  name: (_, node) => node.name,
  x: (_, node) => node.relativeTransform[0][2], y: (_, node) => node.relativeTransform[1][2],
  width: (_, node) => node.width, height: (_, node) => node.height,
  rotation: (_, node) => rotationOf(node.relativeTransform), relativeTransform: (_, node) => node.relativeTransform,
  absoluteTransform: (context, node) => absoluteTransformOf(context.document, node),
  absoluteBoundingBox: (context, node) => absoluteBoxOf(context.document, node),
  absoluteRenderBounds: (context, node) => renderBoundsOf(context.document, node),
  fills: (_, node) => (node.fills === 'mixed' ? mixed : node.fills), strokes: (_, node) => node.strokes, effects: (_, node) => node.effects,
  parent: (_, node) => (node.parentId === null ? null : new NodeRef(node.parentId)),
  children: (context, node) => context.document.children(node.id).filter((child) => !isSkipped(context, child)).map((child) => new NodeRef(child.id)),
  selection: (context, node) => context.document.selection(node.id).map((id) => new NodeRef(id)),
  fillGeometry: (_, node) => {
    if (node.type === 'TEXT' || node.type === 'BOOLEAN_OPERATION') throw notImplemented(`${node.type}.fillGeometry`)
    const arc = propOf(node, 'arcData') as { startingAngle: number; endingAngle: number; innerRadius: number }
    if (node.type === 'ELLIPSE' && (arc.innerRadius > 0 || arc.endingAngle - arc.startingAngle < 2 * Math.PI - 1e-6)) throw notImplemented('ELLIPSE.fillGeometry of an arc')
    return fillPathOf(node)
  },
  hasMissingFont: (_, node) => segmentsOf(node).some((segment) => !availableFonts.some((font) => fontName(font) === fontName(segment.fontName))),
  layoutSizingHorizontal: (context, node) => sizingOf(context, node, 'HORIZONTAL'), layoutSizingVertical: (context, node) => sizingOf(context, node, 'VERTICAL'),
  fontSize: (_, node) => (isMixed(node, 'fontSize') ? mixed : propOf(node, 'fontSize')), fontName: (_, node) => (isMixed(node, 'fontName') ? mixed : propOf(node, 'fontName')),
  cornerRadius: (_, node) => { const radius = propOf(node, 'cornerRadius'); return radius === 'mixed' ? mixed : radius },
}

/** HUG, FILL or FIXED along an axis. */
function sizingOf(context: Context, node: HostNode, axis: 'HORIZONTAL' | 'VERTICAL'): string {
  if (isAutoLayout(node)) {
    const mode = propOf(node, 'layoutMode') === axis ? 'primaryAxisSizingMode' : 'counterAxisSizingMode'
    if (propOf(node, mode) === 'AUTO') return 'HUG'
  }
  if (node.type === 'TEXT' && (propOf(node, 'textAutoResize') === 'WIDTH_AND_HEIGHT' || (axis === 'VERTICAL' && propOf(node, 'textAutoResize') === 'HEIGHT'))) return 'HUG'
  const parent = node.parentId === null ? undefined : context.document.node(node.parentId)
  if (!parent || !isAutoLayout(parent)) return 'FIXED'
  const along = propOf(parent, 'layoutMode') === axis
  return (along ? propOf(node, 'layoutGrow') === 1 : propOf(node, 'layoutAlign') === 'STRETCH') ? 'FILL' : 'FIXED'
}

/** Throws for members the host lacks; members that are not on the type were refused before. */
export function getProperty(context: Context, id: string, name: string): unknown {
  const node = nodeIn(context, id, `get_${name}`)
  checkDynamicPage(context, node, name, 'get')
  const getter = getters[name]
  if (getter) return getter(context, node)
  if (hasProp(node.type, name)) return propOf(node, name)
  throw notImplemented(`${node.type}.${name}`)
}

type Setter = (context: Context, node: HostNode, value: unknown) => void

const finite = (name: string, value: unknown): number => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error(`Expected "${name}" to have type number but got ${value === null ? 'null' : Number.isNaN(value) ? 'nan' : typeof value} instead`)
  return value
}
const place = (context: Context, node: HostNode, to: Transform): void => {
  const back = invert(node.relativeTransform)
  if (back) moveBy(context.document, node, multiply(to as Affine, back))
}
const setPaints = (key: 'fills' | 'strokes', styleKey: string): Setter => (context, node, value) => {
  checkPaints(value, key)
  const paints = (value as Paint[]).map(completePaint)
  for (const paint of paints) if (paint.type === 'PATTERN') throw new Error('Pattern paints need setFillsAsync or setStrokesAsync')
  context.document.put({ ...node, [key]: paints, props: withoutStyle(context.document, node, styleKey) })
}

const setters: Record<string, Setter> = {
  name: (context, node, value) => {
    if (typeof value !== 'string') throw new Error(`Expected "name" to have type string but got ${typeof value} instead`)
    context.document.put({ ...node, name: value, props: node.type === 'TEXT' ? { ...node.props, autoRename: false } : node.props })
  },
  x: (context, node, value) => moveBy(context.document, node, translation(finite('x', value) - node.relativeTransform[0][2], 0)),
  y: (context, node, value) => moveBy(context.document, node, translation(0, finite('y', value) - node.relativeTransform[1][2])),
  rotation: (context, node, value) => {
    const degrees = finite('rotation', value)
    if (degrees < -180 || degrees > 180) throw new Error(`Expected "rotation" to be from -180 to 180 but got ${degrees} instead`)
    place(context, node, withRotation(node.relativeTransform, degrees))
  },
  relativeTransform: (context, node, value) => {
    const rows = value as Transform
    if (!Array.isArray(value) || value.length !== 2 || !rows.every((row) => Array.isArray(row) && row.length === 3 && row.every((n) => Number.isFinite(n)))) throw new Error('Expected "relativeTransform" to have type [[number, number, number], [number, number, number]]')
    const lengths = [Math.hypot(rows[0][0], rows[1][0]), Math.hypot(rows[0][1], rows[1][1])]
    if (lengths.some((length) => length === 0)) throw new Error('The columns of "relativeTransform" must not be zero')
    const [sx, sy] = lengths as [number, number]
    place(context, node, [[rows[0][0] / sx, rows[0][1] / sy, rows[0][2]], [rows[1][0] / sx, rows[1][1] / sy, rows[1][2]]])
  },
  fills: setPaints('fills', 'fillStyleId'), strokes: setPaints('strokes', 'strokeStyleId'),
  effects: (context, node, value) => {
    checkEffects(value)
    context.document.put({ ...node, effects: structuredClone(value) as Effect[], props: withoutStyle(context.document, node, 'effectStyleId') })
  },
  selection: (context, node, value) => {
    if (!Array.isArray(value) || value.some((item) => !(item instanceof NodeRef))) throw new Error('Expected "selection" to be an array of nodes')
    context.document.select((value as NodeRef[]).map((item) => item.id), 'plugin', node.id)
  },
  layoutSizingHorizontal: (context, node, value) => setSizing(context, node, 'HORIZONTAL', value),
  layoutSizingVertical: (context, node, value) => setSizing(context, node, 'VERTICAL', value),
  vectorPaths: (context, node, value) => {
    checkProp('vectorPaths', value)
    context.document.put(fitVector({ ...node, props: { ...node.props, vectorPaths: structuredClone(value) } }))
  },
}

function setSizing(context: Context, node: HostNode, axis: 'HORIZONTAL' | 'VERTICAL', value: unknown): void {
  const name = axis === 'HORIZONTAL' ? 'layoutSizingHorizontal' : 'layoutSizingVertical'
  if (value !== 'FIXED' && value !== 'HUG' && value !== 'FILL') throw new Error(`Expected "${name}" to be one of 'FIXED', 'HUG', 'FILL'`)
  const parent = node.parentId === null ? undefined : context.document.node(node.parentId)
  if (value === 'FILL' && !(parent && isAutoLayout(parent))) throw new Error('FILL can only be set on children of auto-layout frames')
  if (value === 'HUG' && !isAutoLayout(node) && node.type !== 'TEXT') throw new Error('HUG can only be set on auto-layout frames and text nodes')
  const props: Record<string, unknown> = { ...node.props }
  if (isAutoLayout(node)) props[propOf(node, 'layoutMode') === axis ? 'primaryAxisSizingMode' : 'counterAxisSizingMode'] = value === 'HUG' ? 'AUTO' : 'FIXED'
  if (parent && isAutoLayout(parent)) {
    if (propOf(parent, 'layoutMode') === axis) props['layoutGrow'] = value === 'FILL' ? 1 : 0
    else props['layoutAlign'] = value === 'FILL' ? 'STRETCH' : 'INHERIT'
  }
  context.document.put({ ...node, props })
}

/** Text properties whose change lays the text out anew (typings, loadFontAsync); the host asks for the font on all of them. */
const needFont = ['characters', 'fontSize', 'fontName', 'textCase', 'textDecoration', 'letterSpacing', 'lineHeight', 'textAutoResize', 'textAlignHorizontal', 'textAlignVertical', 'paragraphIndent', 'paragraphSpacing', 'textTruncation', 'maxLines']
/** Places and boxes: never overridable on a child of an instance. */
const structural = ['x', 'y', 'rotation', 'relativeTransform', 'layoutMode', 'layoutPositioning', 'constraints', 'clipsContent', 'isMask', 'vectorPaths', 'layoutGrow', 'layoutAlign', 'layoutSizingHorizontal', 'layoutSizingVertical', 'itemSpacing', 'paddingLeft', 'paddingRight', 'paddingTop', 'paddingBottom']

/** Let go by writing the property itself. */
const styleOf: Record<string, string[]> = { fills: ['fillStyleId'], strokes: ['strokeStyleId'], effects: ['effectStyleId'] }

export function setProperty(context: Context, id: string, name: string, value: unknown): void {
  const operation = `set_${name}`
  const node = nodeIn(context, id, operation)
  checkDynamicPage(context, node, name, 'set')
  if (structural.includes(name)) checkOverridable(context, node, operation)
  if (node.type === 'TEXT' && needFont.includes(name)) {
    checkFonts(context, node, operation)
    if (name === 'fontName') checkFont(context, value, operation)
  }
  const setter = setters[name] ?? (hasProp(node.type, name) && !(styleIdNames as readonly string[]).includes(name) ? plain(name) : undefined)
  if (!setter || !nodeMember(node.type, name)) throw notImplemented(`${node.type}.${name} (write)`)
  try {
    if (name === 'selection') setter(context, node, value) // not part of the document
    else context.document.change('plugin', () => {
      setter(context, node, value)
      if (node.type === 'INSTANCE' || isInstanceChild(context.document, id)) markOverride(context.document, id, [name, ...(styleOf[name] ?? [])])
    })
  } catch (error) {
    throw new Error(`in ${operation}: ${(error as Error).message}`)
  }
}

/** Values that the host's layout does not carry out (layout.ts). */
const notLaidOut: Record<string, (value: unknown) => boolean> = {
  layoutMode: (value) => value === 'GRID', layoutWrap: (value) => value === 'WRAP', counterAxisAlignItems: (value) => value === 'BASELINE',
  ...Object.fromEntries(['minWidth', 'maxWidth', 'minHeight', 'maxHeight'].map((name) => [name, (value: unknown) => value !== null])),
  itemReverseZIndex: (value) => value === true, strokesIncludedInLayout: (value) => value === true,
}

const plain = (name: string): Setter => (context, node, value) => {
  checkProp(name, value)
  if (notLaidOut[name]?.(value)) throw notImplemented(`${node.type}.${name} (write)`)
  const next = name === 'characters' ? withCharacters(node, String(value)) : { ...node, props: withProp(node, name, structuredClone(value)) }
  if (name === 'layoutPositioning' && value === 'ABSOLUTE') {
    const parent = node.parentId === null ? undefined : context.document.node(node.parentId)
    if (!parent || !isAutoLayout(parent)) throw new Error('Can only set layoutPositioning = ABSOLUTE if the parent node has layoutMode !== NONE')
  }
  if (node.type === 'TEXT' && name === 'characters' && propOf(node, 'autoRename') !== false) next.name = String(value).slice(0, 100) || 'Text'
  context.document.put(node.type === 'TEXT' && needFont.includes(name) ? fitText(next, context.document.measureText) : next)
}
