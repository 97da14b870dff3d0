// One channel's tone curves and how they are fitted to pairs of levels.
import { medianOf, solve, tukey, tukeyCut } from './statistics'

/** From the answer's levels to the source's. */
export type ToneCurve = {
  channel: 'red' | 'green' | 'blue'
  kind: 'none' | 'offset' | 'linear' | 'gamma' | 'cubic'
  /** Of 1, x, x² ... with x in levels / 255, result in levels; gamma: floor f (levels), scale s, power p of s ((level - f) / 255)^p. */
  coefficients: readonly number[]
  /** Levels that a cubic was fitted on; beyond them it goes on as a line of these slopes. */
  seen?: { from: number; to: number; below: number; above: number }
}

/** Levels of the answer and of the source at the same places. */
export type Pairs = { x: Float32Array; y: Float32Array }

/** Below this share of the range a power would rise without bound; there it is a line. */
const steepestFrom = 0.02

/** The curve's level for `level`. */
export function at({ kind, coefficients, seen }: ToneCurve, level: number): number {
  if (kind === 'gamma') {
    const [floor = 0, scale = 255, power = 1] = coefficients, t = (level - floor) / 255
    return t > steepestFrom ? scale * t ** power : (scale * steepestFrom ** power * t) / steepestFrom
  }
  const held = seen ? Math.min(seen.to, Math.max(seen.from, level)) : level, x = held / 255
  let value = 0
  for (let k = coefficients.length - 1; k >= 0; k--) value = value * x + coefficients[k]!
  return seen ? value + (level > held ? seen.above : seen.below) * (level - held) : value
}

const slopeAt = (curve: ToneCurve, level: number): number => (at(curve, level + 2) - at(curve, level - 2)) / 4

/** Levels of the result per level of the answer in the middle of the range, for people to read. */
export const gainsOf = (curves: readonly ToneCurve[]): number[] => curves.map((curve) => slopeAt(curve, 127.5))

/** Mean difference that a curve leaves, levels, each at most 30. */
export function residualOf(curve: ToneCurve, { x, y }: Pairs): number {
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += Math.min(30, Math.abs(y[i]! - at(curve, x[i]!)))
  return sum / x.length
}

/**
 * What is believed of a model before it is seen: it keeps the tone, more or less. Smooth tints go with the brightness of a few
 * places, so the pixels count as no more than `witnesses` independent ones.
 */
const belief = { gain: 0.1, power: 0.15, floor: 15, witnesses: 20 }
const rounds = 6
const steepest = { from: 0.4, to: 2.2 }

export function fitLine(channel: ToneCurve['channel'], pairs: Pairs): ToneCurve {
  let mean = 0
  for (const value of pairs.x) mean += value / pairs.x.length
  // y = a + g (x - mean), with g pulled towards 1.
  const [a, g] = fitted(pairs, [mean, 1], [0, belief.gain], ([level = 0, gain = 1], x, row) => {
    row[0] = 1
    row[1] = x - mean
    return level + gain * (x - mean)
  }, [0, 1]) as [number, number]
  return { channel, kind: 'linear', coefficients: [a - g * mean, 255 * g] }
}

/** A power curve, from a line. It goes on sensibly beyond the levels that were seen. */
export function fitGamma(channel: ToneCurve['channel'], pairs: Pairs, line: ToneCurve): ToneCurve {
  const [bias = 0, scale = 255] = line.coefficients, floor = (-255 * bias) / scale
  const coefficients = fitted(pairs, [floor, scale, 1], [belief.floor, 0, belief.power], ([f = 0, s = 255, p = 1], x, row) => {
    const t = Math.max(steepestFrom, (x - f) / 255), power = t ** p
    row[0] = (-s * p * power) / t / 255
    row[1] = power
    row[2] = s * power * Math.log(t)
    return s * power
  }, [0, 255, 1])
  return { channel, kind: 'gamma', coefficients }
}

/** A cubic for what a power curve cannot follow; beyond its range it goes on as `outer` does. Null where it would be steeper or flatter than a model's tone shift can be. */
export function fitCubic(channel: ToneCurve['channel'], pairs: Pairs, outer: ToneCurve): ToneCurve | null {
  const coefficients = fitted(pairs, [0, 255, 0, 0], [0, 0, 0, 0], (now, x, row) => {
    let value = 0
    for (let k = 0, power = 1; k < 4; k++, power *= x / 255) {
      row[k] = power
      value += now[k]! * power
    }
    return value
  }, [0, 0, 0, 0])
  const sorted = pairs.x.slice().sort(), from = sorted[Math.floor(0.02 * (sorted.length - 1))]!, to = sorted[Math.ceil(0.98 * (sorted.length - 1))]!
  const curve: ToneCurve = { channel, kind: 'cubic', coefficients, seen: { from, to, below: slopeAt(outer, from), above: slopeAt(outer, to) } }
  for (let level = from + 2; level < to - 2; level += 4) {
    const slope = slopeAt(curve, level)
    if (slope < steepest.from || slope > steepest.to) return null
  }
  return curve
}

type Model = (now: readonly number[], x: number, row: Float64Array) => number

/** Robust Gauss-Newton. `model` gives the value and writes its derivatives; `spread` is how far each parameter may be expected from `prior`, 0 = anywhere. */
function fitted({ x, y }: Pairs, start: readonly number[], spread: readonly number[], model: Model, prior: readonly number[]): number[] {
  const n = start.length, row = new Float64Array(n), errors = new Float32Array(x.length)
  let now = [...start], cut = Infinity
  for (let round = 0; round < rounds; round++) {
    const matrix = new Float64Array(n * n), right = new Float64Array(n)
    let noise = 0, total = 0
    for (let i = 0; i < x.length; i++) {
      const error = y[i]! - model(now, x[i]!, row), weight = cut === Infinity ? 1 : tukey(error, cut) + 1e-9
      noise += weight * error * error
      total += weight
      for (let j = 0; j < n; j++) {
        right[j]! += weight * row[j]! * error
        for (let k = j; k < n; k++) matrix[j * n + k]! += weight * row[j]! * row[k]!
      }
    }
    for (let j = 0; j < n; j++) {
      if (spread[j] === 0) continue
      const firm = (noise / total) * (total / belief.witnesses) / spread[j]! ** 2
      matrix[j * n + j]! += firm
      right[j]! += firm * (prior[j]! - now[j]!)
    }
    const step = solve(matrix, right)
    if (!step) break
    now = now.map((value, j) => value + step[j]!)
    for (let i = 0; i < x.length; i++) errors[i] = y[i]! - model(now, x[i]!, row)
    cut = tukeyCut(medianOf(errors), 0.2)
  }
  return now
}
