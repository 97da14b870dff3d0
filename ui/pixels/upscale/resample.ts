// Lanczos-3 of a whole picture or a part of it, colour weighted by alpha, so that what is see-through lends no colour to its edge.
// Line by line: beside source and result it holds as many lines as the kernel is high.
import type { Bounds, Extent } from '../../../src/shared/geometry'
import { isOpaque, makePixels, type Pixels } from '../in-place/pixels'

export type Kernel = { /** px of the source on each side, when enlarging. */ lobes: number; weight(x: number): number }

/** `box` of the source (px, fractions allowed; beyond the picture its edge is repeated) at `extent` px. */
export type Scaling = { box: Bounds; extent: Extent }

export const lanczos3: Kernel = {
  lobes: 3,
  weight(x) {
    if (x === 0) return 1
    if (Math.abs(x) >= 3) return 0
    const a = Math.PI * x
    return (3 * Math.sin(a) * Math.sin(a / 3)) / (a * a)
  },
}

/** For each px the first source px under the kernel, and its weights, which add up to 1. */
type Axis = { taps: number; first: Int32Array; weights: Float32Array }

/** Lines between two steps. */
const linesAStep = 32
/** Below this alpha (of 255) the colour cannot be told. */
const leastAlpha = 1 / 512

/** Of `count` px from `from` on, of `total` that cover `span` from `start`: equal px have equal weights, whatever part is asked for. */
function axisOf({ lobes, weight }: Kernel, start: number, span: number, total: number, from: number, count: number): Axis {
  const step = span / total, stretch = Math.max(1, step), reach = lobes * stretch, taps = Math.ceil(2 * reach)
  const first = new Int32Array(count), weights = new Float32Array(count * taps)
  for (let i = 0; i < count; i++) {
    const centre = start + (from + i + 0.5) * step, at = Math.ceil(centre - reach - 0.5)
    let sum = 0
    for (let k = 0; k < taps; k++) sum += weights[i * taps + k] = weight((at + k + 0.5 - centre) / stretch)
    for (let k = 0; k < taps; k++) weights[i * taps + k]! /= sum
    first[i] = at
  }
  return { taps, first, weights }
}

/**
 * The px `part` of the enlarged picture (default: all of it), yielding between lines. Does not mutate. Parts put beside each other are
 * byte for byte the whole. Pixels that come out wholly see-through are black.
 */
export function* resampleSteps(source: Pixels, { box, extent }: Scaling, part: Bounds = { x: 0, y: 0, ...extent }, kernel = lanczos3): Generator<void, Pixels> {
  const columns = axisOf(kernel, box.x, box.width, extent.width, part.x, part.width), rows = axisOf(kernel, box.y, box.height, extent.height, part.y, part.height)
  const opaque = isOpaque(source), channels = opaque ? 3 : 4, line = part.width * channels
  const out = makePixels(part.width, part.height), { data } = out, sums = new Float32Array(line)
  // Lines of the source, resampled across; line y lies at y modulo their number.
  const ring = Array.from({ length: rows.taps }, () => new Float32Array(line)), read = makeReader(source, channels, columns)
  let next = rows.first[0]!
  for (let y = 0, to = 0; y < part.height; y++) {
    const top = rows.first[y]!, end = top + rows.taps
    for (next = Math.max(next, top); next < end; next++) across(read(next), columns, channels, ring[((next % rows.taps) + rows.taps) % rows.taps]!)
    sums.fill(0)
    for (let k = 0; k < rows.taps; k++) {
      const weight = rows.weights[y * rows.taps + k]!, from = ring[(((top + k) % rows.taps) + rows.taps) % rows.taps]!
      if (weight !== 0) for (let i = 0; i < line; i++) sums[i]! += weight * from[i]!
    }
    for (let i = 0; i < line; i += channels, to += 4) {
      const alpha = opaque ? 1 : sums[i + 3]! / 255
      if (alpha < leastAlpha) continue
      data[to] = sums[i]! / alpha
      data[to + 1] = sums[i + 1]! / alpha
      data[to + 2] = sums[i + 2]! / alpha
      data[to + 3] = opaque ? 255 : sums[i + 3]!
    }
    if (y % linesAStep === linesAStep - 1) yield
  }
  return out
}

/** A line of the source as numbers, colour times alpha, with its edge repeated to both sides as far as the kernel reaches. A line below or above the picture is its edge. */
function makeReader({ width, height, data }: Pixels, channels: number, { taps, first }: Axis): (y: number) => { line: Float32Array; from: number } {
  const from = Math.min(0, first[0]!), to = Math.max(width, first[first.length - 1]! + taps)
  const line = new Float32Array((to - from) * channels)
  return (y) => {
    const row = Math.min(height - 1, Math.max(0, y)) * width
    for (let x = from, i = 0; x < to; x++, i += channels) {
      const at = (row + Math.min(width - 1, Math.max(0, x))) * 4
      if (channels === 3) {
        line[i] = data[at]!
        line[i + 1] = data[at + 1]!
        line[i + 2] = data[at + 2]!
        continue
      }
      const alpha = data[at + 3]! / 255
      line[i] = data[at]! * alpha
      line[i + 1] = data[at + 1]! * alpha
      line[i + 2] = data[at + 2]! * alpha
      line[i + 3] = data[at + 3]!
    }
    return { line, from }
  }
}

function across({ line, from }: { line: Float32Array; from: number }, { taps, first, weights }: Axis, channels: number, out: Float32Array): void {
  for (let x = 0, k = 0, to = 0; x < first.length; x++, to += channels) {
    let red = 0, green = 0, blue = 0, alpha = 0
    for (let end = k + taps, at = (first[x]! - from) * channels; k < end; k++, at += channels) {
      const weight = weights[k]!
      red += weight * line[at]!
      green += weight * line[at + 1]!
      blue += weight * line[at + 2]!
      if (channels === 4) alpha += weight * line[at + 3]!
    }
    out[to] = red
    out[to + 1] = green
    out[to + 2] = blue
    if (channels === 4) out[to + 3] = alpha
  }
}
