// Groups and slices have no fills: their picture lands in a rectangle of the same box, directly above them.
import { absoluteTransformOf, nameOf, outermostInstance, relativeTo, type Fillable, type Parent } from './layer'
import { readRecipe } from './recipe-data'

type Boxed = SceneNode & { width: number; height: number }

/** The rectangle that an earlier landing left above the group, if it still has the group's box. */
export function overlayOf(node: Boxed): RectangleNode | null {
  const { parent, above } = placeAbove(node)
  const next = parent.children[above]
  const fits = next?.type === 'RECTANGLE' && Math.abs(next.width - node.width) < 1 && Math.abs(next.height - node.height) < 1
  return fits && readRecipe(next) ? next : null
}

/** Makes the rectangle, without fills. Inside an instance nothing can be added, so it goes above the instance. */
export function createOverlay(node: Boxed): RectangleNode & Fillable {
  const { parent, above } = placeAbove(node)
  const absolute = absoluteTransformOf(node)
  const rectangle = figma.createRectangle()
  try {
    rectangle.name = nameOf(node)
    rectangle.fills = []
    parent.insertChild(above, rectangle)
    if ('layoutMode' in parent && parent.layoutMode !== 'NONE') rectangle.layoutPositioning = 'ABSOLUTE'
    rectangle.resize(Math.max(0.01, node.width), Math.max(0.01, node.height))
    rectangle.relativeTransform = relativeTo(parent, absolute)
    return rectangle
  } catch (error) {
    rectangle.remove()
    throw error
  }
}

/** Where a layer goes that lies directly above the node; inside an instance nothing can be added, so above the instance. */
export function placeAbove(node: SceneNode): { parent: Parent; above: number } {
  const anchor = outermostInstance(node) ?? node
  const parent = anchor.parent as Parent
  return { parent, above: parent.children.map((child) => child.id).indexOf(anchor.id) + 1 }
}
