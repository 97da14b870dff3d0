// What the window may do with a layer that is there already: show it, select it, switch between its variations.
import { fillsSignature, readFills } from './fills'
import { showOnly } from './image-paint'
import { findLayer, hasFills, lockedBy, nameOf, pageOf } from './layer'
import { placementError, writeError } from './placement-errors'
import type { RunMemory } from './run-memory'

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

/** Raises selection.locked and placement.read-only. */
export function showVariation(nodeId: string, imageHash: string, memory: RunMemory): Promise<boolean> {
  return memory.inTurn(async () => {
    const known = await findLayer(nodeId), page = known && pageOf(known)
    if (!page) return false
    if (page.id !== figma.currentPage.id) await page.loadAsync()
    const node = await findLayer(nodeId)
    if (!node || !hasFills(node)) return false
    const locked = lockedBy(node)
    if (locked) throw placementError('selection.locked', `${nameOf(locked)} is locked. Unlock it to change its picture.`)
    const ours = memory.variationsOn(node).map((variation) => variation.imageHash)
    const fills = showOnly(readFills(node) ?? [], imageHash, (hash) => ours.indexOf(hash) >= 0)
    if (!fills) return false
    const before = fillsSignature(node)
    try {
      node.fills = fills
    } catch (error) {
      throw writeError(nameOf(node), error)
    }
    memory.followShown(node, before)
    figma.commitUndo()
    return true
  })
}
