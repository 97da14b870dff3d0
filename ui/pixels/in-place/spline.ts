// Cubic B-spline resampling: interpolation, and for a larger answer the least-squares projection onto the source's grid,
// which keeps detail up to the grid's limit, drops what it cannot hold, and averages the noise of all answer pixels.
import type { Affine, Bounds } from '../../../src/shared/geometry'
import { kernels } from '../kernels/kernels'
import { fastSample, fastSpline } from '../kernels/planes'
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
export function sampleSpline(coefficients: readonly Plane[], read: Read): Plane[] {
  const { map, box, flow, where } = read, fast = kernels()
  if (fast) return fastSample(fast, coefficients, read)
  const out = coefficients.map(() => makePlane(box.width, box.height)), count = out.length
  const { width, height } = coefficients[0]!
  const weightX = new Float64Array(4), weightY = new Float64Array(4), columns = new Int32Array(4), rows = new Int32Array(4)
  const from = coefficients.map(({ data }) => data), into = out.map(({ data }) => data)
  const [[a, c, e], [b, d, f]] = map
  for (let y = 0, to = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++, to++) {
      if (where && !where[to]) continue
      const px = box.x + x + 0.5 + (flow ? flow.x.data[to]! : 0), py = box.y + y + 0.5 + (flow ? flow.y.data[to]! : 0)
      const u = Math.min(width - 1, Math.max(0, a * px + c * py + e - 0.5)), v = Math.min(height - 1, Math.max(0, b * px + d * py + f - 0.5))
      const left = u | 0, above = v | 0
      if (left < 1 || above < 1 || left > width - 3 || above > height - 3) {
        cubicWeights(u, width, weightX, columns)
        cubicWeights(v, height, weightY, rows)
        for (let k = 0; k < count; k++) into[k]![to] = tapsAt(from[k]!, width, weightX, weightY, columns, rows)
        continue
      }
      const t = u - left, s = 1 - t, q = v - above, p = 1 - q, at = (above - 1) * width + left - 1
      const x0 = (s * s * s) / 6, x3 = (t * t * t) / 6, x1 = 2 / 3 - t * t + 3 * x3, x2 = 2 / 3 - s * s + 3 * x0
      const y0 = (p * p * p) / 6, y3 = (q * q * q) / 6, y1 = 2 / 3 - q * q + 3 * y3, y2 = 2 / 3 - p * p + 3 * y0
      for (let k = 0; k < count; k++) {
        const data = from[k]!, i = at + width, j = i + width, l = j + width
        into[k]![to] =
          y0 * (x0 * data[at]! + x1 * data[at + 1]! + x2 * data[at + 2]! + x3 * data[at + 3]!) +
          y1 * (x0 * data[i]! + x1 * data[i + 1]! + x2 * data[i + 2]! + x3 * data[i + 3]!) +
          y2 * (x0 * data[j]! + x1 * data[j + 1]! + x2 * data[j + 2]! + x3 * data[j + 3]!) +
          y3 * (x0 * data[l]! + x1 * data[l + 1]! + x2 * data[l + 2]! + x3 * data[l + 3]!)
      }
    }
  }
  return out
}

/** Near the border: the rows and columns of the taps are given one by one. */
function tapsAt(data: Float32Array, width: number, weightX: Float64Array, weightY: Float64Array, columns: Int32Array, rows: Int32Array): number {
  let total = 0
  for (let k = 0; k < 4; k++) {
    const at = rows[k]! * width
    total += weightY[k]! * (weightX[0]! * data[at + columns[0]!]! + weightX[1]! * data[at + columns[1]!]! + weightX[2]! * data[at + columns[2]!]! + weightX[3]! * data[at + columns[3]!]!)
  }
  return total
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
  const fast = kernels()
  if (fast) return fastSpline(fast, plane, poles, horizonOf)
  const { width, height } = plane
  const data = plane.data.slice()
  for (const pole of poles) {
    if (width > 1) for (let y = 0; y < height; y++) sweepRow(data, y * width, width, pole)
    if (height > 1) sweepColumns(data, width, height, pole)
  }
  return { width, height, data }
}

const gainOf = (pole: number): number => (1 - pole) * (1 - 1 / pole)
const horizonOf = (pole: number, length: number): number => Math.min(length, Math.ceil(Math.log(1e-7) / Math.log(Math.abs(pole))))

function sweepRow(data: Float32Array, start: number, length: number, pole: number): void {
  const gain = gainOf(pole), end = pole / (pole * pole - 1), last = start + length - 1
  let now = 0, power = 1
  for (let i = start, stop = start + horizonOf(pole, length); i < stop; i++, power *= pole) now += power * data[i]!
  now *= gain
  data[start] = now
  for (let i = start + 1; i <= last; i++) data[i] = now = data[i]! * gain + pole * now
  data[last] = now = end * (now + pole * data[last - 1]!)
  for (let i = last - 1; i >= start; i--) data[i] = now = pole * (now - data[i]!)
}

function sweepColumns(data: Float32Array, width: number, height: number, pole: number): void {
  const gain = gainOf(pole), end = pole / (pole * pole - 1), first = new Float64Array(width), last = (height - 1) * width
  for (let y = 0, at = 0, power = 1, rows = horizonOf(pole, height); y < rows; y++, at += width, power *= pole) for (let x = 0; x < width; x++) first[x]! += power * data[at + x]!
  for (let x = 0; x < width; x++) data[x] = first[x]! * gain
  for (let i = width; i < data.length; i++) data[i] = data[i]! * gain + pole * data[i - width]!
  for (let i = last; i < data.length; i++) data[i] = end * (data[i]! + pole * data[i - width]!)
  for (let i = last - 1; i >= 0; i--) data[i] = pole * (data[i + width]! - data[i]!)
}
