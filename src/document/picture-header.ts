// Kind and extent of an encoded picture from its first bytes. Nothing is decoded.
import { clamp } from '../shared/geometry'

export const maxPictureBytes = 50 * 1024 * 1024

const starts = (bytes: Uint8Array, ...head: number[]): boolean => head.every((value, index) => bytes[index] === value)

/** By magic bytes; what Figma stores is PNG, JPEG or GIF. */
export function mimeOf(bytes: Uint8Array): string {
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47)) return 'image/png'
  if (starts(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (starts(bytes, 0x47, 0x49, 0x46)) return 'image/gif'
  if (starts(bytes, 0x52, 0x49, 0x46, 0x46) && bytes[8] === 0x57 && bytes[9] === 0x45) return 'image/webp'
  return 'application/octet-stream'
}

/** px, from the IHDR chunk at byte 16. Null when it is no PNG. */
export function pngExtent(bytes: Uint8Array): { width: number; height: number } | null {
  if (mimeOf(bytes) !== 'image/png' || bytes.length < 24) return null
  const at = (i: number): number => ((bytes[i]! << 24) | (bytes[i + 1]! << 16) | (bytes[i + 2]! << 8) | bytes[i + 3]!) >>> 0
  return { width: at(16), height: at(20) }
}

/** Figma takes and gives at most this many px a side (figma-platform 2.1). */
export const maxEdgePx = 4096
/** px per canvas unit beyond which an export only grows. */
const densest = 2

/** The longer side of an export, in whole px, and which side that is. `width` and `height` in canvas units. */
export function exportEdge(width: number, height: number, wantedEdgePx: number): { type: 'WIDTH' | 'HEIGHT'; value: number } {
  const longest = Math.max(width, height)
  const value = clamp(Math.round(Math.min(wantedEdgePx, longest * densest)), 1, maxEdgePx)
  return { type: width >= height ? 'WIDTH' : 'HEIGHT', value }
}
