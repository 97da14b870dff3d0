// Refusals of fal, and of Replicate, which words them alike, mapped once, keyed on status and on `type` of its error objects (fal docs: Model errors, Request errors; other-providers.md 1.1).
import * as z from 'zod/mini'
import { PluginError } from '../../src/shared/errors'
import type { ErrorAction, ErrorCode } from '../../src/shared/errors'
import { cleanText } from '../../src/shared/snapshot'
import { timedOut } from './connection'

export const service = 'fal'
const tryAgain: ErrorAction = { kind: 'retry', label: 'Try again' }
const useDemo: ErrorAction = { kind: 'use-demo', label: 'Use Demo' }
const openSettings: ErrorAction = { kind: 'open-settings', label: 'Open settings' }
const billing: ErrorAction = { kind: 'open-link', label: 'Open billing', value: 'https://fal.ai/dashboard/billing' }
const editPrompt: ErrorAction = { kind: 'edit-prompt', label: 'Edit prompt' }

const entry = z.object({ msg: z.optional(z.string()), type: z.optional(z.string()), loc: z.optional(z.array(z.union([z.string(), z.number()]))), categories: z.optional(z.array(z.string())) })
const body = z.object({ detail: z.optional(z.union([z.string(), z.array(entry)])), error: z.optional(z.string()), message: z.optional(z.string()) })

export type FalFailure = { service: string; status: number; body: unknown; modelLabel: string; requestId: string | undefined; retryAfterMs: number | undefined; withoutKey(text: string): string }

const pictureTypes = ['image_load_error', 'file_download_error', 'unsupported_image_format', 'image_too_small', 'face_detection_error']

/** Text of the service is shown only where it is the sole carrier of a fact, and never unscrubbed. */
export function falError({ service, status, body: sent, modelLabel: model, requestId, retryAfterMs, withoutKey }: FalFailure): PluginError {
  const parsed = body.safeParse(sent)
  const { detail, error, message } = parsed.success ? parsed.data : {}
  const first = Array.isArray(detail) ? detail[0] : undefined
  const text = cleanText(withoutKey(first?.msg ?? (typeof detail === 'string' ? detail : error ?? message ?? '')), 200)
  const type = withoutKey(first?.type ?? ''), field = first?.loc?.filter((part) => part !== 'body').join('.') ?? ''
  const copy: ErrorAction[] = requestId ? [{ kind: 'copy-request-id', label: 'Copy request ID', value: requestId }] : []
  const make = (code: ErrorCode, sentence: string, actions: ErrorAction[], more: { hint?: string; retryable?: boolean; retryAfterMs?: number | undefined } = {}): PluginError =>
    new PluginError(code, sentence, { actions, hint: more.hint ?? '', retryable: more.retryable ?? false, retryAfterMs: more.retryAfterMs, providerRequestId: requestId, details: { status, ...(type ? { serviceCode: cleanText(type, 60) } : {}) } })
  const said = text === '' ? '' : `${service} says: ${text}`

  if (/exhausted balance|user is locked|top_up/i.test(text) || status === 402) return make('provider.quota-exceeded', /admin lock/i.test(text) ? `${service} has locked this account.` : `Your ${service} account has no credit left.`, [...(service === 'fal' ? [billing] : []), useDemo], { hint: said })
  if (status === 401) return make('auth.key-rejected', `${service} did not accept this key.`, [openSettings])
  if (status === 403) return make('auth.not-permitted', `This key may not use ${model}.`, [openSettings, useDemo], { hint: said })
  if (type === 'content_policy_violation') {
    const why = (first?.categories ?? []).slice(0, 6).map((category) => cleanText(withoutKey(category).replace(/_/g, ' '), 40)).join(', ')
    const what = /image|mask/.test(field) ? 'one of the pictures' : 'this prompt'
    return make('provider.refused', `The safety system declined ${what}${why ? ` (${why})` : ''}. Your prompt is kept.`, [editPrompt, ...copy], { hint: 'If it was declined by mistake, reword it.' })
  }
  if (status === 404 || status === 405) return make('provider.model-gone', `${service} does not offer ${model}.`, [useDemo], { hint: 'It was renamed or removed, or the address in Settings is not the right one.' })
  if (status === 429) return make('provider.rate-limited', `${service} asks to wait ${retryAfterMs === undefined ? 'a little' : `${Math.max(1, Math.ceil(retryAfterMs / 1000))} seconds`}.`, [tryAgain], { retryable: true, retryAfterMs })
  if (type === 'generation_timeout' || status === 504 || status === 408 || status === 524) return timedOut(service, null)
  if (status === 503) return make('provider.unavailable', `${service} is not answering.`, [tryAgain, useDemo], { hint: 'It is overloaded; nothing was charged.', retryable: true, retryAfterMs })
  if (status >= 500) return make('provider.unavailable', `${service} is not answering.`, [tryAgain, useDemo, ...copy], { hint: 'It had a problem of its own. Errors of its servers are not charged.' })
  if (status === 413 || type === 'image_too_large' || type === 'file_too_large') return make('pixels.too-large', `One of the pictures is too large for ${model}.`, [], { hint: 'Use a smaller source or reference.' })
  if (pictureTypes.includes(type)) return make('provider.bad-request', `${service} could not read one of the pictures.`, [], { hint: said })
  if (/image_size|aspect_ratio|resolution/.test(field)) return make('request.extent-illegal', `${model} did not accept this size.`, [], { hint: said })
  if (/too_long/.test(type)) return make('request.prompt-too-long', `The prompt is longer than ${model} takes.`, [editPrompt])
  return make('provider.bad-request', `${service} did not accept this request${field ? ` (${cleanText(withoutKey(field), 60)})` : ''}.`, copy, { hint: said })
}

/** All pictures were flagged: what came is blacked out. */
export const flagged = (requestId: string): PluginError =>
  new PluginError('provider.refused', 'The safety system declined the finished picture. Your prompt is kept.', {
    hint: 'fal blacked it out; it may have been charged.', actions: [editPrompt, { kind: 'copy-request-id', label: 'Copy request ID', value: requestId }], providerRequestId: requestId,
  })

export const badAnswer = (why: string, requestId: string | undefined, from = service): PluginError =>
  new PluginError('provider.bad-response', `${from} answered without a picture.`, {
    hint: `${why} It may have been charged.`, actions: [tryAgain, ...(requestId ? [{ kind: 'copy-request-id', label: 'Copy request ID', value: requestId } as const] : [])], providerRequestId: requestId,
  })
