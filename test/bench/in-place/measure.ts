// The measures of the inpaint cases, as test/fixtures/inpaint/README.md defines them.
import { gaussian } from '../../../ui/pixels/in-place/blur'
import { distanceTo } from '../../../ui/pixels/in-place/distance'
import { lumaOf, planesOf, type Pixels, type Plane } from '../../../ui/pixels/in-place/pixels'
import type { Affine } from '../../../src/shared/geometry'
import { applyTo } from '../../../src/shared/geometry'

export type Score = { outside: number; seam: number; step: number; deltaE: number; alignPx: number | null; psnr: number }
export type Scored = { original: Pixels; truth: Pixels; mask: Uint8Array; supportPx: number; corners: readonly (readonly [number, number])[]; map: Affine | null }

/** Scores `result`; `found` is the request to answer map that was used. */
export function score({ original, truth, mask, supportPx, corners, map }: Scored, result: Pixels, found: Affine): Score {
  const { width, height } = original
  const inside = distanceTo(mask.map((value) => (value >= 128 ? 0 : 1)), width, height).data
  const outside = distanceTo(mask.map((value) => (value >= 128 ? 1 : 0)), width, height).data
  const signed = inside.map((value, i) => value - outside[i]!)
  const band = signed.map((d) => (d > -26 && d < 6 ? 1 : 0))
  const y = lumaOf(planesOf(result)), t = lumaOf(planesOf(truth))
  const error: Plane = { width, height, data: y.data.map((value, i) => value - t.data[i]!) }
  const smooth = gaussian(error, 2.9999)
  let far = 0, count = 0, errorSlope = 0, truthSlope = 0, step = 0, deltaE = 0, square = 0, within = 0
  for (let row = 0, i = 0; row < height; row++) {
    for (let column = 0; column < width; column++, i++) {
      if (signed[i]! < -supportPx) for (let c = 0; c < 3; c++) far = Math.max(far, Math.abs(result.data[i * 4 + c]! - original.data[i * 4 + c]!))
      if (signed[i]! > 6) {
        within += 3
        for (let c = 0; c < 3; c++) square += (result.data[i * 4 + c]! - truth.data[i * 4 + c]!) ** 2
      }
      if (!band[i]) continue
      count++
      errorSlope += forward(error, column, row)
      truthSlope += forward(t, column, row)
      step += central(smooth, column, row)
      const p = labOf(result, i), q = labOf(truth, i)
      deltaE += Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2])
    }
  }
  const alignPx = map && Math.max(...corners.map(([px, py]) => {
    const a = applyTo(map, px, py), b = applyTo(found, px, py)
    return Math.hypot(a.x - b.x, a.y - b.y)
  }))
  return {
    outside: far, seam: Math.sqrt(errorSlope / count) / Math.max(1, Math.sqrt(truthSlope / count)), step: Math.sqrt(step / count), deltaE: deltaE / count, alignPx,
    psnr: square === 0 ? 99 : Math.min(99, 10 * Math.log10((255 ** 2 * within) / square)),
  }
}

const forward = ({ width, height, data }: Plane, x: number, y: number): number => {
  const i = y * width + x
  return (x + 1 < width ? data[i + 1]! - data[i]! : 0) ** 2 + (y + 1 < height ? data[i + width]! - data[i]! : 0) ** 2
}

const central = ({ width, height, data }: Plane, x: number, y: number): number => {
  const i = y * width + x
  const dx = x === 0 ? data[i + 1]! - data[i]! : x === width - 1 ? data[i]! - data[i - 1]! : (data[i + 1]! - data[i - 1]!) / 2
  const dy = y === 0 ? data[i + width]! - data[i]! : y === height - 1 ? data[i]! - data[i - width]! : (data[i + width]! - data[i - width]!) / 2
  return dx * dx + dy * dy
}

const linear = Float64Array.from({ length: 256 }, (_, i) => (i / 255 <= 0.04045 ? i / 255 / 12.92 : ((i / 255 + 0.055) / 1.055) ** 2.4))
const bent = (v: number): number => (v > 0.008856 ? Math.cbrt(v) : 7.787 * v + 16 / 116)

function labOf({ data }: Pixels, i: number): readonly [number, number, number] {
  const r = linear[data[i * 4]!]!, g = linear[data[i * 4 + 1]!]!, b = linear[data[i * 4 + 2]!]!
  const x = bent((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505), y = bent(0.2126 * r + 0.7152 * g + 0.0722 * b), z = bent((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}
