// Where patches lie in the layer whose picture they change, and the layer that holds them.
import { intersect, invert, mapBounds, multiply, translation, type Affine, type Bounds } from '../shared/geometry'
import type { PlacementEdit } from '../shared/placement'
import { isPicture } from './fills'
import { nearestPaint } from './image-paint'
import { fillsOf } from './landing'
import { absoluteTransformOf, hasFills, nameOf, outermostInstance, relativeTo, type Fillable, type Parent } from './layer'
import { placeAbove } from './overlay'
import { fitAs, laidAs, layerToPicture } from './paint-map'
import { isPatchOf } from './patch-data'
import { placementError, writeError } from './placement-errors'
import { cornersIn, type Radii } from './rounded-corners'

type Source = Fillable & { width: number; height: number }
export type PatchLayer = RectangleNode & Fillable
/** `box` in units of the source layer; `shaped`: the source is no rectangle, and the patch has its outline; `beyond`: it reaches over the source's edges. */
export type LaidPatch = { source: Source; box: Bounds; radii: Radii; shaped: boolean; beyond: boolean; paint(bounds: Bounds): ImagePaint }

const shapedTypes = ['ELLIPSE', 'POLYGON', 'STAR', 'VECTOR', 'BOOLEAN_OPERATION', 'TEXT', 'LINE']

/**
 * A box around `changed` (source px), and how a picture of some bounds (source px) lies in it.
 * Raises selection.changed when the picture is gone, selection.unsupported where a patch cannot lie over it.
 */
export function layPatch(target: SceneNode, { imageHash, paintIndex, sourceWidthPx, sourceHeightPx, expanded }: PlacementEdit, changed: Bounds): LaidPatch {
  const name = nameOf(target)
  if (!hasFills(target) || !('width' in target)) throw placementError('selection.unsupported', `${name} takes no patch.`)
  const fills = fillsOf(target), under = fills[nearestPaint(fills, imageHash, paintIndex)]
  if (!under || !isPicture(under)) throw placementError('selection.changed', `The picture of ${name} was changed meanwhile.`)
  if (under.scaleMode === 'TILE') throw placementError('selection.unsupported', `${name} repeats its picture, and a patch covers one place only. Landing in the fill changes every tile.`)
  const toPicture = layerToPicture(under, target, { width: sourceWidthPx, height: sourceHeightPx }), toLayer = toPicture && invert(toPicture)
  if (!toLayer) throw placementError('selection.unsupported', `The crop of ${name} has no area.`)

  const whole = { x: 0, y: 0, width: target.width, height: target.height }, beyond = expanded !== null, shaped = !beyond && shapedTypes.indexOf(target.type) >= 0
  const touched = mapBounds(toLayer, changed), square: Radii = [0, 0, 0, 0]
  const { box, radii } = beyond ? { box: touched, radii: square } : shaped ? { box: whole, radii: square } : cornersIn(intersect(touched, whole) ?? touched, whole, target)
  const inBox = multiply(toPicture, translation(box.x, box.y)), turn = under.rotation === undefined ? {} : { rotation: under.rotation }
  return { source: target, box, radii, shaped, beyond, paint: (bounds) => laidAs(under, fitAs(multiply(translation(-bounds.x, -bounds.y), inBox), box, bounds, { scaleMode: 'FILL', ...turn })) }
}

/** Directly above the source and its earlier patches; inside it, as its lowest layer, when it clips what it holds. */
export function createPatch(laid: LaidPatch, name: string, paint: ImagePaint): PatchLayer {
  const { source, shaped, beyond } = laid, inside = beyond ? null : clips(source)
  const { parent, above } = overPatches(source, inside ? { parent: inside, above: 0 } : placeAbove(source))
  const layer = (shaped ? source.clone() : figma.createRectangle()) as PatchLayer
  try {
    layer.name = name
    layer.fills = [paint]
    if (shaped) undress(layer)
    parent.insertChild(above, layer)
    if ('layoutMode' in parent && parent.layoutMode !== 'NONE') layer.layoutPositioning = 'ABSOLUTE'
    boxPatch(layer, laid)
    return layer
  } catch (error) {
    layer.remove()
    throw writeError(nameOf(source), error)
  }
}

/** Gives the layer its box and its corners. */
export function boxPatch(layer: PatchLayer, { source, box, radii, shaped }: LaidPatch): void {
  if (!shaped) {
    layer.resize(Math.max(0.01, box.width), Math.max(0.01, box.height))
    layer.topLeftRadius = radii[0]
    layer.topRightRadius = radii[1]
    layer.bottomRightRadius = radii[2]
    layer.bottomLeftRadius = radii[3]
  }
  const absolute: Affine = multiply(absoluteTransformOf(source), translation(box.x, box.y))
  layer.relativeTransform = relativeTo(layer.parent!, absolute)
}

/** Into the group of that name directly above the layer, or a new one. A group in an auto layout leaves its flow, too. */
export function joinGroup(layer: PatchLayer, name: string, laid: LaidPatch): void {
  const parent = layer.parent as Parent, at = parent.children.map((node) => node.id).indexOf(layer.id), next = parent.children[at + 1]
  if (next?.type === 'GROUP' && next.name === name) next.appendChild(layer)
  else {
    const free = layer.layoutPositioning, group = figma.group([layer], parent, at)
    group.name = name
    if (free === 'ABSOLUTE') group.layoutPositioning = free
  }
  boxPatch(layer, laid)
}

function overPatches(source: Source, { parent, above }: { parent: Parent; above: number }): { parent: Parent; above: number } {
  let at = above
  for (let next = parent.children[at]; next && isPatchOf(next, source); next = parent.children[at]) at += 1
  return { parent, above: at }
}

/** Its outline is all that the copy of a shape keeps. */
function undress(copy: PatchLayer): void {
  copy.strokes = []
  copy.effects = []
  copy.visible = true
  copy.locked = false
}

function clips(source: Source): (Parent & Source) | null {
  const frame = source.type === 'FRAME' || source.type === 'COMPONENT' ? source : null
  return frame && frame.clipsContent && !outermostInstance(frame) ? frame : null
}
