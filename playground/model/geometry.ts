// Positions, boxes and outlines of host nodes. Spaces: a node's own box; its nearest ancestor that is no group; the page.
import { applyTo, identity, intersect, invert, mapBounds, multiply, type Bounds } from '../../src/shared/geometry.ts'
import { paintedBounds } from '../render/bounds.ts'
import { propOf } from './props.ts'
import type { DocumentView, HostNode, Transform } from './types.ts'

/** Types whose children live in the space of the nearest other ancestor (typings, relativeTransform). */
export const isGroupLike = (node: HostNode): boolean => node.type === 'GROUP' || node.type === 'BOOLEAN_OPERATION'

/** Degrees, counter-clockwise positive, as the plugin API's `rotation`. */
export const rotationOf = (t: Transform): number => {
  const degrees = (Math.atan2(-t[1][0], t[0][0]) * 180) / Math.PI
  return Math.abs(degrees) < 1e-9 ? 0 : degrees
}

/** Same position, other angle. A mirrored transform stays mirrored. */
export function withRotation(t: Transform, degrees: number): Transform {
  const r = (degrees * Math.PI) / 180, flip = t[0][0] * t[1][1] - t[0][1] * t[1][0] < 0 ? -1 : 1
  return [[clean(Math.cos(r)), clean(Math.sin(r) * flip), t[0][2]], [clean(-Math.sin(r)), clean(Math.cos(r) * flip), t[1][2]]]
}
const clean = (value: number): number => (Math.abs(value) < 1e-15 ? 0 : value)

/** The space that `node.relativeTransform` maps into, as a map to the page. */
export function parentSpace(view: DocumentView, node: HostNode): Transform {
  for (let parent = node.parentId === null ? undefined : view.node(node.parentId); parent; parent = parent.parentId === null ? undefined : view.node(parent.parentId)) {
    if (parent.type === 'PAGE' || parent.type === 'DOCUMENT') return identity
    if (!isGroupLike(parent)) return multiply(parentSpace(view, parent), parent.relativeTransform)
  }
  return identity
}

export const absoluteTransformOf = (view: DocumentView, node: HostNode): Transform => multiply(parentSpace(view, node), node.relativeTransform)
export const boxOf = (node: HostNode): Bounds => ({ x: 0, y: 0, width: node.width, height: node.height })
/** Axis-aligned box on the page, without strokes and effects. */
export const absoluteBoxOf = (view: DocumentView, node: HostNode): Bounds => mapBounds(absoluteTransformOf(view, node), boxOf(node))

/** The plugin API's absoluteRenderBounds: what is seen of the node on the page, strokes and effects included; null when nothing is seen. */
export function renderBoundsOf(view: DocumentView, node: HostNode): Bounds | null {
  let box = propOf(node, 'opacity') === 0 ? null : paintedBounds(view, node, parentSpace(view, node))
  for (let parent = node.parentId === null ? undefined : view.node(node.parentId); parent && box; parent = parent.parentId === null ? undefined : view.node(parent.parentId)) {
    if (parent.type === 'PAGE' || parent.type === 'DOCUMENT') break
    if (propOf(parent, 'visible') === false || propOf(parent, 'opacity') === 0) return null
    if (propOf(parent, 'clipsContent') === true && !isGroupLike(parent)) box = intersect(box, absoluteBoxOf(view, parent))
  }
  return box
}

/** Moves the node so that `page` becomes its absolute transform. */
export function relativeFor(view: DocumentView, node: HostNode, page: Transform): Transform {
  const inverse = invert(parentSpace(view, node))
  return inverse ? multiply(inverse, page) : page
}

/** The outline of the node's fill as SVG path data in its own box; the typings' fillGeometry. */
export function fillPathOf(node: HostNode): { windingRule: 'NONZERO' | 'EVENODD'; data: string }[] {
  const { width: w, height: h } = node
  if (node.type === 'VECTOR') {
    return (propOf(node, 'vectorPaths') as { windingRule: string; data: string }[]).filter((path) => path.windingRule !== 'NONE').map((path) => ({ windingRule: path.windingRule as 'NONZERO', data: path.data }))
  }
  if (node.type === 'LINE' || node.type === 'TEXT' || isGroupLike(node)) return []
  return [{ windingRule: 'NONZERO', data: node.type === 'ELLIPSE' ? ellipse(w, h) : node.type === 'POLYGON' || node.type === 'STAR' ? polygon(node) : rounded(node) }]
}

const kappa = 0.5522847498
function ellipse(w: number, h: number): string {
  const rx = w / 2, ry = h / 2, kx = rx * kappa, ky = ry * kappa
  return `M ${w} ${ry} C ${w} ${ry + ky} ${rx + kx} ${h} ${rx} ${h} C ${rx - kx} ${h} 0 ${ry + ky} 0 ${ry} C 0 ${ry - ky} ${rx - kx} 0 ${rx} 0 C ${rx + kx} 0 ${w} ${ry - ky} ${w} ${ry} Z`
}
function polygon(node: HostNode): string {
  const count = Number(propOf(node, 'pointCount')), star = node.type === 'STAR', inner = Number(propOf(node, 'innerRadius'))
  const steps = star ? count * 2 : count
  const points = Array.from({ length: steps }, (_, i) => {
    const angle = (i / steps) * Math.PI * 2 - Math.PI / 2, r = star && i % 2 === 1 ? inner : 1
    const at = applyTo([[node.width / 2, 0, node.width / 2], [0, node.height / 2, node.height / 2]], Math.cos(angle) * r, Math.sin(angle) * r)
    return `${at.x} ${at.y}`
  })
  return `M ${points.join(' L ')} Z`
}
function rounded(node: HostNode): string {
  const { width: w, height: h } = node, limit = Math.min(w, h) / 2
  const [tl, tr, br, bl] = ['topLeftRadius', 'topRightRadius', 'bottomRightRadius', 'bottomLeftRadius'].map((name) => Math.min(limit, Number(propOf(node, name)))) as [number, number, number, number]
  if (tl + tr + br + bl === 0) return `M 0 0 L ${w} 0 L ${w} ${h} L 0 ${h} L 0 0 Z`
  const k = (r: number): number => r * (1 - kappa)
  return `M ${tl} 0 L ${w - tr} 0 C ${w - k(tr)} 0 ${w} ${k(tr)} ${w} ${tr} L ${w} ${h - br} C ${w} ${h - k(br)} ${w - k(br)} ${h} ${w - br} ${h} L ${bl} ${h} C ${k(bl)} ${h} 0 ${h - k(bl)} 0 ${h - bl} L 0 ${tl} C 0 ${k(tl)} ${k(tl)} 0 ${tl} 0 Z`
}
