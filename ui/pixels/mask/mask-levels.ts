// A mask picture at halving extents, with the range of values in every part of it.
import type { Bounds, Extent } from '../../../src/shared/geometry'

export type MaskLevel = Extent & {
  values: Uint8Array | Float32Array
  /** Least and most of each cell of cellPx x cellPx, and of what a bilinear look into it can reach. */
  ranges: { columns: number; rows: number; least: Uint8Array; most: Uint8Array }
}

const cellPx = 8

/** The picture itself, and `halvings` times its half. An odd edge counts twice: its last px goes on beyond the picture. */
export function levelsOf(picture: Extent & { values: Uint8Array }, halvings: number): MaskLevel[] {
  const levels: MaskLevel[] = [{ ...picture, ranges: rangesOf(picture) }]
  for (let i = 0; i < halvings; i++) {
    const from = levels[levels.length - 1]!
    if (from.width === 1 && from.height === 1) break
    levels.push(halved(from))
  }
  return levels
}

function halved({ width, height, values, ranges }: MaskLevel): MaskLevel {
  const out = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) }
  const means = new Float32Array(out.width * out.height)
  for (let y = 0, i = 0; y < out.height; y++) {
    const upper = 2 * y * width, lower = Math.min(height - 1, 2 * y + 1) * width
    for (let x = 0; x < out.width; x++, i++) {
      const left = 2 * x, right = Math.min(width - 1, left + 1)
      means[i] = (values[upper + left]! + values[upper + right]! + values[lower + left]! + values[lower + right]!) / 4
    }
  }
  return { ...out, values: means, ranges }
}

function rangesOf({ width, height, values }: Extent & { values: Uint8Array }): MaskLevel['ranges'] {
  const columns = Math.ceil(width / cellPx), rows = Math.ceil(height / cellPx)
  const least = new Uint8Array(columns * rows).fill(255), most = new Uint8Array(columns * rows)
  for (let y = 0; y < height; y++) {
    for (let cell = Math.floor(y / cellPx) * columns, x = 0; x < width; x += cellPx, cell++) {
      let low = least[cell]!, high = most[cell]!
      for (let i = y * width + x, end = y * width + Math.min(width, x + cellPx); i < end; i++) {
        const value = values[i]!
        if (value < low) low = value
        if (value > high) high = value
      }
      least[cell] = low
      most[cell] = high
    }
  }
  return { columns, rows, least, most }
}

/** Least and most value that looks into `box` can find, px of the first level. */
export function valuesIn({ ranges: { columns, rows, least, most } }: MaskLevel, box: Bounds, marginPx = 1): { least: number; most: number } {
  const cell = (px: number, count: number): number => Math.min(count - 1, Math.max(0, Math.floor(px / cellPx)))
  const left = cell(box.x - marginPx, columns), right = cell(box.x + box.width + marginPx, columns)
  let low = 255, high = 0
  for (let row = cell(box.y - marginPx, rows), last = cell(box.y + box.height + marginPx, rows); row <= last; row++) {
    for (let i = row * columns + left; i <= row * columns + right; i++) {
      if (least[i]! < low) low = least[i]!
      if (most[i]! > high) high = most[i]!
    }
  }
  return { least: low, most: high }
}

/** Bilinear at continuous coordinates; beyond its edge the picture goes on as it ends. */
export function sampleLevel({ width, height, values }: MaskLevel, u: number, v: number): number {
  const x = Math.min(width - 1, Math.max(0, u - 0.5)), y = Math.min(height - 1, Math.max(0, v - 0.5))
  const left = x | 0, upper = y | 0, right = left < width - 1 ? left + 1 : left, s = x - left, t = y - upper
  const above = upper * width, below = upper < height - 1 ? above + width : above
  const top = values[above + left]! + (values[above + right]! - values[above + left]!) * s
  return top + (values[below + left]! + (values[below + right]! - values[below + left]!) * s - top) * t
}
