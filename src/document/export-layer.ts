// A layer as a picture: as it looks, or the stored bytes of its own image fill. Only reads; the copy made for leaving things out is gone afterwards.
import { PluginError } from '../shared/errors'
import { shownPicture } from './fills'
import { absoluteTransformOf, boundsOf, findLayer, hasChildren, hiddenBy, nameOf, pageOf } from './layer'
import { exportEdge, maxPictureBytes, mimeOf, pngExtent } from './picture-header'

export type LayerPicture = { bytes: Uint8Array; widthPx: number; heightPx: number; mime: string }
export type ExportWish = { nodeId: string; what: 'look' | 'fill'; leaveOut: 'nothing' | 'overlays'; maxEdgePx: number }

/** Raises selection.changed when the layer is gone, selection.unsupported when it shows nothing, pixels.too-large. */
export async function exportLayer(wish: ExportWish, name: string | undefined): Promise<LayerPicture> {
  const known = await findLayer(wish.nodeId), page = known && pageOf(known)
  if (page && page.id !== figma.currentPage.id) await page.loadAsync()
  const node = await findLayer(wish.nodeId)
  if (!node) throw new PluginError('selection.changed', `${name ?? 'A layer'} was deleted meanwhile.`, { hint: 'Select the layers again.' })
  return wish.what === 'fill' ? exportFill(node) : exportLook(node, wish)
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
export async function exportLook(node: SceneNode, { leaveOut, maxEdgePx }: Pick<ExportWish, 'leaveOut' | 'maxEdgePx'>, dress: ((copy: SceneNode) => void) | null = null): Promise<LayerPicture> {
  const name = nameOf(node), hidden = hiddenBy(node)
  if (hidden) throw new PluginError('selection.unsupported', hidden.id === node.id ? `${name} is hidden.` : `${name} is inside ${nameOf(hidden)}, which is hidden.`, { hint: 'Show it, then try again.' })
  if (!('exportAsync' in node)) throw nothingToSee(name)
  const box = boundsOf(node)
  if (('absoluteRenderBounds' in node && node.absoluteRenderBounds === null) || box.width <= 0 || box.height <= 0) throw nothingToSee(name)
  const settings: ExportSettingsImage = { format: 'PNG', colorProfile: 'SRGB', useAbsoluteBounds: true, contentsOnly: true, constraint: exportEdge(box.width, box.height, maxEdgePx) }
  const bytes = dress ? await exportCopy(node, settings, dress) : leaveOut === 'overlays' && overlaysIn(node).length > 0 ? await exportCopy(node, settings, hideOverlays) : await render(node, settings, name)
  const extent = pngExtent(bytes)
  if (!extent) throw nothingToSee(name)
  return { bytes, widthPx: extent.width, heightPx: extent.height, mime: 'image/png' }
}

const overlaysIn = (node: SceneNode): SceneNode[] => (hasChildren(node) ? (node as FrameNode).findAllWithCriteria({ types: ['TEXT', 'INSTANCE'] }).filter((layer) => layer.visible) : [])

const hideOverlays = (copy: SceneNode): void => {
  for (const layer of overlaysIn(copy)) layer.visible = false
}

/** The original is never touched: a copy far off the canvas is dressed, rendered and removed. Uncommitted on purpose: together that changes nothing, and it joins the next landing. */
async function exportCopy(node: SceneNode, settings: ExportSettingsImage, dress: (copy: SceneNode) => void): Promise<Uint8Array> {
  const name = nameOf(node), absolute = absoluteTransformOf(node)
  const copy = node.clone() as FrameNode
  try {
    figma.currentPage.appendChild(copy)
    copy.relativeTransform = [[absolute[0][0], absolute[0][1], -1e5], [absolute[1][0], absolute[1][1], -1e5]]
    dress(copy)
    return await render(copy, settings, name)
  } finally {
    if (!copy.removed) copy.remove()
  }
}

async function render(node: SceneNode & ExportMixin, settings: ExportSettingsImage, name: string): Promise<Uint8Array> {
  try {
    return await node.exportAsync(settings)
  } catch (error) {
    // "Failed to export node. This node may not have any visible layers." (figma-platform 2.3)
    throw nothingToSee(name, error)
  }
}

const nothingToSee = (name: string, cause?: unknown): PluginError => new PluginError('selection.unsupported', `${name} has nothing to show.`, { hint: 'Choose a layer that is visible and not empty.', cause })
