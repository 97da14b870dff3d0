// Reads the exceptions of the SDK into plain values; knows the forms of OpenAI's error bodies (openai-images.md 4).
import type { APIError } from 'openai/core/error'
import * as z from 'zod/mini'
import type { ServiceFailure } from './openai-errors'

const body = z.object({
  message: z.optional(z.string()),
  code: z.optional(z.nullable(z.union([z.string(), z.number()]))),
  type: z.optional(z.nullable(z.string())),
  param: z.optional(z.nullable(z.string())),
  moderation_details: z.optional(z.nullable(z.object({ moderation_stage: z.optional(z.string()), categories: z.optional(z.array(z.string())) }))),
})

/** Longest wait that is believed; a service that asks for more is shown without a countdown. */
const maxRetryAfterMs = 10 * 60_000

/** `now` is Date.now(), for a Retry-After that names a date. `withoutKey` is applied to every text before anything else looks at it. */
export function readFailure(error: APIError, now: number, withoutKey: (text: string) => string): ServiceFailure {
  const parsed = body.safeParse(error.error)
  const fields = parsed.success ? parsed.data : {}
  const message = withoutKey(fields.message ?? '')
  const listed = /safety_violations=\[([^\]]{0,300})\]/.exec(message)?.[1]
  const details = fields.moderation_details
  const categories = (details?.categories ?? listed?.split(',') ?? []).map((category) => withoutKey(category.trim())).filter((category) => category !== '').slice(0, 6)
  const moderated = details != null || listed !== undefined 
  return {
    status: error.status,
    code: withoutKey(String(fields.code ?? '')),
    type: withoutKey(fields.type ?? ''),
    param: withoutKey(fields.param ?? ''),
    message,
    wellFormed: parsed.success && message !== '',
    moderation: moderated ? { stage: withoutKey(details?.moderation_stage ?? 'unknown'), categories } : null,
    requestId: cleanRequestId(error.requestID, withoutKey) ?? cleanRequestId(/\breq_[A-Za-z0-9]{6,60}\b/.exec(message)?.[0], withoutKey),
    retryAfterMs: retryAfter(error.headers, message, now),
  }
}

/** Header text is untrusted: anything but a plain id is dropped, and so is a key. */
export const cleanRequestId = (id: string | null | undefined, withoutKey: (text: string) => string): string | undefined =>
  id && /^[A-Za-z0-9_-]{4,64}$/.test(id) && withoutKey(id) === id ? id : undefined

/** Headers first; a browser often may not read them (section 5), then the sentence "try again in 12s" is all there is. */
export function retryAfter(headers: Headers | undefined, message: string, now: number): number | undefined {
  const ms = Number(headers?.get('retry-after-ms') ?? NaN)
  const after = headers?.get('retry-after')
  const seconds = after ? (Number.isNaN(Number(after)) ? (Date.parse(after) - now) / 1000 : Number(after)) : NaN
  const said = /try again in ([\d.]+)\s?(ms|s|m)\b/i.exec(message)
  const unit = { ms: 1, s: 1000, m: 60_000 }[said?.[2]?.toLowerCase() ?? ''] ?? NaN
  const found = [ms, seconds * 1000, Number(said?.[1]) * unit].find((value) => Number.isFinite(value) && value >= 0)
  return found === undefined || found > maxRetryAfterMs ? undefined : Math.ceil(found)
}
