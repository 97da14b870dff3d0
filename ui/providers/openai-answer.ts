// From OpenAI's answers to pictures. A picture that came is never lost to a broken neighbour or a broken bill.
import * as z from 'zod/mini'
import { PluginError } from '../../src/shared/errors'
import { cleanText } from '../../src/shared/snapshot'
import type { ImageRequest } from '../jobs/request'
import { readImageHeader } from '../pixels/image-header'
import { bytesFromBase64 } from './base64'
import { badResponse } from './openai-errors'
import type { ProviderAnswer, ProviderResult, Usage } from './provider'

const count = z.number().check(z.minimum(0))
const picture = z.object({ b64_json: z.optional(z.nullable(z.string())), revised_prompt: z.optional(z.nullable(z.string())) })
const answer = z.object({ data: z.array(z.unknown()), usage: z.optional(z.unknown()) })
const usage = z.object({
  input_tokens: count,
  input_tokens_details: z.optional(z.nullable(z.object({ text_tokens: count, image_tokens: count }))),
  output_tokens: count,
  output_tokens_details: z.optional(z.nullable(z.object({ image_tokens: count, text_tokens: count }))),
})

/** Missing details are common: then output counts as picture, and input as picture when any was sent, so that the price is never too low (3.3). */
export function readUsage(value: unknown, sentPictures: boolean): Usage | null {
  const parsed = usage.safeParse(value)
  if (!parsed.success) return null
  const { input_tokens: input, output_tokens: output, input_tokens_details: inputs, output_tokens_details: outputs } = parsed.data
  return {
    inputTextTokens: inputs?.text_tokens ?? (sentPictures ? 0 : input),
    inputImageTokens: inputs?.image_tokens ?? (sentPictures ? input : 0),
    outputImageTokens: outputs?.image_tokens ?? output,
    outputTextTokens: outputs?.text_tokens ?? 0,
  }
}

/** Raises provider.bad-response when there is no picture at all. `requestId` is null when the browser may not read it. */
export function readAnswer(value: unknown, request: ImageRequest, requestId: string | null): ProviderAnswer {
  const parsed = answer.safeParse(value)
  if (!parsed.success) throw badResponse('The answer has no list of pictures.', requestId ?? undefined)
  const results: ProviderResult[] = []
  const warnings: ProviderAnswer['warnings'] = []
  let broken = ''
  for (const item of parsed.data.data.slice(0, request.count)) {
    try {
      results.push(readPicture(item, requestId))
    } catch (error) {
      if (!(error instanceof PluginError)) throw error
      broken = `${error.message} ${error.hint}`.trim()
    }
  }
  if (results.length === 0) throw badResponse(broken || 'The list of pictures is empty.', requestId ?? undefined)
  if (results.length < request.count) warnings.push({ code: 'fewer-pictures', message: `${results.length} of ${request.count} pictures came.` })
  const other = results.find((result) => result.widthPx !== request.extent.widthPx || result.heightPx !== request.extent.heightPx)
  if (other) warnings.push({ code: 'other-extent', message: `The picture came as ${other.widthPx} x ${other.heightPx} instead of ${request.extent.widthPx} x ${request.extent.heightPx}.` })
  return { results, usage: readUsage(parsed.data.usage, request.source !== null || request.references.length > 0), warnings }
}

function readPicture(value: unknown, requestId: string | null): ProviderResult {
  const parsed = picture.safeParse(value)
  const text = parsed.success ? parsed.data.b64_json : null
  if (!parsed.success || !text) throw badResponse('A picture has no data.', requestId ?? undefined)
  const bytes = bytesFromBase64(text)
  if (!bytes) throw badResponse('A picture is not base64.', requestId ?? undefined)
  const { mime, widthPx, heightPx } = readImageHeader(bytes)
  const revised = parsed.data.revised_prompt
  return { bytes, mime, widthPx, heightPx, revisedPrompt: revised ? cleanText(revised, 32_000) : null, providerRequestId: requestId }
}

const event = z.object({ type: z.string(), b64_json: z.optional(z.string()), partial_image_index: z.optional(z.number()), usage: z.optional(z.unknown()) })
export type StreamEvent = { kind: 'partial'; index: number; bytes: Uint8Array; mime: string } | { kind: 'completed'; answer: unknown } | { kind: 'other' }

/** Events of both endpoints; unknown types and partial pictures that cannot be read are passed over, since the finished one still comes. */
export function readEvent(value: unknown): StreamEvent {
  const parsed = event.safeParse(value)
  if (!parsed.success) return { kind: 'other' }
  const { type, b64_json: text = '', partial_image_index: index = 0 } = parsed.data
  if (type.endsWith('.completed')) return { kind: 'completed', answer: { data: [value], usage: parsed.data.usage } }
  if (!type.endsWith('.partial_image')) return { kind: 'other' }
  const bytes = bytesFromBase64(text)
  if (!bytes) return { kind: 'other' }
  try {
    return { kind: 'partial', index, bytes, mime: readImageHeader(bytes).mime }
  } catch {
    return { kind: 'other' } // not a picture
  }
}
