// Drop shadows, inner shadows and layer blur, over a layer that is already drawn. Spread and background blur are not shown.
import type { Affine, Bounds } from '../../src/shared/geometry.ts'
import type { Effect, HostNode } from '../model/types.ts'
import type { CanvasFactory, Context, Surface } from './canvas.ts'
import { blendOf, cssColor } from './paints.ts'

type Shadow = Effect & { color: { r: number; g: number; b: number; a: number }; offset: { x: number; y: number }; radius: number; blendMode?: string }

export const visibleEffects = (node: HostNode): Effect[] => node.effects.filter((effect) => effect.visible !== false)

/** `layer` covers `area` of the target (px); `matrix` maps the node to the target. */
export function drawWithEffects(factory: CanvasFactory, context: Context, layer: Surface, area: Bounds, effects: Effect[], matrix: Affine): void {
  const scale = Math.hypot(matrix[0][0], matrix[1][0])
  for (const effect of effects) if (effect.type === 'DROP_SHADOW') dropShadow(context, layer, area.x, area.y, effect as Shadow, scale)
  for (const effect of effects) if (effect.type === 'INNER_SHADOW') innerShadow(factory, layer, effect as Shadow, scale)
  const blur = effects.find((effect) => effect.type === 'LAYER_BLUR')
  // Figma's radius is twice the standard deviation, as in CSS shadows.
  if (blur) context.filter = `blur(${(Number(blur.radius ?? 0) / 2) * scale}px)`
  context.drawImage(layer.source, area.x, area.y)
  context.filter = 'none'
}

/** Only the shadow: the layer itself is drawn far outside and its shadow is brought back. */
function dropShadow(context: Context, layer: Surface, x: number, y: number, shadow: Shadow, scale: number): void {
  const away = 2 * (layer.width + 10_000)
  context.save()
  context.globalCompositeOperation = blendOf(shadow.blendMode)
  context.shadowColor = cssColor(shadow.color, shadow.color.a)
  context.shadowBlur = shadow.radius * scale
  context.shadowOffsetX = away + shadow.offset.x * scale
  context.shadowOffsetY = shadow.offset.y * scale
  context.drawImage(layer.source, x - away, y)
  context.restore()
}

function innerShadow(factory: CanvasFactory, layer: Surface, shadow: Shadow, scale: number): void {
  const inverse = factory.createCanvas(layer.width, layer.height)
  inverse.context.fillRect(0, 0, layer.width, layer.height)
  inverse.context.globalCompositeOperation = 'destination-out'
  inverse.context.drawImage(layer.source, 0, 0)
  const inside = factory.createCanvas(layer.width, layer.height)
  dropShadow(inside.context, inverse, 0, 0, shadow, scale)
  layer.context.save()
  layer.context.setTransform(1, 0, 0, 1, 0, 0)
  layer.context.globalCompositeOperation = 'source-atop'
  layer.context.drawImage(inside.source, 0, 0)
  layer.context.restore()
}
