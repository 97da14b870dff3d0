// Checks an input against the published types of its endpoint, and its pictures, as fal's validation words it (422, `detail`).
import { loadImage, type Image } from '@napi-rs/canvas'
import { falEndpoints } from '../../../ui/providers/fal-endpoints'
import { parseFields, valuesOf, type FalField, type FalFields } from '../../../ui/providers/fal-schema'
import { readImageHeader } from '../../../ui/pixels/image-header'
import { dataURL } from '../picture'

export type FalDetail = { loc: (string | number)[]; msg: string; type: string; categories?: string[] }
/** Becomes the answer: status and `detail`. */
export class FalRefusal extends Error {
  readonly status: number
  readonly detail: string | FalDetail[]

  constructor(status: number, detail: string | FalDetail[]) {
    super(typeof detail === 'string' ? detail : detail[0]!.msg)
    this.status = status
    this.detail = detail
  }
}
export const invalid = (field: string, msg: string, type: string): FalRefusal => new FalRefusal(422, [{ loc: ['body', ...(field ? [field] : [])], msg, type }])

/** Also endpoints that no card uses, from the installed types. Null when fal has none of this id. */
export async function endpointFields(id: string): Promise<FalFields | null> {
  if (falEndpoints[id]) return parseFields(falEndpoints[id])
  try {
    return parseFields((await import('../../build/read-fal-types')).readFalTypes([id])[id]!)
  } catch {
    return null // no types for this id
  }
}

const isExtent = (value: unknown): value is { width: number; height: number } =>
  typeof value === 'object' && value !== null && ['width', 'height'].every((side) => Number.isInteger((value as Record<string, unknown>)[side]) && (value as Record<string, number>)[side]! > 0)

function fits(field: FalField, value: unknown): boolean {
  return field.kinds.some((kind) => {
    if (kind === 'text') return typeof value === 'string'
    if (kind === 'number') return typeof value === 'number'
    if (kind === 'switch') return typeof value === 'boolean'
    if (kind === 'list') return Array.isArray(value) && value.every((item) => typeof item === 'string')
    if (kind === 'extent') return isExtent(value)
    if (kind === 'object') return typeof value === 'object' && value !== null
    return value === kind
  })
}

/** Sides and pictures that fal's field notes and model pages state (other-providers.md appendix and 1.3). */
const limits: readonly { ids: RegExp; shortest: number; longest: number; step: number; pictures: number }[] = [
  { ids: /^fal-ai\/flux-2\/turbo/, shortest: 512, longest: 2048, step: 1, pictures: 4 },
  { ids: /^fal-ai\/flux-2-pro/, shortest: 512, longest: 2048, step: 1, pictures: 9 },
  { ids: /^openai\/gpt-image-2/, shortest: 16, longest: 3840, step: 16, pictures: 16 },
  { ids: /./, shortest: 64, longest: 14_142, step: 1, pictures: 4 },
]

export type FalWish = { prompt: string; extent: { width: number; height: number }; count: number; format: 'png' | 'jpeg' | 'webp'; inline: boolean; images: Image[]; mask: Image | null }

const presets: Record<string, [number, number]> = { square_hd: [1024, 1024], square: [512, 512], portrait_4_3: [768, 1024], portrait_16_9: [576, 1024], landscape_4_3: [1024, 768], landscape_16_9: [1024, 576] }
/** One megapixel in this ratio, sides in steps of 16. */
const byRatio = (ratio: string): [number, number] => {
  const [w = 1, h = 1] = ratio.split(':').map(Number), side = Math.sqrt((1024 * 1024) / (w * h))
  return [Math.round((w * side) / 16) * 16, Math.round((h * side) / 16) * 16]
}

/** `fetchFile`: bytes of an address of ours. Throws FalRefusal. */
export async function checkInput(id: string, fields: FalFields, input: Record<string, unknown>, fetchFile: (url: string) => Buffer | null): Promise<FalWish> {
  for (const [name, { required }] of Object.entries(fields)) if (required && !(name in input)) throw invalid(name, 'Field required', 'missing')
  for (const [name, value] of Object.entries(input)) {
    const field = fields[name]
    if (!field) throw invalid(name, 'Extra inputs are not permitted', 'extra_forbidden') // stricter than fal, which ignores them
    if (!fits(field, value)) throw invalid(name, valuesOf(field).length > 0 ? `Input should be ${valuesOf(field).map((word) => `'${word}'`).join(', ')}` : `Input should be a valid ${field.kinds.join(' or ')}`, valuesOf(field).length > 0 ? 'literal_error' : 'type_error')
  }
  const limit = limits.find(({ ids }) => ids.test(id))!
  const open = async (url: unknown, name: string): Promise<Image> => {
    const bytes = dataURL(String(url))?.bytes ?? fetchFile(String(url))
    if (!bytes) throw invalid(name, 'Failed to download the file. Please check if the URL is accessible and try again.', 'file_download_error')
    try {
      readImageHeader(bytes)
      return await loadImage(bytes)
    } catch {
      throw invalid(name, 'Failed to load the image. Please ensure the image file is not corrupted and is in a supported format.', 'image_load_error')
    }
  }
  const addresses = Array.isArray(input['image_urls']) ? input['image_urls'] : input['image_url'] === undefined ? [] : [input['image_url']]
  if (addresses.length > limit.pictures) throw invalid('image_urls', `List should have at most ${limit.pictures} items`, 'too_long')
  if (Array.isArray(input['image_urls']) && addresses.length === 0) throw invalid('image_urls', 'List should have at least 1 item', 'too_short')
  const images = await Promise.all(addresses.map((url) => open(url, 'image_urls' in input ? 'image_urls' : 'image_url')))
  const maskName = 'mask_url' in input ? 'mask_url' : 'mask_image_url'
  const mask = input[maskName] === undefined ? null : await open(input[maskName], maskName)
  if (mask && images[0] && (mask.width !== images[0].width || mask.height !== images[0].height)) throw invalid(maskName, 'Image and mask must have the same dimensions', 'value_error')
  const [width, height] = extentOf(input, images[0])
  if (isExtent(input['image_size'])) {
    const { shortest, longest, step } = limit
    if ([width, height].some((side) => side < shortest || side > longest || side % step)) throw invalid('image_size', `Sides should be multiples of ${step} between ${shortest} and ${longest}`, 'value_error')
    if (id.startsWith('openai/') && (width * height < 655_360 || Math.max(width, height) > 3 * Math.min(width, height))) throw invalid('image_size', 'Too few pixels, or a ratio beyond 3:1', 'value_error')
  }
  const count = typeof input['num_images'] === 'number' ? input['num_images'] : 1
  if (!Number.isInteger(count) || count < 1 || count > 4) throw invalid('num_images', 'Input should be between 1 and 4', 'less_than_equal')
  const format = input['output_format'] ?? input['format'] ?? 'jpeg'
  return { prompt: String(input['prompt'] ?? ''), extent: { width, height }, count, format: format as FalWish['format'], inline: input['sync_mode'] === true, images, mask }
}

function extentOf(input: Record<string, unknown>, first: Image | undefined): [number, number] {
  const size = input['image_size']
  if (isExtent(size)) return [size.width, size.height]
  if (typeof size === 'string' && presets[size]) return presets[size]
  const ratio = input['aspect_ratio'] ?? input['resolution_mode']
  if (typeof ratio === 'string' && ratio.includes(':')) return byRatio(ratio)
  if (first) return [Math.round(first.width / 16) * 16, Math.round(first.height / 16) * 16]
  return [1024, 768]
}
