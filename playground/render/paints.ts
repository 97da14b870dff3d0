// Fills one outline with one paint. The space of `matrix` is the node's own; px on the target.
import { type Affine, invert, multiply, rotation, scaling, translation } from '../../src/shared/geometry.ts'
import type { GradientPaint, HostNode, ImagePaint, Paint } from '../model/types.ts'
import type { Context, Picture } from './canvas.ts'
import type { Scene } from './draw.ts'
import type { Outline } from './shapes.ts'

/** Figma's blend modes by canvas name. LINEAR_BURN has none and is shown as multiply; LINEAR_DODGE is "lighter". */
const blends: Record<string, GlobalCompositeOperation> = {
  MULTIPLY: 'multiply', SCREEN: 'screen', OVERLAY: 'overlay', DARKEN: 'darken', LIGHTEN: 'lighten', COLOR_DODGE: 'color-dodge', COLOR_BURN: 'color-burn',
  HARD_LIGHT: 'hard-light', SOFT_LIGHT: 'soft-light', DIFFERENCE: 'difference', EXCLUSION: 'exclusion', HUE: 'hue', SATURATION: 'saturation', COLOR: 'color',
  LUMINOSITY: 'luminosity', LINEAR_DODGE: 'lighter', LINEAR_BURN: 'multiply',
}
export const blendOf = (mode: unknown): GlobalCompositeOperation => blends[String(mode)] ?? 'source-over'

export const useMatrix = (context: Context, m: Affine): void => context.setTransform(m[0][0], m[1][0], m[0][1], m[1][1], m[0][2], m[1][2])
const domMatrix = (m: Affine): DOMMatrix2DInit => ({ a: m[0][0], b: m[1][0], c: m[0][1], d: m[1][1], e: m[0][2], f: m[1][2] })
export const cssColor = (color: { r: number; g: number; b: number }, alpha = 1): string => `rgba(${Math.round(color.r * 255)},${Math.round(color.g * 255)},${Math.round(color.b * 255)},${alpha})`

export const isDrawn = (paint: Paint): boolean => paint.visible !== false && (paint.opacity ?? 1) > 0
const isGradient = (paint: Paint): paint is GradientPaint => paint.type.startsWith('GRADIENT_')

/**
 * Maps picture px to the node's own space. CROP: scale(node) . inverse(imageTransform) . scale(1 / picture) (host.md 5);
 * rotation of FILL, FIT and TILE follows the layer's direction, counter-clockwise, which is not verified. Null for a singular transform.
 */
export function imageToNode(paint: ImagePaint, node: { width: number; height: number }, picture: { width: number; height: number }): Affine | null {
  if (paint.scaleMode === 'CROP' && paint.imageTransform) {
    const inverse = invert(paint.imageTransform)
    return inverse && multiply(multiply(scaling(node.width, node.height), inverse), scaling(1 / picture.width, 1 / picture.height))
  }
  const turns = paint.rotation ?? 0
  const turned = Math.round(turns / 90) % 2 !== 0
  const width = turned ? picture.height : picture.width, height = turned ? picture.width : picture.height
  const centred = multiply(rotation(turns), translation(-picture.width / 2, -picture.height / 2))
  if (paint.scaleMode === 'TILE') {
    const scale = paint.scalingFactor ?? 1
    return multiply(multiply(scaling(scale), translation(width / 2, height / 2)), centred)
  }
  const fit = paint.scaleMode === 'FIT' ? Math.min : Math.max
  const scale = fit(node.width / width, node.height / height)
  return multiply(multiply(translation(node.width / 2, node.height / 2), scaling(scale)), centred)
}

/** Draws nothing while the picture is not decoded. */
export function fillOutline(scene: Scene, context: Context, node: HostNode, matrix: Affine, outline: Outline, paint: Paint): void {
  if (!isDrawn(paint)) return
  context.save()
  useMatrix(context, matrix)
  context.globalAlpha *= paint.opacity ?? 1
  context.globalCompositeOperation = blendOf(paint.blendMode)
  if (isGradient(paint)) {
    const toNode = gradientToNode(paint, node)
    if (toNode) {
      context.clip(outline.path, outline.rule)
      useMatrix(context, multiply(matrix, toNode))
      context.fillStyle = unitGradient(context, paint)
      const back = invert(toNode)!
      fillBox(context, back, node)
    }
  } else if (paint.type === 'IMAGE' && (paint as ImagePaint).scaleMode !== 'TILE') {
    const image = paint as ImagePaint, picture = pictureOf(scene, image)
    const map = picture && imageToNode(image, node, picture)
    if (picture && map) {
      context.clip(outline.path, outline.rule)
      const toTarget = multiply(matrix, map)
      useMatrix(context, toTarget)
      sample(context, toTarget)
      context.drawImage(picture.source, 0, 0)
    }
  } else {
    const style = styleOf(scene, context, node, paint)
    if (style) {
      context.fillStyle = style
      context.fill(outline.path, outline.rule)
    }
  }
  context.restore()
}

