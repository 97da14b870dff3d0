// What a person does with several layers at once: turn, flip, restack, combine, mask. Each call is one undo step.
import { boundsOfPoints, applyTo, invert, multiply, rotation, scaling, translation, type Affine, type Bounds } from '../../src/shared/geometry.ts'
import { absoluteTransformOf } from './geometry.ts'
import { moveBy } from './layout.ts'
import { markOverride } from './instances.ts'
import { propOf } from './props.ts'
import { freshNode } from './scene.ts'
import { moveTo } from './tree.ts'
import type { HostDocument } from './document.ts'
import type { HostNode, ImagePaint } from './types.ts'

/** Box around the layers on the page. Throws without any. */
export function boxAround(document: HostDocument, ids: readonly string[]): Bounds {
  if (ids.length === 0) throw new Error('No layers')
  return boundsOfPoints(ids.flatMap((id) => {
    const node = document.must(id), map = absoluteTransformOf(document, node)
    return [[0, 0], [node.width, 0], [node.width, node.height], [0, node.height]].map(([x, y]) => applyTo(map, x!, y!))
  }))
}

/** Applies a map of the page to layers. */
export function transformLayers(document: HostDocument, ids: readonly string[], map: Affine): void {
  document.change('user', () => {
    for (const id of ids) {
      const node = document.must(id), own = invert(node.relativeTransform)
      const container = own && multiply(absoluteTransformOf(document, node), own), back = container && invert(container)
      if (back) moveBy(document, node, multiply(back, multiply(map, container)))
    }
  })
}

/** The map about the middle of a box. */
export function about({ x, y, width, height }: Bounds, map: Affine): Affine {
  const [cx, cy] = [x + width / 2, y + height / 2]
  return multiply(translation(cx, cy), multiply(map, translation(-cx, -cy)))
}
/** Degrees, counter-clockwise, about their common middle. */
export const turnLayers = (document: HostDocument, ids: readonly string[], degrees: number): void => transformLayers(document, ids, about(boxAround(document, ids), rotation(degrees)))
export const flipLayers = (document: HostDocument, ids: readonly string[], axis: 'horizontal' | 'vertical'): void => transformLayers(document, ids, about(boxAround(document, ids), axis === 'horizontal' ? scaling(-1, 1) : scaling(1, -1)))

export type StackMove = 'front' | 'forward' | 'backward' | 'back'
/** Among the siblings of each; their own order stays. */
export function restack(document: HostDocument, ids: readonly string[], move: StackMove): void {
  document.change('user', () => {
    for (const parentId of new Set(ids.map((id) => document.must(id).parentId!))) {
      const parent = document.must(parentId), moved = (id: string): boolean => ids.includes(id)
      document.put({ ...parent, childIds: restacked(parent.childIds, moved, move) })
    }
  })
}

function restacked(order: readonly string[], moved: (id: string) => boolean, move: StackMove): string[] {
  if (move === 'front') return [...order.filter((id) => !moved(id)), ...order.filter(moved)]
  if (move === 'back') return [...order.filter(moved), ...order.filter((id) => !moved(id))]
  const list = move === 'forward' ? [...order].reverse() : [...order]
  for (let at = 1; at < list.length; at += 1) if (moved(list[at]!) && !moved(list[at - 1]!)) [list[at - 1], list[at]] = [list[at]!, list[at - 1]!]
  return move === 'forward' ? list.reverse() : list
}

export type BooleanKind = 'UNION' | 'SUBTRACT' | 'INTERSECT' | 'EXCLUDE'
const booleanNames = { UNION: 'Union', SUBTRACT: 'Subtract', INTERSECT: 'Intersect', EXCLUDE: 'Exclude' } as const
const combinable = ['RECTANGLE', 'ELLIPSE', 'POLYGON', 'STAR', 'VECTOR', 'LINE', 'TEXT', 'GROUP', 'BOOLEAN_OPERATION']
export const isCombinable = (node: HostNode): boolean => combinable.includes(node.type)

/** From back to front, as they are drawn. */
export function inStackOrder(document: HostDocument, ids: readonly string[]): string[] {
  const order = new Map(document.subtree(document.rootId).map(({ id }, at) => [id, at]))
  return [...ids].sort((a, b) => order.get(a)! - order.get(b)!)
}

/** A boolean operation for `members` (back to front), not yet in the document. It looks like the topmost, a subtraction like the lowest. */
export function booleanOf(document: HostDocument, kind: BooleanKind, members: readonly HostNode[], parentId: string): HostNode {
  const model = (kind === 'SUBTRACT' ? members[0] : members.at(-1))!
  return { ...freshNode(document.newId(), 'BOOLEAN_OPERATION', parentId), name: booleanNames[kind], ...(Array.isArray(model.fills) ? { fills: model.fills } : {}), props: { booleanOperation: kind } }
}

/** One layer of several, where the topmost of them was; gives its id. */
export function combine(document: HostDocument, ids: readonly string[], kind: BooleanKind): string {
  return document.change('user', () => {
    const members = inStackOrder(document, ids), parent = document.must(document.must(members.at(-1)!).parentId!)
    const node = booleanOf(document, kind, members.map((id) => document.must(id)), parent.id)
    const below = parent.childIds.slice(0, parent.childIds.indexOf(members.at(-1)!)).filter((id) => !members.includes(id)).length
    document.put(node)
    document.put({ ...parent, childIds: [...parent.childIds, node.id] })
    for (const id of members) moveTo(document, id, node.id)
    moveTo(document, node.id, parent.id, below)
    return node.id
  })
}

/** One layer: it masks what is above it, or no longer does. Several: a group in which the lowest masks the others; gives its id. */
export function useAsMask(document: HostDocument, ids: readonly string[]): string {
  return document.change('user', () => {
    const [lowest] = inStackOrder(document, ids), node = document.must(lowest!)
    document.user.setProps(node.id, { isMask: ids.length > 1 || propOf(node, 'isMask') !== true })
    return ids.length > 1 ? document.user.group(inStackOrder(document, ids), 'Mask group') : node.id
  })
}

/** How the topmost picture of a layer lies in it; nothing when it has none. */
export function setScaleMode(document: HostDocument, id: string, scaleMode: ImagePaint['scaleMode']): void {
  const { fills } = document.must(id)
  if (!Array.isArray(fills)) return
  const at = fills.findLastIndex((paint) => paint.type === 'IMAGE' && paint.visible !== false), paint = fills[at]
  if (paint?.type !== 'IMAGE' || paint.scaleMode === scaleMode) return
  const { imageTransform: _transform, scalingFactor: _factor, rotation: turned, ...rest } = paint
  document.user.setFills(id, fills.with(at, { ...rest, scaleMode, ...(turned !== undefined && scaleMode !== 'CROP' ? { rotation: turned } : {}) }))
  markOverride(document, id, ['fills'])
}
