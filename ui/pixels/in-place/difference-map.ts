// A small picture of where an edit changed its source, for the designer's eye.
import type { Bounds } from '../../../src/shared/geometry'
import { makePixels, wordsOf, type Pixels } from './pixels'

const longestPx = 512
/** Level of the smallest change, and how much brighter each further level is. */
const shown = { least: 64, perLevel: 4 }

/** Black where every byte is equal, else the brighter the larger the largest difference. Both pictures have one extent, and differ in `changed` alone. */
export function differenceMap(before: Pixels, after: Pixels, changed: Bounds): Pixels {
  const { width, height } = before
  const shrink = Math.min(1, longestPx / Math.max(width, height))
  const out = makePixels(Math.max(1, Math.round(width * shrink)), Math.max(1, Math.round(height * shrink)))
  const a = wordsOf(before), b = wordsOf(after), largest = new Uint8Array(out.width * out.height)
  for (let y = changed.y; y < changed.y + changed.height; y++) {
    const row = Math.floor((y * out.height) / height) * out.width
    for (let x = changed.x, i = y * width + x; x < changed.x + changed.width; x++, i++) {
      if (a[i] === b[i]) continue
      const to = row + Math.floor((x * out.width) / width)
      for (let at = i * 4; at < i * 4 + 4; at++) largest[to] = Math.max(largest[to]!, Math.abs(before.data[at]! - after.data[at]!))
    }
  }
  const words = wordsOf(out)
  for (let i = 0; i < words.length; i++) words[i] = Math.imul(largest[i] ? Math.min(255, shown.least + shown.perLevel * (largest[i]! - 1)) : 0, 0x010101) | 0xff000000
  return out
}
