// Kernels on planes: each copies in, runs, and copies out.
import type { Affine, Bounds } from '../../../src/shared/geometry'
import type { Plane } from '../in-place/pixels'
import type { Kernels } from './kernels'
import { roomOf } from './room'

/** A symmetric kernel of `weights.length - 1` px reach along both axes, mirrored at the border. */
export function fastBlur(fast: Kernels, plane: Plane, weights: Float32Array): Plane {
  const room = roomOf(fast), { width, height } = plane, reach = weights.length - 1
  const from = room.copyIn(plane), between = room.hold(width, height)
  const kernel = room.put(weights), row = room.take((from.stride + 2 * reach + 8) * 4), lines = room.take((reach + 1) * 8)
  fast.blur(from.at, between.at, from.at, width, height, from.stride, kernel, reach, row, lines)
  return room.copyOut(from)
}

/** Means of square blocks on `columns` x `rows` of them, filled up by mirroring. */
export function fastBlockMeans(fast: Kernels, plane: Plane, block: number, columns: number, rows: number): Plane {
  const room = roomOf(fast), from = room.copyIn(plane), to = room.hold(columns, rows), line = room.take(from.stride * 4)
  fast.blockMeans(from.at, to.at, plane.width, plane.height, from.stride, block, columns, rows, to.stride, line)
  return room.copyOut(to)
}

/** The plane on straight lines between its block means, written to `out`. */
export function fastBetween(fast: Kernels, means: Plane, block: number, out: Plane): void {
  const room = roomOf(fast), { width, height } = out, from = room.copyIn(means), to = room.hold(width, height)
  room.take(block * 4)
  fast.between(from.at, means.width, means.height, from.stride, to.at, width, height, to.stride, block, room.take((from.stride + 8) * 4))
  room.copyOut(to, out)
}

/** Largest value within 3 px along both axes. */
export function fastLargestNear(fast: Kernels, plane: Plane): Plane {
  const room = roomOf(fast), from = room.copyIn(plane), between = room.hold(plane.width, plane.height), row = room.take((from.stride + 16) * 4)
  fast.largestNear(from.at, between.at, from.at, plane.width, plane.height, from.stride, row)
  return room.copyOut(from)
}

/** Coefficients of a spline whose inverse filter has these `poles`; `horizon` says how many samples a border's sum takes. */
export function fastSpline(fast: Kernels, plane: Plane, poles: readonly number[], horizon: (pole: number, length: number) => number): Plane {
  const room = roomOf(fast), held = room.copyIn(plane)
  for (const pole of poles) fast.spline(held.at, held.width, held.height, held.stride, pole, horizon(pole, held.width), horizon(pole, held.height))
  return room.copyOut(held)
}

/** What is read of each plane (spline coefficients) at the px of `box`; `map` takes out px to picture px. */
export function fastSample(fast: Kernels, planes: readonly Plane[], { map: [[a, c, e], [b, d, f]], box, flow, where }: { map: Affine; box: Bounds; flow: { x: Plane; y: Plane } | null; where?: Uint8Array }): Plane[] {
  const room = roomOf(fast), { width, height } = planes[0]!
  const from = planes.map((plane) => room.copyIn(plane)), to = planes.map(() => room.hold(box.width, box.height))
  const flowX = flow ? room.copyIn(flow.x).at : 0, flowY = flow ? room.copyIn(flow.y).at : 0, marks = where ? room.put(where) : 0
  if (where) to.forEach(({ at, stride }) => new Uint8Array(fast.memory.buffer, at, stride * box.height * 4).fill(0))
  const table = room.put(Int32Array.from([...from, ...to], ({ at }) => at))
  fast.sample(table, planes.length, width, height, from[0]!.stride, box.x, box.y, box.width, box.height, to[0]!.stride, a, c, e, b, d, f, flowX, flowY, marks)
  return to.map((held) => room.copyOut(held))
}

/** One axis of a resize: for each sample `taps` sources from `first` on (may lie beyond the picture) and what each counts. */
export type Reads = { taps: number; firsts: Int32Array; weights: Float32Array | Float64Array }

export function fastResize(fast: Kernels, plane: Plane, columns: Reads, rows: Reads): Plane {
  const room = roomOf(fast), { width, height } = plane, count = columns.firsts.length, lines = rows.firsts.length
  const taps = (columns.taps + 3) & ~3, weights = new Float32Array(count * taps), clamped = (y: number): number => Math.min(height - 1, Math.max(0, y))
  for (let i = 0; i < count; i++) for (let k = 0; k < columns.taps; k++) weights[i * taps + k] = columns.weights[i * columns.taps + k]!
  const left = Math.max(0, -columns.firsts[0]!), right = Math.max(0, columns.firsts[count - 1]! + taps - width), firsts = columns.firsts.map((first) => first + left)
  const top = clamped(rows.firsts[0]!), bottom = clamped(rows.firsts[lines - 1]! + rows.taps - 1)
  const from = room.copyIn(plane), across = room.hold(count, bottom - top + 1), to = room.hold(count, lines)
  const row = room.take((left + width + right + 8) * 4), [at, w] = [room.put(firsts), room.put(weights)]
  fast.resizeAcross(from.at, width, from.stride, across.at, count, across.stride, top, bottom, at, w, taps, row, left, right)
  const table = Int32Array.from({ length: lines * rows.taps }, (_, i) => across.at + (clamped(rows.firsts[(i / rows.taps) | 0]! + (i % rows.taps)) - top) * across.stride * 4)
  const [tables, down] = [room.put(table), room.put(Float32Array.from(rows.weights))]
  fast.resizeDown(to.at, to.stride, lines, tables, down, rows.taps)
  return room.copyOut(to)
}
