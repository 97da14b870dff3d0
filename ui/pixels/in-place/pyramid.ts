// What alignment looks at, coarse to fine: two luma planes, their gradients, and how much each pixel counts.
import { gaussian } from './blur'
import { gradientOf, lengthOf, type Gradient } from './gradient'
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
export function pyramidOf(reference: Plane, answer: Plane, known: Uint8Array, count = 4): Level[] {
  const levels = [levelOf(reference, answer, known)]
  while (levels.length < count) {
    const last = levels.at(-1)!
    if (Math.min(last.reference.width, last.reference.height) < leastSide) break
    const share = halved({ ...last.reference, data: Float32Array.from(last.known) }).data
    levels.push(levelOf(halved(last.reference), halved(last.answer), Uint8Array.from(share, (value) => (value > 0.98 ? 1 : 0))))
  }
  return levels
}

/** Share of the longer side over which slopes are compared. */
const partShare = 1 / 12

export function levelOf(reference: Plane, answer: Plane, known: Uint8Array): Level {
  const slope = lengthOf(gradientOf(reference))
  let total = 0, count = 0
  for (let i = 0; i < known.length; i++) {
    slope.data[i]! *= slope.data[i]!
    if (!known[i]) continue
    total += slope.data[i]!
    count++
  }
  const mean = total / Math.max(1, count), least = tellingShare ** 2 * mean
  const around = blurredKnown(slope, known, Math.max(reference.width, reference.height) * partShare).data
  const telling = known.map((value, i) => (value && slope.data[i]! >= least ? 1 : 0))
  return { reference, answer, gradient: gradientOf(answer), known, telling, weight: around.map((value) => mean / (value + mean + 1e-9)) }
}

/** px of a level: what is smoother than this is taken for light, not for content. */
const lightPx = 32

/** The same level without its light: tints and vignettes would pull at the slopes of a smooth picture. */
export const withoutLight = ({ reference, answer, known }: Level): Level => levelOf(highPass(reference, known), highPass(answer, known), known)

function highPass(plane: Plane, known: Uint8Array): Plane {
  const low = blurredKnown(plane, known, lightPx)
  return { ...plane, data: plane.data.map((value, i) => value - low.data[i]!) }
}

/** Mean of the known pixels around each pixel, weighted by a Gaussian. */
export function blurredKnown(plane: Plane, known: Uint8Array, sigma: number): Plane {
  const share = gaussian({ ...plane, data: Float32Array.from(known) }, sigma).data
  const sum = gaussian({ ...plane, data: plane.data.map((value, i) => (known[i] ? value : 0)) }, sigma)
  for (let i = 0; i < share.length; i++) sum.data[i]! /= Math.max(1e-3, share[i]!)
  return sum
}

/** Every second sample after a blur of 1 px: sample (i, j) stays where 2i, 2j was. */
function halved(plane: Plane): Plane {
  const soft = gaussian(plane, 1)
  const out = makePlane(Math.ceil(plane.width / 2), Math.ceil(plane.height / 2))
  for (let y = 0; y < out.height; y++) for (let x = 0; x < out.width; x++) out.data[y * out.width + x] = soft.data[2 * y * plane.width + 2 * x]!
  return out
}
