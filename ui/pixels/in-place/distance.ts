// Exact Euclidean distance transform (Felzenszwalb and Huttenlocher, 2012).
import { cropCoverage, makePlane, wholeBox, type Plane } from './pixels'

const nowhere = 1e6, far = 1e7

/** Distance in px between pixel centres from every pixel to the nearest one with `seeds` non-zero; 1e6 where there is none. */
export function distanceTo(seeds: Uint8Array, width: number, height: number): Plane {
  const out = makePlane(width, height), longest = Math.max(width, height)
  const column = new Float64Array(longest), result = new Float64Array(longest)
  const hull = new Int32Array(longest), starts = new Float64Array(longest + 1), { data } = out
  // Along a column of seeds the nearest one is found by two sweeps.
  for (let x = 0; x < width; x++) data[x] = seeds[x] ? 0 : far
  for (let i = width; i < seeds.length; i++) data[i] = seeds[i] ? 0 : data[i - width]! + 1
  for (let i = seeds.length - width - 1; i >= 0; i--) if (data[i + width]! + 1 < data[i]!) data[i] = data[i + width]! + 1
  for (let y = 0; y < height; y++) {
    const at = y * width
    let least = far
    for (let x = 0; x < width; x++) {
      const d = data[at + x]!
      column[x] = d * d
      if (d < least) least = d
    }
    if (least > nowhere) {
      data.fill(nowhere, at, at + width)
      continue
    }
    lowerEnvelope(column, result, width, hull, starts)
    for (let x = 0; x < width; x++) data[at + x] = Math.sqrt(result[x]!)
  }
  return out
}

/** The same up to `reach` px; farther pixels may count as 1e6. */
export function distanceNear(seeds: Uint8Array, width: number, height: number, reach: number): Plane {
  const out = makePlane(width, height)
  out.data.fill(nowhere)
  let left = width, right = -1, top = height, bottom = -1
  for (let y = 0; y < height; y++) {
    const row = seeds.subarray(y * width, (y + 1) * width), first = row.findIndex((value) => value > 0)
    if (first < 0) continue
    let last = width - 1
    while (row[last] === 0) last--
    left = Math.min(left, first)
    right = Math.max(right, last)
    top = Math.min(top, y)
    bottom = y
  }
  if (right < 0) return out
  const margin = Math.ceil(reach), box = wholeBox({ x: left - margin, y: top - margin, width: right - left + 1 + 2 * margin, height: bottom - top + 1 + 2 * margin }, out)
  const near = distanceTo(cropCoverage(seeds, width, box), box.width, box.height).data
  for (let y = 0; y < box.height; y++) out.data.set(near.subarray(y * box.width, (y + 1) * box.width), (box.y + y) * width + box.x)
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
