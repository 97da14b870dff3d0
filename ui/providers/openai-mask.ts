// From our masks (alpha 1 = change) to one PNG that both conventions read: OpenAI's (alpha 0 = may be edited, 255 = keep) and that of the
// services that read white as change and black as keep (other-providers.md 1.4).
import { PluginError } from '../../src/shared/errors'
import type { ImageInput } from '../jobs/request'
import type { PixelCodec } from '../pixels/codec'

/** Coverage below this is a brush's stray shadow; the soft edge above it must be redrawn, since it is blended later (inpaint-method.md 1.2). */
const minCoverage = 0.1 * 255

/** Half-open alpha is undefined at the service (openai-images.md 2.3), so every pixel is either open or shut. Two colours pack far below the 4 MB limit. */
export function toServiceAlpha(rgba: Uint8ClampedArray): void {
  for (let i = 0; i < rgba.length; i += 4) {
    const change = rgba[i + 3]! >= minCoverage
    rgba[i] = rgba[i + 1] = rgba[i + 2] = change ? 255 : 0
    rgba[i + 3] = change ? 0 : 255
  }
}

/** PNG in the service's convention; `opaque`: white and black alone, for services that know no other. Raises mask.empty when nothing would change, and what the codec raises. */
export async function toServiceMask(mask: ImageInput, codec: PixelCodec, { opaque = false }: { opaque?: boolean } = {}): Promise<Uint8Array<ArrayBuffer>> {
  const picture = await codec.decode(mask.bytes, mask.mime)
  toServiceAlpha(picture.data)
  let open = false
  for (let i = 3; i < picture.data.length && !open; i += 4) open = picture.data[i] === 0
  if (!open) throw new PluginError('mask.empty', 'The mask marks nothing.', { hint: 'Draw a shape over the part that should change.' })
  if (opaque) for (let i = 3; i < picture.data.length; i += 4) picture.data[i] = 255
  return codec.encodePng(picture)
}
