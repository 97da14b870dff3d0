// Small questions about a node. None of them waits.
import { identity, invert, mapBounds, multiply, type Affine, type Bounds } from '../shared/geometry'
import { cleanText } from '../shared/snapshot'

export type Fillable = SceneNode & MinimalFillsMixin
export type Parent = BaseNode & ChildrenMixin

export const hasFills = (node: BaseNode): node is Fillable => 'fills' in node
export const hasChildren = (node: BaseNode): node is Parent => 'children' in node
const isScene = (node: BaseNode): node is SceneNode => node.type !== 'PAGE' && node.type !== 'DOCUMENT'

export const nameOf = (node: BaseNode): string => cleanText(node.name, 200) || node.type.toLowerCase()

/** Ancestors below the page, nearest first. */
export function ancestors(node: BaseNode): SceneNode[] {
  const list: SceneNode[] = []
  for (let at: BaseNode | null = node.parent; at && isScene(at); at = at.parent) list.push(at)
  return list
}

/** Null when the node is not on a page (any more). */
export function pageOf(node: BaseNode): PageNode | null {
  let at: BaseNode | null = node
  while (at && at.type !== 'PAGE') at = at.parent
  return at as PageNode | null
}

export const lockedBy = (node: SceneNode): SceneNode | null => [node, ...ancestors(node)].filter((n) => n.locked)[0] ?? null
export const hiddenBy = (node: SceneNode): SceneNode | null => [node, ...ancestors(node)].filter((n) => !n.visible)[0] ?? null
export const outermostInstance = (node: SceneNode): SceneNode | null => ancestors(node).filter((n) => n.type === 'INSTANCE').pop() ?? null
export const inBoolean = (node: SceneNode): boolean => ancestors(node).some((n) => n.type === 'BOOLEAN_OPERATION')

/** The main component whose instances follow a change of this node. */
export const mainComponentOf = (node: SceneNode): ComponentNode | null => {
  const chain = [node, ...ancestors(node)]
  if (chain.some((n) => n.type === 'INSTANCE')) return null
  return (chain.filter((n) => n.type === 'COMPONENT')[0] as ComponentNode | undefined) ?? null
}

export const absoluteTransformOf = (node: BaseNode): Affine => ('absoluteTransform' in node ? (node.absoluteTransform as Affine) : identity)

/** Axis-aligned box on the page. */
export const boundsOf = (node: SceneNode): Bounds => {
  const box = 'absoluteBoundingBox' in node ? node.absoluteBoundingBox : null
  if (box) return { x: box.x, y: box.y, width: box.width, height: box.height }
  return 'width' in node ? mapBounds(absoluteTransformOf(node), { x: 0, y: 0, width: node.width, height: node.height }) : { x: 0, y: 0, width: 0, height: 0 }
}

const sharesItsParentsSpace = (node: BaseNode): boolean => node.type === 'GROUP' || node.type === 'BOOLEAN_OPERATION'

/** The relative transform that puts a child of `parent` where `absolute` says. Groups and booleans have no space of their own. */
export function relativeTo(parent: BaseNode, absolute: Affine): Affine {
  let space: BaseNode = parent
  while (sharesItsParentsSpace(space) && space.parent) space = space.parent
  const inverse = invert(space.type === 'PAGE' ? identity : absoluteTransformOf(space))
  return inverse ? multiply(inverse, absolute) : absolute
}

/** Child indices from the page down: a later one is drawn above. */
export function paintPathOf(node: SceneNode): number[] {
  const path: number[] = []
  let at: BaseNode = node
  while (at.type !== 'PAGE' && at.parent && hasChildren(at.parent)) {
    const id = at.id
    path.unshift(at.parent.children.map((child) => child.id).indexOf(id))
    at = at.parent
  }
  return path
}

/** The layer, alive, or null. Call it again after every wait. */
export async function findLayer(id: string): Promise<SceneNode | null> {
  const node = await figma.getNodeByIdAsync(id)
  return node && !node.removed && isScene(node) ? node : null
}

/** As findLayer, with its page loaded: what lies in it can be read. */
export async function findLoaded(id: string): Promise<SceneNode | null> {
  const known = await findLayer(id), page = known && pageOf(known)
  if (!page || page.id === figma.currentPage.id) return known
  await page.loadAsync()
  return findLayer(id)
}

export function isOnScreen(node: SceneNode): boolean {
  const page = pageOf(node)
  if (!page || page.id !== figma.currentPage.id) return false
  const view = figma.viewport.bounds, box = boundsOf(node)
  return box.x < view.x + view.width && box.x + box.width > view.x && box.y < view.y + view.height && box.y + box.height > view.y
}
