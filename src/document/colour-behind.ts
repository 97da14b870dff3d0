// The one colour that shows through a picture's transparent parts: of the fills under it, else of the layers around it. Siblings are not looked at.
import { readFills } from './fills'
import { ancestors, pageOf } from './layer'

export type Colour = [number, number, number]

/** 0 to 255 a channel. Null when it is not one colour. */
export function colourBehind(node: SceneNode, paintIndex: number): Colour | null {
  const page = pageOf(node), veils: SolidPaint[] = []
  const stacks = [(readFills(node) ?? []).slice(0, paintIndex), ...ancestors(node).map((one) => readFills(one) ?? []), page ? page.backgrounds : []]
  for (const fills of stacks) {
    for (const paint of fills.slice().reverse()) {
      const opacity = paint.visible === false ? 0 : paint.opacity ?? 1
      if (opacity === 0) continue
      if (paint.type !== 'SOLID' || (paint.blendMode ?? 'NORMAL') !== 'NORMAL') return null
      if (opacity === 1) return through(veils, paint)
      veils.push(paint)
    }
  }
  return null
}

/** `veils` are translucent, topmost first. */
function through(veils: readonly SolidPaint[], ground: SolidPaint): Colour {
  const seen = veils.reduceRight((under, { color, opacity = 1 }) => [color.r * opacity + under[0] * (1 - opacity), color.g * opacity + under[1] * (1 - opacity), color.b * opacity + under[2] * (1 - opacity)] as Colour, [ground.color.r, ground.color.g, ground.color.b] as Colour)
  return [Math.round(seen[0] * 255), Math.round(seen[1] * 255), Math.round(seen[2] * 255)]
}
