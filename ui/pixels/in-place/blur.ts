// Gaussian blur of one plane, mirrored at the border. Small sigmas exactly, larger ones by three running means.
import { makePlane, type Plane } from './pixels'

/** Above this sigma (px) three boxes with fractional ends follow the Gaussian within 1 %. */
const boxesFrom = 3

/** Blurred copy; sigma in px. */
export function gaussian(plane: Plane, sigma: number): Plane {
  if (sigma < 0.2) return { ...plane, data: plane.data.slice() }
  return sigma < boxesFrom ? byKernel(plane, sigma) : byBoxes(plane, sigma)
}

/** Half-sample mirroring: ... c b a | a b c ... */
export const mirrored = (index: number, length: number): number => {
  const period = 2 * length
  const i = ((index % period) + period) % period
  return i < length ? i : period - 1 - i
}

function byKernel(plane: Plane, sigma: number): Plane {
  const { width, height, data } = plane
  const reach = Math.ceil(4 * sigma)
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)))
  const sum = kernel.reduce((a, b) => a + b, 0)
  for (let i = 0; i < kernel.length; i++) kernel[i]! /= sum
  const across = new Float32Array(width * height), out = makePlane(width, height)
  const row = new Float32Array(width + 2 * reach)
  for (let y = 0; y < height; y++) {
    const at = y * width
    for (let x = 0; x < row.length; x++) row[x] = data[at + (x < reach || x >= width + reach ? mirrored(x - reach, width) : x - reach)]!
    for (let x = 0; x < width; x++) {
      let total = 0
      for (let k = 0; k <= 2 * reach; k++) total += kernel[k]! * row[x + k]!
      across[at + x] = total
    }
  }
  const line = new Float64Array(width)
  for (let y = 0; y < height; y++) {
    line.fill(0)
    for (let k = -reach; k <= reach; k++) {
      const weight = kernel[k + reach]!, at = mirrored(y + k, height) * width
      for (let x = 0; x < width; x++) line[x]! += weight * across[at + x]!
    }
    out.data.set(line, y * width)
  }
  return out
}

function byBoxes(plane: Plane, sigma: number): Plane {
  const { width, height } = plane
  const variance = (sigma * sigma) / 3
  const radius = Math.floor((Math.sqrt(12 * variance + 1) - 1) / 2)
  const end = ((2 * radius + 1) * (radius * (radius + 1) - 3 * variance)) / (6 * (variance - (radius + 1) ** 2))
  let from: Float32Array = plane.data, to: Float32Array = new Float32Array(width * height)
  const row = new Float32Array(width + 2 * (radius + 1)), share = 1 / (2 * radius + 1 + 2 * end)
  for (let pass = 0; pass < 3; pass++) {
    for (let y = 0; y < height; y++) boxRow(from, to, y * width, width, radius, end, share, row)
    from = to
  }
  to = new Float32Array(width * height)
  for (let pass = 0; pass < 3; pass++) {
    boxColumns(from, to, width, height, radius, end, share)
    ;[from, to] = [to, from]
  }
  return { width, height, data: from }
}

function boxRow(from: Float32Array, to: Float32Array, at: number, width: number, radius: number, end: number, share: number, row: Float32Array): void {
  const pad = radius + 1
  for (let x = 0; x < row.length; x++) row[x] = from[at + (x < pad || x >= width + pad ? mirrored(x - pad, width) : x - pad)]!
  let sum = 0
  for (let k = 1; k <= 2 * radius + 1; k++) sum += row[k]!
  for (let x = 0; x < width; x++) {
    to[at + x] = (sum + end * (row[x]! + row[x + 2 * pad]!)) * share
    sum += row[x + 2 * pad]! - row[x + 1]!
  }
}

function boxColumns(from: Float32Array, to: Float32Array, width: number, height: number, radius: number, end: number, share: number): void {
  const sum = new Float64Array(width)
  for (let k = -radius; k <= radius; k++) {
    const at = mirrored(k, height) * width
    for (let x = 0; x < width; x++) sum[x]! += from[at + x]!
  }
  for (let y = 0; y < height; y++) {
    const above = mirrored(y - radius - 1, height) * width, below = mirrored(y + radius + 1, height) * width
    const first = mirrored(y - radius, height) * width, at = y * width
    for (let x = 0; x < width; x++) {
      const next = from[below + x]!
      to[at + x] = (sum[x]! + end * (from[above + x]! + next)) * share
      sum[x]! += next - from[first + x]!
    }
  }
}
