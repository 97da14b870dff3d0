// Patches of earlier edits laid over their source, as the canvas shows them.
import type { Affine } from '../../../src/shared/geometry'
import { kernels } from '../kernels/kernels'
import { type LayPart, mostAtOnce, startLaying } from '../kernels/lay'
import type { Pixels } from './pixels'

/** How far a patch may lie off whole source px, and its scale off 1, to be laid without resampling. */
const tolerance = 0.01

/** A patch whose pixels are source pixels: only moved. */
const offsetOf = ([[a, c, x], [b, d, y]]: Affine): { x: number; y: number } | null =>
  [a - 1, b, c, d - 1, x - Math.round(x), y - Math.round(y)].every((value) => Math.abs(value) < tolerance) ? { x: Math.round(x), y: Math.round(y) } : null

/** Straight alpha over a pixel that may be see-through itself. */
function mixAlpha(above: number, below: number): number {
  const share = above >>> 24
  if (share === 0) return below
  if (below >>> 24 === 255) return mixSolid(above, below)
  const alpha = share / 255, under = ((below >>> 24) / 255) * (1 - alpha), sum = alpha + under
  let out = Math.round(sum * 255) << 24
  for (let shift = 0; shift < 24; shift += 8) out |= Math.round((((above >>> shift) & 255) * alpha + ((below >>> shift) & 255) * under) / sum) << shift
  return out
}

/** Two colours in one word, a byte apart, so that both are mixed at once. */
const pair = 0xff00ff, half = 0x800080
const green = 0xff00, halfGreen = 0x8000

/** Over a solid pixel: (above * share + below * (255 - share)) / 255, rounded; red and blue at once, then green. */
function mixSolid(above: number, below: number): number {
  const share = above >>> 24, underPair = below & pair, underGreen = below & green
  const redBlue = (Math.imul((above & pair) - underPair, share) + (underPair << 8) - underPair + half) | 0
  const own = (Math.imul((above & green) - underGreen, share) + (underGreen << 8) - underGreen + halfGreen) | 0
  return (((redBlue + ((redBlue >>> 8) & pair)) >>> 8) & pair) | (((own + ((own >>> 8) & green)) >>> 8) & green) | 0xff000000
}

/** From this many px on a run is copied in one piece. */
const longRun = 24

/** Lays `patch` over `below` in place; straight alpha. False, and nothing is done, when it does not lie on whole pixels. */
export function layOver(below: Pixels, patch: Pixels, toSource: Affine): boolean {
  const offset = offsetOf(toSource)
  if (!offset) return false
  const to = new Int32Array(below.data.buffer, below.data.byteOffset, below.width * below.height), from = new Int32Array(patch.data.buffer, patch.data.byteOffset, patch.width * patch.height)
  const first = Math.max(0, -offset.x), last = Math.min(patch.width, below.width - offset.x)
  const top = Math.max(0, -offset.y), bottom = Math.min(patch.height, below.height - offset.y), fast = kernels()
  if (last <= first) return true
  if (fast) layRows(startLaying(fast, to, from, (at, end, shift) => layRow(to, from, at, end, shift)), { first, last, top, bottom, patch: patch.width, below: below.width, shift: offset.y * below.width + offset.x })
  else for (let y = top; y < bottom; y++) layRow(to, from, y * patch.width + first, y * patch.width + last, y * (below.width - patch.width) + offset.y * below.width + offset.x)
  return true
}

/** Columns and rows of the patch that lie on the picture below, both widths, and how much further on its pixel lies there. */
type Lie = { first: number; last: number; top: number; bottom: number; patch: number; below: number; shift: number }

/** In parts: whole rows where both pictures are as wide as each other, else pieces of one. */
function layRows(lay: LayPart, { first, last, top, bottom, patch, below, shift }: Lie): void {
  const whole = patch === below && last - first === patch
  for (let y = top; y < (whole ? top + 1 : bottom); y++) {
    const end = (whole ? bottom - 1 : y) * patch + last, on = shift + y * (below - patch)
    for (let at = y * patch + first; at < end; at += mostAtOnce) lay(at, Math.min(end, at + mostAtOnce), on)
  }
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

/** Mixes pixels, four at a time, until four are clear or four are solid; returns how many. The first is neither. */
function mixRun(to: Int32Array, from: Int32Array): number {
  let i = 0
  for (const last = from.length - 4; i <= last; i += 4) {
    const a = from[i]!, b = from[i + 1]!, c = from[i + 2]!, d = from[i + 3]!, p = to[i]!, q = to[i + 1]!, r = to[i + 2]!, s = to[i + 3]!
    if ((a | b | c | d) >>> 24 === 0 || (a & b & c & d) >>> 24 === 255) return i
    if ((p & q & r & s) >>> 24 !== 255) {
      for (let k = i; k < i + 4; k++) to[k] = mixAlpha(from[k]!, to[k]!)
      continue
    }
    to[i] = mixSolid(a, p)
    to[i + 1] = mixSolid(b, q)
    to[i + 2] = mixSolid(c, r)
    to[i + 3] = mixSolid(d, s)
  }
  for (; i < from.length; i++) to[i] = mixAlpha(from[i]!, to[i]!)
  return i
}
