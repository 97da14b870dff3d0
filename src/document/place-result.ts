// Writes one picture into the document (design D0.6 to D0.8). Idempotent; nodes are looked up again after every wait.
// One undo step a landing: whatever Inlay writes it commits at once, so nothing is open before, but for the copy that an export made and
// removed again. That would be an empty step of its own, so there is no commit before the writing.
import { PluginError } from '../shared/errors'
import type { PlacementOutcome, PlacementPlan } from '../shared/placement'
import { readFills } from './fills'
import { imagePaint, stackPicture, stackVariation, type Which } from './image-paint'
import { annotate, checkWanted, fillsOf, formerLook, imageHashOf, outcomeOf, prepareTarget, remember, variationOf, warnOfTheRest, write, type Landing, type Warning } from './landing'
import { hasFills, nameOf } from './layer'
import { createLayer, pageFor, selectLanding } from './new-layer'
import { createOverlay, overlayOf } from './overlay'
import { placeOverSource } from './place-over-source'
import { placePatch } from './place-patch'
import { placementError, writeError } from './placement-errors'
import { replacePaint } from './replace-paint'
import { rescue } from './rescue-shelf'
import { rescueKey, type RunMemory } from './run-memory'

/** Raises placement.*, pixels.too-large and selection.locked; the document is unchanged then. `stopped` is asked before writing. */
export function placeResult(landing: Landing, memory: RunMemory, stopped: () => boolean): Promise<PlacementOutcome> {
  const { plan } = landing
  const key = [plan.jobId, plan.resultIndex, plan.mode, plan.targetId, JSON.stringify(plan.near)].join('\n')
  return memory.once(plan.runId, key, () => {
    // Its way into the document takes a while, and the window may close meanwhile.
    const held = landing.bytes ? { plan, bytes: null, imageHash: keepWaiting({ plan: { ...plan, mode: 'rescue' }, bytes: landing.bytes }, memory) } : landing
    return memory.inTurn(async () => {
      memory.startLanding(plan.runId, plan.jobId)
      return placeByMode(held, memory, stopped)
    }).catch((error) => {
      if (held !== landing) memory.waiting.delete(rescueKey(plan))
      throw error
    })
  })
}

/** From now on the file has the bytes: whoever closes the window meanwhile finds the picture in Rescued results. Gives its hash; null without bytes. Raises pixels.*. */
export function keepWaiting({ plan, bytes }: Pick<Landing, 'plan' | 'bytes'>, memory: RunMemory): string | null {
  const key = rescueKey(plan), imageHash = bytes && imageHashOf({ plan, bytes, imageHash: null })
  memory.waiting.delete(key)
  if (imageHash) memory.waiting.set(key, { plan, imageHash })
  return imageHash
}

/** When the window closes: at once, since nothing can be waited for any more. */
export const rescueWaiting = (memory: RunMemory): void => memory.waiting.forEach(({ plan, imageHash }) => { putLayer(plan, figma.currentPage, imageHash, memory, []) })

function placeByMode(landing: Landing, memory: RunMemory, stopped: () => boolean): Promise<PlacementOutcome> {
  const { mode, edit, targetId } = landing.plan
  if (mode === 'new-layer' || mode === 'rescue') return placeNewLayer(landing, memory, stopped)
  if (mode !== 'replace-paint' && mode !== 'patch-layer') return placeOnTarget(landing, memory, stopped)
  if (!edit) throw new PluginError('request.invalid', 'Something in Inlay went wrong.', { hint: `${mode} says nothing about the edit.` })
  if (mode === 'patch-layer') return placePatch(landing, edit, memory, stopped)
  return edit.sourceId === undefined || edit.sourceId === targetId ? replacePaint(landing, edit, memory, stopped) : placeOverSource(landing, { ...edit, sourceId: edit.sourceId }, memory, stopped)
}

async function placeNewLayer(landing: Landing, memory: RunMemory, stopped: () => boolean): Promise<PlacementOutcome> {
  const { plan } = landing
  const page = await pageFor(plan.pageId)
  checkWanted(stopped)
  const imageHash = imageHashOf(landing)
  const ownBefore = memory.createdBy(plan.runId), warnings: Warning[] = [], frame = putLayer(plan, page, imageHash, memory, warnings)
  if (plan.mode !== 'rescue') selectLanding(frame, page, ownBefore)
  figma.commitUndo()
  return outcomeOf(plan.mode === 'rescue' ? 'rescued' : 'layer', frame, imageHash, warnings)
}

function putLayer(plan: PlacementPlan, page: PageNode, imageHash: string, memory: RunMemory, warnings: Warning[]): FrameNode {
  const rescued = plan.mode === 'rescue'
  let frame: FrameNode
  try {
    frame = (rescued ? rescue : createLayer)(plan, page, imageHash, memory)
  } catch (error) {
    throw writeError('this page', error)
  }
  annotate(frame, plan, variationOf(plan, imageHash), memory, warnings)
  memory.rememberCreated(plan, frame, [])
  if (rescued) memory.rescued.set(rescueKey(plan), frame)
  return frame
}

async function placeOnTarget(landing: Landing, memory: RunMemory, stopped: () => boolean): Promise<PlacementOutcome> {
  const { plan } = landing
  const prepared = await prepareTarget(plan, memory), { target } = prepared
  checkWanted(stopped)
  const imageHash = imageHashOf(landing)
  const name = nameOf(target), warnings: Warning[] = []
  if (!hasFills(target)) return placeOverlay(target, landing, imageHash, memory)

  const fills = fillsOf(target), former = formerLook(target, fills)
  const changed = plan.expectFills !== null && memory.isForeign(target.id, plan.expectFills, former.fillsSignature)
  const fits = 'width' in target && target.width === plan.layerWidth && target.height === plan.layerHeight
  const picture = (visible: boolean): ImagePaint => imagePaint(imageHash, plan.scaleMode, visible, fits ? plan.crop : null)
  const shown = plan.mode === 'variation' && plan.show === true
  const asVariation = changed || (plan.mode === 'variation' && !shown)
  const chain = memory.chainOn(target), further: [Which, Which] = [() => false, (hash) => chain.slotOf(hash) === '']
  write(target, name, asVariation ? stackVariation(fills, picture(false)) : stackPicture(fills, picture(true), ...(shown ? further : memory.runsOn(target, plan.runId))))
  annotate(target, plan, variationOf(plan, imageHash), memory, warnings)
  remember(plan, target, former, [], memory)
  figma.commitUndo()

  if (changed) warnings.push({ code: 'selection.changed', message: `${name} was changed meanwhile. The picture became variation ${memory.numberOn(target, imageHash)}.` })
  warnOfTheRest(prepared, former, warnings)
  return outcomeOf(asVariation ? 'variation' : 'target', target, imageHash, warnings)
}

function placeOverlay(target: SceneNode, { plan }: Landing, imageHash: string, memory: RunMemory): PlacementOutcome {
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
  write(layer, name, plan.mode === 'variation' && known ? stackVariation(fills, imagePaint(imageHash, plan.scaleMode, false)) : stackPicture(fills, imagePaint(imageHash, plan.scaleMode, true), ...memory.runsOn(layer, plan.runId)))
  annotate(layer, plan, variationOf(plan, imageHash), memory, warnings)
  if (known) remember(plan, layer, former, [], memory)
  else memory.rememberCreated(plan, layer, [])
  figma.commitUndo()
  return outcomeOf('layer', layer, imageHash, warnings)
}
