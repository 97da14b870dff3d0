// Gaussian blur of one plane, mirrored at the border. Wide ones are made on the means of blocks: what is left then is smooth.
import { makePlane, type Plane } from './pixels'

/** A block may be this share of sigma: then the block and the lines between block centres pass for a part of the Gaussian (error under 0.1 %). */
const sigmaPerBlock = 1.5

/** Blurred copy; sigma in px. */
export function gaussian(plane: Plane, sigma: number): Plane {
  if (sigma < 0.2) return { ...plane, data: plane.data.slice() }
  let block = 1
  while (sigma >= 2 * sigmaPerBlock * block) block *= 2
  if (block === 1) return byKernel(plane, sigma)
  // Mean and interpolation are as wide as a Gaussian of half a block.
  return between(byKernel(blockMeans(plane, block), Math.sqrt(sigma * sigma - (block * block) / 4) / block), plane.width, plane.height, block)
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
  const kernel = Float64Array.from({ length: reach + 1 }, (_, i) => Math.exp(-(i * i) / (2 * sigma * sigma)))
  const sum = 2 * kernel.reduce((a, b) => a + b, 0) - 1
  for (let i = 0; i <= reach; i++) kernel[i]! /= sum
  const across = new Float32Array(width * height), out = makePlane(width, height)
  const row = new Float32Array(width + 2 * reach)
  for (let y = 0; y < height; y++) {
    const at = y * width
    row.set(data.subarray(at, at + width), reach)
    for (let k = 1; k <= reach; k++) {
      row[reach - k] = data[at + mirrored(-k, width)]!
      row[reach + width - 1 + k] = data[at + mirrored(width - 1 + k, width)]!
    }
    for (let x = 0, middle = reach; x < width; x++, middle++) {
      let total = kernel[0]! * row[middle]!
      for (let k = 1; k <= reach; k++) total += kernel[k]! * (row[middle - k]! + row[middle + k]!)
      across[at + x] = total
    }
  }
  const line = new Float64Array(width)
  for (let y = 0; y < height; y++) {
    addRow(line, across, y * width, kernel[0]!)
    for (let k = 1; k <= reach; k++) addRows(line, across, mirrored(y - k, height) * width, mirrored(y + k, height) * width, kernel[k]!)
    out.data.set(line, y * width)
  }
  return out
}

function addRow(line: Float64Array, from: Float32Array, at: number, weight: number): void {
  for (let x = 0; x < line.length; x++) line[x] = weight * from[at + x]!
}

function addRows(line: Float64Array, from: Float32Array, above: number, below: number, weight: number): void {
  for (let x = 0; x < line.length; x++) line[x]! += weight * (from[above + x]! + from[below + x]!)
}

/** Means of square blocks; those that pass the border are filled up by mirroring. */
export function blockMeans({ width, height, data }: Plane, block: number): Plane {
  if (block === 1) return { width, height, data: data.slice() }
  const out = makePlane(Math.ceil(width / block), Math.ceil(height / block)), whole = Math.floor(width / block)
  const share = 1 / (block * block), sums = new Float64Array(out.width)
  for (let row = 0; row < out.height; row++) {
    sums.fill(0)
    for (let k = 0; k < block; k++) {
      const at = mirrored(row * block + k, height) * width
      for (let column = 0, i = at; column < whole; column++) {
        let sum = 0
        for (const end = i + block; i < end; i++) sum += data[i]!
        sums[column]! += sum
      }
      if (whole < out.width) for (let x = whole * block; x < out.width * block; x++) sums[whole]! += data[at + mirrored(x, width)]!
    }
    for (let column = 0; column < out.width; column++) out.data[row * out.width + column] = sums[column]! * share
  }
  return out
}

/** The plane of `width` x `height` px whose block means lie at the blocks' centres, on straight lines between them. */
export function between(means: Plane, width: number, height: number, block: number): Plane {
  const out = makePlane(width, height), line = new Float64Array(means.width + 1)
  const half = block / 2, share = 1 / block
  for (let y = 0; y < height; y++) {
    const v = (y + 0.5) * share - 0.5, above = Math.max(0, Math.floor(v)), below = Math.min(means.height - 1, Math.floor(v) + 1), t = v - Math.floor(v)
    for (let x = 0; x < means.width; x++) line[x] = (1 - t) * means.data[above * means.width + x]! + t * means.data[below * means.width + x]!
    line[means.width] = line[means.width - 1]!
    const at = y * width
    for (let x = 0; x < Math.min(half, width); x++) out.data[at + x] = line[0]!
    for (let left = 0, x = half; x < width; left++) {
      const from = line[left]!, step = (line[left + 1]! - from) * share
      for (let k = 0.5; k < block && x < width; k++, x++) out.data[at + x] = from + k * step
    }
  }
  return out
}
