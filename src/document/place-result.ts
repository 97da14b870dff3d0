// Writes one picture into the document (design D0.6 to D0.8). Idempotent; nodes are looked up again after every wait.
// One undo step a landing: whatever Inlay writes it commits at once, so nothing is open before, but for the copy that an export made and
// removed again. That would be an empty step of its own, so there is no commit before the writing.
import { PluginError } from '../shared/errors'
import type { PlacementOutcome, PlacementPlan } from '../shared/placement'
import { recipeKey, type Recipe } from '../shared/recipe'
import { boundVariableIds, fillsSignature, fillStyleOf, readFillBinding, readFills } from './fills'
import { imagePaint, stackPicture, stackVariation } from './image-paint'
import { findLayer, hasFills, inBoolean, isOnScreen, lockedBy, mainComponentOf, nameOf, pageOf, type Fillable } from './layer'
import { createLayer, pageFor, selectLanding } from './new-layer'
import { createOverlay, overlayOf } from './overlay'
import { imageError, placementError, targetGone, writeError } from './placement-errors'
import { readRecipe, writeRecipe } from './recipe-data'
import { layerSignature, type FormerLook, type RunMemory } from './run-memory'

type Warning = PlacementOutcome['warnings'][number]
export type Landing = { plan: PlacementPlan; bytes: Uint8Array | null; imageHash: string | null }

/** Raises placement.*, pixels.too-large and selection.locked; the document is unchanged then. `stopped` is asked before writing. */
export function placeResult(landing: Landing, memory: RunMemory, stopped: () => boolean): Promise<PlacementOutcome> {
  const { plan } = landing
  const key = [plan.jobId, plan.resultIndex, plan.mode, plan.targetId, JSON.stringify(plan.near)].join('\n')
  return memory.once(plan.runId, key, () => memory.inTurn(async () => {
    memory.startLanding(plan.runId, plan.jobId)
    return plan.mode === 'new-layer' ? placeNewLayer(landing, memory, stopped) : placeOnTarget(landing, memory, stopped)
  }))
}

function checkWanted(stopped: () => boolean): void {
  if (stopped()) throw new PluginError('protocol.timeout', 'Placing was called off.', { hint: 'The picture is kept in Results.', retryable: true })
}

