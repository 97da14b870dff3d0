// Where a picture could be made larger: in its own layer, in the frame around it. Only reads.
import { contains, mapBounds } from '../shared/geometry'
import { shownPicture } from './fills'
import { ancestors, hasChildren, hasFills } from './layer'
import { layerToPicture } from './paint-map'

/** px of a picture that a layer may reach beyond it without anybody seeing the gap. */
const slackPx = 1

/** The topmost visible picture leaves a part of its layer empty. False as well when that cannot be told. */
export async function leavesRoom(node: SceneNode): Promise<boolean> {
  const paint = shownPicture(node)
  if (!paint || !('width' in node) || paint.scaleMode === 'FILL' || paint.scaleMode === 'TILE') return false
  const layer = { width: node.width, height: node.height }
  const extent = await figma.getImageByHash(paint.imageHash)?.getSizeAsync()
  const map = extent ? layerToPicture(paint, layer, extent) : null
  return extent !== undefined && map !== null && !contains({ x: 0, y: 0, ...extent }, mapBounds(map, { x: 0, y: 0, ...layer }), slackPx)
}

const frameTypes = ['FRAME', 'COMPONENT', 'INSTANCE', 'SLIDE']

/** Of a few selected nodes: the frames around those with a picture, and the only picture in those without. None of them is selected itself. */
export function nodesNearby(selected: readonly SceneNode[]): SceneNode[] {
  const found: SceneNode[] = []
  for (const node of selected) {
    if (node.removed) continue
    const near = shownPicture(node) ? ancestors(node).filter((above) => frameTypes.indexOf(above.type) >= 0 && hasFills(above))[0] : onlyPictureIn(node)
    if (near && found.indexOf(near) < 0 && !selected.some(({ id }) => id === near.id)) found.push(near)
  }
  return found
}

function onlyPictureIn(node: SceneNode): SceneNode | undefined {
  if (frameTypes.indexOf(node.type) < 0 || !hasChildren(node)) return undefined
  const pictures = (node.children as readonly SceneNode[]).filter((child) => child.visible && shownPicture(child) !== null)
  return pictures.length === 1 ? pictures[0] : undefined
}
