// The changed part alone, to be laid over the source as a layer of its own.
import type { Bounds } from '../../../src/shared/geometry'
import { makePixels, type Pixels } from './pixels'

export type Patch = {
  /** The changed box; straight alpha. */
  pixels: Pixels
  /** False where the source is partly transparent: a layer over it can only make it more solid. */
  exact: boolean
}

/**
 * Pixels that give `result` within 1 level when drawn over `source` at `box`. `weights`: one byte per pixel of the box,
 * the share of the change; the alpha is at least that, and more only where the colour would not reach.
 */
export function patchOf(source: Pixels, result: Pixels, box: Bounds, weights: Uint8Array): Patch {
  const out = makePixels(box.width, box.height)
  let exact = true
  for (let y = 0, i = 0; y < box.height; y++) {
    for (let x = 0, at = ((box.y + y) * source.width + box.x) * 4; x < box.width; x++, i++, at += 4) {
      if (weights[i] === 0) continue
      const below = source.data[at + 3]!, wanted = result.data[at + 3]!
      let alpha = weights[i]!
      if (below === 255) for (let c = 0; c < 3; c++) alpha = Math.max(alpha, alphaFor(source.data[at + c]!, result.data[at + c]!))
      else if (wanted > below) alpha = Math.round((255 * (wanted - below)) / (255 - below))
      else exact = false
      if (alpha === 0) continue
      const over = below * (1 - alpha / 255), sum = alpha + over
      for (let c = 0; c < 3; c++) out.data[i * 4 + c] = Math.round((sum * result.data[at + c]! - over * source.data[at + c]!) / alpha)
      out.data[i * 4 + 3] = alpha
    }
  }
  return { pixels: out, exact }
}

/** The least alpha with which some colour takes level `from` to `to`. */
const alphaFor = (from: number, to: number): number => (to === from ? 0 : Math.ceil((255 * Math.abs(to - from)) / (to > from ? 255 - from : from)))
