// Patches of earlier edits laid over their source, as the canvas shows them.
import type { Affine } from '../../../src/shared/geometry'
import type { Pixels } from './pixels'

/** How far a patch may lie off whole source px, and its scale off 1, to be laid without resampling. */
const tolerance = 0.01

/** A patch whose pixels are source pixels: only moved. */
const offsetOf = ([[a, c, x], [b, d, y]]: Affine): { x: number; y: number } | null =>
  [a - 1, b, c, d - 1, x - Math.round(x), y - Math.round(y)].every((value) => Math.abs(value) < tolerance) ? { x: Math.round(x), y: Math.round(y) } : null

/** Straight alpha over a pixel that is see-through itself. */
function mixAlpha(above: number, below: number, share: number): number {
  const alpha = share / 255, under = ((below >>> 24) / 255) * (1 - alpha), sum = alpha + under
  let out = Math.round(sum * 255) << 24
  for (let shift = 0; shift < 24; shift += 8) out |= Math.round((((above >>> shift) & 255) * alpha + ((below >>> shift) & 255) * under) / sum) << shift
  return out
}

/** From this many px on a run is copied in one piece. */
const longRun = 24
/** Two colours in one word, a byte apart, so that both are mixed at once. */
const pair = 0xff00ff, half = 0x800080

/** Lays `patch` over `below` in place; straight alpha. False, and nothing is done, when it does not lie on whole pixels. */
export function layOver(below: Pixels, patch: Pixels, toSource: Affine): boolean {
  const offset = offsetOf(toSource)
  if (!offset) return false
  const to = new Int32Array(below.data.buffer, below.data.byteOffset, below.width * below.height), from = new Int32Array(patch.data.buffer, patch.data.byteOffset, patch.width * patch.height)
  const first = Math.max(0, -offset.x), last = Math.min(patch.width, below.width - offset.x)
  for (let y = Math.max(0, -offset.y); y < Math.min(patch.height, below.height - offset.y); y++) {
    const row = y * patch.width
    layRow(to, from, row + first, row + last, (y + offset.y) * below.width + offset.x - row)
  }
  return true
}

/** Pixels `at` to `end` of `from` go to those `shift` further on: runs that are clear are passed over, solid ones copied, the rest mixed. */
function layRow(to: Int32Array, from: Int32Array, at: number, end: number, shift: number): void {
  while (at < end) {
    while (at + 4 <= end && (from[at]! | from[at + 1]! | from[at + 2]! | from[at + 3]!) >>> 24 === 0) at += 4
    while (at < end && from[at]! >>> 24 === 0) at++
    const start = at
    while (at + 4 <= end && (from[at]! & from[at + 1]! & from[at + 2]! & from[at + 3]!) >>> 24 === 255) at += 4
    while (at < end && from[at]! >>> 24 === 255) at++
    if (at - start >= longRun) to.set(from.subarray(start, at), start + shift)
    else for (let i = start; i < at; i++) to[i + shift] = from[i]!
    if (at < end && from[at]! >>> 24 > 0) at += mixRun(to.subarray(at + shift, end + shift), from.subarray(at, end))
  }
}

/** Mixes pixels up to the first that is clear or solid; returns how many. */
function mixRun(to: Int32Array, from: Int32Array): number {
  for (let i = 0; i < from.length; i++) {
    const above = from[i]!, under = to[i]!, share = above >>> 24
    if ((share - 1) >>> 0 >= 254) return i
    if (under >>> 24 !== 255) {
      to[i] = mixAlpha(above, under, share)
      continue
    }
    // (above * share + under * (255 - share)) / 255, rounded: red and blue at once, then green.
    const underPair = under & pair, underGreen = (under >>> 8) & 255
    const redBlue = (((Math.imul((above & pair) - underPair, share) + (((underPair << 8) - underPair) | 0)) | 0) + half) | 0
    const green = (Math.imul(((above >>> 8) & 255) - underGreen, share) + 255 * underGreen + 128) | 0
    to[i] = (((redBlue + ((redBlue >>> 8) & pair)) >>> 8) & pair) | ((green + (green >>> 8)) & 0xff00) | 0xff000000
  }
  return from.length
}
