import { readImageHeader } from '../../ui/pixels/image-header'

/** Width and height in px of a PNG, JPEG, WebP or GIF; null when it is none of them. */
export function imageSize(bytes: Uint8Array): { width: number; height: number } | null {
  try {
    const { widthPx, heightPx } = readImageHeader(bytes)
    return { width: widthPx, height: heightPx }
  } catch {
    return null // not a picture: the record then says only how many bytes came
  }
}
