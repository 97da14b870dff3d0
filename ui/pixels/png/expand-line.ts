// One unfiltered line of any PNG colour type as RGBA words (little-endian: red lowest).
import type { PngParts } from './chunks'

/** Writes `count` pixels of `line` to `out` from `at` on, every `step`-th word. */
export type ExpandLine = (line: Uint8Array, count: number, out: Uint32Array, at: number, step: number) => void

const opaque = 0xff000000

export function lineExpander(parts: PngParts): ExpandLine {
  const { depth, colour, transparency } = parts
  if (colour === 'palette' || (colour === 'grey' && depth < 16)) return byTable(tableOf(parts), depth)
  if (depth === 16) return sixteenBit(parts)
  if (colour === 'rgb') return transparency && transparency.length >= 6 ? rgbKeyed(transparency) : rgb
  return colour === 'rgba' ? rgba : greyAlpha
}

const rgb: ExpandLine = (line, count, out, at, step) => {
  for (let i = 0, from = 0; i < count; i++, from += 3, at += step) out[at] = line[from]! | (line[from + 1]! << 8) | (line[from + 2]! << 16) | opaque
}

const rgba: ExpandLine = (line, count, out, at, step) => {
  for (let i = 0, from = 0; i < count; i++, from += 4, at += step) out[at] = line[from]! | (line[from + 1]! << 8) | (line[from + 2]! << 16) | (line[from + 3]! << 24)
}

const greyAlpha: ExpandLine = (line, count, out, at, step) => {
  for (let i = 0, from = 0; i < count; i++, from += 2, at += step) out[at] = Math.imul(line[from]!, 0x010101) | (line[from + 1]! << 24)
}

/** One colour is transparent. */
function rgbKeyed(key: Uint8Array): ExpandLine {
  const clear = key[1]! | (key[3]! << 8) | (key[5]! << 16)
  return (line, count, out, at, step) => {
    for (let i = 0, from = 0; i < count; i++, from += 3, at += step) {
      const colour = line[from]! | (line[from + 1]! << 8) | (line[from + 2]! << 16)
      out[at] = colour === clear ? colour : colour | opaque
    }
  }
}

/** The colour of every sample value of at most 8 bits. Values beyond the palette are black. */
function tableOf({ depth, colour, palette, transparency }: PngParts): Uint32Array {
  const count = 1 << Math.min(8, depth), table = new Uint32Array(count).fill(opaque)
  for (let value = 0; value < count; value++) {
    if (colour === 'grey') table[value] = Math.imul((value * 255) / (count - 1), 0x010101) | opaque
    else if (palette && value * 3 + 2 < palette.length) table[value] = palette[value * 3]! | (palette[value * 3 + 1]! << 8) | (palette[value * 3 + 2]! << 16) | ((transparency?.[value] ?? 255) << 24)
  }
  if (colour === 'grey' && transparency && transparency.length >= 2) table[transparency[1]! & (count - 1)]! &= 0xffffff
  return table
}

function byTable(table: Uint32Array, depth: number): ExpandLine {
  const perByte = 8 / depth, mask = (1 << depth) - 1
  return (line, count, out, at, step) => {
    for (let i = 0; i < count; i++, at += step) {
      const byte = line[Math.floor(i / perByte)]!
      out[at] = table[(byte >> (8 - depth * ((i % perByte) + 1))) & mask]!
    }
  }
}

/** 16-bit samples, rounded to 8. */
function sixteenBit({ channels, transparency }: PngParts): ExpandLine {
  const hasAlpha = channels === 2 || channels === 4, colours = channels <= 2 ? 1 : 3
  const key = !hasAlpha && transparency && transparency.length >= 2 * colours ? transparency : null
  const rounded = (line: Uint8Array, at: number): number => Math.round(((line[at]! << 8) | line[at + 1]!) / 257)
  return (line, count, out, at, step) => {
    for (let i = 0, from = 0; i < count; i++, from += 2 * channels, at += step) {
      const red = rounded(line, from)
      const colour = colours === 1 ? Math.imul(red, 0x010101) : red | (rounded(line, from + 2) << 8) | (rounded(line, from + 4) << 16)
      let alpha = hasAlpha ? rounded(line, from + 2 * colours) : 255
      if (key) {
        let same = true
        for (let k = 0; k < 2 * colours; k++) same &&= line[from + k] === key[k]
        if (same) alpha = 0
      }
      out[at] = colour | (alpha << 24)
    }
  }
}