/** Smaller pictures are averaged (mipmaps), larger ones interpolated linearly. */
function sample(context: Context, m: Affine): void {
  context.imageSmoothingEnabled = true
  context.imageSmoothingQuality = Math.hypot(m[0][0], m[1][0]) < 1 ? 'medium' : 'low'
}

/** A style for strokes and text. Skewed gradients lose their skew here. */
export function styleOf(scene: Scene, context: Context, node: HostNode, paint: Paint): string | CanvasGradient | CanvasPattern | null {
  if (paint.type === 'SOLID') return cssColor((paint as { color: { r: number; g: number; b: number } }).color)
  if (isGradient(paint)) return mappedGradient(context, paint, node)
  if (paint.type !== 'IMAGE') return null
  const image = paint as ImagePaint, picture = pictureOf(scene, image)
  const map = picture && imageToNode(image, node, picture)
  if (!picture || !map) return null
  context.imageSmoothingQuality = 'medium'
  const pattern = context.createPattern(picture.source, image.scaleMode === 'TILE' ? 'repeat' : 'no-repeat')
  pattern?.setTransform(domMatrix(map))
  return pattern
}

function pictureOf(scene: Scene, paint: ImagePaint): Picture | null {
  const image = paint.imageHash === null ? undefined : scene.document.image(paint.imageHash)
  return image ? scene.images.get(image, paint.filters) : null
}

function gradientToNode(paint: GradientPaint, node: HostNode): Affine | null {
  const inverse = invert(paint.gradientTransform)
  return inverse && multiply(scaling(node.width, node.height), inverse)
}

function addStops(gradient: CanvasGradient, paint: GradientPaint): CanvasGradient {
  for (const stop of paint.gradientStops) gradient.addColorStop(Math.min(1, Math.max(0, stop.position)), cssColor(stop.color, stop.color.a))
  return gradient
}

/** In the gradient's unit space. A diamond is shown as a circle. */
function unitGradient(context: Context, paint: GradientPaint): CanvasGradient {
  if (paint.type === 'GRADIENT_LINEAR') return addStops(context.createLinearGradient(0, 0.5, 1, 0.5), paint)
  if (paint.type === 'GRADIENT_ANGULAR') return addStops(context.createConicGradient(0, 0.5, 0.5), paint)
  return addStops(context.createRadialGradient(0.5, 0.5, 0, 0.5, 0.5, 0.5), paint)
}

function mappedGradient(context: Context, paint: GradientPaint, node: HostNode): CanvasGradient | null {
  const m = gradientToNode(paint, node)
  if (!m) return null
  const at = (x: number, y: number): [number, number] => [m[0][0] * x + m[0][1] * y + m[0][2], m[1][0] * x + m[1][1] * y + m[1][2]]
  if (paint.type === 'GRADIENT_LINEAR') return addStops(context.createLinearGradient(...at(0, 0.5), ...at(1, 0.5)), paint)
  const [x, y] = at(0.5, 0.5), [ex, ey] = at(1, 0.5)
  if (paint.type === 'GRADIENT_ANGULAR') return addStops(context.createConicGradient(Math.atan2(ey - y, ex - x), x, y), paint)
  return addStops(context.createRadialGradient(x, y, 0, x, y, Math.hypot(ex - x, ey - y)), paint)
}

/** Covers the node's box, seen from the space that `fromNode` maps to. */
function fillBox(context: Context, fromNode: Affine, node: HostNode): void {
  const corners = [[0, 0], [node.width, 0], [0, node.height], [node.width, node.height]].map(([x, y]) => [fromNode[0][0] * x! + fromNode[0][1] * y! + fromNode[0][2], fromNode[1][0] * x! + fromNode[1][1] * y! + fromNode[1][2]])
  const xs = corners.map((c) => c[0]!), ys = corners.map((c) => c[1]!)
  const x = Math.min(...xs) - 1, y = Math.min(...ys) - 1
  context.fillRect(x, y, Math.max(...xs) + 1 - x, Math.max(...ys) + 1 - y)
}
