// Everything that OpenAI's image endpoints can refuse with, mapped once (openai-images.md 4), keyed on status, code and type.
// The service's own text is used only where it is the sole carrier of a fact, and is never shown unscrubbed: gateways echo keys.
import { PluginError, redact } from '../../src/shared/errors'
import type { ErrorAction, ErrorCode } from '../../src/shared/errors'
import { cleanText } from '../../src/shared/snapshot'
import type { ImageRequest } from '../jobs/request'
import { gptImageCards } from '../models/gpt-image'
import type { ModelCard } from '../models/model-card'
import { timedOut } from './connection'

/** What came back, whatever sent it. Its texts are free of keys, but untrusted and of any length. */
export type ServiceFailure = {
  /** Undefined for an `error` event inside a stream. */
  status: number | undefined
  code: string
  type: string
  param: string
  message: string
  /** The body was an error object of OpenAI's form. */
  wellFormed: boolean
  moderation: { stage: string; categories: string[] } | null
  requestId: string | undefined
  retryAfterMs: number | undefined
}

type Context = { card: ModelCard | null; request: ImageRequest | null }

const service = 'OpenAI'
const editPrompt: ErrorAction = { kind: 'edit-prompt', label: 'Edit prompt' }
const tryAgain: ErrorAction = { kind: 'retry', label: 'Try again' }
const useDemo: ErrorAction = { kind: 'use-demo', label: 'Use Demo' }
const openSettings: ErrorAction = { kind: 'open-settings', label: 'Open settings' }
const billing: ErrorAction = { kind: 'open-link', label: 'Open billing', value: 'https://platform.openai.com/settings/organization/billing' }
const limits: ErrorAction = { kind: 'open-link', label: 'Open limits', value: 'https://platform.openai.com/settings/organization/limits' }
const verify: ErrorAction = { kind: 'open-link', label: 'How to verify', value: 'https://help.openai.com/en/articles/10910291-api-organization-verification' }
const useModel = (id: string): ErrorAction[] => {
  const card = gptImageCards.find((other) => other.id === id)
  return card ? [{ kind: 'use-model', label: `Use ${card.label}`, value: `${card.providerId}/${card.id}` }] : []
}

/** Removes the key itself in any spelling that an echo may have, then anything else that looks like one. */
export const keyRemover = (key: string | null): ((text: string) => string) => {
  const spellings = key && key.length >= 4 ? [key, encodeURIComponent(key), ...(/^[\x20-\x7e]*$/.test(key) ? [btoa(key)] : [])] : []
  return (text) => redact(spellings.reduce((rest, spelling) => rest.split(spelling).join('[key removed]'), text))
}

/** Text of the service, fit to be shown. */
const shown = (text: string): string => cleanText(text, 200)

const noCredit = ['insufficient_quota', 'credit_balance_exhausted', 'billing_hard_limit_reached', 'billing_not_active']
const limitSentences: Readonly<Record<string, string>> = {
  organization_spend_limit_exceeded: 'Your organisation has reached its spending limit at OpenAI.',
  organization_usage_limit_exceeded: 'Your organisation has reached its usage limit at OpenAI.',
  project_spend_limit_exceeded: 'This project has reached its spending limit at OpenAI.',
}
const pictureCodes = ['invalid_image_file', 'image_parse_error', 'unsupported_image_media_type', 'invalid_base64_image', 'empty_image_file', 'image_too_small', 'invalid_image']

