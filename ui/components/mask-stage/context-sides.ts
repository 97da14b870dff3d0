// The dashed box of what the model sees: which side is held by its grip, and what dragging it asks for. Pure.
// Only the grip amid each side takes hold: strokes must be able to begin anywhere else, also along the line.
import { clamp, type Bounds, type Extent } from '../../../src/shared/geometry'

export type Side = 'left' | 'right' | 'top' | 'bottom'

/** CSS px on either side of the line, and from the middle of the side along it. */
const grabPx = 6, alongPx = 14
/** Half of a grip's length, CSS px. Small boxes have smaller grips, or none. */
const gripPx = 9, leastGripPx = 4

/** Half the length of the grips on a side of this length; 0: it has none. */
export function gripOf(sidePx: number): number {
  const half = Math.min(gripPx, sidePx / 5)
  return half >= leastGripPx ? half : 0
}
const leastRatio = 0.5, mostRatio = 4

/** The side whose grip lies under a point; `box` in the same px as the point. */
export function sideAt(box: Bounds, x: number, y: number): Side | null {
  const right = box.x + box.width, bottom = box.y + box.height
  const amid = (at: number, from: number, size: number): boolean => gripOf(size) > 0 && Math.abs(at - from - size / 2) <= Math.min(alongPx, size / 4)
  const upright = amid(y, box.y, box.height), lying = amid(x, box.x, box.width)
  const near = ([['left', x - box.x, upright], ['right', x - right, upright], ['top', y - box.y, lying], ['bottom', y - bottom, lying]] as const)
    .filter(([, distance, held]) => held && Math.abs(distance) <= grabPx)
    .sort((a, b) => Math.abs(a[1]) - Math.abs(b[1]))
  return near[0]?.[0] ?? null
}

/** px from the mask's box to a side of the context. */
function roomAt(side: Side, box: Bounds, mask: Bounds): number {
  if (side === 'left') return mask.x - box.x
  if (side === 'right') return box.x + box.width - mask.x - mask.width
  return side === 'top' ? mask.y - box.y : box.y + box.height - mask.y - mask.height
}

const isCut = (side: Side, box: Bounds, { width, height }: Extent): boolean =>
  side === 'left' ? box.x <= 0.5 : side === 'top' ? box.y <= 0.5 : side === 'right' ? box.x + box.width >= width - 0.5 : box.y + box.height >= height - 0.5

/**
 * The context ratio, 0.5 to 4, when a side is dragged outward by `outwardPx` source px from where `box` began with `ratio`.
 * A side that the picture's edge cut short tells little of the context; then the widest of the others does.
 */
export function draggedRatio(side: Side, outwardPx: number, box: Bounds, mask: Bounds, ratio: number, extent: Extent): number {
  const sides = (['left', 'right', 'top', 'bottom'] as const).filter((one) => one === side || !isCut(one, box, extent))
  const room = isCut(side, box, extent) ? Math.max(...sides.map((one) => roomAt(one, box, mask))) : roomAt(side, box, mask)
  const full = Math.max(8, room)
  return clamp((ratio * (full + outwardPx)) / full, leastRatio, mostRatio)
}
