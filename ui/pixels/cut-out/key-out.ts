// Alpha of a subject before a plain background. Soft edges: a pixel that rises out of the background is a mix of it and of the colour at the top of that rise.
import type { Pixels } from '../in-place/pixels'
import { groundRows, type MeasuredGround } from './ground'
import { farFrom } from './far-from'
import { flood } from './flood'
import { nearColours } from './near-colours'

/** Levels: nearer than this is background. Times the noise of the background, plus, at least, at most. */
const nearness = { noise: 3, plus: 2, least: 4, most: 20 }
/** Smallest enclosed part that counts as background and the largest speck that does, px and as a share of all px. */
const least = { hole: 12, holeShare: 2e-5, speck: 9, speckShare: 1e-5 }
/** px from the background within which an edge may be soft. */
const widestEdge = 40
/** Levels from one pixel of a rise to the next. */
const leastRise = 2
/** A part of this many px across has no colour of its own: it is a hair of what is near. */
const thinPx = 2.5
/** Cosine above which two differences from the background point the same way. */
const sameWay = 0.97

/** One byte a px: 0 background, 255 subject. Pauses between its passes. */
export function* keyOut(source: Pixels, ground: MeasuredGround, holes: boolean): Generator<'cut', Uint8Array> {
  const { width, height } = source, count = width * height
  const near = Math.min(nearness.most, Math.max(nearness.least, nearness.noise * ground.noise + nearness.plus))
  const off = offGround(source, ground)
  yield 'cut'
  const alpha = new Uint8Array(count).fill(255), scratch = new Int32Array(count)
  takeGround(alpha, off, { width, height, near, holes, scratch })
  yield 'cut'
  const far = farFrom(alpha, width, height)
  yield 'cut'
  softenEdges(alpha, source, ground, { off, far, rises: Math.max(leastRise, 2 * ground.noise), near })
  return alpha
}

/** Levels from the background, 0 to 255; a transparent pixel is none of the subject's. */
function offGround({ width, height, data }: Pixels, { planes }: MeasuredGround): Uint8Array {
  const out = new Uint8Array(width * height), rowOf = groundRows(planes, width, height), row = new Float32Array(width * 3)
  for (let y = 0, i = 0; y < height; y++) {
    rowOf(y, row)
    for (let x = 0, at = 0; x < width; x++, i++, at += 3) {
      const r = data[i * 4]! - row[at]!, g = data[i * 4 + 1]! - row[at + 1]!, b = data[i * 4 + 2]! - row[at + 2]!
      out[i] = Math.round((Math.sqrt((r * r + g * g + b * b) / 3) * data[i * 4 + 3]!) / 255)
    }
  }
  return out
}

type Taking = { width: number; height: number; near: number; holes: boolean; scratch: Int32Array }

/** Sets alpha 0 where the background shows: from the border on, in enclosed parts, and in lone specks. */
function takeGround(alpha: Uint8Array, off: Uint8Array, { width, height, near, holes, scratch }: Taking): void {
  const count = width * height, area = { width, height, stack: scratch }
  const border = (visit: (i: number) => void): void => {
    for (let x = 0; x < width; x++) { visit(x); visit(count - 1 - x) }
    for (let y = 0; y < height; y++) { visit(y * width); visit(y * width + width - 1) }
  }
  border((start) => { if (alpha[start] === 255 && off[start]! < near) flood(alpha, start, { ...area, to: 0, takes: (i) => alpha[i] === 255 && off[i]! < near }) })
  const holePx = Math.max(least.hole, least.holeShare * count)
  for (let i = 0; i < count; i++) {
    if (alpha[i] !== 255 || off[i]! >= near) continue
    let sum = 0
    const part = flood(alpha, i, { ...area, to: 254, takes: (j) => alpha[j] === 255 && off[j]! < near, visit: (j) => { sum += off[j]! } })
    const gone = holes && part >= holePx && sum < 0.6 * near * part
    flood(alpha, i, { ...area, to: gone ? 0 : 253, takes: (j) => alpha[j] === 254 })
  }
  const speckPx = Math.max(least.speck, least.speckShare * count)
  for (let i = 0; i < count; i++) {
    if (alpha[i]! < 253) continue
    let most = 0
    const part = flood(alpha, i, { ...area, to: 252, takes: (j) => alpha[j]! >= 253, visit: (j) => { most = Math.max(most, off[j]!) } })
    if (part < speckPx && most < 3 * near) flood(alpha, i, { ...area, to: 0, takes: (j) => alpha[j] === 252 })
  }
  for (let i = 0; i < count; i++) if (alpha[i]! > 0) alpha[i] = 255
}

