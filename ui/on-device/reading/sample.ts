// Pixels of a turned or reduced part of a picture, as the models take them. Pure.
import type { Pixels } from '../../pixels/in-place/pixels'
import { pointIn, type TurnedBox } from './quad'

/** What shows through where the picture is transparent. */
const behind = 255

/**
 * Red, green, blue planes of `box` at `width` x `height` px, 0 to 255. Where it is reduced, each px is the mean of what it covers.
 * Beyond the picture its edge is repeated.
 */
export function sampleBox(pixels: Pixels, box: TurnedBox, width: number, height: number): Float32Array {
  const { data } = pixels, size = width * height, out = new Float32Array(3 * size)
  const timesX = Math.max(1, Math.round(box.width / width)), timesY = Math.max(1, Math.round(box.height / height))
  const origin = pointIn(box, -0.5, -0.5), right = pointIn(box, 0.5, -0.5), down = pointIn(box, -0.5, 0.5)
  const stepX = { x: (right.x - origin.x) / (width * timesX), y: (right.y - origin.y) / (width * timesX) }
  const stepY = { x: (down.x - origin.x) / (height * timesY), y: (down.y - origin.y) / (height * timesY) }
  const share = 1 / (timesX * timesY), lastX = pixels.width - 1, lastY = pixels.height - 1
  for (let row = 0; row < height * timesY; row++) {
    const line = Math.floor(row / timesY) * width
    for (let column = 0; column < width * timesX; column++) {
      const x = Math.min(lastX, Math.max(0, origin.x + (column + 0.5) * stepX.x + (row + 0.5) * stepY.x - 0.5))
      const y = Math.min(lastY, Math.max(0, origin.y + (column + 0.5) * stepX.y + (row + 0.5) * stepY.y - 0.5))
      const x0 = Math.floor(x), y0 = Math.floor(y), fx = x - x0, fy = y - y0, x1 = Math.min(lastX, x0 + 1), y1 = Math.min(lastY, y0 + 1)
      const to = line + Math.floor(column / timesX)
      const a = (y0 * pixels.width + x0) * 4, b = (y0 * pixels.width + x1) * 4, c = (y1 * pixels.width + x0) * 4, d = (y1 * pixels.width + x1) * 4
      const wa = (1 - fx) * (1 - fy) * share, wb = fx * (1 - fy) * share, wc = (1 - fx) * fy * share, wd = fx * fy * share
      for (let channel = 0; channel < 3; channel++) {
        out[channel * size + to]! += wa * over(data, a, channel) + wb * over(data, b, channel) + wc * over(data, c, channel) + wd * over(data, d, channel)
      }
    }
  }
  return out
}

const over = (data: Uint8ClampedArray, at: number, channel: number): number => {
  const alpha = data[at + 3]!
  return alpha === 255 ? data[at + channel]! : behind + ((data[at + channel]! - behind) * alpha) / 255
}
