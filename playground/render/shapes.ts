// Outlines of nodes, in the node's own space (canvas units).
import type { HostNode } from '../model/types.ts'
import type { CanvasFactory } from './canvas.ts'
import { numberOf, textOf } from './props.ts'

export type Outline = { path: Path2D; rule: CanvasFillRule }
type Vector = { windingRule?: string; data?: string }

const vectorsOf = (value: unknown): Vector[] => (Array.isArray(value) ? (value as Vector[]).filter((v) => typeof v?.data === 'string' && v.data !== '') : [])
const ruleOf = (vector: Vector): CanvasFillRule => (vector.windingRule === 'EVENODD' ? 'evenodd' : 'nonzero')

/** Vector paths when the node has some; otherwise the shape of its type. `open` paths are drawn by their stroke alone. */
export function outlinesOf(factory: CanvasFactory, node: HostNode): Outline[] {
  const geometry = vectorsOf(node.props.fillGeometry)
  const vectors = node.type === 'VECTOR' || geometry.length === 0 ? vectorsOf(node.props.vectorPaths) : []
  const data = vectors.length > 0 ? vectors : geometry
  if (data.length > 0) return data.map((vector) => ({ path: factory.path(vector.data), rule: ruleOf(vector) }))
  const path = factory.path()
  if (node.type === 'ELLIPSE') arc(path, node)
  else if (node.type === 'POLYGON') polygon(path, node, numberOf(node, 'pointCount', 3), 1)
  else if (node.type === 'STAR') polygon(path, node, numberOf(node, 'pointCount', 5), numberOf(node, 'innerRadius', 0.382))
  else if (node.type === 'LINE') {
    path.moveTo(0, 0)
    path.lineTo(node.width, 0)
  } else path.roundRect(0, 0, node.width, node.height, radiiOf(node))
  return [{ path, rule: 'nonzero' }]
}

function radiiOf(node: HostNode): number[] {
  const all = numberOf(node, 'cornerRadius', 0)
  return ['topLeftRadius', 'topRightRadius', 'bottomRightRadius', 'bottomLeftRadius'].map((name) => Math.max(0, numberOf(node, name, all)))
}

function arc(path: Path2D, node: HostNode): void {
  const { startingAngle = 0, endingAngle = 2 * Math.PI, innerRadius = 0 } = (node.props.arcData ?? {}) as { startingAngle?: number; endingAngle?: number; innerRadius?: number }
  const rx = node.width / 2, ry = node.height / 2
  const whole = Math.abs(endingAngle - startingAngle) >= 2 * Math.PI - 1e-6
  if (!whole && innerRadius === 0) path.moveTo(rx, ry)
  path.ellipse(rx, ry, rx, ry, 0, startingAngle, endingAngle)
  if (innerRadius > 0) {
    if (whole) path.moveTo(rx + rx * innerRadius * Math.cos(endingAngle), ry + ry * innerRadius * Math.sin(endingAngle))
    path.ellipse(rx, ry, rx * innerRadius, ry * innerRadius, 0, endingAngle, startingAngle, true)
  }
  path.closePath()
}

function polygon(path: Path2D, node: HostNode, points: number, inner: number): void {
  const steps = inner < 1 ? points * 2 : points
  for (let i = 0; i < steps; i += 1) {
    const angle = (i / steps) * 2 * Math.PI - Math.PI / 2, r = inner < 1 && i % 2 === 1 ? inner : 1
    const x = node.width / 2 * (1 + r * Math.cos(angle)), y = node.height / 2 * (1 + r * Math.sin(angle))
    if (i === 0) path.moveTo(x, y)
    else path.lineTo(x, y)
  }
  path.closePath()
}

export type StrokeAlign = 'INSIDE' | 'CENTER' | 'OUTSIDE'
const centred = new Set(['VECTOR', 'LINE'])
export const strokeAlignOf = (node: HostNode): StrokeAlign => textOf(node, 'strokeAlign', centred.has(node.type) ? 'CENTER' : 'INSIDE') as StrokeAlign
export const strokeWeightOf = (node: HostNode): number => numberOf(node, 'strokeWeight', 1)
/** How far strokes reach over the box, canvas units. */
export function strokeReach(node: HostNode): number {
  if (!node.strokes.some((paint) => paint.visible !== false)) return 0
  const align = strokeAlignOf(node)
  return align === 'INSIDE' ? 0 : align === 'CENTER' ? strokeWeightOf(node) / 2 : strokeWeightOf(node)
}
