// What a patch layer knows of the picture it lies over, in its plugin data; and finding the patches over a picture.
import { invert, multiply, type Affine } from '../shared/geometry'
import type { SourcePicture } from '../shared/source'
import { isPicture, isShown, readFills } from './fills'
import { absoluteTransformOf, ancestors, hasChildren, outermostInstance } from './layer'
import { layerToPicture } from './paint-map'

const patchKey = 'inlay.patch'
/** Looked through at most, above a picture on a crowded page. */
const maxSiblings = 500

/** Extent of the patch's pictures in px. */
export type PatchData = { sourceId: string; widthPx: number; heightPx: number }
export type Patch = NonNullable<SourcePicture['patches']>[number]

export const writePatch = (node: BaseNode, data: PatchData): void => node.setPluginData(patchKey, JSON.stringify(data))

/** Null for a layer that is no patch, or whose data somebody else wrote. */
export function readPatch(node: BaseNode): PatchData | null {
  const text = node.getPluginData(patchKey)
  if (text === '' || text.length > 1000) return null
  try {
    const data = JSON.parse(text) as Partial<PatchData> | null
    return data && typeof data.sourceId === 'string' && Number(data.widthPx) > 0 && Number(data.heightPx) > 0 ? { sourceId: data.sourceId, widthPx: Number(data.widthPx), heightPx: Number(data.heightPx) } : null
  } catch {
    return null // not JSON: somebody else's data under our key
  }
}

/** Bottom first. `toSource`: canvas units to source px. */
export function patchesOver(source: SceneNode, toSource: Affine): Patch[] {
  const anchor = outermostInstance(source) ?? source, parent = anchor.parent
  const siblings = parent && hasChildren(parent) ? (parent.children as readonly SceneNode[]) : []
  const above = siblings.slice(siblings.map((node) => node.id).indexOf(anchor.id) + 1)
  const inside = hasChildren(source) ? (source.children as readonly SceneNode[]) : []
  const patches: Patch[] = []
  for (const node of [...inside, ...above].slice(0, maxSiblings)) {
    const data = readPatch(node), paint = data?.sourceId === source.id ? topPicture(node) : null
    if (!data || !paint || !('width' in node)) continue
    const toPicture = layerToPicture(paint, { width: node.width, height: node.height }, { width: data.widthPx, height: data.heightPx }), toLayer = toPicture && invert(toPicture)
    if (!toLayer) continue
    patches.push({ nodeId: node.id, imageHash: paint.imageHash, visible: isShown(paint) && [node, ...ancestors(node)].every((one) => one.visible), toSource: multiply(toSource, multiply(absoluteTransformOf(node), toLayer)) })
  }
  return patches
}

function topPicture(node: SceneNode): (ImagePaint & { imageHash: string }) | null {
  const pictures = (readFills(node) ?? []).filter(isPicture)
  return pictures.filter(isShown).pop() ?? pictures.pop() ?? null
}
