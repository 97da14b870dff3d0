// Pictures in a format that services read.
import type { ImageInput } from '../jobs/request'
import type { PixelCodec } from '../pixels/codec'

const extensions: Readonly<Record<string, string>> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' }

/** The bytes as they are, or as PNG where services do not read their format. */
export async function toSent(input: ImageInput, codec: PixelCodec): Promise<{ bytes: Uint8Array; mime: string; extension: string }> {
  const extension = extensions[input.mime]
  if (extension) return { bytes: input.bytes, mime: input.mime, extension }
  return { bytes: await codec.encodePng(await codec.decode(input.bytes, input.mime)), mime: 'image/png', extension: 'png' }
}
