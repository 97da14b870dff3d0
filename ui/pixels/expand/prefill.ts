// What the new area holds before the model draws: the picture's edge, repeated and ever softer. Never transparency (inpaint-method.md 1.5).
import { gaussian } from '../in-place/blur'
import { makePlane, type Plane } from '../in-place/pixels'

/** px: softest, and how much softer each px of distance. */
const softness = { most: 65, perPx: 0.5 }
/** Coarser levels hold nothing that `most` would leave. */
const mostLevels = 7

/** `plane` (its edges repeated already) with the new area blurred by its distance. `distance`: contactDistance, negative in the new area. */
export function softenOutside(plane: Plane, distance: Plane): Plane {
  const levels = [plane]
  while (levels.length < mostLevels && Math.min(levels.at(-1)!.width, levels.at(-1)!.height) > 2) levels.push(halved(levels.at(-1)!))
  const out = makePlane(plane.width, plane.height)
  for (let y = 0, i = 0; y < plane.height; y++) {
    for (let x = 0; x < plane.width; x++, i++) {
      const away = -distance.data[i]!
      if (away <= 0) {
        out.data[i] = plane.data[i]!
        continue
      }
      const sigma = Math.min(softness.most, softness.perPx * away)
      const level = Math.min(levels.length - 1, 0.5 * Math.log2(3 * sigma * sigma + 1)), low = Math.floor(level), t = level - low
      const fine = sampled(levels[low]!, x, y, 2 ** low)
      out.data[i] = t === 0 ? fine : fine + t * (sampled(levels[low + 1]!, x, y, 2 ** (low + 1)) - fine)
    }
  }
  return out
}

/** Means of 2 x 2 samples of a softened plane: level n is blurred by about sqrt((4^n - 1) / 3) px. */
function halved(plane: Plane): Plane {
  const soft = gaussian(plane, 0.6), { width, height } = plane
  const out = makePlane(Math.ceil(width / 2), Math.ceil(height / 2))
  for (let y = 0, i = 0; y < out.height; y++) {
    const above = 2 * y * width, below = Math.min(height - 1, 2 * y + 1) * width
    for (let x = 0; x < out.width; x++, i++) {
      const left = 2 * x, right = Math.min(width - 1, left + 1)
      out.data[i] = (soft.data[above + left]! + soft.data[above + right]! + soft.data[below + left]! + soft.data[below + right]!) / 4
    }
  }
  return out
}

/** Bilinear, at pixel (x, y) of the finest level. */
function sampled({ width, height, data }: Plane, x: number, y: number, size: number): number {
  const u = Math.min(width - 1, Math.max(0, (x + 0.5) / size - 0.5)), v = Math.min(height - 1, Math.max(0, (y + 0.5) / size - 0.5))
  const left = Math.floor(u), above = Math.floor(v), right = Math.min(width - 1, left + 1), below = Math.min(height - 1, above + 1), s = u - left, t = v - above
  const top = data[above * width + left]! * (1 - s) + data[above * width + right]! * s
  const bottom = data[below * width + left]! * (1 - s) + data[below * width + right]! * s
  return top * (1 - t) + bottom * t
}
