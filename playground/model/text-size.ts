// The box of text that fits itself. With a renderer the document measures; without, a rough size: nothing may depend on the exact figure.
import { propOf } from './props.ts'
import { segmentsOf } from './text-ranges.ts'
import type { HostNode } from './types.ts'

const glyphRatio = 0.55
const lineRatio = 1.21

/** Canvas units. */
export type MeasureText = (node: HostNode) => { width: number; height: number }

/** The node with the box its textAutoResize asks for. */
export function fitText(node: HostNode, measure?: MeasureText): HostNode {
  const mode = propOf(node, 'textAutoResize'), size = Math.max(...segmentsOf(node).map(({ fontSize }) => fontSize))
  if (mode === 'NONE' || mode === 'TRUNCATE') return node
  if (measure) {
    const box = measure(node)
    return mode === 'HEIGHT' ? { ...node, height: box.height } : { ...node, ...box }
  }
  const given = propOf(node, 'lineHeight') as { unit?: string; value?: number }
  const line = given.unit === 'PIXELS' ? Number(given.value) : given.unit === 'PERCENT' ? (size * Number(given.value)) / 100 : size * lineRatio
  const lines = String(propOf(node, 'characters')).split('\n')
  const widths = lines.map((text) => text.length * size * glyphRatio)
  if (mode === 'WIDTH_AND_HEIGHT') return { ...node, width: Math.max(...widths), height: lines.length * line }
  const rows = widths.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / Math.max(node.width, 1))), 0)
  return { ...node, height: rows * line }
}
