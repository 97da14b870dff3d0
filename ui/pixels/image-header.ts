// Reads what a picture is from its first bytes, so that nothing huge is ever decoded (design D0.12). Needs no canvas.
import { PluginError } from '../../src/shared/errors'
import type { Extent } from '../../src/shared/geometry'

export type ImageMime = 'image/png' | 'image/jpeg' | 'image/webp' | 'image/gif'

export type ImageHeader = {
  mime: ImageMime
  /** As shown: EXIF orientation is applied. */
  widthPx: number
  heightPx: number
  /** EXIF, 1 to 8; 1 is upright. */
  orientation: number
}

export const maxImageBytes = 50 * 1024 * 1024
export const maxImagePixels = 64_000_000

/** Raises pixels.decode-failed for anything but PNG, JPEG, WebP and GIF, and pixels.too-large beyond 50 MB or 64 megapixels. */
export function readImageHeader(bytes: Uint8Array): ImageHeader {
  if (bytes.length > maxImageBytes) throw tooLarge(`${Math.round(bytes.length / 1024 / 1024)} MB, at most 50 MB`)
  const header = parse(bytes)
  if (!header || header.widthPx < 1 || header.heightPx < 1) {
    throw new PluginError('pixels.decode-failed', 'This is not a picture that Inlay can read.', { hint: 'PNG, JPEG, WebP and GIF can be read.' })
  }
  if (header.widthPx * header.heightPx > maxImagePixels) throw tooLarge(`${header.widthPx} x ${header.heightPx} px, at most 64 megapixels`)
  return header
}

const tooLarge = (found: string): PluginError => new PluginError('pixels.too-large', 'This picture is too large.', { hint: `It has ${found}.` })

const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean => [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0))

function parse(bytes: Uint8Array): ImageHeader | null {
  if (bytes.length < 16) return null
  return untilTheEnd(() => {
    const view = viewOf(bytes)
    if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return upright('image/png', view.getUint32(16), view.getUint32(20))
    if (startsWith(bytes, 'GIF8')) return upright('image/gif', view.getUint16(6, true), view.getUint16(8, true))
    if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return parseWebp(bytes, view)
    return view.getUint16(0) === 0xffd8 ? parseJpeg(bytes, view)?.header ?? null : null
  })
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Null when the bytes end inside the header. */
function untilTheEnd<T>(read: () => T | null): T | null {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return null
  }
}

const upright = (mime: ImageMime, widthPx: number, heightPx: number): ImageHeader => ({ mime, widthPx, heightPx, orientation: 1 })

function parseWebp(bytes: Uint8Array, view: DataView): ImageHeader | null {
  if (startsWith(bytes, 'VP8X', 12)) return upright('image/webp', 1 + (view.getUint32(24, true) & 0xffffff), 1 + (view.getUint32(26, true) >>> 8))
  if (startsWith(bytes, 'VP8L', 12)) {
    const bits = view.getUint32(21, true)
    return upright('image/webp', 1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff))
  }
  if (startsWith(bytes, 'VP8 ', 12)) return upright('image/webp', view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff)
  return null
}

/** Start-of-frame markers hold the extent; C4, C8 and CC are tables. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** Where a JPEG says its orientation: index of the two bytes, -1 where it says none. */
type Turn = { orientation: number; at: number; little: boolean }
const noTurn: Turn = { orientation: 1, at: -1, little: false }

/** A JPEG lying on its side that opens as it is stored, where that has the extent that was `counted`; else the very same bytes. */
export function openedAs(bytes: Uint8Array<ArrayBuffer>, counted: Extent): Uint8Array<ArrayBuffer> {
  const jpeg = startsWith(bytes, '\xff\xd8') ? untilTheEnd(() => parseJpeg(bytes, viewOf(bytes))) : null
  if (!jpeg || jpeg.turn.orientation < 5) return bytes
  const { header: { widthPx, heightPx }, turn: { at, little } } = jpeg
  if (widthPx === counted.width || widthPx !== counted.height || heightPx !== counted.width) return bytes
  const copy = bytes.slice()
  new DataView(copy.buffer).setUint16(at, 1, little)
  return copy
}

function parseJpeg(bytes: Uint8Array, view: DataView): { header: ImageHeader; turn: Turn } | null {
  let turn = noTurn
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1]!
    if (marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      at += marker === 0xff ? 1 : 2 // fill byte, or a marker without length
      continue
    }
    if (isFrame(marker)) {
      const height = view.getUint16(at + 5), width = view.getUint16(at + 7)
      const { orientation } = turn, lies = orientation >= 5
      return { header: { mime: 'image/jpeg', widthPx: lies ? height : width, heightPx: lies ? width : height, orientation }, turn }
    }
    if (marker === 0xda || marker === 0xd9) return null
    const length = view.getUint16(at + 2)
    if (marker === 0xe1 && startsWith(bytes, 'Exif\0\0', at + 4)) turn = readTurn(view, at + 10, at + 2 + length)
    at += 2 + length
  }
  return null
}

/** `start` is the TIFF header inside the APP1 segment, `end` the segment's end. Broken EXIF counts as upright. */
function readTurn(view: DataView, start: number, end: number): Turn {
  if (start + 8 > end) return noTurn
  const little = view.getUint16(start) === 0x4949
  const directory = start + view.getUint32(start + 4, little)
  if (directory + 2 > end) return noTurn
  const entries = view.getUint16(directory, little)
  for (let i = 0; i < entries; i += 1) {
    const entry = directory + 2 + i * 12
    if (entry + 12 > end) return noTurn
    if (view.getUint16(entry, little) !== 0x0112) continue
    const value = view.getUint16(entry + 8, little)
    return value >= 1 && value <= 8 ? { orientation: value, at: entry + 8, little } : noTurn
  }
  return noTurn
}
