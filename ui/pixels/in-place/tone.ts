// Brings the answer's colours to the source's, judged on the known ring around the change.
import { gaussian } from './blur'
import { makePlane, mapPlanes, type Plane, type Planes } from './pixels'
import { pushPull } from './push-pull'
import { medianOf, solve, tukey, tukeyCut } from './statistics'

/** One channel's correction: coefficients of 1, x, x² ... with x in levels / 255, result in levels. */
export type ToneCurve = { channel: 'red' | 'green' | 'blue'; kind: 'none' | 'offset' | 'linear' | 'cubic'; coefficients: readonly number[] }

const channels = ['red', 'green', 'blue'] as const
/** inpaint-method.md 2.4. A curve is taken only where it lowers the ring's residual by its gain. */
const limits = { least: 100, most: 20_000, spread: 4, gain: [0.7, 1.4], bias: 40, clippedLow: 3, clippedHigh: 252, anyGain: 0.98, cubicGain: 0.95, noise: 2 } as const

/** The curve of each channel. `ring`: pixels that should be equal. */
export function fitTone(source: Planes, answer: Planes, ring: Uint8Array): ToneCurve[] {
  return channels.map((channel, c) => {
    const from = answer[c]!.data, to = source[c]!.data
    const pairs = samplePairs(from, to, ring)
    const none: ToneCurve = { channel, kind: 'none', coefficients: [0, 255] }
    if (pairs.x.length < limits.least) return none
    const offset = medianDifference(pairs)
    const shifted: ToneCurve = { channel, kind: 'offset', coefficients: [Math.min(limits.bias, Math.max(-limits.bias, offset)), 255] }
    let best = none, cost = residualOf(none, pairs)
    const offer = (curve: ToneCurve | null, gain: number): void => {
      const next = curve ? residualOf(curve, pairs) : Infinity
      if (next <= gain * cost) [best, cost] = [curve!, next]
    }
    offer(shifted, limits.anyGain)
    if (spreadOf(pairs.x) <= limits.spread) return best
    offer(limited({ channel, kind: 'linear', coefficients: robustFit(pairs, 1) }), best.kind === 'none' ? limits.anyGain : 1)
    if (best.kind !== 'none') offer({ channel, kind: 'cubic', coefficients: robustFit(pairs, 3) }, limits.cubicGain)
    return best
  })
}

export function applyTone(planes: Planes, curves: readonly ToneCurve[]): Planes {
  return mapPlanes(planes, (plane, c) => {
    const curve = curves[c]!
    if (curve.kind === 'none') return plane
    return { ...plane, data: plane.data.map((value) => at(curve, value)) }
  })
}

const at = ({ coefficients }: ToneCurve, level: number): number => {
  const x = level / 255
  let value = 0
  for (let k = coefficients.length - 1; k >= 0; k--) value = value * x + coefficients[k]!
  return value
}

type Pairs = { x: Float32Array; y: Float32Array }

function samplePairs(from: Float32Array, to: Float32Array, ring: Uint8Array): Pairs {
  const { clippedLow: low, clippedHigh: high } = limits
  const x: number[] = [], y: number[] = []
  let total = 0
  for (const value of ring) total += value
  const stride = Math.max(1, Math.ceil(total / limits.most))
  for (let i = 0, seen = 0; i < ring.length; i++) {
    if (!ring[i] || seen++ % stride !== 0) continue
    if (from[i]! > low && from[i]! < high && to[i]! > low && to[i]! < high) {
      x.push(from[i]!)
      y.push(to[i]!)
    }
  }
  return { x: Float32Array.from(x), y: Float32Array.from(y) }
}

function spreadOf(values: Float32Array): number {
  let sum = 0, square = 0
  for (const value of values) {
    sum += value
    square += value * value
  }
  return Math.sqrt(Math.max(0, square / values.length - (sum / values.length) ** 2))
}

function medianDifference({ x, y }: Pairs): number {
  const differences = x.map((value, i) => y[i]! - value).sort()
  return differences[differences.length >> 1]!
}

const residualOf = (curve: ToneCurve, { x, y }: Pairs): number => {
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += Math.min(30, Math.abs(y[i]! - at(curve, x[i]!)))
  return sum / x.length
}

function robustFit({ x, y }: Pairs, degree: 1 | 3): number[] {
  const n = degree + 1, row = new Float64Array(n)
  let coefficients: ArrayLike<number> = [0, 255, 0, 0].slice(0, n)
  let cut = Infinity
  for (let round = 0; round < 6; round++) {
    const matrix = new Float64Array(n * n), right = new Float64Array(n)
    for (let i = 0; i < x.length; i++) {
      row[0] = 1
      for (let k = 1; k < n; k++) row[k] = (row[k - 1]! * x[i]!) / 255
      let error = y[i]!
      for (let k = 0; k < n; k++) error -= coefficients[k]! * row[k]!
      const weight = cut === Infinity ? 1 : tukey(error, cut) + 1e-9
      for (let j = 0; j < n; j++) {
        right[j]! += weight * row[j]! * y[i]!
        for (let k = j; k < n; k++) matrix[j * n + k]! += weight * row[j]! * row[k]!
      }
    }
    const next = solve(matrix, right)
    if (!next) break
    coefficients = next
    const curve: ToneCurve = { channel: 'red', kind: 'cubic', coefficients: [...next] }
    cut = tukeyCut(medianOf(x.map((value, i) => y[i]! - at(curve, value))), 0.2)
  }
  return Array.from(coefficients)
}

/** Null when the line is beyond what a model's tone shift can be. */
function limited(curve: ToneCurve): ToneCurve | null {
  const [bias, gain] = [curve.coefficients[0]!, curve.coefficients[1]! / 255]
  return gain < limits.gain[0] || gain > limits.gain[1] || Math.abs(bias) > limits.bias ? null : curve
}

/** What the curves leave: the ring's smoothed difference, carried under the mask. Levels, to be added. What stands out is content, not tone. */
export function membraneOf(source: Planes, answer: Planes, ring: Uint8Array): Planes {
  const { width, height } = source[0]
  const known = makePlane(width, height)
  const largest = Float32Array.from(ring, (value, i) => (value ? Math.max(...[0, 1, 2].map((c) => Math.abs(source[c]!.data[i]! - answer[c]!.data[i]!))) : 0))
  const cut = tukeyCut(medianOf(largest.filter((_, i) => ring[i])), limits.noise)
  for (let i = 0; i < ring.length; i++) if (ring[i]) known.data[i] = tukey(largest[i]!, cut)
  const share = gaussian(known, 6)
  const differences = [0, 1, 2].map((c) => {
    const raw = makePlane(width, height), a = source[c]!.data, b = answer[c]!.data
    for (let i = 0; i < ring.length; i++) raw.data[i] = known.data[i]! * (a[i]! - b[i]!)
    const smooth = gaussian(raw, 6)
    for (let i = 0; i < ring.length; i++) smooth.data[i]! /= share.data[i]! + 1e-6
    return smooth
  })
  return pushPull(differences, known) as Plane[] as [Plane, Plane, Plane]
}

/** Contrast of each curve at mid-grey, 1 = as it came. */
export const gainsOf = (curves: readonly ToneCurve[]): number[] => curves.map(({ coefficients }) => coefficients.reduce((sum, c, power) => (power === 0 ? sum : sum + power * c * 0.5 ** (power - 1)), 0) / 255)
