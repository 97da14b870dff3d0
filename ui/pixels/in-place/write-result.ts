// The last step: blended colour into the picture's bytes, and nowhere else.
import type { Bounds } from '../../../src/shared/geometry'
import type { Pixels, Plane } from './pixels'
import type { Region } from './region'
import type { Weights } from './weights'

/** Writes pixels with weight above 0 and no others; returns the box of those that differ, source px. */
export function writeResult(result: Pixels, { box, weights, source, alpha }: Region, blended: readonly Plane[], share: Plane | null): Bounds {
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity
  const fillsAlpha = marksTransparent(weights, alpha)
  for (let y = 0, i = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++, i++) {
      const weight = weights.final.data[i]! * (share ? share.data[i]! : 1)
      if (weight === 0) continue
      const to = ((box.y + y) * result.width + box.x + x) * 4
      const old = alpha[i]!
      if (old === 0 && !fillsAlpha) continue
      const opacity = fillsAlpha ? Math.round(old + (255 - old) * weight) : old
      let differs = opacity !== old
      for (const c of [0, 1, 2] as const) {
        const part = old === 255 ? weight : Math.min(1, (weight * 255) / Math.max(1, opacity))
        const before = result.data[to + c]!
        const base = old === 255 ? source[c].data[i]! : before
        result.data[to + c] = base + part * (blended[c]!.data[i]! - base)
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
  return right < left ? { x: 0, y: 0, width: 0, height: 0 } : { x: box.x + left, y: box.y + top, width: right - left + 1, height: bottom - top + 1 }
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
