// OpenAI's cheapest text model: one request, structured output (openai-images.md 7).
import * as z from 'zod/mini'
import type { Fetch } from './http'
import { postJson, type Exchange } from './openai-client'

/** USD per million tokens (openai-images.md 7). */
export const textModel = { id: 'gpt-6-luna', label: 'GPT-6 Luna', inUsd: 0.1, outUsd: 0.5 }
export const tokensUsd = (input: number, output: number): number => (input * textModel.inUsd + output * textModel.outUsd) / 1e6

const answerSchema = z.object({
  output: z.array(z.object({ content: z.optional(z.array(z.object({ type: z.string(), text: z.optional(z.string()) }))) })),
  usage: z.optional(z.object({ input_tokens: z.number(), output_tokens: z.number() })),
})

export type TextCall = { url: string; key: string; signal: AbortSignal; exchange: Exchange; fetch: Fetch }
type Question<T> = { instructions: string; /** Of the user: a text, or parts with pictures. */ content: unknown; name: string; schema: object; answer: z.ZodMiniType<T>; maxTokens: number }

/** Null: no answer, a refusal, or one that does not keep to the schema. */
export async function askText<T>({ instructions, content, name, schema, answer, maxTokens }: Question<T>, call: TextCall): Promise<{ said: T | null; usd: number | null }> {
  const body = {
    model: textModel.id, store: false, max_output_tokens: maxTokens, reasoning: { effort: 'none' },
    input: [{ role: 'developer', content: instructions }, { role: 'user', content }],
    text: { format: { type: 'json_schema', name, strict: true, schema } },
  }
  const parsed = answerSchema.safeParse(await postJson({ ...call, body }))
  if (!parsed.success) return { said: null, usd: null }
  const { output, usage } = parsed.data
  const json = output.flatMap((item) => item.content ?? []).filter(({ type }) => type === 'output_text').map(({ text }) => text ?? '').join('')
  return { said: readAnswer(json, answer), usd: usage ? tokensUsd(usage.input_tokens, usage.output_tokens) : null }
}

function readAnswer<T>(json: string, answer: z.ZodMiniType<T>): T | null {
  try {
    const parsed = answer.safeParse(JSON.parse(json))
    return parsed.success ? parsed.data : null
  } catch {
    return null // cut short or not JSON: nothing to use
  }
}
