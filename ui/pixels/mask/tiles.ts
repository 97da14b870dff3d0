// A coverage picture in squares: what is saved, compared and counted by the square, never as a whole.
import type { Bounds, Extent } from '../../../src/shared/geometry'

export const tilePx = 64

export type TileGrid = Extent & { columns: number; rows: number; count: number }

export function gridOf({ width, height }: Extent): TileGrid {
  const columns = Math.ceil(width / tilePx), rows = Math.ceil(height / tilePx)
  return { width, height, columns, rows, count: columns * rows }
}

export function tileBox(grid: TileGrid, tile: number): Bounds {
  const x = (tile % grid.columns) * tilePx, y = Math.floor(tile / grid.columns) * tilePx
  return { x, y, width: Math.min(tilePx, grid.width - x), height: Math.min(tilePx, grid.height - y) }
}

/** Every tile that a whole-pixel box inside the picture touches. */
export function eachTile(grid: TileGrid, box: Bounds, visit: (tile: number) => void): void {
  if (box.width <= 0 || box.height <= 0) return
  const right = Math.floor((box.x + box.width - 1) / tilePx), bottom = Math.floor((box.y + box.height - 1) / tilePx)
  for (let row = Math.floor(box.y / tilePx); row <= bottom; row++) {
    for (let column = Math.floor(box.x / tilePx); column <= right; column++) visit(row * grid.columns + column)
  }
}

/** A tile's bytes; one number where all are equal. */
export type SavedTile = Uint8Array | number

export function saveTile(coverage: Uint8Array, grid: TileGrid, tile: number): SavedTile {
  const box = tileBox(grid, tile), { x, y, width, height } = box
  const value = coverage[y * grid.width + x]!
  if (isFilledWith(coverage, grid.width, box, value)) return value
  const saved = new Uint8Array(width * height)
  for (let row = 0, from = y * grid.width + x; row < height; row++, from += grid.width) saved.set(coverage.subarray(from, from + width), row * width)
  return saved
}

export function putTile(coverage: Uint8Array, grid: TileGrid, tile: number, saved: SavedTile): void {
  const { x, y, width, height } = tileBox(grid, tile)
  for (let row = 0, to = y * grid.width + x; row < height; row++, to += grid.width) {
    if (typeof saved === 'number') coverage.fill(saved, to, to + width)
    else coverage.set(saved.subarray(row * width, (row + 1) * width), to)
  }
}

export function equalsTile(coverage: Uint8Array, grid: TileGrid, tile: number, saved: SavedTile): boolean {
  const box = tileBox(grid, tile), { x, y, width, height } = box
  if (typeof saved === 'number') return isFilledWith(coverage, grid.width, box, saved)
  for (let row = 0, i = 0, at = y * grid.width + x; row < height; row++, at += grid.width) {
    for (let column = 0; column < width; column++, i++) if (coverage[at + column] !== saved[i]) return false
  }
  return true
}

/** The last pixel first: tiles at an edge differ there at once. Four pixels at a time where the rows allow it. */
export function isFilledWith(coverage: Uint8Array, stride: number, { x, y, width, height }: Bounds, value: number): boolean {
  if (coverage[(y + height - 1) * stride + x + width - 1] !== value) return false
  const whole = stride % 4 === 0 && x % 4 === 0 && width % 4 === 0 && coverage.byteOffset % 4 === 0, step = whole ? 4 : 1
  const units = whole ? new Uint32Array(coverage.buffer, coverage.byteOffset, coverage.length >> 2) : coverage, unit = whole ? (value * 0x01010101) >>> 0 : value
  for (let row = 0, at = (y * stride + x) / step; row < height; row++, at += stride / step) {
    for (let i = at, end = at + width / step; i < end; i++) if (units[i] !== unit) return false
  }
  return true
}

export const bytesOf = (saved: SavedTile): number => (typeof saved === 'number' ? 16 : saved.byteLength + 64)

export function unite(a: Bounds | null, b: Bounds): Bounds {
  if (!a) return b
  const x = Math.min(a.x, b.x), y = Math.min(a.y, b.y)
  return { x, y, width: Math.max(a.x + a.width, b.x + b.width) - x, height: Math.max(a.y + a.height, b.y + b.height) - y }
}