function imageHashOf({ bytes, imageHash }: Landing): string {
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

async function placeNewLayer(landing: Landing, memory: RunMemory, stopped: () => boolean): Promise<PlacementOutcome> {
  const { plan } = landing
  const page = await pageFor(plan)
  checkWanted(stopped)
  const imageHash = imageHashOf(landing)
  const ownBefore = memory.createdBy(plan.runId), warnings: Warning[] = []
  let frame: FrameNode
  try {
    frame = createLayer(plan, page, imageHash, memory)
  } catch (error) {
    throw writeError('this page', error)
  }
  annotate(frame, plan, imageHash, memory, warnings)
  memory.rememberCreated(plan.runId, frame)
  memory.rememberLanding(plan, frame, null)
  selectLanding(frame, page, ownBefore)
  figma.commitUndo()
  return { placed: 'layer', nodeId: frame.id, nodeName: nameOf(frame), imageHash, onScreen: isOnScreen(frame), warnings }
}

async function placeOnTarget(landing: Landing, memory: RunMemory, stopped: () => boolean): Promise<PlacementOutcome> {
  const { plan } = landing
  const { target, binding, instances } = await prepareTarget(plan, memory)
  checkWanted(stopped)
  const imageHash = imageHashOf(landing)
  const name = nameOf(target), warnings: Warning[] = []
  if (!hasFills(target)) return placeOverlay(target, plan, imageHash, memory)

  const fills = readFills(target)
  if (!fills) throw placementError('selection.unsupported', `${name} has several fills at once. Give it one fill or choose another layer.`)
  const former = formerLook(target, fills)
  const changed = plan.expectFills !== null && memory.isForeign(target.id, plan.expectFills, former.fillsSignature)
  const asVariation = changed || plan.mode === 'variation'
  const variablesBefore = boundVariableIds(target).length

  write(target, name, asVariation ? stackVariation(fills, imagePaint(imageHash, plan.scaleMode, false)) : stackOn(target, fills, plan, imageHash, memory))

  annotate(target, plan, imageHash, memory, warnings)
  memory.extendLine(target.id, former.fillsSignature, fillsSignature(target))
  memory.rememberTarget(plan.runId, target, former)
  memory.rememberLanding(plan, target, former)
  figma.commitUndo()

  if (changed) {
    const number = memory.chainOn(target).ours.map((variation) => variation.imageHash).indexOf(imageHash) + 1
    warnings.push({ code: 'selection.changed', message: `${name} was changed meanwhile. The picture became variation ${number}.` })
  }
  if (binding && ((former.styleId !== '' && fillStyleOf(target) !== former.styleId) || boundVariableIds(target).length < variablesBefore)) {
    warnings.push({ code: 'placement.detached', message: `${binding} was detached from ${name}.` })
  }
  if (instances) warnings.push({ code: 'placement.main-component', message: `${name} is in a main component: ${instances} ${instances === 1 ? 'instance shows' : 'instances show'} the picture, too.` })
  return { placed: asVariation ? 'variation' : 'target', nodeId: target.id, nodeName: name, imageHash, onScreen: isOnScreen(target), warnings }
}

/** All that has to be waited for, then the target once more: between its return and the writing nothing else can run. */
async function prepareTarget(plan: PlacementPlan, memory: RunMemory): Promise<{ target: SceneNode; binding: string | null; instances: number }> {
  const id = plan.targetId ?? ''
  const gone = (): PluginError => targetGone(memory.names.get(id) ?? 'The layer')
  const first = await findLayer(id)
  const page = first && pageOf(first)
  if (!first || !page) throw gone()
  if (page.id !== figma.currentPage.id) await page.loadAsync()
  const binding = first.removed ? null : await readFillBinding(first)
  const main = first.removed ? null : mainComponentOf(first)
  const instances = main ? (await main.getInstancesAsync()).length : 0
  const target = await findLayer(id)
  if (!target || !pageOf(target)) throw gone()
  const name = nameOf(target), locked = lockedBy(target)
  if (locked) throw placementError('selection.locked', locked.id === target.id ? `${name} is locked. Unlock it or choose another layer.` : `${name} is inside ${nameOf(locked)}, which is locked. Unlock that or choose another layer.`)
  if (inBoolean(target)) throw placementError('selection.unsupported', `${name} is part of a boolean shape. Choose the whole shape.`)
  return { target, binding, instances }
}

function stackOn(target: Fillable, fills: readonly Paint[], plan: PlacementPlan, imageHash: string, memory: RunMemory): Paint[] {
  const known = memory.chainOn(target).ours.filter((variation) => !variation.edit)
  const made = (ofThisRun: boolean) => (hash: string): boolean => known.some((variation) => variation.imageHash === hash && memory.isOfRun(plan.runId, variation.jobId) === ofThisRun)
  return stackPicture(fills, imagePaint(imageHash, plan.scaleMode, true), made(false), made(true))
}

function placeOverlay(target: SceneNode, plan: PlacementPlan, imageHash: string, memory: RunMemory): PlacementOutcome {
  const name = nameOf(target), warnings: Warning[] = []
  if (!('width' in target)) throw placementError('selection.unsupported', `${name} takes no picture.`)
  const known = overlayOf(target)
  let layer: RectangleNode
  try {
    layer = known ?? createOverlay(target)
  } catch (error) {
    throw writeError(name, error)
  }
  const fills = readFills(layer) ?? [], former = formerLook(layer, fills)
  write(layer, name, plan.mode === 'variation' && known ? stackVariation(fills, imagePaint(imageHash, plan.scaleMode, false)) : stackOn(layer, fills, plan, imageHash, memory))
  annotate(layer, plan, imageHash, memory, warnings)
  if (known) memory.rememberTarget(plan.runId, layer, former)
  else memory.rememberCreated(plan.runId, layer)
  memory.rememberLanding(plan, layer, known ? former : null)
  figma.commitUndo()
  return { placed: 'layer', nodeId: layer.id, nodeName: nameOf(layer), imageHash, onScreen: isOnScreen(layer), warnings }
}

function write(node: Fillable, name: string, fills: Paint[]): void {
  try {
    node.fills = fills
  } catch (error) {
    throw writeError(name, error)
  }
}

const formerLook = (node: SceneNode, fills: readonly Paint[]): FormerLook => ({
  fills, styleId: fillStyleOf(node), recipe: node.getPluginData(recipeKey), relaunch: node.getRelaunchData(), fillsSignature: fillsSignature(node), layerSignature: layerSignature(node),
})

/** Recipe and relaunch buttons. The picture is in place already: a failure here is worth a warning, not the picture. */
function annotate(node: SceneNode, plan: PlacementPlan, imageHash: string, memory: RunMemory, warnings: Warning[]): void {
  const { jobId, resultIndex, recipe } = plan
  const variation = { imageHash, jobId, resultIndex, ...(recipe ? { extent: { widthPx: recipe.widthPx, heightPx: recipe.heightPx } } : {}) }
  memory.mark(node.id, variation)
  try {
    writeRecipe(node, recipeFor(node, recipe, memory))
    node.setRelaunchData({ generate: '', results: '' })
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