/** The one place where OpenAI's refusals become ours. */
export function serviceError(failure: ServiceFailure, context: Context): PluginError {
  const { status, code, type, param } = failure
  const { card, request } = context
  const model = card?.label ?? 'this model'
  const text = failure.message.toLowerCase()
  const requestId: ErrorAction[] = failure.requestId ? [{ kind: 'copy-request-id', label: 'Copy request ID', value: failure.requestId }] : []
  const make = (errorCode: ErrorCode, message: string, actions: ErrorAction[], more: Partial<Pick<PluginError, 'hint' | 'retryable' | 'retryAfterMs' | 'details'>> = {}): PluginError =>
    new PluginError(errorCode, message, {
      actions, hint: more.hint ?? '', retryable: more.retryable ?? false, retryAfterMs: more.retryAfterMs, providerRequestId: failure.requestId,
      details: { ...(status === undefined ? {} : { status }), ...(code && { serviceCode: shown(code) }), ...more.details },
    })
  const said = failure.wellFormed ? `${service} says: ${shown(failure.message)}` : ''

  const limitSentence = limitSentences[code]
  if (limitSentence) return make('provider.quota-exceeded', limitSentence, [limits, useDemo])
  if (type === 'insufficient_quota' || noCredit.includes(code)) return make('provider.quota-exceeded', 'Your OpenAI account has no credit left.', [billing, useDemo])

  if (failure.moderation || code === 'moderation_blocked' || code === 'content_policy_violation') {
    const { stage, categories } = failure.moderation ?? { stage: 'unknown', categories: [] }
    const why = categories.map((category) => cleanText(category.replace(/_/g, ' '), 40)).join(', ')
    const what = stage === 'output' ? 'the finished picture' : 'this prompt'
    const looser = request?.moderation === 'auto' && card?.moderation ? 'If it was declined by mistake, reword it, or set Moderation to Low in Settings.' : 'If it was declined by mistake, reword it.'
    return make('provider.refused', `The safety system declined ${what}${why ? ` (${why})` : ''}. Your prompt is kept.`, [editPrompt, ...requestId], { hint: looser, details: { stage: cleanText(stage, 40), categories: why } })
  }

  if (status === 401) return make('auth.key-rejected', `${service} did not accept this key.`, [openSettings])
  if (status === 403) {
    if (text.includes('must be verified')) return make('auth.not-permitted', `Your organisation must be verified before it can use ${model}.`, [verify, useDemo], { hint: 'It can take 15 minutes until a new verification counts.' })
    if (code === 'unsupported_country_region_territory' || text.includes('country')) return make('auth.not-permitted', `${service} does not serve the country or region you are in.`, [useDemo])
    if (text.includes('scope') || text.includes('insufficient permissions')) return make('auth.not-permitted', 'This key is not allowed to make pictures.', [openSettings], { hint: 'Give it the permission for images, or use another key.' })
    if (!failure.wellFormed) return make('auth.not-permitted', 'A server in between refused the request.', [openSettings, tryAgain])
    return make('auth.not-permitted', `This account may not use ${model}.`, [openSettings, useDemo], { hint: said })
  }

  if (status === 404 && !failure.wellFormed) return make('provider.bad-request', 'There is no image service at this address.', [{ kind: 'open-settings', label: 'Check the endpoint' }])
  if (status === 404 || status === 410 || code === 'model_not_found' || code === 'model_not_available') {
    return make('provider.model-gone', `${service} does not offer ${model} to this account.`, [...useModel(card?.successorId ?? (card?.id === 'gpt-image-2.6-flare' ? 'gpt-image-2' : 'gpt-image-2.6-flare')), useDemo], { hint: 'It was shut down, or the account has no access to it.' })
  }

  if (status === 504 || status === 524 || status === 408) return timedOut(service, null)
  if (status === 429 || code === 'rate_limit_exceeded' || code === 'slow_down' || type === 'rate_limit_error') {
    const { retryAfterMs } = failure
    const seconds = Math.max(1, Math.ceil((retryAfterMs ?? 0) / 1000))
    const wait = retryAfterMs === undefined ? 'a little' : seconds === 1 ? '1 second' : `${seconds} seconds`
    return make('provider.rate-limited', `${service} asks to wait ${wait}.`, [tryAgain], { retryable: true, retryAfterMs })
  }
  if (status === 503 || code === 'server_is_overloaded') return make('provider.unavailable', `${service} is not answering.`, [tryAgain, useDemo], { hint: 'It is overloaded.', retryable: true, retryAfterMs: failure.retryAfterMs })
  if (status === undefined || status >= 500) return make('provider.unavailable', `${service} is not answering.`, [tryAgain, useDemo, ...requestId], { hint: 'It had a problem of its own. The picture may have been charged.' })

  if (status === 413 || code === 'image_too_large') return make('pixels.too-large', `One of the pictures is too large for ${service}.`, [], { hint: 'Use a smaller source or reference.' })
  if (pictureCodes.includes(code)) return make('provider.bad-request', `${service} could not read one of the pictures.`, [], { hint: 'Use another source, mask or reference.' })
  if (param === 'background' || (text.includes('transparent') && text.includes('not supported'))) {
    return make('request.unsupported-by-model', `${model} makes no transparent background for this account.`, [...useModel('gpt-image-2.5-flare').filter((action) => action.value !== (card ? `${card.providerId}/${card.id}` : ''))], { hint: 'Choose an opaque background, or another model.' })
  }
  if (param === 'size' || code === 'invalid_size' || text.startsWith('invalid size')) {
    const { widthPx = 0, heightPx = 0 } = request?.extent ?? {}
    const edge = Math.max(widthPx, heightPx) >= 3840
    return make('request.extent-illegal', `${model} did not accept ${widthPx} x ${heightPx}.`, [], { hint: edge ? 'Keep both sides at 3824 px or less: 3824 x 2160 works everywhere.' : said })
  }
  if (code === 'string_above_max_length' || (param === 'prompt' && text.includes('long'))) return make('request.prompt-too-long', `The prompt is longer than ${model} takes.`, [editPrompt])
  if (code === 'unknown_parameter' || code === 'unsupported_parameter' || code === 'unsupported_value') return make('request.unsupported-by-model', `${model} does not take this setting${param ? ` (${cleanText(param, 60)})` : ''}.`, [], { hint: said })
  return make('provider.bad-request', `${service} did not accept this request.`, requestId, { hint: said })
}

/** A success whose body holds no picture. It may have been charged, so it is never retried by itself. */
export const badResponse = (why: string, requestId: string | undefined): PluginError =>
  new PluginError('provider.bad-response', `${service} answered without a picture.`, {
    hint: `${why} It may have been charged.`,
    actions: [tryAgain, ...(requestId ? [{ kind: 'copy-request-id', label: 'Copy request ID', value: requestId } as const] : [])],
    providerRequestId: requestId,
  })

/** Asked before anything is sent. */
export const keyMissing = (card: ModelCard | null): PluginError =>
  new PluginError('auth.key-missing', `${card?.label ?? 'This model'} needs an OpenAI key.`, { actions: [{ kind: 'open-settings', label: 'Add a key' }, useDemo] })
