// The colours that some pixels of a picture have, carried to where they are not: on a coarse grid, read between its points.
import { makePlane, type Pixels, type Plane } from '../in-place/pixels'
import { pushPull } from '../in-place/push-pull'

/** px of a side of one block. */
const blockPx = 4

/** Colour near (x, y) of the pixels that `take`; writes red, green, blue into `out`. Null when there are none. */
export type NearColours = (x: number, y: number, out: Float32Array) => void

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
  return gridOf(carried(sums, weight), 1 / blockPx, 1 / blockPx)
}

/** `values` where `weight` is 1, carried to everywhere, however far: what reaches less is made up for. */
export function carried(values: readonly Plane[], weight: Plane): Plane[] {
  const reached = pushPull([...values, { ...weight, data: weight.data.slice().fill(1) }], weight), share = reached.pop()!.data
  for (const { data } of reached) for (let i = 0; i < data.length; i++) data[i]! /= Math.max(1e-3, share[i]!)
  return reached
}

/** Reads three small planes between their points; `across` and `down`: px of theirs per px asked for. */
export function gridOf(planes: readonly Plane[], across: number, down: number): NearColours {
  const [red, green, blue] = planes.map(({ data }) => data) as [Float32Array, Float32Array, Float32Array], { width, height } = planes[0]!
  return (x, y, out) => {
    const atX = Math.min(width - 1, Math.max(0, (x + 0.5) * across - 0.5)), atY = Math.min(height - 1, Math.max(0, (y + 0.5) * down - 0.5))
    const left = atX | 0, top = atY | 0, u = atX - left, v = atY - top, i = top * width + left, j = left + 1 < width ? i + 1 : i, below = top + 1 < height ? width : 0
    const a = (1 - u) * (1 - v), b = u * (1 - v), c = (1 - u) * v, d = u * v
    out[0] = a * red[i]! + b * red[j]! + c * red[i + below]! + d * red[j + below]!
    out[1] = a * green[i]! + b * green[j]! + c * green[i + below]! + d * green[j + below]!
    out[2] = a * blue[i]! + b * blue[j]! + c * blue[i + below]! + d * blue[j + below]!
  }
}
