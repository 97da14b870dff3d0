// Gaussian blur of one plane, mirrored at the border. Wide ones are made on the means of blocks: what is left then is smooth.
import { kernels } from '../kernels/kernels'
import { fastBetween, fastBlockMeans, fastBlur } from '../kernels/planes'
import { makePlane, type Plane } from './pixels'

/** A block may be this share of sigma: then the block and the lines between block centres pass for a part of the Gaussian (of white noise it keeps all but 1 %). */
const sigmaPerBlock = 1.9

/** Blurred copy; sigma in px. `spare`: a plane of that extent that nobody needs any more, `plane` itself too: the result may be written into it. */
export function gaussian(plane: Plane, sigma: number, spare?: Plane): Plane {
  if (sigma < 0.2) return { ...plane, data: plane.data.slice() }
  const block = blockFor(sigma)
  return block === 1 ? byKernel(plane, sigma) : between(blurredBlocks(plane, sigma, block), plane.width, plane.height, block, spare)
}

/** Adds the blurred plane times `share` to `to`, both of its extent; sigma at least 0.2 px. */
export function addBlurred(to: Float32Array, share: Float32Array, plane: Plane, sigma: number): void {
  const block = blockFor(sigma), { width, height } = plane
  const add = (line: Float32Array, at: number): void => {
    for (let x = 0, i = at; x < line.length; x++, i++) to[i]! += share[i]! * line[x]!
  }
  if (block === 1 || kernels()) add(gaussian(plane, sigma).data, 0)
  else eachRowBetween(blurredBlocks(plane, sigma, block), width, height, block, add)
}

function blockFor(sigma: number): number {
  let block = 1
  while (sigma >= 2 * sigmaPerBlock * block) block *= 2
  return block
}

function blurredBlocks(plane: Plane, sigma: number, block: number): Plane {
  // Mean and interpolation are as wide as a Gaussian of half a block.
  const rest = Math.sqrt(sigma * sigma - (block * block) / 4) / block
  const blocks = (length: number): number => (length % block === 0 ? length / block : Math.ceil(length / block) + reachOf(rest))
  return byKernel(blockMeans(plane, block, blocks(plane.width), blocks(plane.height)), rest)
}

const reachOf = (sigma: number): number => Math.ceil(4 * sigma)

/** Half-sample mirroring: ... c b a | a b c ... */
export const mirrored = (index: number, length: number): number => {
  const period = 2 * length
  const i = ((index % period) + period) % period
  return i < length ? i : period - 1 - i
}

/** Between the two directions of a blur: kept, or every blur would ask the system for another plane. */
let scratch = new Float32Array(0)
function scratchOf(length: number): Float32Array {
  if (scratch.length < length) scratch = new Float32Array(length)
  return scratch
}

function byKernel(plane: Plane, sigma: number): Plane {
  const { width, height, data } = plane
  const reach = reachOf(sigma)
  const kernel = Float64Array.from({ length: reach + 1 }, (_, i) => Math.exp(-(i * i) / (2 * sigma * sigma)))
  const sum = 2 * kernel.reduce((a, b) => a + b, 0) - 1
  for (let i = 0; i <= reach; i++) kernel[i]! /= sum
  const fast = kernels()
  if (fast) return fastBlur(fast, plane, Float32Array.from(kernel))
  const across = scratchOf(width * height), out = makePlane(width, height)
  const row = new Float32Array(width + 2 * reach), line = new Float64Array(width)
  for (let y = 0; y < height; y++) {
    const at = y * width
    row.set(data.subarray(at, at + width), reach)
    for (let k = 1; k <= reach; k++) {
      row[reach - k] = data[at + mirrored(-k, width)]!
      row[reach + width - 1 + k] = data[at + mirrored(width - 1 + k, width)]!
    }
    startLine(line, row, reach, kernel[0]!)
    let k = 1
    for (; k < reach; k += 2) addFour(line, row, reach - k, reach + k, kernel[k]!, reach - k - 1, reach + k + 1, kernel[k + 1]!)
    if (k === reach) addFour(line, row, reach - k, reach + k, kernel[k]!, 0, 0, 0)
    across.set(line, at)
  }
  const rowAt = (y: number): number => mirrored(y, height) * width
  for (let y = 0; y < height; y++) {
    startLine(line, across, y * width, kernel[0]!)
    let k = 1
    for (; k < reach; k += 2) addFour(line, across, rowAt(y - k), rowAt(y + k), kernel[k]!, rowAt(y - k - 1), rowAt(y + k + 1), kernel[k + 1]!)
    if (k === reach) addFour(line, across, rowAt(y - k), rowAt(y + k), kernel[k]!, 0, 0, 0)
    out.data.set(line, y * width)
  }
  return out
}

