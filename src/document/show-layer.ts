// What the window may do with a layer that is there already: show it, select it.
import { findLayer, pageOf } from './layer'

/** Goes to the layer's page, brings it into view and selects it. False when it is gone. */
export async function showLayer(nodeId: string): Promise<boolean> {
  const node = await findLayer(nodeId), page = node && pageOf(node)
  if (!page) return false
  if (page.id !== figma.currentPage.id) await figma.setCurrentPageAsync(page)
  const alive = await findLayer(nodeId)
  if (!alive) return false
  page.selection = [alive]
  figma.viewport.scrollAndZoomIntoView([alive])
  return true
}

/** Selects the layers that are on the current page; gives how many those are. */
export async function selectLayers(ids: readonly string[]): Promise<number> {
  const nodes = await Promise.all(ids.map(findLayer))
  const here = nodes.filter((node): node is SceneNode => node !== null && pageOf(node)?.id === figma.currentPage.id)
  figma.currentPage.selection = here
  return here.length
}
