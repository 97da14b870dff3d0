// The parts of a PNG file that decide how it looks. Everything else (text, colour profiles, later frames) is passed over.
import { crc32 } from './checksums'

export type PngColour = 'grey' | 'rgb' | 'palette' | 'grey-alpha' | 'rgba'

export type PngParts = {
  width: number
  height: number
  /** Bits per sample. */
  depth: 1 | 2 | 4 | 8 | 16
  colour: PngColour
  /** Samples per pixel. */
  channels: number
  interlaced: boolean
  palette: Uint8Array | null
  transparency: Uint8Array | null
  /** The zlib stream, in pieces: views of the file. */
  data: Uint8Array[]
}

const colours: Readonly<Record<number, { colour: PngColour; channels: number; depths: readonly number[] }>> = {
  0: { colour: 'grey', channels: 1, depths: [1, 2, 4, 8, 16] },
  2: { colour: 'rgb', channels: 3, depths: [8, 16] },
  3: { colour: 'palette', channels: 1, depths: [1, 2, 4, 8] },
  4: { colour: 'grey-alpha', channels: 2, depths: [8, 16] },
  6: { colour: 'rgba', channels: 4, depths: [8, 16] },
}

/** The reason as a sentence when the file is broken. */
export function readPngParts(bytes: Uint8Array): PngParts | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let parts: PngParts | null = null, ended = false
  for (let at = 8; at + 12 <= bytes.length && !ended; ) {
    const length = view.getUint32(at), from = at + 8, to = from + length
    if (to + 4 > bytes.length) return 'The file ends early.'
    const type = String.fromCharCode(...bytes.subarray(at + 4, from))
    const content = bytes.subarray(from, to)
    // IDAT is checked by its own checksum.
    if (type !== 'IDAT' && isCritical(type) && crc32(bytes, at + 4, to) !== view.getUint32(to)) return 'The file is damaged.'
    if (type === 'IHDR') {
      const kind = colours[content[9] ?? -1], depth = content[8] ?? 0
      if (length !== 13 || !kind?.depths.includes(depth) || content[10] !== 0 || content[11] !== 0 || content[12]! > 1) return 'It uses a form of PNG that does not exist.'
      parts = { width: view.getUint32(from), height: view.getUint32(from + 4), depth: depth as PngParts['depth'], colour: kind.colour, channels: kind.channels, interlaced: content[12] === 1, palette: null, transparency: null, data: [] }
    } else if (!parts) return 'It has no header.'
    else if (type === 'PLTE') parts.palette = content
    else if (type === 'tRNS') parts.transparency = content
    else if (type === 'IDAT') parts.data.push(content)
    else if (type === 'IEND') ended = true
    else if (isCritical(type)) return 'It uses a form of PNG that does not exist.'
    at = to + 4
  }
  if (!parts) return 'It has no header.'
  if (parts.data.length === 0) return 'The file ends early.'
  if (parts.colour === 'palette' && (!parts.palette || parts.palette.length < 3)) return 'It has no palette.'
  return parts
}

const isCritical = (type: string): boolean => type.charCodeAt(0) < 97
