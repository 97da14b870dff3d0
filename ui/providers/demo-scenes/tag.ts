// The mark that every Demo picture bears.
import { clamp } from '../../../src/shared/geometry'
import type { DrawContext } from './art'

export const fontFamily = 'Inter, "Helvetica Neue", Arial, sans-serif'

/** px, for a picture of this extent. `margin` is the distance to the right and lower edges. */
export function tagBox(widthPx: number, heightPx: number): { width: number; height: number; margin: number } {
  const height = clamp(Math.min(widthPx, heightPx) * 0.036, Math.min(14, heightPx * 0.5), 64)
  return { width: Math.min(height * 2.7, widthPx * 0.9), height, margin: Math.min(height * 0.6, widthPx * 0.04) }
}

/** Draws the tag with its upper left corner at x, y (px). */
export function drawTag(context: DrawContext, x: number, y: number, width: number, height: number): void {
  context.save()
  context.globalCompositeOperation = 'source-over'
  context.globalAlpha = 1
  context.beginPath()
  context.roundRect(x, y, width, height, height / 2)
  context.fillStyle = 'rgba(16, 18, 24, 0.62)'
  context.fill()
  context.lineWidth = Math.max(height * 0.035, 0.5)
  context.strokeStyle = 'rgba(255, 255, 255, 0.34)'
  context.stroke()
  context.font = `600 ${height * 0.54}px ${fontFamily}`
  context.textAlign = 'center'
  context.textBaseline = 'alphabetic'
  context.fillStyle = 'rgba(255, 255, 255, 0.96)'
  context.fillText('Demo', x + width / 2, y + height * 0.695, width * 0.86)
  context.restore()
}

export function drawTagInCorner(context: DrawContext, widthPx: number, heightPx: number): void {
  const { width, height, margin } = tagBox(widthPx, heightPx)
  drawTag(context, widthPx - width - margin, heightPx - height - margin, width, height)
}
