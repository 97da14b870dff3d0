// An in-place edit as a layer of its own: only the changed region, or a larger picture that nothing else has room for; each of its px
// lies exactly over its source px. The pictures of one run share a layer.
import type { Bounds } from '../shared/geometry'
import type { PlacementEdit, PlacementOutcome } from '../shared/placement'
import { cleanText } from '../shared/snapshot'
import { isPicture } from './fills'
import { findMasks, hideMasks } from './hide-masks'
import { stackVariation } from './image-paint'
import { annotate, checkWanted, fillsOf, formerLook, imageHashOf, outcomeOf, prepareTarget, remember, variationOf, write, type Landing, type Target, type Warning } from './landing'
import { boxPatch, createPatch, joinGroup, layPatch, type LaidPatch, type PatchLayer } from './lay-patch'
import { findLayer, hasFills, nameOf } from './layer'
import { writePatch } from './patch-data'
import { placementError } from './placement-errors'
import type { KnownPatch, RunMemory } from './run-memory'

/** Raises as placeResult; selection.changed when the picture was changed meanwhile, selection.unsupported where a patch cannot lie over it. */
export async function placePatch(landing: Landing, edit: PlacementEdit, memory: RunMemory, stopped: () => boolean): Promise<PlacementOutcome> {
  const { plan } = landing, bounds = edit.patch
  const masks = await findMasks(edit.hideIds)
  const key = `${plan.runId}\n${plan.targetId}${edit.group ? plan.jobId : ''}`, known = memory.patches.get(key), knownLayer = known ? await findLayer(known.nodeId) : null
  const prepared = await prepareTarget(plan, memory), { target } = prepared
  checkWanted(stopped)
  if (!bounds) throw placementError('selection.unsupported', `Nothing of ${nameOf(target)} was changed.`)
  const warnings: Warning[] = [], joins = known && knownLayer && !knownLayer.removed && hasFills(knownLayer) && known.place === placeOf(knownLayer) ? { ...known, layer: knownLayer as PatchLayer } : null
  const pictures = joins?.pictures ?? []
  const laid = layPatch(target, edit, around([bounds, ...pictures.map((one) => one.bounds)])), imageHash = imageHashOf(landing)
  const paint = { ...laid.paint(bounds), imageHash, visible: edit.show }

  let layer: PatchLayer
  if (joins) {
    layer = joins.layer
    const fills = fillsOf(layer), { width, height, relativeTransform } = layer
    const former = { ...formerLook(layer, fills), box: { width, height, relativeTransform } }
    boxPatch(layer, laid)
    write(layer, nameOf(layer), joinPatch(fills, paint, laid, pictures))
    annotate(layer, plan, variationOf(plan, imageHash), memory, warnings)
    remember(plan, layer, former, edit.show ? hideMasks(masks, target, memory, warnings) : [], memory)
  } else {
    layer = createPatch(laid, cleanText(laid.beyond ? `${nameOf(target)}, expanded` : edit.group ? plan.layerName : `Edit: ${plan.layerName}`, 200), paint)
    if (edit.group) joinGroup(layer, cleanText(edit.group, 200), laid)
    else if (!laid.beyond) writePatch(layer, target) // a larger picture is one of its own
    annotate(layer, plan, variationOf(plan, imageHash), memory, warnings)
    memory.rememberCreated(plan, layer, edit.show ? hideMasks(masks, target, memory, warnings) : [])
  }
  memory.patches.set(key, { nodeId: layer.id, place: placeOf(layer), pictures: [...pictures, { imageHash, bounds }] })
  figma.commitUndo()
  warnOfLook(prepared, layer, paint, warnings)
  return outcomeOf('patch', layer, imageHash, warnings)
}

const around = (boxes: readonly Bounds[]): Bounds => {
  const x = Math.min(...boxes.map((box) => box.x)), y = Math.min(...boxes.map((box) => box.y))
  return { x, y, width: Math.max(...boxes.map((box) => box.x + box.width)) - x, height: Math.max(...boxes.map((box) => box.y + box.height)) - y }
}

/** Differs when somebody moved the layer: then a further picture gets its own. */
const placeOf = (node: SceneNode): string => JSON.stringify([node.parent?.id, 'width' in node && [node.width, node.height, node.relativeTransform]])

/** The earlier pictures keep their places in the box, which may have grown. */
function joinPatch(fills: readonly Paint[], paint: ImagePaint & { imageHash: string }, laid: LaidPatch, pictures: KnownPatch['pictures']): Paint[] {
  const others = fills.map((one) => {
    const own = isPicture(one) ? pictures.filter((known) => known.imageHash === one.imageHash)[0] : undefined
    return own && isPicture(one) ? { ...laid.paint(own.bounds), imageHash: one.imageHash, visible: one.visible !== false && !paint.visible } : one
  }).filter((one) => !isPicture(one) || one.imageHash !== paint.imageHash)
  return paint.visible ? [...others, paint] : stackVariation(others, paint)
}

function warnOfLook({ target, instances }: Target, layer: SceneNode, paint: ImagePaint, warnings: Warning[]): void {
  const name = nameOf(target), fades = 'opacity' in target && target.opacity < 1 && layer.parent?.id !== target.id
  if (fades || (paint.opacity ?? 1) < 1) warnings.push({ code: 'placement.see-through', message: `${name} is see-through: the old picture shines through the patch. Landing in the fill avoids that.` })
  if (instances) warnings.push({ code: 'placement.main-component', message: `${name} is in a main component: ${instances} ${instances === 1 ? 'instance shows' : 'instances show'} the patch, too.` })
}
