// An expansion into the frame around a picture: the frame gets the new picture on top of its fills, each old pixel exactly under its own in the layer above.
import { multiply, translation } from '../shared/geometry'
import type { PlacementEdit, PlacementOutcome } from '../shared/placement'
import { findMasks, hideMasks } from './hide-masks'
import { imagePaint, stackPicture, stackVariation } from './image-paint'
import { annotate, checkWanted, fillsOf, formerLook, imageHashOf, outcomeOf, prepareTarget, remember, variationOf, warnOfTheRest, write, type Landing, type Warning } from './landing'
import { absoluteTransformOf, hasFills, nameOf } from './layer'
import { fitAs, laidAs } from './paint-map'
import { placementError } from './placement-errors'
import { findPicture, mapFromCanvas, mapFromLayer } from './read-source'
import type { RunMemory } from './run-memory'

/** Raises as placeResult; selection.changed and selection.unsupported when the picture it has to fit to is gone. */
export async function placeOverSource(landing: Landing, edit: PlacementEdit & { sourceId: string }, memory: RunMemory, stopped: () => boolean): Promise<PlacementOutcome> {
  const { plan } = landing
  const masks = await findMasks(edit.hideIds)
  const { node: source, paint } = await findPicture(edit.sourceId, null, memory)
  const prepared = await prepareTarget(plan, memory), { target } = prepared
  checkWanted(stopped)
  const name = nameOf(target), warnings: Warning[] = []
  if (!hasFills(target) || !('width' in target)) throw placementError('selection.unsupported', `${name} takes no picture.`)
  if (source.removed || paint.imageHash !== edit.imageHash) throw placementError('selection.changed', 'The picture that was expanded was changed meanwhile.')
  const fromCanvas = mapFromCanvas(source, mapFromLayer(source, paint, { width: edit.sourceWidthPx, height: edit.sourceHeightPx }))
  const box = edit.expanded ?? { x: 0, y: 0, width: edit.sourceWidthPx, height: edit.sourceHeightPx }
  const fit = fitAs(multiply(translation(-box.x, -box.y), multiply(fromCanvas, absoluteTransformOf(target))), target, box)

  const imageHash = imageHashOf(landing), fills = fillsOf(target), former = formerLook(target, fills)
  const changed = plan.expectFills !== null && memory.isForeign(target.id, plan.expectFills, former.fillsSignature)
  const shows = edit.show && !changed, picture = laidAs(imagePaint(imageHash, 'FILL', shows), fit)
  write(target, name, shows ? stackPicture(fills, picture, ...memory.runsOn(target, plan.runId)) : stackVariation(fills, picture))
  annotate(target, plan, variationOf(plan, imageHash), memory, warnings)
  remember(plan, target, former, shows ? hideMasks(masks, target, memory, warnings) : [], memory)
  figma.commitUndo()

  if (changed) warnings.push({ code: 'selection.changed', message: `${name} was changed meanwhile. The picture became variation ${memory.numberOn(target, imageHash)}.` })
  warnOfTheRest(prepared, former, warnings)
  return outcomeOf(shows ? 'target' : 'variation', target, imageHash, warnings)
}
