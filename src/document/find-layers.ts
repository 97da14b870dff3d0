// Layers of the page by name, for @ in the prompt: top-level layers first, then deeper ones.
import { cleanText } from '../shared/snapshot'
import { findLayer, hasChildren } from './layer'

const maxFound = 20
/** Visited at most: a huge page answers with what was found so far. */
const maxVisited = 20_000

export type FoundLayer = { id: string; name: string; type: string; width: number; height: number }

type Sized = Extract<SceneNode, { width: number }>
const found = (node: Sized): FoundLayer => ({ id: node.id, name: cleanText(node.name, 200), type: node.type, width: node.width, height: node.height })

/** Those that are still there; at most 40. */
export async function layersById(ids: readonly string[]): Promise<FoundLayer[]> {
  const nodes = await Promise.all(ids.slice(0, 40).map(findLayer))
  return nodes.filter((node): node is Sized => node !== null && 'width' in node).map(found)
}

export function findLayers(text: string): FoundLayer[] {
  const wanted = text.trim().toLowerCase(), list: FoundLayer[] = []
  const queue: SceneNode[] = figma.currentPage.children.slice()
  for (let i = 0; i < queue.length && i < maxVisited && list.length < maxFound; i += 1) {
    const node = queue[i]!
    if (!node.visible) continue
    if ('width' in node && cleanText(node.name, 200).toLowerCase().indexOf(wanted) >= 0) list.push(found(node))
    if (hasChildren(node) && node.type !== 'INSTANCE') queue.push(...(node.children as readonly SceneNode[]))
  }
  return list
}
