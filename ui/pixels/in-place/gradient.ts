// Derivatives of a plane.
import { makePlane, type Plane } from './pixels'

export type Gradient = { x: Plane; y: Plane }

/** Sobel / 8, levels per px; the border repeats. */
export function gradientOf(plane: Plane): Gradient {
  const { width, height, data } = plane
  const gx = makePlane(width, height), gy = makePlane(width, height)
  for (let y = 0; y < height; y++) {
    const above = Math.max(0, y - 1) * width, at = y * width, below = Math.min(height - 1, y + 1) * width
    let upper = data[above]!, middle = data[at]!, lower = data[below]!
    let upperLeft = upper, middleLeft = middle, lowerLeft = lower
    for (let x = 0; x < width; x++) {
      const r = x + 1 < width ? x + 1 : x
      const upperRight = data[above + r]!, middleRight = data[at + r]!, lowerRight = data[below + r]!
      gx.data[at + x] = (upperRight - upperLeft + 2 * (middleRight - middleLeft) + lowerRight - lowerLeft) * 0.125
      gy.data[at + x] = (lowerLeft - upperLeft + 2 * (lower - upper) + lowerRight - upperRight) * 0.125
      upperLeft = upper
      middleLeft = middle
      lowerLeft = lower
      upper = upperRight
      middle = middleRight
      lower = lowerRight
    }
  }
  return { x: gx, y: gy }
}

/** Length of the gradient, in its x plane. */
export function lengthOf({ x, y }: Gradient): Plane {
  const across = x.data, down = y.data
  for (let i = 0; i < across.length; i++) across[i] = Math.sqrt(across[i]! * across[i]! + down[i]! * down[i]!)
  return x
}

/** Length of the gradient. */
export const steepness = (plane: Plane): Plane => lengthOf(gradientOf(plane))