function startLine(line: Float64Array, from: Float32Array, at: number, weight: number): void {
  for (let x = 0; x < line.length; x++) line[x] = weight * from[at + x]!
}

/** Two pairs of taps at a time: half the traffic of one. */
function addFour(line: Float64Array, from: Float32Array, a: number, b: number, inner: number, c: number, d: number, outer: number): void {
  for (let x = 0; x < line.length; x++) line[x]! += inner * (from[a + x]! + from[b + x]!) + outer * (from[c + x]! + from[d + x]!)
}

/** Means of square blocks; what passes the border is filled up by mirroring. */
export function blockMeans({ width, height, data }: Plane, block: number, columns = Math.ceil(width / block), rows = Math.ceil(height / block)): Plane {
  if (block === 1) return { width, height, data: data.slice() }
  const fast = kernels()
  if (fast) return fastBlockMeans(fast, { width, height, data }, block, columns, rows)
  const out = makePlane(columns, rows), whole = Math.floor(width / block)
  const share = 1 / (block * block), sums = new Float64Array(columns)
  for (let row = 0; row < rows; row++) {
    sums.fill(0)
    for (let k = 0; k < block; k++) {
      const at = mirrored(row * block + k, height) * width
      for (let column = 0, i = at; column < whole; column++) {
        let sum = 0
        for (const end = i + block; i < end; i++) sum += data[i]!
        sums[column]! += sum
      }
      for (let column = whole, x = whole * block; column < columns; column++) for (const end = x + block; x < end; x++) sums[column]! += data[at + mirrored(x, width)]!
    }
    for (let column = 0; column < columns; column++) out.data[row * columns + column] = sums[column]! * share
  }
  return out
}

/** The plane of `width` x `height` px whose block means lie at the blocks' centres, on straight lines between them. */
export function between(means: Plane, width: number, height: number, block: number, out = makePlane(width, height)): Plane {
  const fast = kernels()
  if (fast) {
    fastBetween(fast, means, block, out)
    return out
  }
  eachRowBetween(means, width, height, block, (line, at) => out.data.set(line, at))
  return out
}

/** Its rows one by one, in one array, and the index where each begins. */
function eachRowBetween(means: Plane, width: number, height: number, block: number, take: (line: Float32Array, at: number) => void): void {
  const blocks = new Float64Array(means.width + 1), line = new Float32Array(width)
  const half = block / 2, share = 1 / block
  for (let y = 0; y < height; y++) {
    const v = (y + 0.5) * share - 0.5, above = Math.max(0, Math.floor(v)), below = Math.min(means.height - 1, Math.floor(v) + 1), t = v - Math.floor(v)
    for (let x = 0; x < means.width; x++) blocks[x] = (1 - t) * means.data[above * means.width + x]! + t * means.data[below * means.width + x]!
    blocks[means.width] = blocks[means.width - 1]!
    for (let x = 0; x < Math.min(half, width); x++) line[x] = blocks[0]!
    for (let left = 0, x = half; x < width; left++) {
      const from = blocks[left]!, step = (blocks[left + 1]! - from) * share
      for (let k = 0.5; k < block && x < width; k++, x++) line[x] = from + k * step
    }
    take(line, y * width)
  }
}
