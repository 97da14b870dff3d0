// Rounded corners of a layer, kept by a box that covers only a part of it.
import type { Bounds } from '../shared/geometry'

/** Clockwise from top left, layer units. */
export type Radii = [number, number, number, number]

/** The box, grown to each rounded corner that it reaches into, and which radii it has there. `whole` is the layer's own box. */
export function cornersIn(box: Bounds, whole: Bounds, layer: object): { box: Bounds; radii: Radii } {
  const limit = Math.min(whole.width, whole.height) / 2
  const own = radiiOf(layer).map((radius) => Math.min(radius, limit)) as Radii
  let left = box.x, top = box.y, right = box.x + box.width, bottom = box.y + box.height
  const radii = own.map((radius, corner) => {
    const atLeft = corner === 0 || corner === 3, atTop = corner < 2
    const reaches = radius > 0 && (atLeft ? box.x < whole.x + radius : box.x + box.width > whole.x + whole.width - radius) && (atTop ? box.y < whole.y + radius : box.y + box.height > whole.y + whole.height - radius)
    if (!reaches) return 0
    if (atLeft) left = whole.x
    else right = whole.x + whole.width
    if (atTop) top = whole.y
    else bottom = whole.y + whole.height
    return radius
  }) as Radii
  return { box: { x: left, y: top, width: right - left, height: bottom - top }, radii }
}

const names = ['topLeftRadius', 'topRightRadius', 'bottomRightRadius', 'bottomLeftRadius'] as const

/** A layer that has no corners, or one radius for all, lacks some of the names; Figma may throw for those. */
function radiiOf(layer: object): Radii {
  const from = layer as Record<string, unknown>
  const all = 'cornerRadius' in from && typeof from['cornerRadius'] === 'number' ? from['cornerRadius'] : 0
  return names.map((name) => (name in from && typeof from[name] === 'number' ? from[name] : all)) as Radii
}
