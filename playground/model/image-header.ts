// Size and type of a picture from its first bytes, with the limits of figma.createImage.
import type { HostImage } from './types.ts'

export type ImageHeader = Pick<HostImage, 'mime' | 'width' | 'height'>

/** figma.createImage's limit on either edge, px (developer docs, createImage). */
export const maxImageEdgePx = 4096

/** Reads type and size of a PNG, JPEG or GIF. Throws "Image type is unsupported", "Image is too small", "Image is too large" (developer docs, createImage). */
export function readImageHeader(bytes: Uint8Array): ImageHeader {
  const header = parse(bytes)
  if (!header) throw new Error('Image type is unsupported')
  if (header.width < 1 || header.height < 1) throw new Error('Image is too small')
  if (header.width > maxImageEdgePx || header.height > maxImageEdgePx) throw new Error('Image is too large')
  return header
}

function parse(bytes: Uint8Array): ImageHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  if (bytes.length >= 33 && view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a && view.getUint32(12) === 0x49484452) {
    return { mime: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
  }
  if (bytes.length >= 13 && view.getUint32(0) === 0x47494638 && (bytes[4] === 0x37 || bytes[4] === 0x39) && bytes[5] === 0x61) {
    return { mime: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) }
  }
  return bytes.length >= 4 && view.getUint16(0) === 0xffd8 ? parseJpeg(bytes, view) : null
}

/** The extent is that of the upright picture: Figma turns photos of phones when it takes them (inpaint-method.md 2.7; unverified.ts "images"). */
function parseJpeg(bytes: Uint8Array, view: DataView): ImageHeader | null {
  let at = 2, lies = false
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1]!
    if (marker === 0xff) { at += 1; continue }
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) { at += 2; continue }
    const frame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (frame) {
      if (at + 9 > bytes.length) return null
      const height = view.getUint16(at + 5), width = view.getUint16(at + 7)
      return { mime: 'image/jpeg', height: lies ? width : height, width: lies ? height : width }
    }
    if (marker === 0xda || marker === 0xd9) return null
    const end = at + 2 + view.getUint16(at + 2)
    if (marker === 0xe1 && !lies) lies = isTurned(exifOrientation(view, at + 4, Math.min(end, bytes.length)))
    at = end
  }
  return null
}

const isTurned = (orientation: number): boolean => orientation >= 5 && orientation <= 8

/** 1 to 8; 1 where the segment says nothing. */
function exifOrientation(view: DataView, start: number, end: number): number {
  const tiff = start + 6
  if (tiff + 8 > end || view.getUint32(start) !== 0x45786966) return 1
  const little = view.getUint16(tiff) === 0x4949, directory = tiff + view.getUint32(tiff + 4, little)
  const entries = directory + 2 <= end ? view.getUint16(directory, little) : 0
  for (let entry = directory + 2; entry < directory + 2 + entries * 12 && entry + 12 <= end; entry += 12) {
    if (view.getUint16(entry, little) === 0x0112) return view.getUint16(entry + 8, little)
  }
  return 1
}
