// From our request to the fields of OpenAI's two endpoints. Fields that are not wanted are left out, never null (openai-images.md 0.5).
import type { ImageEditParamsBase, ImageGenerateParamsBase } from 'openai/resources/images'
import type { ImageInput, ImageRequest } from '../jobs/request'
import type { ModelCard } from '../models/model-card'
import type { PixelCodec } from '../pixels/codec'
import { toServiceMask } from './openai-mask'
import { toSent } from './sent-picture'

type Quality = NonNullable<ImageEditParamsBase['quality']>

/** Streaming is only for single pictures: events carry no index (2.6). */
export const isStreamed = (request: ImageRequest, card: ModelCard): boolean => request.partialImages > 0 && request.count === 1 && card.maxPartials > 0

/** Inputs turn the request into an edit. */
export const isEdit = (request: ImageRequest): boolean => request.source !== null || request.references.length > 0

/** What both endpoints share. Model, quality and size are always said: their defaults differ and can cost twenty times as much (0.2). */
const shared = (request: ImageRequest, card: ModelCard) => ({
  model: request.modelId,
  prompt: request.prompt,
  n: request.count,
  size: `${request.extent.widthPx}x${request.extent.heightPx}`,
  quality: request.quality as Quality,
  background: request.background,
  output_format: request.format,
  ...(isStreamed(request, card) ? { stream: true as const, partial_images: request.partialImages } : {}),
})

export const generateFields = (request: ImageRequest, card: ModelCard): ImageGenerateParamsBase => ({ ...shared(request, card), ...(card.moderation ? { moderation: request.moderation } : {}) })

/** Source first, then the references in order: "image 1" of the prompt is the first of them. */
async function toFile(input: ImageInput, position: number, codec: PixelCodec): Promise<File> {
  const { bytes, mime, extension } = await toSent(input, codec)
  return new File([bytes as Uint8Array<ArrayBuffer>], `image-${position}.${extension}`, { type: mime })
}

/** `moderation` is documented for generations only. Layer names never leave the file: pictures are called image-1, image-2. */
export async function editFields(request: ImageRequest, card: ModelCard, codec: PixelCodec): Promise<ImageEditParamsBase> {
  const inputs = [...(request.source ? [request.source] : []), ...request.references.map((reference) => reference.image)]
  const files: File[] = []
  for (const input of inputs) files.push(await toFile(input, files.length + 1, codec)) // one at a time: each decode holds a whole picture
  const mask = request.mask ? new File([await toServiceMask(request.mask, codec)], 'mask.png', { type: 'image/png' }) : undefined
  const markup = request.markup && card.operations.markup && !mask ? await toFile(request.markup, files.length + 1, codec) : undefined
  return { ...shared(request, card), image: files.length === 1 ? files[0]! : files, ...(mask ? { mask } : {}), ...(markup ? { markup } : {}) }
}
