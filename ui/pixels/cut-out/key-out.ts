// Alpha of a subject before a plain background. Soft edges: a pixel that rises out of the background is a mix of it and of the colour at the top of that rise.
import type { Pixels } from '../in-place/pixels'
import { coloursOf, type MeasuredGround } from './ground'
import { farFrom } from './far-from'
import { flood } from './flood'
import { nearColours } from './near-colours'

/** Levels: nearer than this is background. Times the noise of the background, plus, at least, at most. */
const nearness = { noise: 3, plus: 2, least: 4, most: 20 }
/** Smallest enclosed part that counts as background and the largest speck that does, px and as a share of all px; so near to the background (share of the longer side) smaller parts are gaps between hairs. */
const least = { hole: 12, holeShare: 2e-5, speck: 9, speckShare: 1e-5, gapsShare: 0.05 }
/** px from the background within which an edge may be soft. */
const widestEdge = 40
/** Levels from one pixel of a rise to the next. */
const leastRise = 2
/** A part of this many px across has no colour of its own: it is a hair of what is near. */
const thinPx = 2.5
/** Cosine above which two differences from the background point the same way; of an area that is no edge, which may have colours of its own. */
const sameWay = { edge: 0.9, gap: 0.96 }
/** Levels between neighbours, and the most of the subject, that make a pixel a gap. */
const gap = { levels: 12, share: 0.9 }

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
function offGround(source: Pixels, ground: MeasuredGround): Uint8Array {
  const { width, height, data } = source, out = new Uint8Array(width * height), behind = coloursOf(ground, source), colour = new Float32Array(3)
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      behind(x, y, colour)
      const r = data[i * 4]! - colour[0]!, g = data[i * 4 + 1]! - colour[1]!, b = data[i * 4 + 2]! - colour[2]!
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
  const holePx = Math.max(least.hole, least.holeShare * count), far = holes ? farFrom(alpha, width, height) : null, gapsAt = 3 * least.gapsShare * Math.max(width, height)
  for (let i = 0; i < count; i++) {
    if (alpha[i] !== 255 || off[i]! >= near) continue
    let sum = 0
    const part = flood(alpha, i, { ...area, to: 254, takes: (j) => alpha[j] === 255 && off[j]! < near, visit: (j) => { sum += off[j]! } })
    const gone = far !== null && (part >= holePx || far[i]! < gapsAt) && sum < 0.6 * near * part
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
  const behind = coloursOf(ground, source), deep = nearColours(source, (i) => far[i]! > 6 * step), back = new Float32Array(3), own = new Float32Array(3), near3 = new Float32Array(3), full = new Float32Array(3)
  const mixed = alpha.slice()
  const fromBack = (i: number, out: Float32Array): number => {
    for (let c = 0; c < 3; c++) out[c] = data[i * 4 + c]! - back[c]!
    return dot(out, out)
  }
  for (const i of order) {
    const x = i % width, y = (i - x) / width
    const edge = soft[i] === 1, inGap = !edge && deep !== null && far[i]! <= 9 * step && rangeAround(off, i, x, y, width, height) >= Math.max(gap.levels, 4 * rises)
    if (!edge && !inGap) continue
    behind(x, y, back)
    const length = fromBack(i, own)
    let fullLength = edge ? fromBack(top[i]!, full) : length
    if (deep && (!edge || far[top[i]!]! <= 3 * thinPx * step)) {
      deep(x, y, near3)
      for (let c = 0; c < 3; c++) near3[c]! -= back[c]!
      const nearLength = dot(near3, near3)
      const alike = edge ? dot(full, near3) > sameWay.edge * Math.sqrt(fullLength * nearLength) : dot(own, near3) > sameWay.gap * Math.sqrt(length * nearLength)
      if (nearLength > fullLength && alike) {
        full.set(near3)
        fullLength = nearLength
      } else if (!edge) continue
    }
    const share = fullLength < near * near ? 1 : Math.min(1, Math.max(0, dot(own, full) / fullLength))
    if (edge || share < gap.share) mixed[i] = Math.round(255 * share)
  }
  alpha.set(mixed)
}

const dot = (a: Float32Array, b: Float32Array): number => a[0]! * b[0]! + a[1]! * b[1]! + a[2]! * b[2]!

/** Difference between the highest and the lowest of a pixel and its eight neighbours. */
function rangeAround(values: Uint8Array, i: number, x: number, y: number, width: number, height: number): number {
  let low = 255, high = 0
  for (let dy = y > 0 ? -1 : 0; dy <= 1 && y + dy < height; dy++) {
    for (let dx = x > 0 ? -1 : 0; dx <= 1 && x + dx < width; dx++) {
      const value = values[i + dy * width + dx]!
      if (value < low) low = value
      if (value > high) high = value
    }
  }
  return high - low
}
