// POST /v1/responses as far as prompts and pictures with words need it: texts and pictures in, one JSON document by a strict schema out (openai-images.md 7).
import { createCanvas } from '@napi-rs/canvas'
import * as z from 'zod/mini'
import { readWords, type ReadingModels } from '../../ui/on-device/reading/read-words'
import { wordsInOrder } from '../../ui/on-device/reading/reading-order'
import { openReading } from './open-reading'
import { dataURL, readSentPicture, type SentPicture } from './picture'
import { badRequest, modelNotFound } from './service-error'

/** Text models that the service has and Inlay asks (openai-images.md 7). */
export const textModels = ['gpt-6-luna', 'gpt-6.1-terra', 'gpt-6.1-sol']
const efforts = ['none', 'low', 'medium', 'high']

const textPart = z.strictObject({ type: z.literal('input_text'), text: z.string() })
const imagePart = z.strictObject({ type: z.literal('input_image'), image_url: z.string(), detail: z.enum(['low', 'high', 'auto', 'original']) })
const body = z.strictObject({
  model: z.string(), store: z.optional(z.boolean()), instructions: z.optional(z.string()), max_output_tokens: z.optional(z.int().check(z.gte(16))), reasoning: z.optional(z.strictObject({ effort: z.enum(efforts) })),
  input: z.array(z.object({ role: z.enum(['user', 'developer', 'system']), content: z.union([z.string(), z.array(z.union([textPart, imagePart]))]) })).check(z.minLength(1)),
  text: z.strictObject({ format: z.strictObject({ type: z.literal('json_schema'), name: z.string().check(z.regex(/^[\w-]{1,64}$/)), strict: z.literal(true), schema: z.record(z.string(), z.unknown()) }) }),
})
export type Asked = { values: z.infer<typeof body>; /** All texts of the input. */ prompt: string; pictures: SentPicture[] }

/** Checks what the service would check; throws ServiceError. */
export async function readAsked(json: unknown): Promise<Asked> {
  const read = body.safeParse(json)
  if (!read.success) {
    const [issue] = read.error.issues, param = issue!.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('').replace(/^\./, '')
    throw badRequest(issue!.code === 'unrecognized_keys' ? `Unknown parameter: '${[param, issue.keys[0]].filter(Boolean).join('.')}'.` : `Invalid value for '${param}': ${issue!.message}.`, param || null, issue!.code === 'unrecognized_keys' ? 'unknown_parameter' : 'invalid_value')
  }
  const { data } = read
  if (!textModels.includes(data.model)) throw modelNotFound(data.model)
  checkStrict(data.text.format.schema, data.text.format.name, [])
  const parts = data.input.flatMap(({ content }) => (typeof content === 'string' ? [{ type: 'input_text' as const, text: content }] : content))
  const pictures = parts.flatMap((part) => (part.type === 'input_image' ? [part.image_url] : [])).map((url) => {
    const found = dataURL(url)
    if (!found) throw badRequest('Invalid \'input\': the picture could not be downloaded. This server has no network; send a base64 data URL.', 'url', 'invalid_value')
    return readSentPicture(found.bytes, found.type, 'input')
  })
  return { values: data, prompt: parts.flatMap((part) => (part.type === 'input_text' ? [part.text] : [])).join('\n'), pictures: await Promise.all(pictures) }
}

/** What `strict: true` demands of every object. */
function checkStrict(schema: unknown, name: string, path: readonly string[]): void {
  if (typeof schema !== 'object' || schema === null) return
  const { type, properties, required, additionalProperties, items } = schema as { type?: unknown; properties?: Record<string, unknown>; required?: unknown; additionalProperties?: unknown; items?: unknown }
  const wrong = (what: string) => badRequest(`Invalid schema for response_format '${name}': In context=(${path.map((part) => `'${part}'`).join(', ')}), ${what}.`, 'text.format.schema', 'invalid_json_schema')
  if (type === 'object') {
    if (additionalProperties !== false) throw wrong("'additionalProperties' is required to be supplied and to be false")
    const missing = Object.keys(properties ?? {}).find((key) => !Array.isArray(required) || !required.includes(key))
    if (missing !== undefined) throw wrong(`'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'`)
  }
  for (const [key, inner] of Object.entries(properties ?? {})) checkStrict(inner, name, [...path, 'properties', key])
  if (items) checkStrict(items, name, [...path, 'items'])
}

let reading: Promise<ReadingModels> | null = null

/** Lines that can be read in a picture, by the window's own reader. */
async function linesOf({ image, width, height }: SentPicture): Promise<string[]> {
  reading ??= openReading()
  const context = createCanvas(width, height).getContext('2d')
  context.drawImage(image, 0, 0)
  const pixels = { width, height, data: new Uint8ClampedArray(context.getImageData(0, 0, width, height).data) }
  const rows = new Map<number, string[]>()
  for (const { text, row } of wordsInOrder(await readWords(pixels, await reading, { longestPx: 960 }))) rows.set(row, [...(rows.get(row) ?? []), text])
  return [...rows.values()].map((words) => words.join(' '))
}

/** `text`: said in place of an own answer; a text that begins with a brace is the whole document, whatever it says. */
export async function answerAsked({ values, prompt, pictures }: Asked, text: string | undefined): Promise<object> {
  const { properties = {} } = values.text.format.schema as { properties?: Record<string, unknown> }
  const lines = async (): Promise<string[]> => (text !== undefined ? text.split('\n') : (await Promise.all(pictures.map(linesOf))).flat())
  const document = 'lines' in properties ? { lines: (await lines()).map((line) => ({ text: line, certain: true })) } : { prompt: text ?? `${prompt.split('\n').pop()!}, in soft light from the left` }
  const said = text?.startsWith('{') ? text : JSON.stringify(document)
  const input = Math.ceil(prompt.length / 4) + pictures.reduce((sum, { width, height }) => sum + Math.ceil((width * height) / 853), 0), output = Math.ceil(said.length / 4)
  const id = crypto.randomUUID().replaceAll('-', '')
  return {
    id: `resp_${id}`, object: 'response', created_at: Math.floor(Date.now() / 1000), status: 'completed', background: false, error: null, incomplete_details: null, instructions: values.instructions ?? null, max_output_tokens: values.max_output_tokens ?? null, model: values.model,
    output: [{ id: `msg_${id}`, type: 'message', status: 'completed', role: 'assistant', content: [{ type: 'output_text', text: said, annotations: [], logprobs: [] }] }],
    parallel_tool_calls: true, previous_response_id: null, reasoning: { effort: values.reasoning?.effort ?? 'medium', summary: null }, store: values.store ?? true, temperature: 1, text: values.text, tool_choice: 'auto', tools: [], top_p: 1, truncation: 'disabled',
    usage: { input_tokens: input, input_tokens_details: { cached_tokens: 0 }, output_tokens: output, output_tokens_details: { reasoning_tokens: 0 }, total_tokens: input + output }, user: null, metadata: {},
  }
}
