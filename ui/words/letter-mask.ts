// The place of written words as a mask: their boxes, grown. Pure; px of the picture.
import type { Bounds, Extent } from '../../src/shared/geometry'
import { boundsOf, cornersOf, type TurnedBox } from '../on-device/reading/quad'

/** In parts of a line's height; the reader's boxes are a little larger than the letters. */
const growShare = 0.2
const growLeastPx = 4

export const grown = (box: TurnedBox): TurnedBox => {
  const grow = Math.max(growLeastPx, box.height * growShare)
  return { ...box, width: box.width + 2 * grow, height: box.height + 2 * grow }
}

export type LetterMask = { /** 255 inside. */ coverage: Uint8Array<ArrayBuffer>; bounds: Bounds; pixels: number }

/** Null when nothing of them lies in the picture. */
export function letterMask(boxes: readonly TurnedBox[], { width, height }: Extent): LetterMask | null {
  const coverage = new Uint8Array(width * height)
  let pixels = 0, left = width, top = height, right = -1, bottom = -1
  for (const box of boxes.map(grown)) {
    const around = boundsOf(cornersOf(box)), turn = (box.angle * Math.PI) / 180, cos = Math.cos(turn), sin = Math.sin(turn)
    for (let y = Math.max(0, Math.floor(around.y)); y < Math.min(height, Math.ceil(around.y + around.height)); y++) {
      for (let x = Math.max(0, Math.floor(around.x)); x < Math.min(width, Math.ceil(around.x + around.width)); x++) {
        const dx = x + 0.5 - box.centre.x, dy = y + 0.5 - box.centre.y
        if (Math.abs(dx * cos + dy * sin) > box.width / 2 || Math.abs(dy * cos - dx * sin) > box.height / 2 || coverage[y * width + x]) continue
        coverage[y * width + x] = 255
        pixels += 1
        left = Math.min(left, x)
        right = Math.max(right, x)
        top = Math.min(top, y)
        bottom = Math.max(bottom, y)
      }
    }
  }
  return pixels === 0 ? null : { coverage, pixels, bounds: { x: left, y: top, width: right - left + 1, height: bottom - top + 1 } }
}
