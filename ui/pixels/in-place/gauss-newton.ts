// Aligns an answer with what was sent: coarse to fine, geometry and luminance in one solve, blind to what the model changed.
import { type Affine, applyTo } from '../../../src/shared/geometry'
import { gaussian } from './blur'
import { gradientOf, type Gradient } from './gradient'
import { phaseShift } from './phase-correlation'
import { makePlane, type Plane } from './pixels'
import { medianOf, solve, tukey, tukeyCut } from './statistics'

type Level = { reference: Plane; answer: Plane; gradient: Gradient; known: Uint8Array }

/** Levels of half extent each, the finest first. Made once and used for both models. */
export function pyramidOf(reference: Plane, answer: Plane, known: Uint8Array, count = 4): Level[] {
  const levels: Level[] = [{ reference, answer, gradient: gradientOf(answer), known }]
  while (levels.length < count) {
    const last = levels.at(-1)!
    if (Math.min(last.reference.width, last.reference.height) < 64) break
    const [r, a] = [halved(last.reference), halved(last.answer)]
    const share = halved({ ...last.reference, data: Float32Array.from(last.known) }).data
    levels.push({ reference: r, answer: a, gradient: gradientOf(a), known: Uint8Array.from(share, (value) => (value > 0.98 ? 1 : 0)) })
  }
  return levels
}

/** Every second sample after a blur of 1 px: sample (i, j) stays where 2i, 2j was. */
function halved(plane: Plane): Plane {
  const soft = gaussian(plane, 1)
  const out = makePlane(Math.ceil(plane.width / 2), Math.ceil(plane.height / 2))
  for (let y = 0; y < out.height; y++) for (let x = 0; x < out.width; x++) out.data[y * out.width + x] = soft.data[2 * y * plane.width + 2 * x]!
  return out
}

/** Most pixels of one level that take part; more add time and no accuracy. */
const mostSamples = 120_000
/** A phase shift beyond this share of the side is not believed. */
const believedShift = 0.08

/** Map on sample indices: content at p of the reference is found at map(p) of the answer. 4 parameters: similarity; 6: affine. */
export function alignLevels(levels: readonly Level[], parameters: 4 | 6, start: Affine | null): Affine {
  const top = levels.length - 1
  const coarsest = levels[top]!
  let map: Affine = [[1, 0, 0], [0, 1, 0]]
  if (start) map = withShift(start, start[0][2] / 2 ** top, start[1][2] / 2 ** top)
  else {
    const shift = phaseShift(coarsest.reference, coarsest.answer, coarsest.known)
    const limit = believedShift * Math.min(coarsest.reference.width, coarsest.reference.height)
    if (Math.max(Math.abs(shift.x), Math.abs(shift.y)) < limit) map = withShift(map, shift.x, shift.y)
  }
  const tone = { gain: 1, bias: 0 }
  for (let i = top; i >= 0; i--) {
    map = alignLevel(levels[i]!, map, tone, parameters, i > 0 ? 12 : 6)
    if (i > 0) map = withShift(map, 2 * map[0][2], 2 * map[1][2])
  }
  return map
}

const withShift = (map: Affine, x: number, y: number): Affine => [[map[0][0], map[0][1], x], [map[1][0], map[1][1], y]]

type Tone = { gain: number; bias: number }

function alignLevel({ reference, answer, gradient, known }: Level, from: Affine, tone: Tone, parameters: 4 | 6, rounds: number): Affine {
  const { width, height } = reference
  const cx = (width - 1) / 2, cy = (height - 1) / 2, unit = Math.max(cx, cy)
  let usable = 0
  for (const value of known) usable += value
  const stride = Math.max(1, Math.ceil(usable / mostSamples)), room = Math.min(usable, Math.ceil(usable / stride) + height)
  const moved = new Float32Array(room), gx = new Float32Array(room), gy = new Float32Array(room), error = new Float32Array(room), at = new Int32Array(room)
  const n = parameters + 2, row = new Float64Array(n)
  let map = from
  for (let round = 0; round < rounds; round++) {
    let count = 0, seen = 0
    const [[a, c, tx], [b, d, ty]] = map
    for (let y = 0; y < height; y++) {
      for (let x = 0, i = y * width; x < width; x++, i++) {
        if (!known[i] || seen++ % stride !== 0 || count >= room) continue
        const u = a * x + c * y + tx, v = b * x + d * y + ty
        if (!(u > 1 && u < width - 2 && v > 1 && v < height - 2)) continue
        const left = Math.floor(u), above = Math.floor(v), s = u - left, t = v - above, k = above * width + left
        const w00 = (1 - s) * (1 - t), w10 = s * (1 - t), w01 = (1 - s) * t, w11 = s * t
        moved[count] = w00 * answer.data[k]! + w10 * answer.data[k + 1]! + w01 * answer.data[k + width]! + w11 * answer.data[k + width + 1]!
        gx[count] = w00 * gradient.x.data[k]! + w10 * gradient.x.data[k + 1]! + w01 * gradient.x.data[k + width]! + w11 * gradient.x.data[k + width + 1]!
        gy[count] = w00 * gradient.y.data[k]! + w10 * gradient.y.data[k + 1]! + w01 * gradient.y.data[k + width]! + w11 * gradient.y.data[k + width + 1]!
        error[count] = reference.data[i]! - (tone.gain * moved[count]! + tone.bias)
        at[count++] = i
      }
    }
    if (count < 200) break
    const cut = tukeyCut(medianOf(error.subarray(0, count)), 1e-3)
    const matrix = new Float64Array(n * n), right = new Float64Array(n)
    for (let i = 0; i < count; i++) {
      const weight = tukey(error[i]!, cut)
      if (weight === 0) continue
      const u = ((at[i]! % width) - cx) / unit, v = (Math.floor(at[i]! / width) - cy) / unit, p = gx[i]! * tone.gain, q = gy[i]! * tone.gain
      row[0] = p
      row[1] = q
      if (parameters === 4) {
        row[2] = p * u + q * v
        row[3] = q * u - p * v
      } else {
        row[2] = p * u
        row[3] = p * v
        row[4] = q * u
        row[5] = q * v
      }
      row[n - 2] = moved[i]!
      row[n - 1] = 1
      for (let j = 0; j < n; j++) {
        const weighted = weight * row[j]!
        right[j]! += weighted * error[i]!
        for (let k = j; k < n; k++) matrix[j * n + k]! += weighted * row[k]!
      }
    }
    const step = solve(matrix, right)
    if (!step) break
    tone.gain += step[n - 2]!
    tone.bias += step[n - 1]!
    const turn = parameters === 4 ? [step[2]!, -step[3]!, step[3]!, step[2]!] : [step[2]!, step[3]!, step[4]!, step[5]!]
    const centre = applyTo(map, cx, cy)
    const [p, q, r, s] = [a + turn[0]! / unit, c + turn[1]! / unit, b + turn[2]! / unit, d + turn[3]! / unit]
    map = [[p, q, centre.x + step[0]! - p * cx - q * cy], [r, s, centre.y + step[1]! - r * cx - s * cy]]
    if (Math.max(Math.abs(step[0]!), Math.abs(step[1]!)) < 0.01 && round > 1) break
  }
  return map
}
