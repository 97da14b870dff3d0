// Axis-aligned Lanczos resize of a fractional box, as the request is cut. Beyond the picture its edge is repeated.
import type { Bounds, Extent } from '../../../src/shared/geometry'
import { atOnce } from '../at-once'
import { kernels } from '../kernels/kernels'
import { fastResize } from '../kernels/planes'
import { makePlane, type Plane } from './pixels'

const lobes = 3

const lanczos = (x: number): number => {
  if (x === 0) return 1
  if (Math.abs(x) >= lobes) return 0
  const a = Math.PI * x
  return (lobes * Math.sin(a) * Math.sin(a / lobes)) / (a * a)
}

type Axis = { taps: number; firsts: Int32Array; indices: Int32Array; weights: Float64Array }

function axisOf(start: number, span: number, count: number, length: number): Axis {
  const step = span / count, stretch = Math.max(1, step), reach = lobes * stretch
  const taps = Math.ceil(2 * reach) + 1
  const firsts = new Int32Array(count), indices = new Int32Array(count * taps), weights = new Float64Array(count * taps)
  for (let i = 0; i < count; i++) {
    const centre = start + (i + 0.5) * step, first = Math.floor(centre - reach)
    firsts[i] = first
    let sum = 0
    for (let k = 0; k < taps; k++) {
      const weight = lanczos((first + k + 0.5 - centre) / stretch)
      weights[i * taps + k] = weight
      indices[i * taps + k] = Math.min(length - 1, Math.max(0, first + k))
      sum += weight
    }
    for (let k = 0; k < taps; k++) weights[i * taps + k]! /= sum
  }
  return { taps, firsts, indices, weights }
}

/** The part `box` of a plane (px of the plane, fractions allowed) at `to` px. */
export const resizePlane = (plane: Plane, box: Bounds, to: Extent): Plane => atOnce(resizeSteps(plane, box, to, null))

/** Rows between two steps. */
const rowsOfStep = 256

/** The same in steps of `stage`. */
export function* resizeSteps<Stage>(plane: Plane, box: Bounds, to: Extent, stage: Stage): Generator<Stage, Plane> {
  const columns = axisOf(box.x, box.width, to.width, plane.width), rows = axisOf(box.y, box.height, to.height, plane.height)
  const fast = kernels()
  if (fast) {
    yield stage
    return fastResize(fast, plane, columns, rows)
  }
  const top = Math.min(...rows.indices.subarray(0, rows.taps)), bottom = Math.max(...rows.indices.subarray(rows.indices.length - rows.taps))
  const across = new Float32Array((bottom - top + 1) * to.width)
  const { taps, indices, weights } = columns, { data } = plane
  for (let y = top; y <= bottom; y++) {
    if ((y - top) % rowsOfStep === rowsOfStep - 1) yield stage
    const at = y * plane.width, line = (y - top) * to.width
    for (let x = 0, k = 0; x < to.width; x++) {
      let total = 0
      for (const end = k + taps; k < end; k++) total += weights[k]! * data[at + indices[k]!]!
      across[line + x] = total
    }
  }
  const out = makePlane(to.width, to.height), sums = new Float64Array(to.width)
  for (let y = 0; y < to.height; y++) {
    if (y % rowsOfStep === 0) yield stage
    sums.fill(0)
    for (let k = y * rows.taps, end = k + rows.taps; k < end; k++) {
      const weight = rows.weights[k]!, at = (rows.indices[k]! - top) * to.width
      if (weight !== 0) for (let x = 0; x < to.width; x++) sums[x]! += weight * across[at + x]!
    }
    out.data.set(sums, y * to.width)
  }
  return out
}

/** The same samples; no resampling. The box is whole and may pass the plane, whose edge is then repeated. */
export function cutPlane(plane: Plane, box: Bounds): Plane {
  const out = makePlane(box.width, box.height)
  for (let y = 0, to = 0; y < box.height; y++) {
    const at = Math.min(plane.height - 1, Math.max(0, box.y + y)) * plane.width
    for (let x = 0; x < box.width; x++, to++) out.data[to] = plane.data[at + Math.min(plane.width - 1, Math.max(0, box.x + x))]!
  }
  return out
}
