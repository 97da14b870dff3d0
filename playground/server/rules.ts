// What the schema cannot say: openai-images.md 1.2, 2.3 and 9.
import { createCanvas } from '@napi-rs/canvas'
import type { ServedModel } from './models'
import type { SentPicture } from './picture'
import { badRequest, type ServiceError } from './service-error'

export type Wish = {
  prompt: string; model: string; n: number; size: string; quality: string; background: string; format: string
  compression: number | undefined; stream: boolean; partialImages: number
  /** Fields as sent, for rules on fields that nothing else here reads. */
  values: Record<string, unknown>
}
export type SentPictures = { images: SentPicture[]; mask: SentPicture | null; markup: SentPicture | null }

const minPixels = 655_360, maxPixels = 8_294_400, maxEdge = 3840, multiple = 16, maxRatio = 3
const classic = ['1024x1024', '1024x1536', '1536x1024', 'auto']

const refuse = (param: string, message: string, code = 'invalid_value'): ServiceError => badRequest(message, param, code)

/** Width and height of "WxH", or null when it is not of that form. */
export function parseSize(size: string): { width: number; height: number } | null {
  const match = /^([1-9]\d*)x([1-9]\d*)$/.exec(size)
  return match ? { width: Number(match[1]), height: Number(match[2]) } : null
}

function sizeFault(size: string, model: ServedModel): ServiceError | null {
  if (size === 'auto') return null
  if (model.sizes === 'classic') return classic.includes(size) ? null : refuse('size', `Invalid value: '${size}'. Supported values are: '1024x1024', '1024x1536', '1536x1024', and 'auto'.`)
  const wrong = (why: string): ServiceError => refuse('size', `Invalid size '${size}'. ${why}`)
  const extent = parseSize(size)
  if (!extent) return wrong("Size must be 'auto' or of the form WIDTHxHEIGHT, for example 1536x864.")
  const { width, height } = extent
  if (width % multiple !== 0 || height % multiple !== 0) return wrong('Width and height must both be divisible by 16.')
  if (Math.max(width, height) > maxEdge) return wrong(`Width and height must be at most ${maxEdge}.`)
  if (Math.max(width, height) > maxRatio * Math.min(width, height)) return wrong('The aspect ratio must be between 1:3 and 3:1.')
  if (width * height < minPixels) return wrong(`The image must have at least ${minPixels} pixels.`)
  if (width * height > maxPixels) return wrong(`The image must have at most ${maxPixels} pixels.`)
  return null
}

function fieldFault(wish: Wish, model: ServedModel): ServiceError | null {
  const { values, format } = wish
  const given = (name: string): boolean => values[name] !== undefined && values[name] !== null
  const size = sizeFault(wish.size, model)
  if (size) return size
  if (wish.quality !== 'auto' && !model.qualities.includes(wish.quality)) return refuse('quality', `Invalid value: '${wish.quality}'. Quality '${wish.quality}' is not supported for the model '${model.id}'.`)
  if (given('complexity') && !model.complexity) return refuse('complexity', `Unknown parameter: 'complexity' is not supported for the model '${model.id}'.`, 'unknown_parameter')
  if (given('input_fidelity') && !model.inputFidelity.includes(String(values.input_fidelity))) return refuse('input_fidelity', `Invalid value for 'input_fidelity': it is not supported for the model '${model.id}'.`)
  if (given('markup') && !model.markup) return refuse('markup', `Unknown parameter: 'markup' is not supported for the model '${model.id}'.`, 'unknown_parameter')
  if (given('markup') && given('mask')) return refuse('markup', "'markup' cannot be combined with 'mask'.")
  if (wish.background === 'transparent' && format === 'jpeg') return refuse('background', "Transparent background is not supported for the output format 'jpeg'.")
  if (given('output_compression') && format === 'png' && wish.compression !== 100) return refuse('output_compression', "Compression less than 100 is not supported for PNG output format.")
  if ((given('frame_count') || given('frame_duration_ms')) && format !== 'gif') return refuse('frame_count', "Frames are only supported with output_format 'gif'.")
  if (given('svg') && format !== 'svg') return refuse('svg', "'svg' is only supported with output_format 'svg'.")
  if (format === 'gif' && (wish.stream || given('mask') || given('output_compression'))) return refuse('output_format', 'GIF output does not support streaming, masks or custom output compression.')
  if (format === 'svg' && (wish.stream || wish.n !== 1 || given('output_compression'))) return refuse('output_format', 'SVG output requires n=1 and does not support streaming or output compression.')
  if (format === 'gif' || format === 'svg') return refuse('output_format', `Your project does not have access to the output format '${format}'.`)
  return null
}

function hasTransparentPixel(picture: SentPicture): boolean {
  const canvas = createCanvas(picture.width, picture.height)
  const context = canvas.getContext('2d')
  context.drawImage(picture.image, 0, 0)
  const { data } = context.getImageData(0, 0, picture.width, picture.height)
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true
  return false
}

function pictureFault({ images, mask, markup }: SentPictures): ServiceError | null {
  const first = images[0]
  if (mask) {
    if (mask.mime !== 'image/png') return refuse('mask', 'Invalid mask: it must be a PNG file.', 'invalid_image_file')
    if (mask.bytes.length >= 4 * 1024 * 1024) return refuse('mask', 'Invalid mask: it must be less than 4MB.', 'image_too_large')
    if (!mask.hasAlpha) return refuse('mask', 'Invalid mask: it has no alpha channel.', 'invalid_image_file')
    if (first && (mask.width !== first.width || mask.height !== first.height)) return refuse('mask', `Invalid mask image format - mask size (${mask.width}x${mask.height}) does not match image size (${first.width}x${first.height}).`, 'invalid_image_file')
  }
  if (markup) {
    if (markup.mime !== 'image/png' || !markup.hasAlpha || !hasTransparentPixel(markup)) return refuse('markup', 'Invalid markup: it must be a PNG file with transparent pixels.', 'invalid_image_file')
    if (first && (markup.width !== first.width || markup.height !== first.height)) return refuse('markup', 'Invalid markup: its size does not match the first image.', 'invalid_image_file')
  }
  return null
}

/** Null when the service would take the request, else its refusal. */
export const ruleFault = (wish: Wish, model: ServedModel, pictures: SentPictures): ServiceError | null => fieldFault(wish, model) ?? pictureFault(pictures)
