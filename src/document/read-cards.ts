// The layers around those that are to be filled. Lists; the window decides what belongs to what.
import type { CardNode } from '../shared/cards'
import { cleanText } from '../shared/snapshot'
import { ancestors, boundsOf, findLoaded, hasChildren, hiddenBy, nameOf } from './layer'

/** A huge page answers with what was listed so far: targets and what holds them first. */
const maxListed = 4000

/** Each of `ids`, all above it, its siblings of the same type, and every visible text of the top-level layer that holds it, with all above that; for a top-level layer the texts beside it. */
export async function readCards(ids: readonly string[]): Promise<CardNode[]> {
  const targets = (await Promise.all(ids.map(findLoaded))).filter((node): node is SceneNode => node !== null && !node.removed)
  const listed = new Map<string, CardNode>(), roots = new Map<string, SceneNode>(), seen = new Set<string>()
  const add = (node: SceneNode): void => {
    if (listed.has(node.id) || listed.size >= maxListed) return
    const parent = node.parent, size = node.type === 'TEXT' ? node.fontSize : null
    listed.set(node.id, {
      id: node.id, parentId: parent && parent.type !== 'PAGE' ? parent.id : null, name: nameOf(node), type: node.type, bounds: boundsOf(node),
      ...(node.type === 'TEXT' ? { text: cleanText(node.characters, 500) } : {}), ...(typeof size === 'number' ? { fontSize: size } : {}),
    })
  }
  const addUp = (node: SceneNode): void => [node, ...ancestors(node)].forEach(add)
  targets.forEach(addUp)
  for (const target of targets) {
    const root = ancestors(target).pop() ?? target, parent = target.parent
    roots.set(root.id, root)
    if (!parent || !hasChildren(parent) || seen.has(parent.id)) continue
    seen.add(parent.id)
    for (const sibling of parent.children as readonly SceneNode[]) if (sibling.visible && (sibling.type === target.type || sibling.type === 'TEXT')) add(sibling)
  }
  roots.forEach((root) => {
    if (hasChildren(root)) (root as FrameNode).findAllWithCriteria({ types: ['TEXT'] }).filter((text) => hiddenBy(text) === null).forEach(addUp)
  })
  return [...listed.values()]
}
