// The last step: blended colour into the picture's bytes, and nowhere else.
import type { Bounds } from '../../../src/shared/geometry'
import { cropCoverage, type Pixels, type Plane } from './pixels'
import type { Region } from './region'
import type { Weights } from './weights'

/** Below this alpha a colour is hardly seen, and its noise would grow without bound. */
const leastAlpha = 32

/** Writes pixels with weight above 0 and no others; returns the box of those that differ, source px, and its weights (0 to 255, rounded up). */
export function writeResult(result: Pixels, { box, weights, source, alpha }: Pick<Region, 'box' | 'weights' | 'source' | 'alpha'>, blended: readonly Plane[], share: Plane | null): { changed: Bounds; weights: Uint8Array } {
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity
  const written = new Uint8Array(box.width * box.height)
  const fillsAlpha = marksTransparent(weights, alpha)
  for (let y = 0, i = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++, i++) {
      const weight = weights.final.data[i]! * (share ? share.data[i]! : 1)
      if (weight === 0) continue
      const to = ((box.y + y) * result.width + box.x + x) * 4
      const old = alpha[i]!
      if (old === 0 && !fillsAlpha) continue
      written[i] = Math.ceil(255 * weight)
      const opacity = fillsAlpha ? Math.round(old + (255 - old) * weight) : old
      let differs = opacity !== old
      for (const c of [0, 1, 2] as const) {
        const before = result.data[to + c]!, seen = source[c].data[i]!, wanted = blended[c]!.data[i]!
        // Where the alpha stays below 255 the colour moves further, so that it looks as far over what lies behind.
        result.data[to + c] = fillsAlpha && old < 255 ? before + Math.min(1, (weight * 255) / opacity) * (wanted - before) : before + (weight * (wanted - seen) * 255) / Math.max(leastAlpha, old)
        differs ||= result.data[to + c] !== before
      }
      result.data[to + 3] = opacity
      if (!differs) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = y
    }
  }
  if (right < left) return { changed: { x: 0, y: 0, width: 0, height: 0 }, weights: new Uint8Array() }
  const inside = { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
  return { changed: { ...inside, x: box.x + left, y: box.y + top }, weights: cropCoverage(written, box.width, inside) }
}

/** The designer marked a transparent area: it becomes opaque there. Otherwise the source's alpha stays. */
function marksTransparent({ mask }: Weights, alpha: Uint8Array): boolean {
  let marked = 0, opaque = 0
  for (let i = 0; i < alpha.length; i++) {
    marked += mask.data[i]!
    opaque += (mask.data[i]! * alpha[i]!) / 255
  }
  return marked > 0 && opaque / marked < 0.5
}
