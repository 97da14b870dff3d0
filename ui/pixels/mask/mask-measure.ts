// How much of a coverage picture is marked and in which box, kept up to date tile by tile.
import type { Bounds, Extent } from '../../../src/shared/geometry'
import { eachTile, gridOf, tileBox } from './tiles'

export type MaskSize = { /** Source px; null: nothing. */ bounds: Bounds | null; pixels: number }

export type MaskMeasure = {
  /** These pixels may have changed. */
  touch(box: Bounds): void
  /** Counts what was touched since the last time. */
  read(): MaskSize
}

/** Counts pixels whose coverage is `least` to `most`, both included. */
export function createMaskMeasure(coverage: Uint8Array, extent: Extent, least: number, most: number): MaskMeasure {
  const grid = gridOf(extent)
  const stale = new Uint8Array(grid.count).fill(1), counts = new Uint16Array(grid.count)
  const lefts = new Uint16Array(grid.count), tops = new Uint16Array(grid.count), rights = new Uint16Array(grid.count), bottoms = new Uint16Array(grid.count)
  let pixels = 0, last: MaskSize | null = null

  const count = (tile: number): void => {
    const { x, y, width, height } = tileBox(grid, tile)
    let found = 0, left = x + width, right = -1, top = -1, bottom = -1
    for (let row = y; row < y + height; row++) {
      const before = found
      for (let column = x, i = row * grid.width + x; column < x + width; column++, i++) {
        const value = coverage[i]!
        if (value < least || value > most) continue
        found++
        if (column < left) left = column
        if (column > right) right = column
      }
      if (found === before) continue
      if (top < 0) top = row
      bottom = row
    }
    pixels += found - counts[tile]!
    counts[tile] = found
    lefts[tile] = left
    rights[tile] = Math.max(0, right)
    tops[tile] = Math.max(0, top)
    bottoms[tile] = Math.max(0, bottom)
    stale[tile] = 0
  }
  return {
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
