// Aligns an answer with what was sent: coarse to fine, geometry and luminance in one solve, blind to what the model changed.
import { type Affine, applyTo } from '../../../src/shared/geometry'
import { phaseShift } from './phase-correlation'
import type { Level } from './pyramid'
import { medianOf, solve, tukey, tukeyCut } from './statistics'

/** Most pixels that take part and most rounds: of the finest level, and of one that only leads there. More add time and no accuracy. */
const effort = { finest: { samples: 60_000, rounds: 6 }, coarser: { samples: 20_000, rounds: 12 } }
/** A phase shift beyond this share of the side is not believed. */
const believedShift = 0.08

/** Turn (radians) and stretch that need no proof. */
const believedTurn = { usual: 0.05, firm: 0.002 }
type Firmness = keyof typeof believedTurn

/** The shift that the phases of the coarsest of `levels` show, on the sample indices of the finest; none when it is beyond belief. */
export function phaseStart(levels: readonly Level[]): Affine {
  const { reference, answer, known } = levels.at(-1)!, times = 2 ** (levels.length - 1)
  const shift = phaseShift(reference, answer, known), limit = believedShift * Math.min(reference.width, reference.height)
  const believed = Math.max(Math.abs(shift.x), Math.abs(shift.y)) < limit
  return [[1, 0, believed ? shift.x * times : 0], [0, 1, believed ? shift.y * times : 0]]
}

/** Map on sample indices: content at p of the reference is found at map(p) of the answer. 4 parameters: similarity; 6: affine. `firm` all but forbids turn and stretch. */
export function* alignLevels(levels: readonly Level[], parameters: 4 | 6, start: Affine, firmness: Firmness = 'usual'): Generator<'align', Affine> {
  const top = levels.length - 1
  let map = withShift(start, start[0][2] / 2 ** top, start[1][2] / 2 ** top)
  const tone = { gain: 1, bias: 0 }
  for (let i = top; i >= 0; i--) {
    map = alignLevel(levels[i]!, map, tone, parameters, i > 0 ? 'coarser' : 'finest', firmness)
    if (i > 0) map = withShift(map, 2 * map[0][2], 2 * map[1][2])
    yield 'align'
  }
  return map
}

const withShift = (map: Affine, x: number, y: number): Affine => [[map[0][0], map[0][1], x], [map[1][0], map[1][1], y]]

/** The pixels that take part, spread evenly over those that are `telling`. */
function placesOf(telling: Uint8Array, most: number): Int32Array {
  let usable = 0
  for (let i = 0; i < telling.length; i++) usable += telling[i]!
  const stride = Math.max(1, Math.ceil(usable / most)), places = new Int32Array(Math.ceil(usable / stride))
  for (let i = 0, wait = 0, count = 0; i < telling.length; i++) {
    if (!telling[i] || wait-- > 0) continue
    wait = stride - 1
    places[count++] = i
  }
  return places
}

type Tone = { gain: number; bias: number }

function alignLevel({ reference, answer, gradient, telling, weight: share }: Level, from: Affine, tone: Tone, parameters: 4 | 6, place: keyof typeof effort, firmness: Firmness): Affine {
  const { width, height } = reference
  const cx = (width - 1) / 2, cy = (height - 1) / 2, unit = Math.max(cx, cy)
  const { samples, rounds } = effort[place], places = placesOf(telling, samples), room = places.length
  const moved = new Float32Array(room), gx = new Float32Array(room), gy = new Float32Array(room), error = new Float32Array(room), at = new Int32Array(room)
  const n = parameters + 2, row = new Float64Array(n), shown = answer.data, slopeX = gradient.x.data, slopeY = gradient.y.data
  let map = from
  for (let round = 0; round < rounds; round++) {
    let count = 0
    const [[a, c, tx], [b, d, ty]] = map, { gain, bias } = tone
    for (let k = 0; k < room; k++) {
      const i = places[k]!, y = (i / width) | 0, x = i - y * width
      const u = a * x + c * y + tx, v = b * x + d * y + ty
      if (!(u > 1 && u < width - 2 && v > 1 && v < height - 2)) continue
      const left = u | 0, above = v | 0, s = u - left, t = v - above, p = above * width + left, q = p + width
      const w11 = s * t, w10 = s - w11, w01 = t - w11, w00 = 1 - s - w01
      const value = w00 * shown[p]! + w10 * shown[p + 1]! + w01 * shown[q]! + w11 * shown[q + 1]!
      moved[count] = value
      gx[count] = w00 * slopeX[p]! + w10 * slopeX[p + 1]! + w01 * slopeX[q]! + w11 * slopeX[q + 1]!
      gy[count] = w00 * slopeY[p]! + w10 * slopeY[p + 1]! + w01 * slopeY[q]! + w11 * slopeY[q + 1]!
      error[count] = reference.data[i]! - (gain * value + bias)
      at[count++] = i
    }
    if (count < 200) break
    const cut = tukeyCut(medianOf(error.subarray(0, count)), 1e-3)
    const matrix = new Float64Array(n * n), right = new Float64Array(n)
    let noise = 0
    for (let i = 0; i < count; i++) {
      const e = error[i]!, weight = tukey(e, cut) * share[at[i]!]!
      if (weight === 0) continue
      const y = (at[i]! / width) | 0, u = (at[i]! - y * width - cx) / unit, v = (y - cy) / unit, p = gx[i]! * gain, q = gy[i]! * gain
      noise += weight * e * e
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
      for (let j = 0, line = 0; j < n; j++, line += n) {
        const weighted = weight * row[j]!
        right[j]! += weighted * e
        for (let k = j; k < n; k++) matrix[line + k]! += weighted * row[k]!
      }
    }
    // A picture of rings or stripes does not tell how it is turned or stretched: then it is not.
    const firm = noise / count / (believedTurn[firmness] * unit) ** 2
    for (let j = 2; j < parameters; j++) {
      const now = parameters === 4 ? [a - 1, b][j - 2]! : [a - 1, c, b, d - 1][j - 2]!
      matrix[j * n + j]! += firm
      right[j]! -= firm * now * unit
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
