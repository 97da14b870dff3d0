// One `draw` for the screen and for exports. Canvas2D only; not like Figma in text metrics, the look of blur, LINEAR_BURN, diamond gradients,
// background blur, dashed caps, per-side strokes, corner smoothing and colour profiles.
import { type Affine, type Bounds, identity, intersect, multiply, translation } from '../../src/shared/geometry.ts'
import type { DocumentView, HostNode } from '../model/types.ts'
import { drawBoolean, drawShape } from './booleans.ts'
import { paintedBounds } from './bounds.ts'
import type { CanvasFactory, Context, Surface } from './canvas.ts'
import { drawWithEffects, visibleEffects } from './effects.ts'
import type { ImageStore } from './image-store.ts'
import type { LayerCache } from './layer-cache.ts'
import { blendOf, fillOutline, isDrawn, styleOf, useMatrix } from './paints.ts'
import { clipsContent, isMask, isTransparentContainer, isVisible, numberOf, textOf } from './props.ts'
import { type Outline, outlinesOf, strokeAlignOf, strokeWeightOf } from './shapes.ts'
import { drawText } from './text.ts'

export type Scene = { document: DocumentView; factory: CanvasFactory; images: ImageStore; /** Layers left out, as the one being typed into. */ hidden?: ReadonlySet<string> | undefined; /** For the screen only. */ cache?: LayerCache | undefined }
/** Where to draw; px. */
export type Target = { context: Context; width: number; height: number }

/** Draws a node and what is in it. `container` maps the space of its nearest non-group ancestor to target px. */
export function draw(scene: Scene, target: Target, node: HostNode, container: Affine): void {
  if (!isVisible(node) || scene.hidden?.has(node.id)) return
  const opacity = numberOf(node, 'opacity', 1)
  if (opacity <= 0) return
  if (scene.cache && node.type !== 'PAGE' && scene.cache.draw(scene, target, node, container)) return
  const area = pixelArea(paintedBounds(scene.document, node, container), target)
  if (!area) return
  const blend = blendOf(node.props.blendMode), effects = visibleEffects(node)
  if (opacity === 1 && blend === 'source-over' && effects.length === 0) return drawContent(scene, target, node, container)
  const layer = drawLayer(scene, area, container, (inner, shifted) => drawContent({ ...scene, cache: undefined }, inner, node, shifted))
  target.context.save()
  useMatrix(target.context, identity)
  target.context.globalAlpha *= opacity
  target.context.globalCompositeOperation = blend
  drawWithEffects(scene.factory, target.context, layer, area, effects, multiply(container, node.relativeTransform))
  target.context.restore()
}

/** Whole target px that `box` touches; null when it is outside. */
function pixelArea(box: Bounds | null, target: Target): Bounds | null {
  const seen = box && intersect({ x: box.x - 1, y: box.y - 1, width: box.width + 2, height: box.height + 2 }, { x: 0, y: 0, width: target.width, height: target.height })
  if (!seen) return null
  const x = Math.floor(seen.x), y = Math.floor(seen.y)
  return { x, y, width: Math.ceil(seen.x + seen.width) - x, height: Math.ceil(seen.y + seen.height) - y }
}

function drawLayer(scene: Scene, area: Bounds, container: Affine, paint: (target: Target, container: Affine) => void): Surface {
  const surface = scene.factory.createCanvas(area.width, area.height)
  paint(surface, multiply(translation(-area.x, -area.y), container))
  return surface
}

function drawContent(scene: Scene, target: Target, node: HostNode, container: Affine): void {
  const matrix = multiply(container, node.relativeTransform)
  if (node.type === 'SLICE') return
  if (node.type === 'GROUP') return drawChildren(scene, target, scene.document.children(node.id), container)
  if (node.type === 'PAGE' || node.type === 'DOCUMENT') return drawChildren(scene, target, scene.document.children(node.id), matrix)
  if (node.type === 'TEXT') return drawText(scene, target.context, node, matrix)
  const outlines = outlinesOf(scene.factory, node)
  if (node.type === 'BOOLEAN_OPERATION' && !node.props.fillGeometry) return drawBoolean(scene, target, node, container)
  if (node.type !== 'LINE') fill(scene, target.context, node, matrix, outlines)
  const children = scene.document.children(node.id)
  if (children.length > 0 && !isTransparentContainer(node)) {
    target.context.save()
    if (clipsContent(node) && outlines[0]) {
      useMatrix(target.context, matrix)
      target.context.clip(outlines[0].path, outlines[0].rule)
    }
    drawChildren(scene, target, children, matrix)
    target.context.restore()
  }
  stroke(scene, target.context, node, matrix, outlines)
}

