// The frame "Rescued results" of a page (design D0.8): pictures whose layer could not take them, in a row. Found again by its mark, not by its name.
import type { PlacementPlan } from '../shared/placement'
import { boundsOf, hasChildren } from './layer'
import { createLayer, freeSpot, obstaclesOn } from './new-layer'
import type { RunMemory } from './run-memory'

const markKey = 'inlay.rescued'
/** Canvas units around and between its pictures. */
const gap = 24

export const isShelf = (node: BaseNode): node is FrameNode => node.type === 'FRAME' && node.getPluginData(markKey) !== ''

/** Puts a picture at the end of the page's shelf, which is made where there is none. A shelf that lay free moves down when it would grow into a layer. */
export function rescue(plan: PlacementPlan, page: PageNode, imageHash: string, memory: RunMemory): FrameNode {
  const known = page.children.filter((node) => isShelf(node) && node.visible && !node.locked)[0] as FrameNode | undefined
  const picture = createLayer(plan, page, imageHash, memory), shelf = known ?? createShelf(page, picture)
  const toFree = (): number => { const box = boundsOf(shelf); return freeSpot(box, obstaclesOn(page, [shelf.id, picture.id])).y - box.y }
  const lay = known !== undefined && toFree() > 0
  shelf.appendChild(picture)
  if (!lay) shelf.y += toFree()
  return picture
}

function createShelf(page: PageNode, { x, y }: FrameNode): FrameNode {
  const shelf = figma.createFrame()
  page.appendChild(shelf)
  shelf.name = 'Rescued results'
  shelf.setPluginData(markKey, '1')
  shelf.layoutMode = 'HORIZONTAL'
  shelf.primaryAxisSizingMode = shelf.counterAxisSizingMode = 'AUTO'
  shelf.itemSpacing = shelf.paddingLeft = shelf.paddingRight = shelf.paddingTop = shelf.paddingBottom = gap
  shelf.x = x - gap
  shelf.y = y - gap
  return shelf
}

/** Removes a layer, and the shelf that it leaves empty. */
export function removeLayer(node: SceneNode): void {
  const { parent } = node
  node.remove()
  if (parent && isShelf(parent) && hasChildren(parent) && parent.children.length === 0) parent.remove()
}
