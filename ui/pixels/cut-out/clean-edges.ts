// A picture with another alpha, and the old background's colour taken out of the pixels that it shows through.
import { makePixels, type Pixels } from '../in-place/pixels'
import { nearColours, type NearColours } from './near-colours'

/** A pixel whose colour says another share than its alpha, by more than this, is believed: alphas of models and brushes miss the edge by a pixel. */
const believed = 0.15
const leastShare = 0.05
/** Levels squared: colours of subject and background nearer than this are one. */
const oneColour = 3 * 12 * 12

export type Cleaned = {
  result: Pixels
  /** Pixels that stay whole and whose bytes differ from the source's: 0, or something is broken. */
  changedWhole: number
  /** Share of the picture that stays, by alpha. */
  kept: number
}

/** `alpha`: a byte a px, over the source's own. `behind`: colour of the background; left out: as it shows where nothing stays. */
export function cleanEdges(source: Pixels, alpha: Uint8Array, behind: NearColours | null = nearColours(source, (i) => alpha[i] === 0 && source.data[i * 4 + 3]! > 0)): Cleaned {
  const { width, height, data } = source, result = makePixels(width, height), out = result.data
  const subject = nearColours(source, (i) => alpha[i] === 255 && data[i * 4 + 3]! > 0)
  const from = new Float32Array(3), to = new Float32Array(3)
  let changedWhole = 0, sum = 0
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const share = alpha[i]!, at = i * 4, opacity = data[at + 3]!
      if (share === 0 || opacity === 0) continue
      sum += share * opacity
      for (let c = 0; c < 4; c++) out[at + c] = data[at + c]!
      if (share === 255) {
        for (let c = 0; c < 4; c++) if (out[at + c] !== data[at + c]) { changedWhole += 1; break }
        continue
      }
      out[at + 3] = Math.round((share * opacity) / 255)
      if (!behind || !subject) continue
      behind(x, y, from)
      subject(x, y, to)
      unmix(out, at, share / 255, from, to)
    }
  }
  return { result, changedWhole, kept: sum / (255 * 255 * width * height) }
}

/** Straightens the colour at `at`: what it would be without the background's part in it. */
function unmix(out: Uint8ClampedArray, at: number, alpha: number, from: Float32Array, to: Float32Array): void {
  let dot = 0, length = 0
  for (let c = 0; c < 3; c++) {
    const whole = to[c]! - from[c]!
    dot += (out[at + c]! - from[c]!) * whole
    length += whole * whole
  }
  if (length < oneColour) return
  const seen = dot / length, share = Math.min(1, Math.max(leastShare, Math.abs(seen - alpha) < believed ? alpha : seen))
  // Noise grows with what is divided out: little of a colour says little of it.
  const trust = Math.min(1, Math.max(0, (share - 0.1) / 0.4)), sure = trust * trust * (3 - 2 * trust)
  for (let c = 0; c < 3; c++) {
    const own = Math.min(255, Math.max(0, from[c]! + (out[at + c]! - from[c]!) / share))
    out[at + c] = to[c]! + sure * (own - to[c]!)
  }
}
