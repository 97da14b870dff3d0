// Turns OpenAI's published OpenAPI (openai/openai-openapi f85dbe2, 2026-08-21, MIT; paths of images and models) into one that a validator can use
// and that knows what the types of SDK 7.57.0 add. `node playground/build/run.js playground/server/schema/write.ts` writes corrected.json.

export type Schema = { [key: string]: unknown; properties?: Record<string, Schema>; required?: string[] }
export type Corrected = { $id: string; components: { schemas: Record<string, Schema> } }

const nothing = { type: 'null' }
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, nothing] })
const words = (...values: string[]): Schema => ({ type: 'string', enum: values })
const isObject = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value)

/** `nullable` means nothing in OpenAPI 3.1; defaults and examples do not validate; `anyOf` of any string and an enum is any string. */
function normalise(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normalise)
  if (!isObject(value)) return value
  const { nullable, default: _default, example: _example, description: _description, ...rest } = value
  const kept = Object.fromEntries(Object.entries(rest).filter(([key]) => !key.startsWith('x-')).map(([key, inner]) => [key, key === 'properties' ? normaliseEach(inner as Record<string, Schema>) : normalise(inner)])) as Schema
  if (Array.isArray(kept.anyOf) && kept.anyOf.some((option) => isObject(option) && option.type === 'string' && Object.keys(option).length === 1)) {
    const hasNull = kept.anyOf.some((option) => isObject(option) && option.type === 'null')
    return hasNull || nullable ? orNull({ type: 'string' }) : { type: 'string' }
  }
  return nullable ? orNull(kept) : kept
}
const normaliseEach = (properties: Record<string, Schema>): Record<string, Schema> =>
  Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, normalise(inner) as Schema]))

/** Removes the null option of every property: a form has no null, and numbers in it could not be told from text. */
function withoutNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNull)
  if (!isObject(value)) return value
  if (Array.isArray(value.anyOf)) {
    const options = value.anyOf.filter((option) => !(isObject(option) && option.type === 'null')).map(withoutNull)
    return options.length === 1 ? options[0] : { ...value, anyOf: options }
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutNull(inner)]))
}

const effort = words('none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max')
const fileIn = { type: 'string', format: 'binary' }

/** What the types of SDK 7.57.0 (images.d.ts) add for all three request bodies. */
const added: Record<string, Schema> = {
  quality: orNull(words('low', 'medium', 'high', 'xhigh', 'max', 'auto')),
  complexity: orNull(words('low', 'medium', 'high')),
  output_format: orNull(words('png', 'jpeg', 'webp', 'gif', 'svg')),
  output_compression: orNull({ type: 'integer', minimum: 0, maximum: 100 }),
  frame_count: orNull({ type: 'integer', minimum: 2, maximum: 16 }),
  frame_duration_ms: orNull({ type: 'integer', minimum: 10, maximum: 655_350 }),
  safety_identifier: orNull({ type: 'string' }),
  size: orNull({ type: 'string' }),
  svg: orNull({ type: 'object', properties: { model: { type: 'string' }, reasoning: orNull({ type: 'object', properties: { effort: orNull(effort) }, additionalProperties: false }) }, additionalProperties: false }),
}
/** For DALL-E only, which is retired; the service refuses them for GPT Image models. */
const dead = ['response_format', 'style']

function correctBody(body: Schema, more: Record<string, Schema>): Schema {
  const kept = Object.entries(body.properties ?? {}).filter(([name]) => !dead.includes(name))
  const properties: Record<string, Schema> = { ...Object.fromEntries(kept), ...added, prompt: { type: 'string', minLength: 1, maxLength: 32_000 }, ...more }
  // The document's default models are retired and the SDK says to name one: left out, it is an error here.
  return { ...body, properties, required: [...(body.required ?? []), 'model'], additionalProperties: false }
}

/** The published document in, the corrected one out; pure. */
export function correct(published: { components: { schemas: Record<string, unknown> } }): Corrected {
  const schemas = Object.fromEntries(Object.entries(published.components.schemas).map(([name, schema]) => [name, normalise(schema) as Schema]))
  const take = (name: string): Schema => {
    const schema = schemas[name]
    if (!schema) throw new Error(`the published document has no ${name}`)
    return schema
  }
  const images = { type: 'array', minItems: 1, maxItems: 16, items: fileIn }
  const edit = correctBody(take('CreateImageEditRequest'), { image: { anyOf: [fileIn, images] }, markup: fileIn, mask: fileIn })
  // Forms show the numbers as they are meant, so the shared PartialImages is written out without its null.
  edit.properties!.partial_images = { type: 'integer', minimum: 0, maximum: 3 }
  edit.properties!.input_fidelity = take('InputFidelity')
  const requests = {
    CreateImageRequest: correctBody(take('CreateImageRequest'), {}),
    CreateImageEditRequest: withoutNull(edit) as Schema,
    EditImageBodyJsonParam: correctBody(take('EditImageBodyJsonParam'), {}),
    ImageRefParam: take('ImageRefParam'),
    PartialImages: take('PartialImages'),
    InputFidelity: take('InputFidelity'),
  }
  const svg = { type: 'object', properties: Object.fromEntries(['input_tokens', 'output_tokens', 'reasoning_tokens', 'total_tokens'].map((name) => [name, { type: 'integer' }])) }
  return { $id: 'openai', components: { schemas: { ...requests, ...answers(schemas, svg) } } }
}

/** Answers with the free `size`, the qualities and the formats of the SDK's types; the tests check ours against them. */
function answers(schemas: Record<string, Schema>, svg: Schema): Record<string, Schema> {
  const names = ['ImagesResponse', 'Image', 'ImageGenUsage', 'ImageGenInputUsageDetails', 'ImageGenOutputTokensDetails', 'ImagesUsage', 'ImageGenPartialImageEvent', 'ImageGenCompletedEvent', 'ImageEditPartialImageEvent', 'ImageEditCompletedEvent', 'ErrorResponse', 'Error', 'Model', 'ListModelsResponse']
  const qualities = words('low', 'medium', 'high', 'xhigh', 'max', 'auto')
  return Object.fromEntries(names.filter((name) => schemas[name]).map((name) => {
    const schema = schemas[name]!
    const properties = { ...schema.properties }
    if ('quality' in properties) properties.quality = qualities
    if ('size' in properties) properties.size = { type: 'string' }
    if (name === 'ImagesResponse') Object.assign(properties, { output_format: words('png', 'webp', 'jpeg', 'gif', 'svg'), svg_usage: svg, safety_identifier: orNull({ type: 'string' }) })
    return [name, { ...schema, ...(schema.properties ? { properties } : {}) }]
  }))
}
