// The colours that some pixels of a picture have, carried to where they are not: on a coarse grid, read between its points.
import { makePlane, type Pixels, type Plane } from '../in-place/pixels'
import { pushPull } from '../in-place/push-pull'

/** px of a side of one block. */
const blockPx = 4

/** Colour near (x, y) of the pixels that `take`; writes red, green, blue into `out`. Null when there are none. */
export type NearColours = (x: number, y: number, out: Float32Array | number[]) => void

export function nearColours({ width, height, data }: Pixels, take: (i: number) => boolean): NearColours | null {
  const columns = Math.ceil(width / blockPx), rows = Math.ceil(height / blockPx)
  const sums = [makePlane(columns, rows), makePlane(columns, rows), makePlane(columns, rows)], weight = makePlane(columns, rows)
  let any = false
  for (let y = 0, i = 0; y < height; y++) {
    const line = Math.floor(y / blockPx) * columns
    for (let x = 0; x < width; x++, i++) {
      if (!take(i)) continue
      const to = line + Math.floor(x / blockPx)
      any = true
      weight.data[to]! += 1
      for (let c = 0; c < 3; c++) sums[c]!.data[to]! += data[i * 4 + c]!
    }
  }
  if (!any) return null
  for (let i = 0; i < weight.data.length; i++) {
    const n = weight.data[i]!
    if (n === 0) continue
    for (const plane of sums) plane.data[i]! /= n
    weight.data[i] = 1
  }
  const planes = pushPull(sums, weight)
  return (x, y, out) => between(planes, (x + 0.5) / blockPx - 0.5, (y + 0.5) / blockPx - 0.5, out)
}

function between(planes: readonly Plane[], x: number, y: number, out: Float32Array | number[]): void {
  const { width, height } = planes[0]!, atX = Math.min(width - 1, Math.max(0, x)), atY = Math.min(height - 1, Math.max(0, y))
  const left = Math.floor(atX), top = Math.floor(atY), right = Math.min(width - 1, left + 1), below = Math.min(height - 1, top + 1), u = atX - left, v = atY - top
  planes.forEach(({ data }, c) => {
    const upper = data[top * width + left]! * (1 - u) + data[top * width + right]! * u
    out[c] = upper * (1 - v) + (data[below * width + left]! * (1 - u) + data[below * width + right]! * u) * v
  })
}
