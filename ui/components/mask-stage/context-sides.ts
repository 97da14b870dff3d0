// The dashed box of what the model sees: which side is under the pointer, and what dragging it asks for. Pure.
import { clamp, type Bounds, type Extent } from '../../../src/shared/geometry'

export type Side = 'left' | 'right' | 'top' | 'bottom'

/** CSS px on either side of the line. */
const grabPx = 4
const leastRatio = 0.5, mostRatio = 4

/** `box` in the same px as the point. */
export function sideAt(box: Bounds, x: number, y: number): Side | null {
  const right = box.x + box.width, bottom = box.y + box.height
  const along = (at: number, from: number, to: number): boolean => at >= from - grabPx && at <= to + grabPx
  const near = ([['left', x - box.x, along(y, box.y, bottom)], ['right', x - right, along(y, box.y, bottom)], ['top', y - box.y, along(x, box.x, right)], ['bottom', y - bottom, along(x, box.x, right)]] as const)
    .filter(([, distance, beside]) => beside && Math.abs(distance) <= grabPx)
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
