// How much each pixel of an upright line is of the letters' colour. Pure.
import type { Pixels } from '../../pixels/in-place/pixels'
import { pointIn, type TurnedBox } from './quad'
import { sampleBox } from './sample'

/** Room above and below the line's own box, in parts of its height. */
const above = 0.5, below = 0.3, whole = 1 + above + below
/** px of the upright copy. */
const heightPx = 120, longestPx = 2880
/** Steps of each channel. */
const steps = 12
/** Colours within this are one; the ground is at least so far away. */
const near = 32, leastApart = 40
/** Cells a side of a letter's patch, and its side in parts of the line's height. */
export const cells = 24
const patchSide = 1.1

export type InkMap = { /** 1: of the letters' colour; 0: as far from it as the ground. */ ink: Float32Array; width: number; height: number }

export function inkMapOf(pixels: Pixels, line: TurnedBox): InkMap {
  const box = { ...line, height: line.height * whole, centre: pointIn(line, 0, (below - above) / 2) }
  const width = Math.min(longestPx, Math.max(8, Math.round((heightPx * box.width) / Math.max(1, box.height)))), size = width * heightPx
  const planes = sampleBox(pixels, box, width, heightPx), colour = colourOf(planes, width), ink = new Float32Array(size)
  for (let i = 0; i < size; i++) ink[i] = distance(planes, size, i, colour)
  const over = ink.slice(0, Math.round((above / whole) * heightPx) * width).sort(), apart = Math.max(leastApart, over[over.length >> 1] ?? 0)
  for (let i = 0; i < size; i++) ink[i] = Math.max(0, 1 - ink[i]! / apart)
  return { ink, width, height: heightPx }
}

const distance = (planes: Float32Array, size: number, i: number, colour: readonly number[]): number => Math.hypot(planes[i]! - colour[0]!, planes[size + i]! - colour[1]!, planes[2 * size + i]! - colour[2]!)

/** The colour that is frequent in the line's core and rare around it. */
function colourOf(planes: Float32Array, width: number): number[] {
  const size = width * heightPx, inside = new Float32Array(steps ** 3), around = new Float32Array(steps ** 3)
  const top = (above / whole) * heightPx, span = heightPx / whole, core = [Math.ceil(top + 0.15 * span), Math.floor(top + 0.85 * span)] as const
  const step = (plane: number, i: number): number => Math.min(steps - 1, Math.floor((planes[plane * size + i]! * steps) / 256))
  let insides = 0, arounds = 0
  for (let y = 0; y < heightPx; y++) {
    const isCore = y >= core[0] && y <= core[1]
    if (!isCore && y >= top - 0.02 * span && y <= top + 1.02 * span) continue
    for (let x = 0; x < width; x++) (isCore ? inside : around)[(step(0, y * width + x) * steps + step(1, y * width + x)) * steps + step(2, y * width + x)]! += 1
    if (isCore) insides += width
    else arounds += width
  }
  /** With its neighbours. */
  const share = (counts: Float32Array, at: readonly number[], all: number): number => {
    let sum = 0
    for (let r = -1; r <= 1; r++) for (let g = -1; g <= 1; g++) for (let b = -1; b <= 1; b++) {
      const [x, y, z] = [at[0]! + r, at[1]! + g, at[2]! + b]
      if (Math.min(x, y, z) >= 0 && Math.max(x, y, z) < steps) sum += (r || g || b ? 0.6 : 1) * counts[(x * steps + y) * steps + z]!
    }
    return sum / Math.max(1, all)
  }
  let best = -1, found = [0, 0, 0]
  inside.forEach((count, index) => {
    if (count === 0) return
    const at = [Math.floor(index / steps ** 2), Math.floor(index / steps) % steps, index % steps], own = share(inside, at, insides), other = share(around, at, arounds)
    const score = (Math.min(own, 0.35) * (own - other)) / (own + other + 0.01)
    if (score > best) [best, found] = [score, at]
  })
  let colour = found.map((value) => ((value + 0.5) * 256) / steps)
  for (let round = 0; round < 3; round++) {
    const sum = [0, 0, 0]
    let count = 0
    for (let i = core[0] * width; i < core[1] * width; i++) {
      if (distance(planes, size, i, colour) >= near) continue
      count += 1
      for (let c = 0; c < 3; c++) sum[c]! += planes[c * size + i]!
    }
    if (count > 0) colour = sum.map((value) => value / count)
  }
  return colour
}

/** The letter at `at` (0 to 1 along the line) and what stands over it, `cells` x `cells`. */
export function patchOf({ ink, width, height }: InkMap, at: number): Float32Array {
  const side = (patchSide * height) / whole, cell = side / cells, left = at * width - side / 2, out = new Float32Array(cells * cells)
  for (let row = 0; row < cells; row++) for (let column = 0; column < cells; column++) {
    const x0 = Math.round(left + column * cell), x1 = Math.max(x0 + 1, Math.round(left + (column + 1) * cell)), y0 = Math.round(row * cell), y1 = Math.max(y0 + 1, Math.round((row + 1) * cell))
    let sum = 0
    for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) sum += ink[Math.min(height - 1, y) * width + Math.min(width - 1, Math.max(0, x))]!
    out[row * cells + column] = sum / ((x1 - x0) * (y1 - y0))
  }
  return out
}
