// How much of a coverage picture is marked and in which box, kept up to date tile by tile.
import type { Bounds, Extent } from '../../../src/shared/geometry'
import { eachTile, gridOf, isFilledWith, tileBox } from './tiles'

export type MaskSize = { /** Source px; null: nothing. */ bounds: Bounds | null; pixels: number }

export type MaskMeasure = {
  /** These pixels may have changed. */
  touch(box: Bounds): void
  /** All pixels have this coverage. */
  fill(value: number): void
  /** Counts what was touched since the last time. */
  read(): MaskSize
}

/** From a tenth covered on, as prepareMask has it. */
const leastMarked = 26

/** `inverted`: of what is left to mark, that is of 255 less the coverage. Begins with no coverage. */
export function createMaskMeasure(coverage: Uint8Array, extent: Extent, inverted: boolean): MaskMeasure {
  const grid = gridOf(extent), flip = inverted ? 255 : 0
  const stale = new Uint8Array(grid.count), counts = new Uint16Array(grid.count)
  const lefts = new Uint16Array(grid.count), tops = new Uint16Array(grid.count), rights = new Uint16Array(grid.count), bottoms = new Uint16Array(grid.count)
  let pixels = 0, last: MaskSize | null = null

  const put = (tile: number, found: number, left: number, top: number, right: number, bottom: number): void => {
    pixels += found - counts[tile]!
    counts[tile] = found
    lefts[tile] = left
    tops[tile] = top
    rights[tile] = right
    bottoms[tile] = bottom
    stale[tile] = 0
  }
  const count = (tile: number): void => {
    const box = tileBox(grid, tile), right = box.x + box.width - 1, bottom = box.y + box.height - 1
    const first = coverage[box.y * grid.width + box.x]!
    if (isFilledWith(coverage, grid.width, box, first)) {
      const found = (first ^ flip) < leastMarked ? 0 : box.width * box.height
      return put(tile, found, box.x, box.y, right, bottom)
    }
    let found = 0, low = right, high = box.x, top = -1, last = box.y
    for (let y = box.y; y <= bottom; y++) {
      const line = y * grid.width, before = found
      let from = box.x, to = right
      while (from <= to && (coverage[line + from]! ^ flip) < leastMarked) from++
      if (from > to) continue
      while ((coverage[line + to]! ^ flip) < leastMarked) to--
      for (let i = line + from; i <= line + to; i++) found += (leastMarked - 1 - (coverage[i]! ^ flip)) >>> 31
      if (found === before) continue
      low = Math.min(low, from)
      high = Math.max(high, to)
      if (top < 0) top = y
      last = y
    }
    put(tile, found, low, Math.max(0, top), high, last)
  }
  const fill = (value: number): void => {
    last = null
    for (let tile = 0; tile < grid.count; tile++) {
      const { x, y, width, height } = tileBox(grid, tile)
      put(tile, (value ^ flip) < leastMarked ? 0 : width * height, x, y, x + width - 1, y + height - 1)
    }
  }
  fill(0)
  return {
    fill,
    touch(box) {
      last = null
      eachTile(grid, box, (tile) => { stale[tile] = 1 })
    },
    read() {
      if (last) return last
      let left = Infinity, top = Infinity, right = -1, bottom = -1
      for (let tile = 0; tile < grid.count; tile++) {
        if (stale[tile]) count(tile)
        if (counts[tile] === 0) continue
        left = Math.min(left, lefts[tile]!)
        right = Math.max(right, rights[tile]!)
        top = Math.min(top, tops[tile]!)
        bottom = Math.max(bottom, bottoms[tile]!)
      }
      last = { pixels, bounds: pixels ? { x: left, y: top, width: right - left + 1, height: bottom - top + 1 } : null }
      return last
    },
  }
}
