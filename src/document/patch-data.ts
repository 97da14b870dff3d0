// Patch layers say in their plugin data which picture they lie over; and finding the patches over a picture.
import { invert, multiply, type Affine, type Extent } from '../shared/geometry'
import type { SourcePicture } from '../shared/source'
import { isPicture, isShown, readFills } from './fills'
import { absoluteTransformOf, ancestors, hasChildren, outermostInstance } from './layer'
import { layerToPicture } from './paint-map'

/** Plugin data: id of the source layer. */
const patchKey = 'inlay.patch'
/** Looked through at most, above a picture on a crowded page. */
const maxSiblings = 500

type Picture = ImagePaint & { imageHash: string }
type Found = { node: SceneNode & { width: number; height: number }; paint: Picture; extent: Extent }

export const writePatch = (node: BaseNode, source: SceneNode): void => node.setPluginData(patchKey, source.id)
export const isPatch = (node: BaseNode): boolean => node.getPluginData(patchKey) !== ''
export const isPatchOf = (node: BaseNode, source: SceneNode): boolean => node.getPluginData(patchKey) === source.id

/** Bottom first, each with the picture that shows, or its topmost. */
export async function findPatches(source: SceneNode): Promise<Found[]> {
  const anchor = outermostInstance(source) ?? source, parent = anchor.parent
  const siblings = parent && hasChildren(parent) ? (parent.children as readonly SceneNode[]) : []
  const above = siblings.slice(siblings.map((node) => node.id).indexOf(anchor.id) + 1)
  const inside = hasChildren(source) ? (source.children as readonly SceneNode[]) : []
  const found = await Promise.all([...inside, ...above].slice(0, maxSiblings).filter((node) => isPatchOf(node, source)).map(async (node): Promise<Found | null> => {
    const pictures = (readFills(node) ?? []).filter(isPicture), paint = pictures.filter(isShown).pop() ?? pictures.pop()
    const image = paint && figma.getImageByHash(paint.imageHash)
    return image && 'width' in node ? { node, paint, extent: await image.getSizeAsync() } : null
  }))
  return found.filter((one) => one !== null)
}

/** `toSource`: canvas units to source px. */
export function patchesOver(found: readonly Found[], toSource: Affine): NonNullable<SourcePicture['patches']> {
  return found.reduce<NonNullable<SourcePicture['patches']>>((all, { node, paint, extent }) => {
    const toPicture = node.removed ? null : layerToPicture(paint, node, extent), toLayer = toPicture && invert(toPicture)
    if (!toLayer) return all
    const visible = isShown(paint) && [node, ...ancestors(node)].every((one) => one.visible)
    return [...all, { nodeId: node.id, imageHash: paint.imageHash, visible, toSource: multiply(toSource, multiply(absoluteTransformOf(node), toLayer)) }]
  }, [])
}
