// A card for any of fal's endpoints, from the fields that fal publishes for it. Pure.
import { parseFields, valuesOf } from '../providers/fal-schema'
import { fal, fixedRatios, flux1Extents } from './fal'
import { basicQualities } from './gpt-image'
import type { ExtentRule, ModelCard } from './model-card'

/** Fields that a request can fill; an endpoint that requires another one cannot be used. */
const known = ['prompt', 'image_url', 'image_urls', 'mask_url', 'mask_image_url', 'image_size', 'aspect_ratio', 'resolution_mode', 'num_images', 'seed', 'quality', 'background', 'output_format', 'format', 'sync_mode']

/** Why this endpoint cannot be used, or its card. `wire` is the list of its fields as in fal-endpoints.ts. */
export function falCardFrom(id: string, wire: string): ModelCard | string {
  const fields = parseFields(wire)
  const lacking = Object.entries(fields).find(([name, { required }]) => required && !known.includes(name))?.[0]
  if (lacking) return `${id} needs "${lacking}", which Inlay cannot give.`
  const several = 'image_urls' in fields, one = 'image_url' in fields, mask = fields['mask_url'] ?? fields['mask_image_url']
  if (!several && !one && !('prompt' in fields)) return `${id} takes neither words nor a picture.`
  const needsPicture = fields[several ? 'image_urls' : 'image_url']?.required === true
  const ratios = valuesOf(fields['aspect_ratio']).filter((value) => /^\d+:\d+$/.test(value))
  const extents: ExtentRule = fields['image_size']?.kinds.includes('extent') || ratios.length === 0 ? flux1Extents : fixedRatios(ratios)
  const qualities = basicQualities.filter((quality) => valuesOf(fields['quality']).includes(quality.id))
  const formats = (['png', 'jpeg', 'webp'] as const).filter((format) => valuesOf(fields['output_format'] ?? fields['format']).includes(format))
  return fal({
    id, label: id, goodAt: 'not known to Inlay', weakAt: 'not known to Inlay', price: { kind: 'unknown' }, extents, wire, derived: true,
    operations: { generate: !needsPicture, edit: several || one, mask: mask !== undefined, references: several || one, markup: false },
    maxReferences: several ? 4 : one ? 1 : 0,
    ...(needsPicture ? { needsPicture: true as const } : {}), ...(mask?.required ? { needsMask: true as const } : {}), ...('prompt' in fields ? {} : { wordless: true as const }),
    ...(qualities.length > 0 ? { qualities, defaultQuality: qualities[qualities.length > 1 ? 1 : 0]!.id } : {}),
    formats: formats.length > 0 ? formats : ['png'], maxCount: 'num_images' in fields ? 4 : 1, seed: 'seed' in fields, typicalSeconds: {},
  })
}
