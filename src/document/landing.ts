// What every landing of a picture on a layer has in common: looking the layer up, writing its fills, leaving the recipe, telling what else changed.
import { PluginError } from '../shared/errors'
import type { PlacementOutcome, PlacementPlan } from '../shared/placement'
import { relaunchButtons } from '../shared/protocol'
import { recipeKey, type Recipe, type RecipeVariation } from '../shared/recipe'
import { boundVariableIds, fillsSignature, fillStyleOf, readFillBinding, readFills } from './fills'
import { findLayer, findLoaded, inBoolean, isOnScreen, lockedBy, mainComponentOf, nameOf, pageOf, type Fillable } from './layer'
import { imageError, placementError, targetGone, writeError } from './placement-errors'
import { readRecipe, writeRecipe } from './recipe-data'
import { removeLayer } from './rescue-shelf'
import { layerSignature, rescueKey, type FormerLook, type RunMemory } from './run-memory'

export type Warning = PlacementOutcome['warnings'][number]
export type Landing = { plan: PlacementPlan; bytes: Uint8Array | null; imageHash: string | null }
export type Target = { target: SceneNode; binding: string | null; instances: number }

export function checkWanted(stopped: () => boolean): void {
  if (stopped()) throw new PluginError('protocol.timeout', 'Placing was called off.', { hint: 'The picture is kept in Results.', retryable: true })
}

export function imageHashOf({ bytes, imageHash }: Landing): string {
  if (bytes) {
    try {
      return figma.createImage(bytes).hash
    } catch (error) {
      throw imageError(error)
    }
  }
  if (imageHash !== null && figma.getImageByHash(imageHash)) return imageHash
  throw placementError('placement.rejected-by-figma', 'This file no longer has the picture.')
}

/** All that has to be waited for, then the target once more: between its return and the writing nothing else can run. */
export async function prepareTarget(plan: PlacementPlan, memory: RunMemory): Promise<Target> {
  const id = plan.targetId ?? ''
  const gone = (): PluginError => targetGone(memory.names.get(id) ?? 'The layer')
  const first = await findLoaded(id)
  if (!first || !pageOf(first)) throw gone()
  const binding = await readFillBinding(first)
  const main = first.removed ? null : mainComponentOf(first)
  const instances = main ? (await main.getInstancesAsync()).length : 0
  const target = await findLayer(id)
  if (!target || !pageOf(target)) throw gone()
  const name = nameOf(target), locked = lockedBy(target)
  if (locked) throw placementError('selection.locked', locked.id === target.id ? `${name} is locked. Unlock it or choose another layer.` : `${name} is inside ${nameOf(locked)}, which is locked. Unlock that or choose another layer.`)
  if (inBoolean(target)) throw placementError('selection.unsupported', `${name} is part of a boolean shape. Choose the whole shape.`)
  return { target, binding, instances }
}

/** Raises selection.unsupported for a text with several fills. */
export function fillsOf(target: SceneNode): readonly Paint[] {
  const fills = readFills(target)
  if (!fills) throw placementError('selection.unsupported', `${nameOf(target)} has several fills at once. Give it one fill or choose another layer.`)
  return fills
}

export function write(node: Fillable, name: string, fills: readonly Paint[]): void {
  try {
    node.fills = fills
  } catch (error) {
    throw writeError(name, error)
  }
}

export const formerLook = (node: SceneNode, fills: readonly Paint[]): FormerLook => ({
  fills, styleId: fillStyleOf(node), recipe: node.getPluginData(recipeKey), relaunch: node.getRelaunchData(),
  fillsSignature: fillsSignature(node), layerSignature: layerSignature(node), variables: boundVariableIds(node).length,
})

export const variationOf = ({ jobId, resultIndex, recipe }: PlacementPlan, imageHash: string): RecipeVariation =>
  ({ imageHash, jobId, resultIndex, ...(recipe ? { extent: { widthPx: recipe.widthPx, heightPx: recipe.heightPx } } : {}) })

/** Recipe and relaunch buttons; it waits no longer, and its copy in Rescued results goes. The picture is in place already: a failure here is worth a warning, not the picture. */
export function annotate(node: SceneNode, plan: PlacementPlan, variation: RecipeVariation, memory: RunMemory, warnings: Warning[]): void {
  memory.mark(node.id, variation)
  const key = rescueKey(plan), rescued = memory.rescued.get(key)
  memory.waiting.delete(key)
  if (rescued) {
    memory.rescued.delete(key)
    memory.forgetCreated(rescued.id)
    if (!rescued.removed) removeLayer(rescued)
  }
  try {
    writeRecipe(node, recipeFor(node, plan.recipe, memory))
    node.setRelaunchData(relaunchButtons)
    if (plan.fileId !== undefined) figma.root.setPluginData('inlay.id', plan.fileId)
  } catch {
    warnings.push({ code: 'placement.recipe-not-kept', message: `The recipe could not be kept on ${nameOf(node)}.` }) // Figma refuses data on some library layers
  }
}

/** With recipes off, an earlier recipe keeps naming only what is still there. */
function recipeFor(node: SceneNode, fresh: Recipe | null, memory: RunMemory): Recipe | null {
  const variations = memory.chainOn(node).made
  if (fresh) return { ...fresh, variations }
  const earlier = readRecipe(node)
  const left = earlier ? variations.filter((variation) => earlier.variations.some((known) => known.imageHash === variation.imageHash)) : []
  return earlier && left.length > 0 ? { ...earlier, variations: left } : null
}

/** For Undo run, and for taking the landing back. `hidden`: layers that were hidden along. */
export function remember(plan: PlacementPlan, node: SceneNode, former: FormerLook, hidden: string[], memory: RunMemory): void {
  memory.extendLine(node.id, former.fillsSignature, fillsSignature(node))
  memory.rememberTarget(plan.runId, node, former, hidden)
  memory.rememberLanding(plan, node, former, hidden)
}

/** What changed besides the picture: links to styles and variables, and instances that follow. */
export function warnOfTheRest({ target, binding, instances }: Target, former: FormerLook, warnings: Warning[]): void {
  const name = nameOf(target)
  if (binding && ((former.styleId !== '' && fillStyleOf(target) !== former.styleId) || boundVariableIds(target).length < former.variables)) {
    warnings.push({ code: 'placement.detached', message: `${binding} was detached from ${name}.` })
  }
  if (instances) warnings.push({ code: 'placement.main-component', message: `${name} is in a main component: ${instances} ${instances === 1 ? 'instance shows' : 'instances show'} the picture, too.` })
}

export const outcomeOf = (placed: PlacementOutcome['placed'], node: SceneNode, imageHash: string, warnings: Warning[]): PlacementOutcome =>
  ({ placed, nodeId: node.id, nodeName: nameOf(node), imageHash, onScreen: isOnScreen(node), warnings })
