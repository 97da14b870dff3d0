// An in-place edit as a layer of its own: only the changed region, each of its px exactly over its source px.
import type { PlacementEdit, PlacementOutcome } from '../shared/placement'
import { cleanText } from '../shared/snapshot'
import { isPicture } from './fills'
import { findMasks, hideMasks } from './hide-masks'
import { stackVariation } from './image-paint'
import { annotate, checkWanted, fillsOf, formerLook, imageHashOf, outcomeOf, prepareTarget, remember, variationOf, write, type Landing, type Warning } from './landing'
import { createPatch, layPatch } from './lay-patch'
import { findLayer, hasFills, nameOf, type Fillable } from './layer'
import { writePatch } from './patch-data'
import type { RunMemory } from './run-memory'

/** Raises as placeResult; selection.changed when the picture was changed meanwhile, selection.unsupported where a patch cannot lie over it. */
export async function placePatch(landing: Landing, edit: PlacementEdit, memory: RunMemory, stopped: () => boolean): Promise<PlacementOutcome> {
  const { plan } = landing
  const masks = await findMasks(edit.hideIds)
  const key = JSON.stringify([plan.runId, plan.targetId, edit.patch]), earlier = memory.patches.get(key)
  const known = earlier === undefined ? null : await findLayer(earlier)
  const { target, instances } = await prepareTarget(plan, memory)
  checkWanted(stopped)
  const warnings: Warning[] = [], laid = layPatch(target, edit), imageHash = imageHashOf(landing)
  const paint = { ...laid.paint, imageHash, visible: edit.show }
  let layer: Fillable
  if (known && !known.removed && hasFills(known)) {
    layer = known
    const fills = fillsOf(layer), former = formerLook(layer, fills)
    write(layer, nameOf(layer), edit.show ? [...fills.map((one) => (isPicture(one) ? { ...one, visible: false } : one)), paint] : stackVariation(fills, paint))
    annotate(layer, plan, variationOf(plan, imageHash), memory, warnings)
    remember(plan, layer, former, edit.show ? hideMasks(masks, target, memory, warnings) : [], memory)
  } else {
    layer = createPatch(laid, cleanText(`Edit: ${plan.layerName}`, 200), paint)
    if (edit.patch) writePatch(layer, { sourceId: target.id, widthPx: edit.patch.width, heightPx: edit.patch.height })
    annotate(layer, plan, variationOf(plan, imageHash), memory, warnings)
    memory.rememberCreated(plan, layer, edit.show ? hideMasks(masks, target, memory, warnings) : [])
    memory.patches.set(key, layer.id)
  }
  figma.commitUndo()
  if (('opacity' in target && target.opacity < 1 && layer.parent?.id !== target.id) || (laid.paint.opacity ?? 1) < 1) {
    warnings.push({ code: 'placement.see-through', message: `${nameOf(target)} is see-through: the old picture shines through the patch. Landing in the fill avoids that.` })
  }
  if (instances) warnings.push({ code: 'placement.main-component', message: `${nameOf(target)} is in a main component: ${instances} ${instances === 1 ? 'instance shows' : 'instances show'} the patch, too.` })
  return outcomeOf('patch', layer, imageHash, warnings)
}
