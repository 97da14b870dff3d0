// Brings the answer's colours to the source's, judged on the known ring around the change.
import { between, blockMeans, gaussian } from './blur'
import { makePlane, mapPlanes, type Plane, type Planes } from './pixels'
import { pushPull } from './push-pull'
import { medianOf, tukey, tukeyCut } from './statistics'
import { at, fitCubic, fitGamma, fitLine, residualOf, type Pairs, type ToneCurve } from './tone-curve'

export { gainsOf, type ToneCurve } from './tone-curve'

const channels = ['red', 'green', 'blue'] as const
/** inpaint-method.md 2.4. A curve is taken only where it lowers the ring's residual by its gain. */
const limits = { least: 100, most: 8_000, spread: 4, gain: [0.7, 1.4], bias: 40, clippedLow: 3, clippedHigh: 252, anyGain: 0.98, curveGain: 0.95, noise: 2 } as const

/** Pixels that are enough to compare two pictures, not to correct one. */
export const quickSamples = 2_500

/** The curve of each channel. `ring`: pixels that should be equal; at most `samples` of them are looked at. */
export function fitTone(source: Planes, answer: Planes, ring: Uint8Array, samples: number = limits.most): ToneCurve[] {
  return channels.map((channel, c) => {
    const from = answer[c]!.data, to = source[c]!.data
    const pairs = samplePairs(from, to, ring, samples)
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
    const values = tableOf(curve), out = makePlane(plane.width, plane.height)
    for (let i = 0; i < out.data.length; i++) out.data[i] = read(values, plane.data[i]!)
    return out
  })
}

/** Luma of the planes after their curves; 0 where `where` is not set. */
export function tonedLuma([red, green, blue]: Planes, curves: readonly ToneCurve[], where?: Uint8Array): Plane {
  const [r, g, b] = curves.map(tableOf) as [Float32Array, Float32Array, Float32Array], out = makePlane(red.width, red.height)
  for (let i = 0; i < out.data.length; i++) if (!where || where[i]) out.data[i] = 0.299 * read(r, red.data[i]!) + 0.587 * read(g, green.data[i]!) + 0.114 * read(b, blue.data[i]!)
  return out
}

/** Resampling passes the range of levels by a few; beyond the table its last step goes on. */
const table = { from: -40, to: 296, perLevel: 2 }

const tableOf = (curve: ToneCurve): Float32Array => Float32Array.from({ length: (table.to - table.from) * table.perLevel + 1 }, (_, i) => at(curve, table.from + i / table.perLevel))

function read(values: Float32Array, level: number): number {
  const place = (level - table.from) * table.perLevel, first = place < 0 ? 0 : Math.min(values.length - 2, place | 0)
  return values[first]! + (place - first) * (values[first + 1]! - values[first]!)
}

function samplePairs(from: Float32Array, to: Float32Array, ring: Uint8Array, samples: number): Pairs {
  const { clippedLow: low, clippedHigh: high } = limits
  let total = 0
  for (let i = 0; i < ring.length; i++) total += ring[i]!
  const stride = Math.max(1, Math.ceil(total / samples)), room = Math.ceil(total / stride), x = new Float32Array(room), y = new Float32Array(room)
  let count = 0
  for (let i = 0, wait = 0; i < ring.length; i++) {
    if (!ring[i] || wait-- > 0) continue
    wait = stride - 1
    const a = from[i]!, b = to[i]!
    if (a <= low || a >= high || b <= low || b >= high) continue
    x[count] = a
    y[count++] = b
  }
  return { x: x.subarray(0, count), y: y.subarray(0, count) }
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
  const differences = x.slice()
  for (let i = 0; i < differences.length; i++) differences[i] = y[i]! - x[i]!
  return differences.sort()[differences.length >> 1]!
}

/** Null when the line is beyond what a model's tone shift can be. */
function limited(curve: ToneCurve): ToneCurve | null {
  const [bias, gain] = [curve.coefficients[0]!, curve.coefficients[1]! / 255]
  return gain < limits.gain[0] || gain > limits.gain[1] || Math.abs(bias) > limits.bias ? null : curve
}

/** px of the blocks that the membrane is worked out on, and its blur. */
const membranePx = { block: 4, sigma: 6 }

/** What the curves leave: the ring's smoothed difference, carried under the mask. Levels, to be added. What stands out is content, not tone. */
export function membraneOf(source: Planes, answer: Planes, ring: Uint8Array): Planes {
  const { width, height } = source[0], { block } = membranePx
  const largest = makePlane(width, height), [r, g, b] = source.map(({ data }) => data) as [Float32Array, Float32Array, Float32Array], [s, t, u] = answer.map(({ data }) => data) as [Float32Array, Float32Array, Float32Array]
  for (let i = 0; i < ring.length; i++) if (ring[i]) largest.data[i] = Math.max(Math.abs(r[i]! - s[i]!), Math.abs(g[i]! - t[i]!), Math.abs(b[i]! - u[i]!))
  const cut = tukeyCut(medianOf(largest.data, ring), limits.noise)
  for (let i = 0; i < ring.length; i++) largest.data[i] = ring[i] ? tukey(largest.data[i]!, cut) : 0
  const known = blockMeans(largest, block), soft = (plane: Plane): Plane => gaussian(plane, membranePx.sigma / block), share = soft(known)
  const raw = makePlane(width, height)
  const means = source.map((plane, c) => {
    const from = answer[c]!.data
    for (let i = 0; i < ring.length; i++) raw.data[i] = largest.data[i] === 0 ? 0 : largest.data[i]! * (plane.data[i]! - from[i]!)
    const smooth = soft(blockMeans(raw, block))
    for (let i = 0; i < smooth.data.length; i++) smooth.data[i]! /= share.data[i]! + 1e-6
    return smooth
  })
  return pushPull(means, known).map((plane) => between(plane, width, height, block)) as unknown as Planes
}
