// Patches of earlier edits laid over their source, as the canvas shows them.
import type { Affine } from '../../../src/shared/geometry'
import type { Pixels } from './pixels'

/** How far a patch may lie off whole source px, and its scale off 1, to be laid without resampling. */
const tolerance = 0.01

/** A patch whose pixels are source pixels: only moved. */
const offsetOf = ([[a, c, x], [b, d, y]]: Affine): { x: number; y: number } | null =>
  [a - 1, b, c, d - 1, x - Math.round(x), y - Math.round(y)].every((value) => Math.abs(value) < tolerance) ? { x: Math.round(x), y: Math.round(y) } : null

/** (a * share + b * (255 - share)) / 255 of each colour of two packed pixels, rounded; alpha 0. */
function mix(a: number, b: number, share: number): number {
  const rest = 255 - share
  const r = (a & 255) * share + (b & 255) * rest + 128, g = ((a >>> 8) & 255) * share + ((b >>> 8) & 255) * rest + 128, c = ((a >>> 16) & 255) * share + ((b >>> 16) & 255) * rest + 128
  return ((r + (r >>> 8)) >>> 8) | (((g + (g >>> 8)) >>> 8) << 8) | (((c + (c >>> 8)) >>> 8) << 16)
}

/** Straight alpha over a pixel that is see-through itself. */
function mixAlpha(above: number, below: number, share: number): number {
  const alpha = share / 255, under = ((below >>> 24) / 255) * (1 - alpha), sum = alpha + under
  let out = Math.round(sum * 255) << 24
  for (let shift = 0; shift < 24; shift += 8) out |= Math.round((((above >>> shift) & 255) * alpha + ((below >>> shift) & 255) * under) / sum) << shift
  return out
}

/** Lays `patch` over `below` in place; straight alpha. False, and nothing is done, when it does not lie on whole pixels. */
export function layOver(below: Pixels, patch: Pixels, toSource: Affine): boolean {
  const offset = offsetOf(toSource)
  if (!offset) return false
  const to = new Uint32Array(below.data.buffer, below.data.byteOffset, below.width * below.height), from = new Uint32Array(patch.data.buffer, patch.data.byteOffset, patch.width * patch.height)
  const first = Math.max(0, -offset.x), last = Math.min(patch.width, below.width - offset.x)
  for (let y = Math.max(0, -offset.y); y < Math.min(patch.height, below.height - offset.y); y++) {
    const row = y * patch.width, onto = (y + offset.y) * below.width + offset.x
    for (let x = first; x < last; x++) {
      const above = from[row + x]!, share = above >>> 24
      if (share === 0) continue
      if (share === 255) {
        to[onto + x] = above
        continue
      }
      const under = to[onto + x]!
      to[onto + x] = under >>> 24 === 255 ? mix(above, under, share) | 0xff000000 : mixAlpha(above, under, share)
    }
  }
  return true
}
