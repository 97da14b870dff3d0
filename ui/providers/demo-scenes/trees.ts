import type { Art } from './art'
import { between } from './random'

/** A fir with its foot at x, y; `size` is its height, px. */
export function drawConifer(art: Art, x: number, y: number, size: number, fill: string): void {
  const { context, random } = art
  const half = size * between(random, 0.16, 0.23), tiers = size > art.edge * 0.05 ? 7 : 4
  context.fillStyle = fill
  context.beginPath()
  context.moveTo(x, y - size)
  for (let side = 1; side >= -1; side -= 2) {
    for (let i = 1; i <= tiers; i += 1) {
      const k = side > 0 ? i : tiers + 1 - i, at = k / tiers, reach = half * at * between(random, 0.82, 1.1)
      const low = y - size * (1 - at) * 0.94, inner = low - size * 0.045
      if (side > 0) { context.lineTo(x + reach, low); context.lineTo(x + reach * 0.55, inner) } else { context.lineTo(x - reach * 0.55, inner); context.lineTo(x - reach, low) }
    }
  }
  context.closePath()
  context.fill()
  context.fillRect(x - size * 0.018, y - size * 0.06, size * 0.036, size * 0.07)
}
