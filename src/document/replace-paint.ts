// An in-place edit into the fill: the new picture takes the source's place with all of its settings; the former one stays hidden directly under it.
import { multiply, translation, type Bounds, type Extent } from '../shared/geometry'
import type { PlacementEdit, PlacementOutcome } from '../shared/placement'
import type { RecipeVariation } from '../shared/recipe'
import { editChain } from './edit-chain'
import { isPicture, isShown, shownPicture } from './fills'
import { findMasks, hideMasks } from './hide-masks'
import { imagePaint, joinSlot, nearestPaint, showOnly, stackVariation } from './image-paint'
import { annotate, checkWanted, fillsOf, formerLook, imageHashOf, outcomeOf, prepareTarget, remember, variationOf, warnOfTheRest, write, type Landing, type Warning } from './landing'
import { hasFills, nameOf } from './layer'
import { fitAs, laidAs, layerToPicture } from './paint-map'
import { placementError } from './placement-errors'
import type { RunMemory } from './run-memory'

/** Raises as placeResult. */
export async function replacePaint(landing: Landing, edit: PlacementEdit, memory: RunMemory, stopped: () => boolean): Promise<PlacementOutcome> {
  const { plan } = landing
  const masks = await findMasks(edit.hideIds)
  const prepared = await prepareTarget(plan, memory), { target } = prepared
  checkWanted(stopped)
  const name = nameOf(target), warnings: Warning[] = []
  if (!hasFills(target) || !('width' in target)) throw placementError('selection.unsupported', `${name} takes no picture.`)
  const fills = fillsOf(target), former = formerLook(target, fills), imageHash = imageHashOf(landing)
  const at = nearestPaint(fills, edit.imageHash, edit.paintIndex), source = fills[at]
  const foreign = plan.expectFills !== null && memory.isForeign(target.id, plan.expectFills, former.fillsSignature)
  if (imageHash === edit.imageHash && source) {
    warnings.push({ code: 'placement.unchanged', message: `The result is the picture that ${name} has already.` })
    return outcomeOf('target', target, imageHash, warnings)
  }

  const kept = source !== undefined && isPicture(source) && !(foreign && !isShown(source))
  const known = memory.knownOn(target), again = known.filter((variation) => variation.imageHash === imageHash)[0]
  const variation = again ?? withEdit(variationOf(plan, imageHash), kept ? edit.imageHash : shownPicture(target)?.imageHash, edit, landing)
  const shows = kept && edit.show
  let next: Paint[] | null
  if (kept) {
    const look = edit.expanded ? expanded(source, target, edit, edit.expanded) : edit.larger && source.scaleMode === 'TILE' ? { ...source, scalingFactor: (source.scalingFactor ?? 1) / edit.larger } : source
    const joined = joinSlot(fills, at, { ...look, imageHash, visible: false }, shows, editChain(known, hashesOf(fills)))
    next = shows ? showOnly(joined, imageHash, editChain([...known, variation], hashesOf(joined))) : joined
  } else next = stackVariation(fills, imagePaint(imageHash, plan.scaleMode, false))
  write(target, name, next ?? fills)
  annotate(target, plan, variation, memory, warnings)
  const hidden = shows ? hideMasks(masks, target, memory, warnings) : []
  remember(plan, target, former, hidden, memory)
  figma.commitUndo()

  if (!kept) warnings.push({ code: 'selection.changed', message: `${name} was changed meanwhile. The picture became variation ${memory.numberOn(target, imageHash)}.` })
  warnOfTheRest(prepared, former, warnings)
  return outcomeOf(shows ? 'target' : 'variation', target, imageHash, warnings)
}

const hashesOf = (fills: readonly Paint[]): (string | null)[] => fills.map((paint) => (isPicture(paint) ? paint.imageHash : null))

/** `from` is what shows when this picture does not: the source, or what stands in its place by now. */
function withEdit(variation: RecipeVariation, from: string | undefined, { toolId, maskKey }: PlacementEdit, { plan }: Landing): RecipeVariation {
  if (from === undefined) return variation
  const prompt = plan.recipe?.prompt
  return { ...variation, edit: { from, toolId, ...(prompt === undefined ? {} : { prompt }), ...(maskKey === undefined ? {} : { maskKey }) } }
}

/** Laid so that every old pixel stays where it was. `box` is that of the new picture, in source px. */
function expanded(source: ImagePaint, layer: Extent, { sourceWidthPx, sourceHeightPx }: PlacementEdit, box: Bounds): ImagePaint {
  const map = layerToPicture(source, layer, { width: sourceWidthPx, height: sourceHeightPx })
  if (!map) throw placementError('selection.unsupported', 'The crop of the picture has no area.')
  return laidAs(source, fitAs(multiply(translation(-box.x, -box.y), map), layer, box, source))
}
