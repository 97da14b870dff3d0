// Where a node paints: its box, strokes, effects and children, in the space that `container` maps to.
import { type Affine, type Bounds, intersect, mapBounds, multiply } from '../../src/shared/geometry.ts'
import type { DocumentView, Effect, HostNode } from '../model/types.ts'
import { isDrawn } from './paints.ts'
import { clipsContent, isTransparentContainer, isVisible, textOf } from './props.ts'
import { strokeReach } from './shapes.ts'

const union = (a: Bounds | null, b: Bounds | null): Bounds | null => {
  if (!a || !b) return a ?? b
  const x = Math.min(a.x, b.x), y = Math.min(a.y, b.y)
  return { x, y, width: Math.max(a.x + a.width, b.x + b.width) - x, height: Math.max(a.y + a.height, b.y + b.height) - y }
}
const grown = (box: Bounds, by: number): Bounds => ({ x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by })

/** Canvas units that an effect reaches beyond the shape. */
export function effectReach(effects: readonly Effect[]): number {
  let reach = 0
  for (const effect of effects) {
    if (effect.visible === false) continue
    const radius = Number(effect.radius ?? 0)
    const offset = (effect.offset ?? { x: 0, y: 0 }) as { x: number; y: number }
    if (effect.type === 'DROP_SHADOW') reach = Math.max(reach, radius + Math.max(Math.abs(offset.x), Math.abs(offset.y)) + Math.max(0, Number(effect.spread ?? 0)))
    else if (effect.type === 'LAYER_BLUR') reach = Math.max(reach, radius)
  }
  return reach
}

function paintsItself(node: HostNode): boolean {
  const filled = node.fills === 'mixed' || (node.fills ?? []).some(isDrawn)
  if (node.type === 'TEXT' && textOf(node, 'characters', '') === '') return false
  return (filled && node.width > 0 && node.height > 0) || node.strokes.some(isDrawn)
}

/** Null when nothing of the node is painted. */
export function paintedBounds(document: DocumentView, node: HostNode, container: Affine): Bounds | null {
  if (!isVisible(node)) return null
  const matrix = multiply(container, node.relativeTransform)
  const holder = isTransparentContainer(node) ? container : matrix
  const own = paintsItself(node) ? mapBounds(matrix, grown({ x: 0, y: 0, width: node.width, height: node.height }, strokeReach(node))) : null
  let inside: Bounds | null = null
  // What a boolean combines is seen through its own paints only.
  if (node.type !== 'BOOLEAN_OPERATION') for (const child of document.children(node.id)) inside = union(inside, paintedBounds(document, child, holder))
  if (inside && clipsContent(node)) inside = intersect(inside, mapBounds(matrix, { x: 0, y: 0, width: node.width, height: node.height }))
  const all = union(own, inside)
  const scale = Math.sqrt(Math.abs(matrix[0][0] * matrix[1][1] - matrix[0][1] * matrix[1][0]))
  return all && grown(all, effectReach(node.effects) * scale)
}
