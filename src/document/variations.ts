// Inlay's pictures on one layer: which of them shows, which is kept, how the layer looks with each.
import { PluginError } from '../shared/errors'
import { recipeKey, type RecipeVariation } from '../shared/recipe'
import type { EditChain } from './edit-chain'
import { exportLook, type LayerPicture } from './export-layer'
import { fillsSignature, readFills } from './fills'
import { keepOnly, showOnly } from './image-paint'
import { findLoaded, hasFills, lockedBy, nameOf, pageOf, type Fillable } from './layer'
import { isPatch } from './patch-data'
import { placementError, writeError } from './placement-errors'
import { readRecipe, writeRecipe } from './recipe-data'
import type { RunMemory } from './run-memory'

type Change = (fills: readonly Paint[], imageHash: string | null, chain: EditChain) => Paint[] | null

async function findFillable(nodeId: string): Promise<Fillable | null> {
  const node = await findLoaded(nodeId)
  return node && pageOf(node) && hasFills(node) ? node : null
}

/** False when the layer or the picture is gone. Writes nothing when the fills are as wished already. */
async function changeFills(nodeId: string, imageHash: string | null, change: Change, memory: RunMemory): Promise<Fillable | null> {
  const node = await findFillable(nodeId)
  if (!node) return null
  const locked = lockedBy(node)
  if (locked) throw placementError('selection.locked', `${nameOf(locked)} is locked. Unlock it to change its picture.`)
  const before = fillsSignature(node), now = readFills(node) ?? []
  const fills = change(now, imageHash, memory.chainOn(node))
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

/** How many pictures were removed. A patch layer without any goes with them. Raises selection.locked and placement.read-only. */
export function keepVariation(nodeId: string, imageHash: string | null, flatten: boolean, memory: RunMemory): Promise<number> {
  return memory.inTurn(async () => {
    const before = await findFillable(nodeId)
    const known = before ? memory.chainOn(before).made : [], count = before ? (readFills(before) ?? []).length : 0
    const node = await changeFills(nodeId, imageHash, (fills, hash, chain) => keepOnly(fills, hash, chain, flatten), memory)
    if (!node) return 0
    const left = memory.chainOn(node).made, fills = readFills(node) ?? []
    known.filter((variation) => !left.some((kept) => kept.imageHash === variation.imageHash)).forEach(memory.allowAgain)
    if (fills.length === 0 && isPatch(node)) node.remove()
    else keepRecipe(node, left)
    figma.commitUndo()
    return count - fills.length
  })
}

/** The recipe names only what is left; without any picture it goes, and its buttons with it. */
function keepRecipe(node: Fillable, left: RecipeVariation[]): void {
  const recipe = readRecipe(node), named = left.filter((variation) => recipe?.variations.some((known) => known.imageHash === variation.imageHash))
  try {
    if (recipe && named.length > 0) writeRecipe(node, { ...recipe, variations: named })
    else if (recipe) node.setPluginData(recipeKey, '')
    if (left.length === 0) node.setRelaunchData({})
  } catch {
    // Figma refuses data on some library layers: the pictures are what counts
  }
}

/** Raises selection.changed when the layer or the picture is gone, selection.unsupported when it shows nothing. */
export async function lookOfVariation({ nodeId, imageHash, maxEdgePx }: { nodeId: string; imageHash: string | null; maxEdgePx: number }, memory: RunMemory): Promise<LayerPicture> {
  const node = await findFillable(nodeId)
  const fills = node && showOnly(readFills(node) ?? [], imageHash, memory.chainOn(node))
  if (!node || !fills) throw new PluginError('selection.changed', 'That picture is no longer on the layer.', { hint: 'Select the layer again.' })
  return exportLook(node, { leaveOut: 'nothing', maxEdgePx }, memory, (copy) => { (copy as Fillable).fills = fills })
}
