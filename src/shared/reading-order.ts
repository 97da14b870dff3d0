// Layers in the order in which a person reads the page: rows from top to bottom, each from left to right.
import type { Bounds } from './geometry'

/** Sorted copy. Two boxes share a row when they overlap vertically by more than half of the lower one's height. */
export function readingOrder<T extends { bounds: Bounds }>(layers: readonly T[]): T[] {
  const byTop = layers.slice().sort((a, b) => a.bounds.y - b.bounds.y || a.bounds.x - b.bounds.x)
  const rows: T[][] = []
  for (const layer of byTop) {
    const row = rows[rows.length - 1]
    if (row && sameRow(row[0]!.bounds, layer.bounds)) row.push(layer)
    else rows.push([layer])
  }
  return rows.reduce<T[]>((all, row) => all.concat(row.sort((a, b) => a.bounds.x - b.bounds.x || a.bounds.y - b.bounds.y)), [])
}

function sameRow(a: Bounds, b: Bounds): boolean {
  const shared = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return shared > Math.min(a.height, b.height) / 2
}
