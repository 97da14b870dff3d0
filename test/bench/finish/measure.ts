// How far a cut-out is from the truth, and what a threshold makes of the same picture.
import { makePixels, type Pixels } from '../../../ui/pixels/in-place/pixels'
import type { Composed } from './composed'

export type CutError = {
  /** Mean absolute error of alpha, 0 to 1: of all pixels, and of those that are partly transparent in truth. */
  alpha: number
  softAlpha: number
  /** Mean CIE76 difference of the subject's colour, over pixels that are partly transparent in truth and seen in the cut. */
  spill: number
}

const linear = Float64Array.from({ length: 256 }, (_, i) => (i <= 10 ? i / 255 / 12.92 : ((i / 255 + 0.055) / 1.055) ** 2.4))
const curve = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116)
function lab(data: ArrayLike<number>, at: number): readonly [number, number, number] {
  const r = linear[data[at]!]!, g = linear[data[at + 1]!]!, b = linear[data[at + 2]!]!
  const x = curve((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505), y = curve(0.2126 * r + 0.7152 * g + 0.0722 * b), z = curve((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

export function cutError({ data }: Pixels, { alpha, colours }: Pick<Composed, 'alpha' | 'colours'>): CutError {
  let sum = 0, soft = 0, softSum = 0, seen = 0, spill = 0
  for (let i = 0; i < alpha.length; i++) {
    const off = Math.abs(data[i * 4 + 3]! / 255 - alpha[i]!)
    sum += off
    if (alpha[i]! <= 0.02 || alpha[i]! >= 0.98) continue
    soft += 1
    softSum += off
    if (data[i * 4 + 3]! < 6) continue
    const a = lab(data, i * 4), b = lab(colours.data, i * 4)
    seen += 1
    spill += Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
  }
  return { alpha: sum / alpha.length, softAlpha: softSum / Math.max(1, soft), spill: spill / Math.max(1, seen) }
}

/** What anybody would write first: as far from the colour of the corner as a threshold, or not at all. */
export function thresholdCut({ width, height, data }: Pixels, levels = 30): Pixels {
  const out = makePixels(width, height)
  for (let i = 0; i < data.length; i += 4) {
    if (Math.sqrt(((data[i]! - data[0]!) ** 2 + (data[i + 1]! - data[1]!) ** 2 + (data[i + 2]! - data[2]!) ** 2) / 3) < levels) continue
    for (let c = 0; c < 4; c++) out.data[i + c] = data[i + c]!
  }
  return out
}
