// Reading the fills of a layer. `fills` is a snapshot by Figma's rule; nothing here changes it.
import { cleanText, type LayerSnapshot } from '../shared/snapshot'
import { hasFills } from './layer'

/** Bottom first. Null when a text layer has several sets of fills; empty for layers without any. */
export function readFills(node: BaseNode): readonly Paint[] | null {
  if (!hasFills(node)) return []
  const fills = node.fills
  return fills === figma.mixed ? null : (fills as readonly Paint[])
}

export const isPicture = (paint: Paint): paint is ImagePaint & { imageHash: string } => paint.type === 'IMAGE' && paint.imageHash !== null
export const isShown = (paint: Paint): boolean => paint.visible !== false && paint.opacity !== 0

/** Topmost visible picture of the layer itself. */
export function shownPicture(node: BaseNode): (ImagePaint & { imageHash: string }) | null {
  const pictures = (readFills(node) ?? []).filter(isPicture).filter(isShown)
  return pictures[pictures.length - 1] ?? null
}

export const summarizeFills = (fills: readonly Paint[] | null, byInlay: (hash: string) => boolean): LayerSnapshot['fills'] =>
  fills && fills.map((paint) => ({
    type: paint.type,
    visible: paint.visible !== false,
    opacity: paint.opacity ?? 1,
    ...(isPicture(paint) ? { imageHash: paint.imageHash, scaleMode: paint.scaleMode } : {}),
    byInlay: isPicture(paint) && byInlay(paint.imageHash),
  }))

export const fillStyleOf = (node: BaseNode): string => (hasFills(node) && typeof node.fillStyleId === 'string' ? node.fillStyleId : '')

/** Short text that differs whenever the fills or their style differ. */
export function fillsSignature(node: BaseNode): string {
  const fills = readFills(node)
  return signatureOf(`${fillStyleOf(node)}|${fills ? JSON.stringify(fills.map(sorted)) : 'mixed'}`)
}

/** Two 32-bit hashes: a clash within one run is out of reach. */
export function signatureOf(text: string): string {
  let a = 0x811c9dc5, b = 0x9e3779b9
  for (let i = 0; i < text.length; i += 1) {
    a = Math.imul(a ^ text.charCodeAt(i), 0x01000193)
    b = Math.imul(b ^ text.charCodeAt(i), 0x85ebca6b) + i
  }
  return `${(a >>> 0).toString(36)}.${(b >>> 0).toString(36)}.${text.length.toString(36)}`
}

/** Same keys in the same order, whoever wrote the paint. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const from = value as Record<string, unknown>, to: Record<string, unknown> = {}
  for (const key of Object.keys(from).sort()) to[key] = sorted(from[key])
  return to
}

/** Ids of the variables bound to the fills: on the node, or inside its paints. */
export function boundVariableIds(node: BaseNode): string[] {
  const ids: string[] = []
  for (const paint of readFills(node) ?? []) {
    const bound = 'boundVariables' in paint ? (paint.boundVariables as { color?: { id: string } } | undefined) : undefined
    if (bound?.color && ids.indexOf(bound.color.id) < 0) ids.push(bound.color.id)
  }
  return ids
}

/** Names of the style or the variables that rule the fills: "Cobalt (fill style)". Null when nothing does. */
export async function readFillBinding(node: BaseNode): Promise<string | null> {
  const styleId = fillStyleOf(node), variableIds = boundVariableIds(node)
  if (styleId !== '') {
    const style = await figma.getStyleByIdAsync(styleId)
    return `${style ? cleanText(style.name, 80) : 'A fill style'} (fill style)`
  }
  if (variableIds.length === 0) return null
  const variables = await Promise.all(variableIds.map((id) => figma.variables.getVariableByIdAsync(id)))
  return `${variables.map((variable) => (variable ? cleanText(variable.name, 80) : 'A variable')).join(', ')} (${variables.length > 1 ? 'variables' : 'variable'})`
}
