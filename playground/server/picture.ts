// Pictures that a client sent: read once, with what the rules ask about them.
import { loadImage, type Image } from '@napi-rs/canvas'
import { readImageHeader } from '../../ui/pixels/image-header'
import { badRequest, ServiceError } from './service-error'

export type SentPicture = { width: number; height: number; hasAlpha: boolean; mime: string; bytes: Buffer; image: Image }

const maxBytes = 50 * 1024 * 1024
const accepted = ['image/jpeg', 'image/png', 'image/webp']

/** Colour types 4 and 6 have an alpha channel; a tRNS chunk is not one. */
const pngAlpha = (bytes: Buffer): boolean => (bytes[25]! & 4) !== 0

/** Decodes a picture; throws the service's 400 when it is too large, of another kind or broken. `type` is what the client calls it. */
export async function readSentPicture(bytes: Buffer, type: string, param: string): Promise<SentPicture> {
  if (!accepted.includes(type)) {
    throw badRequest(`Invalid file '${param}': unsupported mimetype ('${type}'). Supported file formats are 'image/jpeg', 'image/png', and 'image/webp'.`, param, 'unsupported_file_mimetype')
  }
  if (bytes.length === 0) throw badRequest(`Invalid file '${param}': the file is empty.`, param, 'empty_image_file')
  if (bytes.length >= maxBytes) throw badRequest(`Invalid file '${param}': the image is too large. It must be less than 50MB.`, param, 'image_too_large')
  const unreadable = new ServiceError(400, { message: `Invalid image file or mode for ${param}, please check your image file.`, type: 'image_generation_user_error', param, code: 'invalid_image_file' })
  try {
    const { mime } = readImageHeader(bytes)
    if (!accepted.includes(mime)) throw unreadable
    const image = await loadImage(bytes)
    return { width: image.width, height: image.height, hasAlpha: mime === 'image/png' && pngAlpha(bytes), mime, bytes, image }
  } catch {
    throw unreadable // whatever the decoder says, the service says this
  }
}

/** Bytes and type of a data URL; null for every other address. */
export function dataURL(text: string): { bytes: Buffer; type: string } | null {
  const match = /^data:([^;,]+);base64,([A-Za-z0-9+/=\s]*)$/.exec(text)
  return match ? { type: match[1]!.toLowerCase(), bytes: Buffer.from(match[2]!, 'base64') } : null
}
