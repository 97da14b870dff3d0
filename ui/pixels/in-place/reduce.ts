// Small copies of large pictures, for looking at.
import type { Extent } from '../../../src/shared/geometry'
import { makePixels, type Pixels } from './pixels'

/** The extent whose longer side is at most `longestPx`. */
export function reducedExtent({ width, height }: Extent, longestPx: number): Extent {
  const shrink = Math.min(1, longestPx / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * shrink)), height: Math.max(1, Math.round(height * shrink)) }
}

/** Every pixel the mean of those it covers, weighted by their alpha. A copy also where nothing is reduced. */
export function reduced(pixels: Pixels, longestPx: number): Pixels {
  const { width, height, data } = pixels
  const to = reducedExtent(pixels, longestPx)
  if (to.width === width && to.height === height) return { width, height, data: data.slice() }
  const out = makePixels(to.width, to.height), columns = binsOf(width, to.width), rows = binsOf(height, to.height)
  let sums = new Float32Array(to.width * 4 + 4), next = new Float32Array(sums.length)
  const line = new Float32Array(sums.length)
  const emit = (row: number): void => {
    for (let x = 0, i = 0, o = row * to.width * 4; x < to.width; x++, i += 4, o += 4) {
      const alpha = sums[i + 3]!
      if (alpha <= 0) continue
      for (let c = 0; c < 3; c++) out.data[o + c] = Math.round(sums[i + c]! / alpha)
      out.data[o + 3] = Math.round((alpha * to.width * to.height) / (width * height))
    }
    ;[sums, next] = [next, sums]
    next.fill(0)
  }
  for (let y = 0, row = 0; y < height; y++) {
    line.fill(0)
    for (let x = 0, i = y * width * 4; x < width; x++, i += 4) {
      const at = columns.first[x]! * 4, share = columns.share[x]!, alpha = data[i + 3]!
      const red = data[i]! * alpha, green = data[i + 1]! * alpha, blue = data[i + 2]! * alpha
      line[at]! += red * share
      line[at + 1]! += green * share
      line[at + 2]! += blue * share
      line[at + 3]! += alpha * share
      if (share === 1) continue
      const rest = 1 - share
      line[at + 4]! += red * rest
      line[at + 5]! += green * rest
      line[at + 6]! += blue * rest
      line[at + 7]! += alpha * rest
    }
    while (row < rows.first[y]!) emit(row++)
    const share = rows.share[y]!
    for (let i = 0; i < line.length; i++) {
      sums[i]! += share * line[i]!
      next[i]! += (1 - share) * line[i]!
    }
    if (y === height - 1) emit(row)
  }
  return out
}

/** The bin that each of `from` pixels begins in and the share of it that lies there; the rest lies in the next bin. */
function binsOf(from: number, to: number): { first: Int32Array; share: Float32Array } {
  const first = new Int32Array(from), share = new Float32Array(from)
  for (let i = 0; i < from; i++) {
    first[i] = Math.min(to - 1, Math.floor((i * to) / from))
    const edge = ((first[i]! + 1) * from) / to
    share[i] = Math.min(1, edge - i)
  }
  return { first, share }
}
