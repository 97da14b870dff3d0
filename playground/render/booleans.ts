// The shapes of layers, whatever their paints: what booleans combine and masks by shape count. Boolean layers are their children's shapes, painted with their own fills.
import { type Affine, identity, multiply } from '../../src/shared/geometry.ts'
import type { HostNode, Paint } from '../model/types.ts'
import type { Surface } from './canvas.ts'
import { fill, type Scene, type Target } from './draw.ts'
import { fillOutline, useMatrix } from './paints.ts'
import { isVisible, textOf } from './props.ts'
import { outlinesOf } from './shapes.ts'
import { drawText } from './text.ts'

const operations: Record<string, GlobalCompositeOperation> = { UNION: 'source-over', SUBTRACT: 'destination-out', INTERSECT: 'destination-in', EXCLUDE: 'xor' }
const black: Paint = { type: 'SOLID', color: { r: 0, g: 0, b: 0 } }

/** Draws the shape in black; that of a group is its children's together. Strokes do not count. */
export function drawShape(scene: Scene, target: Target, node: HostNode, container: Affine): void {
  if (!isVisible(node)) return
  const matrix = multiply(container, node.relativeTransform)
  if (node.type === 'GROUP') for (const child of scene.document.children(node.id)) drawShape(scene, target, child, container)
  else if (node.type === 'BOOLEAN_OPERATION') putOver(target, combined(scene, target, node, container))
  else if (node.type === 'TEXT') drawText(scene, target.context, { ...node, fills: [black] }, matrix)
  else for (const outline of outlinesOf(scene.factory, node)) fillOutline(scene, target.context, node, matrix, outline, black)
}

/** The lowest child first. */
function combined(scene: Scene, target: Target, node: HostNode, container: Affine): Surface {
  const shape = scene.factory.createCanvas(target.width, target.height)
  const operation = operations[textOf(node, 'booleanOperation', 'UNION')] ?? 'source-over'
  scene.document.children(node.id).filter(isVisible).forEach((child, index) => {
    const one = scene.factory.createCanvas(target.width, target.height)
    drawShape(scene, one, child, container)
    shape.context.globalCompositeOperation = index === 0 ? 'source-over' : operation
    shape.context.drawImage(one.source, 0, 0)
  })
  return shape
}

function putOver(target: Target, layer: Surface): void {
  target.context.save()
  useMatrix(target.context, identity)
  target.context.drawImage(layer.source, 0, 0)
  target.context.restore()
}

/** Strokes of booleans are not drawn. */
export function drawBoolean(scene: Scene, target: Target, node: HostNode, container: Affine): void {
  const painted = scene.factory.createCanvas(target.width, target.height)
  const box = scene.factory.path()
  box.rect(0, 0, node.width, node.height)
  fill(scene, painted.context, node, multiply(container, node.relativeTransform), [{ path: box, rule: 'nonzero' }])
  useMatrix(painted.context, identity)
  painted.context.globalCompositeOperation = 'destination-in'
  painted.context.drawImage(combined(scene, target, node, container).source, 0, 0)
  putOver(target, painted)
}
