// Where a mask is open, and where the tag fits inside it. px.
import type { Bounds } from '../../src/shared/geometry'
import type { DrawContext } from './demo-draw'

export type MaskedArea = { box: Bounds; isOpen(x: number, y: number): boolean }

const openFrom = 26 // of 255: below lies a brush's stray edge

/** Null when nothing is open. */
export function maskedArea(context: DrawContext, widthPx: number, heightPx: number): MaskedArea | null {
  const { data } = context.getImageData(0, 0, widthPx, heightPx)
  let left = widthPx, top = heightPx, right = -1, bottom = -1
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      if (data[(y * widthPx + x) * 4 + 3]! < openFrom) continue
      if (x < left) left = x
      if (x > right) right = x
      if (y < top) top = y
      bottom = y
    }
  }
  if (right < 0) return null
  return {
    box: { x: left, y: top, width: right - left + 1, height: bottom - top + 1 },
    isOpen: (x, y) => x >= 0 && y >= 0 && x < widthPx && y < heightPx && data[(Math.floor(y) * widthPx + Math.floor(x)) * 4 + 3]! > 200,
  }
}

/** Lowest place, then the furthest right, where the whole tag lies in the open area; else the area's middle. */
export function placeForTag({ box, isOpen }: MaskedArea, width: number, height: number, margin: number): { x: number; y: number } {
  const step = Math.max(2, height / 3)
  for (let y = box.y + box.height - height - margin; y >= box.y; y -= step) {
    for (let x = box.x + box.width - width - margin; x >= box.x; x -= step) {
      const corners = [[x, y], [x + width, y], [x, y + height], [x + width, y + height], [x + width / 2, y + height / 2]] as const
      if (corners.every(([cx, cy]) => isOpen(cx, cy))) return { x, y }
    }
  }
  return { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2 }
}
