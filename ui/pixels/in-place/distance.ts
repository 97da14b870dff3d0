// Exact Euclidean distance transform (Felzenszwalb and Huttenlocher, 2012).
import { makePlane, type Plane } from './pixels'

const far = 1e12

/** Distance in px between pixel centres from every pixel to the nearest one with `seeds` non-zero; 1e6 where there is none. */
export function distanceTo(seeds: Uint8Array, width: number, height: number): Plane {
  const out = makePlane(width, height), longest = Math.max(width, height)
  const column = new Float64Array(longest), result = new Float64Array(longest)
  const hull = new Int32Array(longest), starts = new Float64Array(longest + 1)
  for (let i = 0; i < seeds.length; i++) out.data[i] = seeds[i] ? 0 : far
  for (let x = 0; x < width; x++) {
    // Along a column of seeds the nearest one is found by two sweeps.
    let d = far
    for (let y = 0, i = x; y < height; y++, i += width) out.data[i] = d = seeds[i] ? 0 : d + 1
    for (let y = height - 1, i = (height - 1) * width + x; y >= 0; y--, i -= width) {
      d = Math.min(out.data[i]!, d + 1)
      out.data[i] = Math.min(far, d * d)
    }
  }
  for (let y = 0; y < height; y++) {
    const at = y * width
    for (let x = 0; x < width; x++) column[x] = out.data[at + x]!
    lowerEnvelope(column, result, width, hull, starts)
    for (let x = 0; x < width; x++) out.data[at + x] = Math.min(1e6, Math.sqrt(result[x]!))
  }
  return out
}

function lowerEnvelope(values: Float64Array, result: Float64Array, length: number, hull: Int32Array, starts: Float64Array): void {
  let k = 0
  hull[0] = 0
  starts[0] = -Infinity
  starts[1] = Infinity
  for (let i = 1; i < length; i++) {
    let start: number
    do {
      const r = hull[k]!
      start = (values[i]! - values[r]! + i * i - r * r) / (2 * (i - r))
    } while (start <= starts[k]! && --k >= 0)
    hull[++k] = i
    starts[k] = start
    starts[k + 1] = Infinity
  }
  k = 0
  for (let i = 0; i < length; i++) {
    while (starts[k + 1]! < i) k++
    const r = hull[k]!
    result[i] = values[r]! + (i - r) * (i - r)
  }
}
