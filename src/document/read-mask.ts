// One mask shape as a picture in the place of the source under it: alpha is how much it covers. Only reads.
import { PluginError } from '../shared/errors'
import { applyTo, clamp, contains, identity, invert, multiply, scaling, translation, type Affine, type Bounds } from '../shared/geometry'
import type { Asks } from '../shared/protocol'
import { onCopy } from './copy-layer'
import { dressMask, needsDress } from './dress-mask'
import { render } from './export-layer'
import { absoluteTransformOf, boundsOf, findLoaded, nameOf } from './layer'
import { areaInside } from './overlap'
import { areaScale } from './paint-map'
import { maxEdgePx as figmaEdgePx, pngExtent } from './picture-header'
import { extentOf, findPicture, mapFromCanvas, mapFromLayer } from './read-source'
import type { RunMemory } from './run-memory'

/** px of the mask per source px beyond which it only grows. */
const densest = 4
/** Source px: a mask that covers less does not touch the picture (inpaint-method 2.1). */
const leastTouchPx = 4

type Reply = Asks['mask.read']['reply']

/** Raises selection.changed, selection.unsupported and mask.outside-source. */
export async function readMask({ nodeId, sourceId, paintIndex, maxEdgePx }: Asks['mask.read']['body'], memory: RunMemory): Promise<Reply> {
  const picture = await findPicture(sourceId, paintIndex, memory)
  const extent = await extentOf(picture.paint, nameOf(picture.node), memory)
  const mask = await findLoaded(nodeId)
  const { node, paint } = await findPicture(sourceId, paintIndex, memory)
  if (!mask || mask.removed) throw new PluginError('selection.changed', `${memory.names.get(nodeId) ?? 'The mask'} was deleted meanwhile.`, { hint: 'Select the layers again.' })
  const name = nameOf(mask)
  if (!('exportAsync' in mask)) throw nothingMarked(name)
  if ('opacity' in mask && mask.opacity === 0) throw new PluginError('selection.unsupported', `${name} has an opacity of 0, so it marks nothing.`, { hint: 'Raise its opacity. Half of it is a half-strong mask.' })
  const fromLayer = mapFromLayer(node, paint, extent), toSource = mapFromCanvas(node, fromLayer)
  const layer = { x: 0, y: 0, width: node.width, height: node.height }
  const visible = paint.scaleMode === 'TILE' ? null : { x: 0, y: 0, width: extent.width, height: extent.height }

  /** `toCanvas` brings the shape that is rendered, which may be a copy, to where the mask lies. */
  const draw = async (shape: SceneNode, toCanvas: Affine): Promise<Reply> => {
    const seen = seenArea(shape, name), map = multiply(toSource, toCanvas)
    const corners = seen.corners.map(({ x, y }) => applyTo(map, x, y))
    if (areaInside(corners, visible, fromLayer, layer) < leastTouchPx) throw new PluginError('mask.outside-source', `${name} does not touch the picture of ${nameOf(node)}.`, { hint: 'Move it over the picture, or draw another shape.' })
    const { box } = seen, wide = box.width >= box.height
    const edge = clamp(Math.ceil(Math.max(box.width, box.height) * Math.min(densest, Math.sqrt(areaScale(toSource)))), 1, Math.min(maxEdgePx, figmaEdgePx))
    const bytes = await render(shape as SceneNode & ExportMixin, { format: 'PNG', colorProfile: 'SRGB', useAbsoluteBounds: seen.whole, contentsOnly: true, constraint: { type: wide ? 'WIDTH' : 'HEIGHT', value: edge } }, name)
    const px = pngExtent(bytes)
    if (!px) throw nothingMarked(name)
    const toShape = multiply(translation(box.x, box.y), scaling(box.width / px.width, box.height / px.height))
    return { mask: { nodeId, name, widthPx: px.width, heightPx: px.height, toSource: multiply(map, toShape) }, bytes }
  }

  if (!needsDress(mask)) return draw(mask, identity)
  return onCopy(mask, memory, dressMask, (copy) => draw(copy, multiply(absoluteTransformOf(mask), invert(absoluteTransformOf(copy)) ?? identity)))
}

const nothingMarked = (name: string): PluginError => new PluginError('selection.unsupported', `${name} marks nothing.`, { hint: 'Choose a shape that is visible and not empty.' })

/** What an export holds, on the canvas: the layer's own box, which Figma exports to the px, or with strokes and blur that reach over it what is rendered. */
function seenArea(shape: SceneNode, name: string): { box: Bounds; whole: boolean; corners: { x: number; y: number }[] } {
  const own = boundsOf(shape), seen = 'absoluteRenderBounds' in shape ? shape.absoluteRenderBounds : own
  if (!seen) throw nothingMarked(name)
  const whole = own.width > 0 && own.height > 0 && contains(own, seen, 0.01)
  const box = whole ? own : { x: seen.x, y: seen.y, width: seen.width, height: seen.height }
  if (whole && 'width' in shape) return { box, whole, corners: cornersOf({ x: 0, y: 0, width: shape.width, height: shape.height }).map(({ x, y }) => applyTo(absoluteTransformOf(shape), x, y)) }
  return { box, whole, corners: cornersOf(box) }
}

const cornersOf = ({ x, y, width, height }: Bounds): { x: number; y: number }[] => [{ x, y }, { x: x + width, y }, { x: x + width, y: y + height }, { x, y: y + height }]
