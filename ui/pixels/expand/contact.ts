// Distances to the line where kept and new pixels meet.
import type { Bounds, Extent } from '../../../src/shared/geometry'
import { makePlane, type Plane } from '../in-place/pixels'
import type { Sides } from './plan-window'

/**
 * px from every pixel centre of a picture of `extent` to the contact line: positive inside `kept`, negative outside it.
 * Sides that do not grow have no contact: inside, they count as infinitely far.
 */
export function contactDistance(extent: Extent, kept: Bounds, sides: Sides): Plane {
  const out = makePlane(extent.width, extent.height)
  const columns = spans(extent.width, kept.x, kept.width, sides.left > 0, sides.right > 0), rows = spans(extent.height, kept.y, kept.height, sides.top > 0, sides.bottom > 0)
  for (let y = 0, i = 0; y < extent.height; y++) {
    const down = rows[y]!
    for (let x = 0; x < extent.width; x++, i++) {
      const across = columns[x]!
      out.data[i] = across > 0 && down > 0 ? Math.min(across, down) : -Math.hypot(Math.min(0, across), Math.min(0, down))
    }
  }
  return out
}

const far = 1e6

/** Along one axis: px to the nearer growing end, positive inside, negative outside. */
const spans = (count: number, start: number, length: number, before: boolean, after: boolean): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => {
    const fromStart = i + 0.5 - start, fromEnd = start + length - i - 0.5
    if (fromStart <= 0 || fromEnd <= 0) return Math.min(fromStart, fromEnd)
    return Math.min(before ? fromStart : far, after ? fromEnd : far)
  })
