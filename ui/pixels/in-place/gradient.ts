// Derivatives of a plane: Sobel / 8, levels per px; the border repeats.
import { makePlane, type Plane } from './pixels'

export type Gradient = { x: Plane; y: Plane }

export function gradientOf(plane: Plane): Gradient {
  const { width, height } = plane, x = makePlane(width, height), y = makePlane(width, height)
  for (let row = 0; row < height; row++) slopesOfRow(plane, row, x.data, y.data, row * width)
  return { x, y }
}

/** Squared length of the gradient. */
export function squaredSlopes(plane: Plane): Plane {
  const { width, height } = plane, out = makePlane(width, height), across = new Float32Array(width), down = new Float32Array(width)
  for (let row = 0, to = 0; row < height; row++) {
    slopesOfRow(plane, row, across, down, 0)
    for (let x = 0; x < width; x++) out.data[to++] = across[x]! * across[x]! + down[x]! * down[x]!
  }
  return out
}

/** Length of the gradient. */
export function steepness(plane: Plane): Plane {
  const out = squaredSlopes(plane), { data } = out
  for (let i = 0; i < data.length; i++) data[i] = Math.sqrt(data[i]!)
  return out
}

/** Writes a row's slopes from index `to` on. */
function slopesOfRow({ width, height, data }: Plane, row: number, gx: Float32Array, gy: Float32Array, to: number): void {
  const above = Math.max(0, row - 1) * width, at = row * width, below = Math.min(height - 1, row + 1) * width
  let upper = data[above]!, middle = data[at]!, lower = data[below]!
  let upperLeft = upper, middleLeft = middle, lowerLeft = lower
  for (let x = 0; x < width; x++) {
    const r = x + 1 < width ? x + 1 : x
    const upperRight = data[above + r]!, middleRight = data[at + r]!, lowerRight = data[below + r]!
    gx[to + x] = (upperRight - upperLeft + 2 * (middleRight - middleLeft) + lowerRight - lowerLeft) * 0.125
    gy[to + x] = (lowerLeft - upperLeft + 2 * (lower - upper) + lowerRight - upperRight) * 0.125
    upperLeft = upper
    middleLeft = middle
    lowerLeft = lower
    upper = upperRight
    middle = middleRight
    lower = lowerRight
  }
}
