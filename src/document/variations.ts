// Inlay's pictures on one layer: which of them shows, which is kept, how the layer looks with each.
import { PluginError } from '../shared/errors'
import { recipeKey } from '../shared/recipe'
import { exportLook, type LayerPicture } from './export-layer'
import { fillsSignature, readFills } from './fills'
import { keepOnly, showOnly } from './image-paint'
import { findLoaded, hasFills, lockedBy, nameOf, pageOf, type Fillable } from './layer'
import { placementError, writeError } from './placement-errors'
import { readRecipe, writeRecipe } from './recipe-data'
import type { RunMemory } from './run-memory'

type Change = (fills: readonly Paint[], imageHash: string | null, byInlay: (hash: string) => boolean) => Paint[] | null

async function findFillable(nodeId: string): Promise<Fillable | null> {
  const node = await findLoaded(nodeId)
  return node && pageOf(node) && hasFills(node) ? node : null
}

const byInlayOn = (node: SceneNode, memory: RunMemory): ((hash: string) => boolean) => {
  const ours = memory.chainOn(node).ours.map((variation) => variation.imageHash)
  return (hash) => ours.indexOf(hash) >= 0
}

/** False when the layer or the picture is gone. Writes nothing when the fills are as wished already. */
async function changeFills(nodeId: string, imageHash: string | null, change: Change, memory: RunMemory): Promise<Fillable | null> {
  const node = await findFillable(nodeId)
  if (!node) return null
  const locked = lockedBy(node)
  if (locked) throw placementError('selection.locked', `${nameOf(locked)} is locked. Unlock it to change its picture.`)
  const before = fillsSignature(node), now = readFills(node) ?? []
  const fills = change(now, imageHash, byInlayOn(node, memory))
  if (!fills) return null
  if (fills.length === now.length && fills.every((paint, index) => (paint.visible !== false) === (now[index]?.visible !== false))) return node
  try {
    node.fills = fills
  } catch (error) {
    throw writeError(nameOf(node), error)
  }
  memory.followShown(node, before)
  return node
}

/** Raises selection.locked and placement.read-only. */
export function showVariation(nodeId: string, imageHash: string | null, commit: boolean, memory: RunMemory): Promise<boolean> {
  return memory.inTurn(async () => {
    const node = await changeFills(nodeId, imageHash, showOnly, memory)
    if (node && commit) figma.commitUndo()
    return node !== null
  })
}

/** How many pictures were removed. Raises selection.locked and placement.read-only. */
export function keepVariation(nodeId: string, imageHash: string | null, memory: RunMemory): Promise<number> {
  return memory.inTurn(async () => {
    const before = await findFillable(nodeId)
    const count = before ? (readFills(before) ?? []).length : 0
    const known = before ? memory.chainOn(before).ours : []
    const node = await changeFills(nodeId, imageHash, keepOnly, memory)
    if (!node) return 0
    known.filter((variation) => variation.imageHash !== imageHash).forEach(memory.allowAgain)
    keepRecipe(node, memory)
    figma.commitUndo()
    return count - (readFills(node) ?? []).length
  })
}

/** The recipe names only what is left; without any picture it goes, and its buttons with it. */
function keepRecipe(node: Fillable, memory: RunMemory): void {
  const recipe = readRecipe(node)
  if (!recipe) return
  const left = memory.chainOn(node).made.filter((variation) => recipe.variations.some((known) => known.imageHash === variation.imageHash))
  try {
    if (left.length > 0) return writeRecipe(node, { ...recipe, variations: left })
    node.setPluginData(recipeKey, '')
    node.setRelaunchData({})
  } catch {
    // Figma refuses data on some library layers: the pictures are what counts
  }
}

/** Raises selection.changed when the layer or the picture is gone, selection.unsupported when it shows nothing. */
export async function lookOfVariation({ nodeId, imageHash, maxEdgePx }: { nodeId: string; imageHash: string | null; maxEdgePx: number }, memory: RunMemory): Promise<LayerPicture> {
  const node = await findFillable(nodeId)
  const fills = node && showOnly(readFills(node) ?? [], imageHash, byInlayOn(node, memory))
  if (!node || !fills) throw new PluginError('selection.changed', 'That picture is no longer on the layer.', { hint: 'Select the layer again.' })
  return exportLook(node, { leaveOut: 'nothing', maxEdgePx }, memory, (copy) => { (copy as Fillable).fills = fills })
}