export function fill(scene: Scene, context: Context, node: HostNode, matrix: Affine, outlines: Outline[]): void {
  if (!Array.isArray(node.fills)) return
  for (const paint of node.fills) for (const outline of outlines) fillOutline(scene, context, node, matrix, outline, paint)
}

const caps: Record<string, CanvasLineCap> = { ROUND: 'round', SQUARE: 'square' }
const joins: Record<string, CanvasLineJoin> = { ROUND: 'round', BEVEL: 'bevel' }

/** Inside and outside strokes are double strokes behind a clip. */
function stroke(scene: Scene, context: Context, node: HostNode, matrix: Affine, outlines: Outline[]): void {
  const weight = strokeWeightOf(node), align = strokeAlignOf(node)
  if (weight <= 0 || !node.strokes.some(isDrawn)) return
  for (const { path, rule } of outlines) {
    context.save()
    useMatrix(context, matrix)
    if (align === 'INSIDE') context.clip(path, rule)
    if (align === 'OUTSIDE') {
      const around = scene.factory.path()
      around.rect(-weight * 2, -weight * 2, node.width + weight * 4, node.height + weight * 4)
      around.addPath(path)
      context.clip(around, 'evenodd')
    }
    context.lineWidth = align === 'CENTER' ? weight : weight * 2
    context.lineCap = caps[textOf(node, 'strokeCap', 'NONE')] ?? 'butt'
    context.lineJoin = joins[textOf(node, 'strokeJoin', 'MITER')] ?? 'miter'
    if (Array.isArray(node.props.dashPattern)) context.setLineDash(node.props.dashPattern as number[])
    for (const paint of node.strokes.filter(isDrawn)) {
      const style = styleOf(scene, context, node, paint)
      if (!style) continue
      context.save()
      context.globalAlpha *= paint.opacity ?? 1
      context.globalCompositeOperation = blendOf(paint.blendMode)
      context.strokeStyle = style
      context.stroke(path)
      context.restore()
    }
    context.restore()
  }
}

/** A mask hides itself and shapes the siblings above it, up to the next mask. Alpha masks count what is painted, vector masks the shape alone. */
function drawChildren(scene: Scene, target: Target, children: HostNode[], container: Affine): void {
  let index = 0
  while (index < children.length) {
    const child = children[index]!
    index += 1
    if (!isMask(child) || !isVisible(child)) {
      draw(scene, target, child, container)
      continue
    }
    const next = children.findIndex((other, at) => at >= index && isMask(other) && isVisible(other))
    const masked = children.slice(index, next === -1 ? children.length : next)
    index += masked.length
    drawMasked(scene, target, child, masked, container)
  }
}

function drawMasked(scene: Scene, target: Target, mask: HostNode, masked: HostNode[], container: Affine): void {
  const area = pixelArea(paintedBounds(scene.document, mask, container), target)
  if (!area) return
  const kind = textOf(mask, 'maskType', 'ALPHA')
  const uncached = { ...scene, cache: undefined }
  const shape = drawLayer(scene, area, container, (inner, shifted) => {
    if (kind !== 'VECTOR') return draw(uncached, inner, mask, shifted)
    drawShape(uncached, inner, mask, shifted)
  })
  if (kind === 'LUMINANCE') luminanceToAlpha(shape)
  const layer = drawLayer(scene, area, container, (inner, shifted) => masked.forEach((node) => draw(uncached, inner, node, shifted)))
  useMatrix(layer.context, identity)
  layer.context.globalCompositeOperation = 'destination-in'
  layer.context.drawImage(shape.source, 0, 0)
  target.context.save()
  useMatrix(target.context, identity)
  target.context.drawImage(layer.source, area.x, area.y)
  target.context.restore()
}

function luminanceToAlpha(surface: Surface): void {
  const image = surface.context.getImageData(0, 0, surface.width, surface.height), data = image.data
  for (let i = 0; i < data.length; i += 4) data[i + 3] = ((0.2126 * data[i]! + 0.7152 * data[i + 1]! + 0.0722 * data[i + 2]!) * data[i + 3]!) / 255
  surface.context.putImageData(image, 0, 0)
}

