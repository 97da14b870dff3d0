// Patches of earlier edits laid over their source, as the canvas shows them.
import type { Affine } from '../../../src/shared/geometry'
import type { Pixels } from './pixels'

/** How far a patch may lie off whole source px, and its scale off 1, to be laid without resampling. */
const tolerance = 0.01

/** A patch whose pixels are source pixels: only moved. */
const offsetOf = ([[a, c, x], [b, d, y]]: Affine): { x: number; y: number } | null =>
  [a - 1, b, c, d - 1, x - Math.round(x), y - Math.round(y)].every((value) => Math.abs(value) < tolerance) ? { x: Math.round(x), y: Math.round(y) } : null

/** Lays `patch` over `below` in place; straight alpha. False, and nothing is done, when it does not lie on whole pixels. */
export function layOver(below: Pixels, patch: Pixels, toSource: Affine): boolean {
  const offset = offsetOf(toSource)
  if (!offset) return false
  for (let y = Math.max(0, -offset.y); y < Math.min(patch.height, below.height - offset.y); y++) {
    for (let x = Math.max(0, -offset.x); x < Math.min(patch.width, below.width - offset.x); x++) {
      const from = (y * patch.width + x) * 4, to = ((y + offset.y) * below.width + x + offset.x) * 4
      const alpha = patch.data[from + 3]! / 255
      if (alpha === 0) continue
      const under = (below.data[to + 3]! / 255) * (1 - alpha), sum = alpha + under
      for (let c = 0; c < 3; c++) below.data[to + c] = Math.round((patch.data[from + c]! * alpha + below.data[to + c]! * under) / sum)
      below.data[to + 3] = Math.round(sum * 255)
    }
  }
  return true
}
