// Boolean layers: their children's shapes combined by compositing, then painted with the boolean's own fills.
import { type Affine, identity, multiply } from '../../src/shared/geometry.ts'
import type { HostNode } from '../model/types.ts'
import { fill, type Scene, type Target } from './draw.ts'
import { fillOutline, useMatrix } from './paints.ts'
import { isVisible, textOf } from './props.ts'
import { outlinesOf } from './shapes.ts'

const operations: Record<string, GlobalCompositeOperation> = { UNION: 'source-over', SUBTRACT: 'destination-out', INTERSECT: 'destination-in', EXCLUDE: 'xor' }

/** Strokes of booleans are not drawn. */
export function drawBoolean(scene: Scene, target: Target, node: HostNode, container: Affine): void {
  const shape = scene.factory.createCanvas(target.width, target.height)
  const operation = operations[textOf(node, 'booleanOperation', 'UNION')] ?? 'source-over'
  scene.document.children(node.id).filter(isVisible).forEach((child, index) => {
    const one = scene.factory.createCanvas(target.width, target.height)
    const matrix = multiply(container, child.relativeTransform)
    for (const outline of outlinesOf(scene.factory, child)) fillOutline(scene, one.context, child, matrix, outline, { type: 'SOLID', color: { r: 0, g: 0, b: 0 } })
    shape.context.globalCompositeOperation = index === 0 ? 'source-over' : operation
    shape.context.drawImage(one.source, 0, 0)
  })
  const painted = scene.factory.createCanvas(target.width, target.height)
  const box = scene.factory.path()
  box.rect(0, 0, node.width, node.height)
  fill(scene, painted.context, node, multiply(container, node.relativeTransform), [{ path: box, rule: 'nonzero' }])
  useMatrix(painted.context, identity)
  painted.context.globalCompositeOperation = 'destination-in'
  painted.context.drawImage(shape.source, 0, 0)
  target.context.save()
  useMatrix(target.context, identity)
  target.context.drawImage(painted.source, 0, 0)
  target.context.restore()
}
