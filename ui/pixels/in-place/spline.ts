// Cubic B-spline resampling: interpolation, and for a larger answer the least-squares projection onto the source's grid,
// which keeps detail up to the grid's limit, drops what it cannot hold, and averages the noise of all answer pixels.
import type { Affine, Bounds } from '../../../src/shared/geometry'
import { makePlane, type Plane } from './pixels'

/** Poles of the inverse of the sampled B-splines of degree 3 and 7 (Unser 1999, table 1). */
const cubicPoles = [Math.sqrt(3) - 2]
const septicPoles = [-0.5352804307964382, -0.12255461519232669, -0.009148694809608277]

/** Coefficients whose cubic spline passes through the samples of `plane`. */
export const splineOf = (plane: Plane): Plane => inverseFilter(plane, cubicPoles)

/** Displacement of out pixels, px of the out grid, on the same box as the result. */
export type Flow = { x: Plane; y: Plane }

/** `map` takes out px to picture px; out pixels of `box` where `where` is 0 stay 0. */
type Read = { map: Affine; box: Bounds; flow: Flow | null; where?: Uint8Array }

/** Reads `coefficients` (splineOf) at every pixel of `box`. Beyond the picture its edge is repeated. */
export function sampleSpline(coefficients: readonly Plane[], { map, box, flow, where }: Read): Plane[] {
  const out = coefficients.map(() => makePlane(box.width, box.height))
  const { width, height } = coefficients[0]!
  const weightX = new Float64Array(4), weightY = new Float64Array(4), columns = new Int32Array(4), rows = new Int32Array(4)
  for (let y = 0, to = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++, to++) {
      if (where && !where[to]) continue
      const px = box.x + x + 0.5 + (flow ? flow.x.data[to]! : 0), py = box.y + y + 0.5 + (flow ? flow.y.data[to]! : 0)
      const u = Math.min(width - 1, Math.max(0, map[0][0] * px + map[0][1] * py + map[0][2] - 0.5))
      const v = Math.min(height - 1, Math.max(0, map[1][0] * px + map[1][1] * py + map[1][2] - 0.5))
      cubicWeights(u, width, weightX, columns)
      cubicWeights(v, height, weightY, rows)
      for (let c = 0; c < out.length; c++) {
        const data = coefficients[c]!.data
        let total = 0
        for (let k = 0; k < 4; k++) {
          const at = rows[k]! * width
          total += weightY[k]! * (weightX[0]! * data[at + columns[0]!]! + weightX[1]! * data[at + columns[1]!]! + weightX[2]! * data[at + columns[2]!]! + weightX[3]! * data[at + columns[3]!]!)
        }
        out[c]!.data[to] = total
      }
    }
  }
  return out
}

/** Whole-sample mirroring, as the spline's own border condition. */
const bounced = (index: number, length: number): number => {
  if (index >= 0 && index < length) return index
  if (length === 1) return 0
  const i = Math.abs(index) % (2 * length - 2)
  return i < length ? i : 2 * length - 2 - i
}

function cubicWeights(at: number, length: number, weights: Float64Array, indices: Int32Array): void {
  const first = Math.floor(at), t = at - first, s = 1 - t
  weights[0] = (s * s * s) / 6
  weights[1] = 2 / 3 - t * t + (t * t * t) / 2
  weights[2] = 2 / 3 - s * s + (s * s * s) / 2
  weights[3] = (t * t * t) / 6
  for (let k = 0; k < 4; k++) indices[k] = bounced(first + k - 1, length)
}

