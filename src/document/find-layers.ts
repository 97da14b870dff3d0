// Layers of the page by name, for @ in the prompt: top-level layers first, then deeper ones.
import { cleanText } from '../shared/snapshot'
import { hasChildren } from './layer'

const maxFound = 20
/** Visited at most: a huge page answers with what was found so far. */
const maxVisited = 20_000

export type FoundLayer = { id: string; name: string; type: string; width: number; height: number }

export function findLayers(text: string): FoundLayer[] {
  const wanted = text.trim().toLowerCase(), found: FoundLayer[] = []
  const queue: SceneNode[] = figma.currentPage.children.slice()
  for (let i = 0; i < queue.length && i < maxVisited && found.length < maxFound; i += 1) {
    const node = queue[i]!
    if (!node.visible) continue
    const name = cleanText(node.name, 200)
    if ('width' in node && name.toLowerCase().indexOf(wanted) >= 0) found.push({ id: node.id, name, type: node.type, width: node.width, height: node.height })
    if (hasChildren(node) && node.type !== 'INSTANCE') queue.push(...(node.children as readonly SceneNode[]))
  }
  return found
}
