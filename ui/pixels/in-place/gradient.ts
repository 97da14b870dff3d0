// Derivatives of a plane.
import { makePlane, type Plane } from './pixels'

export type Gradient = { x: Plane; y: Plane }

/** Sobel / 8, levels per px; the border repeats. */
export function gradientOf(plane: Plane): Gradient {
  const { width, height, data } = plane
  const gx = makePlane(width, height), gy = makePlane(width, height)
  for (let y = 0; y < height; y++) {
    const above = Math.max(0, y - 1) * width, at = y * width, below = Math.min(height - 1, y + 1) * width
    for (let x = 0; x < width; x++) {
      const l = Math.max(0, x - 1), r = Math.min(width - 1, x + 1)
      const a = data[above + l]!, b = data[above + x]!, c = data[above + r]!
      const d = data[below + l]!, e = data[below + x]!, f = data[below + r]!
      gx.data[at + x] = (c - a + 2 * (data[at + r]! - data[at + l]!) + f - d) / 8
      gy.data[at + x] = (d - a + 2 * (e - b) + f - c) / 8
    }
  }
  return { x: gx, y: gy }
}

/** Length of the gradient, in its x plane. */
export function lengthOf({ x, y }: Gradient): Plane {
  for (let i = 0; i < x.data.length; i++) x.data[i] = Math.hypot(x.data[i]!, y.data[i]!)
  return x
}

/** Length of the gradient. */
export const steepness = (plane: Plane): Plane => lengthOf(gradientOf(plane))
