// What alignment looks at, coarse to fine: two luma planes, their gradients, and how much each pixel counts.
import { gaussian, mirrored } from './blur'
import { gradientOf, squaredSlopes, type Gradient } from './gradient'
import { makePlane, type Plane } from './pixels'

export type Level = {
  reference: Plane
  answer: Plane
  gradient: Gradient
  /** Pixels that the model had to keep. */
  known: Uint8Array
  /** Known pixels with a slope: flat ones say nothing and would hide the others' errors from robust weights. */
  telling: Uint8Array
  /** How much each counts: less where slopes are many, so that no part of the picture outvotes the rest. */
  weight: Float32Array
}

const leastSide = 64
/** Share of the level's RMS slope from which a pixel tells where it lies. */
const tellingShare = 0.1

/** Levels of half extent each, the finest first. */
export function* pyramidOf(reference: Plane, answer: Plane, known: Uint8Array, count = 4): Generator<'align', Level[]> {
  const levels = [levelOf(reference, answer, known)]
  while (levels.length < count) {
    yield 'align'
    const last = levels.at(-1)!
    if (Math.min(last.reference.width, last.reference.height) < leastSide) break
    const shown = makePlane(last.reference.width, last.reference.height)
    shown.data.set(last.known)
    const share = halved(shown).data, known = new Uint8Array(share.length)
    for (let i = 0; i < share.length; i++) if (share[i]! > 0.98) known[i] = 1
    levels.push(levelOf(halved(last.reference), halved(last.answer), known))
  }
  return levels
}

/** Share of the longer side over which slopes are compared. */
const partShare = 1 / 12

export function levelOf(reference: Plane, answer: Plane, known: Uint8Array): Level {
  const { width, height } = reference, slopes = squaredSlopes(reference), { data } = slopes
  let total = 0, count = 0
  for (let i = 0; i < known.length; i++) {
    total += known[i]! * data[i]!
    count += known[i]!
  }
  const mean = total / Math.max(1, count), least = tellingShare ** 2 * mean
  const weight = blurredKnown(slopes, known, Math.max(width, height) * partShare).data, telling = new Uint8Array(known.length)
  for (let i = 0; i < known.length; i++) {
    if (known[i] && data[i]! >= least) telling[i] = 1
    weight[i] = mean / (weight[i]! + mean + 1e-9)
  }
  return { reference, answer, gradient: gradientOf(answer), known, telling, weight }
}

/** px of a level: what is smoother than this is taken for light, not for content. */
const lightPx = 32

/** The same level without its light: tints and vignettes would pull at the slopes of a smooth picture. */
export const withoutLight = ({ reference, answer, known }: Level): Level => levelOf(highPass(reference, known), highPass(answer, known), known)

function highPass(plane: Plane, known: Uint8Array): Plane {
  const low = blurredKnown(plane, known, lightPx)
  for (let i = 0; i < low.data.length; i++) low.data[i] = plane.data[i]! - low.data[i]!
  return low
}

/** Mean of the known pixels around each pixel, weighted by a Gaussian. */
export function blurredKnown(plane: Plane, known: Uint8Array, sigma: number): Plane {
  const { width, height } = plane, shown = makePlane(width, height)
  shown.data.set(known)
  const share = gaussian(shown, sigma).data
  for (let i = 0; i < known.length; i++) if (known[i]) shown.data[i] = plane.data[i]!
  const sum = gaussian(shown, sigma, shown)
  for (let i = 0; i < share.length; i++) sum.data[i]! /= Math.max(1e-3, share[i]!)
  return sum
}

/** Every second sample after a blur of 1 px: sample (i, j) stays where 2i, 2j was. */
function halved({ width, height, data }: Plane): Plane {
  const out = makePlane(Math.ceil(width / 2), Math.ceil(height / 2)), line = new Float32Array(width + 8)
  for (let y = 0; y < out.height; y++) {
    const at = (k: number): number => mirrored(2 * y + k, height) * width
    const [a, b, c, d, e, f, g, h, i] = [at(-4), at(-3), at(-2), at(-1), at(0), at(1), at(2), at(3), at(4)] as [number, number, number, number, number, number, number, number, number]
    for (let x = 0; x < width; x++) {
      line[x + 4] = w0 * data[e + x]! + w1 * (data[d + x]! + data[f + x]!) + w2 * (data[c + x]! + data[g + x]!) + w3 * (data[b + x]! + data[h + x]!) + w4 * (data[a + x]! + data[i + x]!)
    }
    for (let k = 1; k <= 4; k++) {
      line[4 - k] = line[4 + mirrored(-k, width)]!
      line[width + 3 + k] = line[4 + mirrored(width - 1 + k, width)]!
    }
    for (let x = 0, to = y * out.width, m = 4; x < out.width; x++, m += 2) {
      out.data[to + x] = w0 * line[m]! + w1 * (line[m - 1]! + line[m + 1]!) + w2 * (line[m - 2]! + line[m + 2]!) + w3 * (line[m - 3]! + line[m + 3]!) + w4 * (line[m - 4]! + line[m + 4]!)
    }
  }
  return out
}

/** A Gaussian of 1 px, sampled and normalised. */
const [w0, w1, w2, w3, w4] = ((): [number, number, number, number, number] => {
  const raw = [0, 1, 2, 3, 4].map((k) => Math.exp((-k * k) / 2)), sum = 2 * raw.reduce((total, value) => total + value, 0) - 1
  return raw.map((value) => value / sum) as [number, number, number, number, number]
})()