type Softening = { off: Uint8Array; far: Uint16Array; rises: number; near: number }

/** How far from the background the subject has its full difference, px, and the px between two pixels of a rise. */
function stepOf(alpha: Uint8Array, off: Uint8Array, far: Uint16Array): number {
  const sums = new Float64Array(widestEdge + 1), counts = new Float64Array(widestEdge + 1)
  for (let i = 0; i < alpha.length; i++) {
    const px = Math.round(far[i]! / 3)
    if (alpha[i] === 0 || px > widestEdge) continue
    sums[px]! += off[i]!
    counts[px]! += 1
  }
  const means = Array.from(sums, (sum, px) => (counts[px]! > 0 ? sum / counts[px]! : 0)), top = Math.max(...means)
  const width = means.findIndex((mean) => mean >= 0.85 * top)
  return Math.min(6, Math.max(1, Math.round(width / 3)))
}

function softenEdges(alpha: Uint8Array, source: Pixels, ground: MeasuredGround, { off, far, rises, near }: Softening): void {
  const { width, height, data } = source, step = stepOf(alpha, off, far), reach = 3 * Math.min(widestEdge, 8 * step)
  // By their difference from the background, smallest first.
  const starts = new Int32Array(257)
  const inBand = (i: number): boolean => alpha[i]! > 0 && far[i]! <= reach
  for (let i = 0; i < alpha.length; i++) if (inBand(i)) starts[off[i]! + 1]! += 1
  for (let k = 0; k < 256; k++) starts[k + 1]! += starts[k]!
  const order = new Int32Array(starts[256]!), fill = starts.slice(0, 256)
  for (let i = 0; i < alpha.length; i++) if (inBand(i)) order[fill[off[i]!]!++] = i
  const around = (i: number, visit: (j: number) => void): void => {
    const x = i % width, y = (i - x) / width
    for (let dy = -step; dy <= step; dy += step) {
      for (let dx = -step; dx <= step; dx += step) {
        if ((dx !== 0 || dy !== 0) && x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height) visit(i + dy * width + dx)
      }
    }
  }
  const soft = new Uint8Array(alpha.length)
  for (const i of order) around(i, (j) => { if ((alpha[j] === 0 || soft[j] === 1) && off[j]! + rises <= off[i]!) soft[i] = 1 })
  const top = new Int32Array(alpha.length)
  for (let n = order.length - 1; n >= 0; n--) {
    const i = order[n]!
    if (soft[i] === 0) continue
    let best = i
    around(i, (j) => { if (alpha[j]! > 0 && off[j]! > off[best]!) best = j })
    top[i] = off[best]! < off[i]! + rises ? i : soft[best] === 1 ? top[best]! : best
  }
  const behind = groundRows(ground.planes, width, height), row = new Float32Array(width * 3), mixed = new Uint8Array(alpha)
  const deep = nearColours(source, (i) => far[i]! > 9 * step), colour = new Float32Array(3)
  for (let y = 0, i = 0; y < height; y++) {
    let read = false
    for (let x = 0; x < width; x++, i++) {
      if (soft[i] === 0) continue
      if (!read) behind(y, row)
      read = true
      const b0 = row[x * 3]!, b1 = row[x * 3 + 1]!, b2 = row[x * 3 + 2]!
      const c0 = data[i * 4]! - b0, c1 = data[i * 4 + 1]! - b1, c2 = data[i * 4 + 2]! - b2
      const at = top[i]! * 4
      let f0 = data[at]! - b0, f1 = data[at + 1]! - b1, f2 = data[at + 2]! - b2, ff = f0 * f0 + f1 * f1 + f2 * f2
      if (deep && far[top[i]!]! <= 3 * thinPx * step) {
        deep(x, y, colour)
        const n0 = colour[0]! - b0, n1 = colour[1]! - b1, n2 = colour[2]! - b2, nn = n0 * n0 + n1 * n1 + n2 * n2
        if (nn > ff && f0 * n0 + f1 * n1 + f2 * n2 > sameWay * Math.sqrt(ff * nn)) [f0, f1, f2, ff] = [n0, n1, n2, nn]
      }
      const share = ff < near * near ? 1 : (c0 * f0 + c1 * f1 + c2 * f2) / ff
      mixed[i] = Math.round(255 * Math.min(1, Math.max(0, share)))
    }
  }
  alpha.set(mixed)
}
