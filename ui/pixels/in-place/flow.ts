// The smooth displacement that a global map leaves: windowed Lucas-Kanade on known pixels, carried under the mask.
import { between, blockMeans, gaussian } from './blur'
import { gradientOf } from './gradient'
import { makePlane, type Plane } from './pixels'
import { pushPull } from './push-pull'
import { medianOf, tukey, tukeyCut } from './statistics'
import { type Flow, sampleSpline, splineOf } from './spline'

/** Source px to a cell of the flow: it is smooth. */
export const cellPx = 4
/** px of the source: window, most of one round, most in all. */
const limits = { windowPx: 10, stepPx: 1.5, allPx: 4 }

const blur = (plane: Plane): Plane => gaussian(plane, limits.windowPx / cellPx)

/** Displacement in source px on a grid of cells, how much each cell had to say, 0 to 1, and the mean difference that the last round began with, levels. */
export type CellFlow = Flow & { sure: Plane; error: number }

/**
 * Displacement after which `moved` shows at p what `reference` shows at p. Both are luma planes of one extent, of `size` (1, 2 or 4)
 * source px per px. In steps.
 */
export function* residualFlow(reference: Plane, moved: Plane, known: Uint8Array, { size, rounds, start }: { size: number; rounds: number; start: CellFlow | null }): Generator<'resample', CellFlow> {
  const { width, height } = reference, box = { x: 0, y: 0, width, height }, count = width * height
  const cell = cellPx / size, spline = splineOf(moved)
  const knownCells = blockMeans(planeOf(known, width, height), cell), share = blur(knownCells)
  let flow: CellFlow = start ?? { x: emptyLike(share), y: emptyLike(share), sure: emptyLike(share), error: 0 }
  const error = makePlane(width, height)
  for (let round = 0; round < rounds; round++) {
    yield 'resample'
    const [now] = sampleSpline([spline], { map: [[1, 0, 0], [0, 1, 0]], box, flow: start || round > 0 ? spread(flow, width, height, cell, 1 / size) : null })
    const slope = gradientOf(now!)
    for (let i = 0; i < count; i++) error.data[i] = known[i] ? reference.data[i]! - now!.data[i]! : 0
    const level = blur(blockMeans(error, cell))
    for (let i = 0; i < level.data.length; i++) level.data[i]! /= share.data[i]! + 1e-3
    const tint = spread({ x: level, y: level }, width, height, cell, 1).x
    let sum = 0, looked = 0
    for (let i = 0; i < count; i++) {
      if (!known[i]) continue
      sum += Math.abs(error.data[i]! -= tint.data[i]!)
      looked++
    }
    const [a, b, c, p, q] = normalCells(error, slope.x, slope.y, known, tukeyCut(medianOf(error.data, known), 0.5), cell).map(blur) as [Plane, Plane, Plane, Plane, Plane]
    const next = { x: emptyLike(share), y: emptyLike(share), sure: emptyLike(share) }
    for (let i = 0; i < share.data.length; i++) {
      const m = a.data[i]! + 0.5, n = c.data[i]! + 0.5, det = m * n - b.data[i]! ** 2
      next.x.data[i] = flow.x.data[i]! + limited(((n * p.data[i]! - b.data[i]! * q.data[i]!) / det) * size, limits.stepPx)
      next.y.data[i] = flow.y.data[i]! + limited(((m * q.data[i]! - b.data[i]! * p.data[i]!) / det) * size, limits.stepPx)
      next.sure.data[i] = share.data[i]! > 0.15 ? knownCells.data[i]! * Math.min(1, (a.data[i]! + c.data[i]!) / 8) : 0
    }
    const [x, y] = pushPull([next.x, next.y], next.sure).map(blur) as [Plane, Plane]
    flow = { x, y, sure: next.sure, error: sum / Math.max(1, looked) }
  }
  for (const plane of [flow.x, flow.y]) for (let i = 0; i < plane.data.length; i++) plane.data[i] = limited(plane.data[i]!, limits.allPx)
  return flow
}

/** A flow on cells at every pixel, times `factor`. */
export function spread({ x, y }: Flow, width: number, height: number, cell: number, factor: number): Flow {
  const scaled = (plane: Plane): Plane => {
    const scaledCells = factor === 1 ? plane : { ...plane, data: plane.data.map((value) => value * factor) }
    return cell === 1 ? scaledCells : between(scaledCells, width, height, cell)
  }
  return { x: scaled(x), y: x === y ? x : scaled(y) }
}

/** Means over each cell of the products that the normal equations are made of: xx, xy, yy, xe, ye. */
function normalCells(error: Plane, slopeX: Plane, slopeY: Plane, known: Uint8Array, cut: number, cell: number): Plane[] {
  const { width, height } = error, columns = Math.ceil(width / cell), rows = Math.ceil(height / cell)
  const out = Array.from({ length: 5 }, () => makePlane(columns, rows)), [xx, xy, yy, xe, ye] = out.map(({ data }) => data) as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array]
  const part = 1 / (cell * cell), shift = Math.log2(cell)
  for (let y = 0, i = 0; y < height; y++) {
    const row = (y >> shift) * columns
    for (let x = 0; x < width; x++, i++) {
      if (!known[i]) continue
      const e = error.data[i]!, weight = tukey(e, cut) * part
      if (weight === 0) continue
      const gx = slopeX.data[i]!, gy = slopeY.data[i]!, to = row + (x >> shift), wx = weight * gx, wy = weight * gy
      xx[to]! += wx * gx
      xy[to]! += wx * gy
      yy[to]! += wy * gy
      xe[to]! += wx * e
      ye[to]! += wy * e
    }
  }
  return out
}

const emptyLike = ({ width, height }: Plane): Plane => makePlane(width, height)

function planeOf(values: Uint8Array, width: number, height: number): Plane {
  const out = makePlane(width, height)
  out.data.set(values)
  return out
}

const limited = (value: number, most: number): number => Math.min(most, Math.max(-most, value))
