// Brings the answer's colours to the source's, judged on the known ring around the change.
import { gaussian } from './blur'
import { makePlane, mapPlanes, type Plane, type Planes } from './pixels'
import { pushPull } from './push-pull'
import { medianOf, tukey, tukeyCut } from './statistics'
import { at, fitCubic, fitGamma, fitLine, residualOf, type Pairs, type ToneCurve } from './tone-curve'

export { gainsOf, type ToneCurve } from './tone-curve'

const channels = ['red', 'green', 'blue'] as const
/** inpaint-method.md 2.4. A curve is taken only where it lowers the ring's residual by its gain. */
const limits = { least: 100, most: 20_000, spread: 4, gain: [0.7, 1.4], bias: 40, clippedLow: 3, clippedHigh: 252, anyGain: 0.98, curveGain: 0.95, noise: 2 } as const

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
    const line = limited(fitLine(channel, pairs))
    offer(line, best.kind === 'none' ? limits.anyGain : 1)
    if (!line || best.kind === 'none') return best
    const gamma = fitGamma(channel, pairs, line)
    offer(gamma, limits.curveGain)
    offer(fitCubic(channel, pairs, best.kind === 'gamma' ? gamma : line), limits.curveGain)
    return best
  })
}

export function applyTone(planes: Planes, curves: readonly ToneCurve[]): Planes {
  return mapPlanes(planes, (plane, c) => {
    const curve = curves[c]!
    if (curve.kind === 'none') return plane
    const values = tableOf(curve)
    return { ...plane, data: plane.data.map((value) => read(values, value)) }
  })
}

/** Resampling passes the range of levels by a few; beyond the table its last step goes on. */
const table = { from: -40, to: 296, perLevel: 2 }

const tableOf = (curve: ToneCurve): Float32Array => Float32Array.from({ length: (table.to - table.from) * table.perLevel + 1 }, (_, i) => at(curve, table.from + i / table.perLevel))

function read(values: Float32Array, level: number): number {
  const place = (level - table.from) * table.perLevel, first = Math.min(values.length - 2, Math.max(0, Math.floor(place)))
  return values[first]! + (place - first) * (values[first + 1]! - values[first]!)
}

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

