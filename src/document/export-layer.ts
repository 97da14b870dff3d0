// A layer as a picture: as it looks, or the stored bytes of its own image fill. Only reads; the copy made for leaving things out is gone afterwards.
import { PluginError } from '../shared/errors'
import { onCopy } from './copy-layer'
import { shownPicture } from './fills'
import { boundsOf, findLoaded, hasChildren, hiddenBy, nameOf } from './layer'
import { exportEdge, maxPictureBytes, mimeOf, pngExtent } from './picture-header'
import type { RunMemory } from './run-memory'

export type LayerPicture = { bytes: Uint8Array; widthPx: number; heightPx: number; mime: string }
export type ExportWish = { nodeId: string; what: 'look' | 'fill'; leaveOut: 'nothing' | 'overlays'; maxEdgePx: number }

/** Raises selection.changed when the layer is gone, selection.unsupported when it shows nothing, pixels.too-large. */
export async function exportLayer(wish: ExportWish, memory: RunMemory): Promise<LayerPicture> {
  const node = await findLoaded(wish.nodeId)
  if (!node) throw new PluginError('selection.changed', `${memory.names.get(wish.nodeId) ?? 'A layer'} was deleted meanwhile.`, { hint: 'Select the layers again.' })
  return wish.what === 'fill' ? exportFill(node) : exportLook(node, wish, memory)
}

async function exportFill(node: SceneNode): Promise<LayerPicture> {
  const name = nameOf(node), paint = shownPicture(node)
  const image = paint && figma.getImageByHash(paint.imageHash)
  if (!image) throw new PluginError('selection.unsupported', `${name} has no picture of its own.`, { hint: 'Use its look instead.' })
  const [bytes, size] = await Promise.all([image.getBytesAsync(), image.getSizeAsync()])
  if (bytes.length > maxPictureBytes) throw new PluginError('pixels.too-large', `The picture of ${name} is larger than 50 MB.`, { hint: 'Use its look instead.' })
  return { bytes, widthPx: size.width, heightPx: size.height, mime: mimeOf(bytes) }
}

/** `dress` changes the fills of a copy, which is what is rendered then. */
export async function exportLook(node: SceneNode, { leaveOut, maxEdgePx }: Pick<ExportWish, 'leaveOut' | 'maxEdgePx'>, memory: RunMemory, dress: ((copy: SceneNode) => void) | null = null): Promise<LayerPicture> {
  const name = nameOf(node), hidden = hiddenBy(node)
  if (hidden) throw new PluginError('selection.unsupported', hidden.id === node.id ? `${name} is hidden.` : `${name} is inside ${nameOf(hidden)}, which is hidden.`, { hint: 'Show it, then try again.' })
  if (!('exportAsync' in node)) throw nothingToSee(name)
  const box = boundsOf(node)
  if (('absoluteRenderBounds' in node && node.absoluteRenderBounds === null) || box.width <= 0 || box.height <= 0) throw nothingToSee(name)
  const settings: ExportSettingsImage = { format: 'PNG', colorProfile: 'SRGB', useAbsoluteBounds: true, contentsOnly: true, constraint: exportEdge(box.width, box.height, maxEdgePx) }
  const dressing = dress ?? (leaveOut === 'overlays' && overlaysIn(node).length > 0 ? hideOverlays : null)
  const bytes = dressing ? await onCopy(node, memory, dressing, (copy) => render(copy as SceneNode & ExportMixin, settings, name)) : await render(node, settings, name)
  const extent = pngExtent(bytes)
  if (!extent) throw nothingToSee(name)
  return { bytes, widthPx: extent.width, heightPx: extent.height, mime: 'image/png' }
}

const overlaysIn = (node: SceneNode): SceneNode[] => (hasChildren(node) ? (node as FrameNode).findAllWithCriteria({ types: ['TEXT', 'INSTANCE'] }).filter((layer) => layer.visible) : [])

const hideOverlays = (copy: SceneNode): void => {
  for (const layer of overlaysIn(copy)) layer.visible = false
}

/** Raises selection.unsupported when Figma finds nothing to render. */
export async function render(node: SceneNode & ExportMixin, settings: ExportSettingsImage, name: string): Promise<Uint8Array> {
  try {
    return await node.exportAsync(settings)
  } catch (error) {
    // "Failed to export node. This node may not have any visible layers." (figma-platform 2.3)
    throw nothingToSee(name, error)
  }
}

const nothingToSee = (name: string, cause?: unknown): PluginError => new PluginError('selection.unsupported', `${name} has nothing to show.`, { hint: 'Choose a layer that is visible and not empty.', cause })
