// From our request to the input of one fal endpoint. A field is sent only when the endpoint's published schema has it.
import { PluginError } from '../../src/shared/errors'
import type { ImageRequest } from '../jobs/request'
import { falRoutes, type FalRoute } from '../models/fal-routes'
import type { ModelCard } from '../models/model-card'
import { falEndpoints } from './fal-endpoints'
import { parseFields, valuesOf, type FalFields } from './fal-schema'

export type FalTarget = { endpoint: string; fields: FalFields; set: NonNullable<FalRoute['set']> }
export type FalInput = Record<string, unknown>

/** Names by which endpoints call one and the same thing (other-providers.md appendix). */
const names = { picture: 'image_url', pictures: 'image_urls', masks: ['mask_url', 'mask_image_url'], formats: ['output_format', 'format'] }

export const maskField = (fields: FalFields): string | null => names.masks.find((name) => name in fields) ?? null
export const takesPicture = (fields: FalFields): 'one' | 'several' | null => (names.pictures in fields ? 'several' : names.picture in fields ? 'one' : null)

/** The endpoint for this request. Raises request.unsupported-by-model when the model has none for it. */
export function targetOf({ id, label, wire }: ModelCard, request: ImageRequest): FalTarget {
  const pictures = request.references.length + (request.source ? 1 : 0)
  const route: FalRoute = falRoutes[id] ?? { generate: id, edit: id, mask: id }
  const endpoint = request.mask ? route.mask : pictures > 1 ? route.several ?? route.edit : pictures === 1 ? route.edit : route.generate
  const written = endpoint ? falEndpoints[endpoint] ?? wire : undefined, fields = written ? parseFields(written) : null
  if (!endpoint || !fields) throw new PluginError('request.unsupported-by-model', `${label} cannot do this.`, { hint: route.mask ? 'It changes a marked part: draw a mask.' : pictures === 0 ? 'It needs a picture to start from.' : 'Choose another model.' })
  return { endpoint, fields, set: route.set ?? {} }
}

/** Nearest ratio of the values that are ratios: "16:9". */
export function nearestRatio(values: readonly string[], ratio: number): string | null {
  const off = (value: string): number => {
    const [width = NaN, height = NaN] = value.split(':').map(Number)
    return Math.abs(Math.log(width / height / ratio))
  }
  return values.filter((value) => /^\d+:\d+$/.test(value)).sort((a, b) => off(a) - off(b))[0] ?? null
}

/** How the endpoint is told the extent: by px, by ratio, or by the picture that is sent. */
function extentFields({ fields }: FalTarget, request: ImageRequest): FalInput {
  const { widthPx: width, heightPx: height } = request.extent
  if (fields.image_size?.kinds.includes('extent')) return { image_size: { width, height } }
  const mode = fields.resolution_mode
  if (mode && request.source && valuesOf(mode).includes('match_input')) return { resolution_mode: 'match_input' }
  for (const name of ['aspect_ratio', 'resolution_mode', 'image_size']) {
    const field = fields[name], ratio = field && nearestRatio(valuesOf(field), width / height)
    if (ratio) return { [name]: ratio }
  }
  return {}
}

/** `pictures`: addresses of source and references in order. Pictures come as data URI where the endpoint can (`sync_mode`), which also keeps them out of fal's history. */
export function falInput(target: FalTarget, request: ImageRequest, pictures: readonly string[], mask: string | null): FalInput {
  const { fields, set } = target
  const only = (name: string | null | undefined, value: unknown): FalInput => (name && name in fields && value !== null ? { [name]: value } : {})
  const format = names.formats.find((name) => name in fields)
  return {
    ...only('prompt', request.prompt),
    ...(names.pictures in fields ? only(names.pictures, pictures.length > 0 ? pictures : null) : only(names.picture, pictures[0] ?? null)),
    ...only(maskField(fields), mask),
    ...extentFields(target, request),
    ...only('upscale_factor', request.source ? request.extent.widthPx / request.source.widthPx : null),
    ...only('num_images', request.count),
    ...only('seed', request.seed),
    ...only('quality', valuesOf(fields.quality).includes(request.quality) ? request.quality : null),
    ...only('background', valuesOf(fields.background).includes(request.background) ? request.background : null),
    ...only(format, valuesOf(format ? fields[format] : undefined).includes(request.format) ? request.format : null),
    ...only('sync_mode', true),
    ...set,
  }
}
