// A stroke's line from one point to the next, as if dabs lay without gaps: coverage follows the distance to the line.
import type { Bounds, Extent } from '../../../src/shared/geometry'
import { wholeBox } from '../in-place/pixels'

/** A point of a stroke, source px. */
export type Dab = { x: number; y: number; radiusPx: number }

const leastRadiusPx = 0.5
/** 1 at the edge of the core, 0 at the rim. */
const falloff = Uint8Array.from({ length: 257 }, (_, i) => Math.round(255 * (1 - (i / 256) ** 2 * (3 - (2 * i) / 256))))

/** Radius that is full, and radius from which nothing changes; at least 1 px apart. */
const coreOf = (radius: number, softness: number): number => Math.min(radius * (1 - softness), radius - 0.5)
const rimOf = (radius: number, core: number): number => Math.max(radius, core + 1)

/** Every pixel that the line may change; empty outside the picture. */
export function lineBox(a: Dab, b: Dab, extent: Extent): Bounds {
  const reach = Math.max(a.radiusPx, b.radiusPx, leastRadiusPx) + 1
  const x = Math.min(a.x, b.x) - reach, y = Math.min(a.y, b.y) - reach
  return wholeBox({ x, y, width: Math.max(a.x, b.x) + reach - x, height: Math.max(a.y, b.y) + reach - y }, extent)
}

/**
 * Draws the line from `a` to `b` into `coverage` (one byte a pixel): the larger of both values. With `lifted`, which holds
 * what this stroke has taken away so far, it erases: as much less, so that the same stroke leaves no rim of what it drew.
 * Drawing twice changes nothing. Touches lineBox only.
 */
export function drawLine(coverage: Uint8Array, extent: Extent, a: Dab, b: Dab, softness: number, lifted: Uint8Array | null = null): void {
  const box = lineBox(a, b, extent)
  const ra = Math.max(a.radiusPx, leastRadiusPx), rb = Math.max(b.radiusPx, leastRadiusPx)
  const dx = b.x - a.x, dy = b.y - a.y, squared = dx * dx + dy * dy, perLength = squared > 0 ? 1 / squared : 0
  const largest = Math.max(ra, rb), core = coreOf(Math.min(ra, rb), softness)
  const outer = spanOf(a, b, rimOf(largest, coreOf(largest, softness))), inner = spanOf(a, b, core)
  for (let y = box.y; y < box.y + box.height; y++) {
    const py = y + 0.5
    if (!outer.at(py)) continue
    const from = Math.max(box.x, Math.floor(outer.left)), to = Math.min(box.x + box.width, Math.ceil(outer.right))
    const line = y * extent.width
    // Pixels whose centre lies in the core are full.
    let first = to, end = to
    if (core > 0 && inner.at(py)) {
      first = Math.min(to, Math.max(from, Math.ceil(inner.left - 0.5)))
      end = Math.max(first, Math.min(to, Math.floor(inner.right + 0.5)))
      coverage.fill(lifted ? 0 : 255, line + first, line + end)
      lifted?.fill(255, line + first, line + end)
    }
    for (let x = from; x < to; x++) {
      if (x === first) x = end
      if (x >= to) break
      const px = x + 0.5
      let t = ((px - a.x) * dx + (py - a.y) * dy) * perLength
      t = t < 0 ? 0 : t > 1 ? 1 : t
      const ex = px - a.x - t * dx, ey = py - a.y - t * dy, radius = ra + (rb - ra) * t
      const full = coreOf(radius, softness), rim = rimOf(radius, full)
      const step = (((Math.sqrt(ex * ex + ey * ey) - full) / (rim - full)) * 256) | 0
      if (step >= 256) continue
      const value = falloff[step < 0 ? 0 : step]!, i = line + x
      if (!lifted) {
        if (value > coverage[i]!) coverage[i] = value
      } else if (value > lifted[i]!) {
        coverage[i] = Math.max(0, coverage[i]! - (value - lifted[i]!))
        lifted[i] = value
      }
    }
  }
}

/** Where a row crosses everything within `radius` of the line: one span, as the shape is convex. */
function spanOf(a: Dab, b: Dab, radius: number) {
  const dx = b.x - a.x, dy = b.y - a.y, length = Math.hypot(dx, dy)
  const nx = length > 0 ? (-dy / length) * radius : 0, ny = length > 0 ? (dx / length) * radius : 0
  const span = {
    left: 0, right: 0,
    at(y: number): boolean {
      span.left = Infinity
      span.right = -Infinity
      disc(a, y)
      disc(b, y)
      if (dy !== 0) {
        side(1, y)
        side(-1, y)
      }
      return span.left <= span.right
    },
  }
  const widen = (left: number, right: number): void => {
    if (left < span.left) span.left = left
    if (right > span.right) span.right = right
  }
  const disc = (centre: Dab, y: number): void => {
    const half = radius * radius - (y - centre.y) ** 2
    if (half >= 0) widen(centre.x - Math.sqrt(half), centre.x + Math.sqrt(half))
  }
  const side = (sign: number, y: number): void => {
    const t = (y - a.y - sign * ny) / dy
    if (t >= 0 && t <= 1) widen(a.x + sign * nx + t * dx, a.x + sign * nx + t * dx)
  }
  return span
}