/** As sampleSpline for answers with `ratio` > 1 answer px per out px, from the samples themselves. */
export function projectSpline(planes: readonly Plane[], { map, box, flow }: Read, ratio: number): Plane[] {
  const raw = planes.map(() => makePlane(box.width, box.height))
  const { width, height } = planes[0]!
  const taps = Math.ceil(4 * ratio) + 1
  const weightX = new Float64Array(taps), weightY = new Float64Array(taps), columns = new Int32Array(taps), rows = new Int32Array(taps)
  const sums = new Float64Array(planes.length)
  for (let y = 0, to = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++, to++) {
      const px = box.x + x + 0.5 + (flow ? flow.x.data[to]! : 0), py = box.y + y + 0.5 + (flow ? flow.y.data[to]! : 0)
      wideWeights(map[0][0] * px + map[0][1] * py + map[0][2] - 0.5, width, ratio, weightX, columns)
      wideWeights(map[1][0] * px + map[1][1] * py + map[1][2] - 0.5, height, ratio, weightY, rows)
      sums.fill(0)
      for (let c = 0; c < planes.length; c++) {
        const data = planes[c]!.data
        let total = 0
        for (let k = 0; k < taps; k++) {
          const weight = weightY[k]!
          if (weight === 0) continue
          const at = rows[k]! * width
          let line = 0
          for (let l = 0; l < taps; l++) line += weightX[l]! * data[at + columns[l]!]!
          total += weight * line
        }
        raw[c]!.data[to] = total
      }
    }
  }
  return raw.map((plane) => cubicSamples(inverseFilter(plane, septicPoles)))
}

function wideWeights(at: number, length: number, ratio: number, weights: Float64Array, indices: Int32Array): void {
  const first = Math.ceil(at - 2 * ratio)
  let sum = 0
  for (let k = 0; k < weights.length; k++) {
    const d = Math.abs(first + k - at) / ratio
    const weight = d < 1 ? 2 / 3 - d * d + (d * d * d) / 2 : d < 2 ? (2 - d) ** 3 / 6 : 0
    weights[k] = weight
    sum += weight
    indices[k] = Math.min(length - 1, Math.max(0, first + k))
  }
  for (let k = 0; k < weights.length; k++) weights[k]! /= sum
}

/** Samples of the cubic spline with these coefficients, at its own grid: (1 4 1) / 6 along both axes. */
function cubicSamples(plane: Plane): Plane {
  const { width, height, data } = plane
  const across = new Float32Array(data.length), out = makePlane(width, height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width
      across[at + x] = (data[at + bounced(x - 1, width)]! + 4 * data[at + x]! + data[at + bounced(x + 1, width)]!) / 6
    }
  }
  for (let y = 0; y < height; y++) {
    const above = bounced(y - 1, height) * width, below = bounced(y + 1, height) * width, at = y * width
    for (let x = 0; x < width; x++) out.data[at + x] = (across[above + x]! + 4 * across[at + x]! + across[below + x]!) / 6
  }
  return out
}

/** Recursive all-pole filter along both axes, one causal and one anti-causal sweep per pole. */
function inverseFilter(plane: Plane, poles: readonly number[]): Plane {
  const { width, height } = plane
  const data = plane.data.slice()
  for (const pole of poles) {
    const gain = (1 - pole) * (1 - 1 / pole), horizon = Math.ceil(Math.log(1e-7) / Math.log(Math.abs(pole)))
    if (width > 1) for (let y = 0; y < height; y++) sweep(data, y * width, 1, width, 1, pole, gain, horizon)
    if (height > 1) sweep(data, 0, width, height, width, pole, gain, horizon)
  }
  return { width, height, data }
}

/** Filters `lanes` neighbouring sequences at once, each of `length` samples `stride` apart. */
function sweep(data: Float32Array, start: number, stride: number, length: number, lanes: number, pole: number, gain: number, horizon: number): void {
  const last = start + (length - 1) * stride
  for (let lane = 0; lane < lanes; lane++) {
    let first = 0, power = 1
    for (let k = 0; k < Math.min(horizon, length); k++, power *= pole) first += power * data[start + lane + k * stride]!
    data[start + lane] = first * gain
  }
  for (let at = start + stride; at <= last; at += stride) for (let i = at; i < at + lanes; i++) data[i] = data[i]! * gain + pole * data[i - stride]!
  const end = pole / (pole * pole - 1)
  for (let i = last; i < last + lanes; i++) data[i] = end * (data[i]! + pole * data[i - stride]!)
  for (let at = last - stride; at >= start; at -= stride) for (let i = at; i < at + lanes; i++) data[i] = pole * (data[i + stride]! - data[i]!)
}
