// Faults to try by hand: a prompt with "[fault:NAME]" is answered like this every time, "[fault:NAME x2]" only the first two times that
// this prompt comes. The table is also what a program's `code` alone stands for. Sources: openai-images.md 4.
import type { Action } from './program'

/** What programs can ask for, and a little more. In messages {key}, {model}, {size}, {requestId}, {categories} and {tryAgain} are filled in. */
export type FaultAction = Action & { stage?: 'input' | 'output'; param?: string; dropConnection?: boolean; garbage?: boolean }
export type Fault = {
  name: string
  /** For people: what happens. */
  means: string
  do: FaultAction
}

const insufficient = { status: 429, type: 'insufficient_quota' }

export const faults: readonly Fault[] = [
  { name: 'moderation', means: 'the prompt is declined, with categories', do: { status: 400, type: 'image_generation_user_error', code: 'moderation_blocked', categories: ['sexual', 'self-harm'], stage: 'input', message: 'Your request was rejected by the safety system. If you believe this is an error, contact us at help.openai.com and include the request ID {requestId}. safety_violations=[{categories}].' } },
  { name: 'moderation-output', means: 'the finished picture is declined', do: { status: 400, type: 'image_generation_user_error', code: 'moderation_blocked', categories: ['violence'], stage: 'output', message: 'Your request was rejected by the safety system. If you believe this is an error, contact us at help.openai.com and include the request ID {requestId}. safety_violations=[{categories}].' } },
  { name: 'transparent', means: 'the model makes no transparent background', do: { status: 400, type: 'image_generation_user_error', code: 'invalid_value', param: 'background', message: 'Transparent background is not supported for this model.' } },
  { name: 'size', means: 'the size is refused', do: { status: 400, message: "Invalid size '{size}'. Width and height must both be divisible by 16." } },
  { name: 'bad-image', means: 'a sent picture cannot be read', do: { status: 400, type: 'image_generation_user_error', code: 'invalid_image_file', param: 'image', message: 'Invalid image file or mode for image 1, please check your image file.' } },
  { name: 'image-too-large', means: 'a sent picture is too large', do: { status: 400, code: 'image_too_large', param: 'image', message: 'The image is too large.' } },
  { name: 'billing-limit', means: 'the hard limit of the account is reached', do: { status: 400, type: 'image_generation_user_error', code: 'billing_hard_limit_reached', message: 'Billing hard limit has been reached.' } },
  { name: 'key', means: 'the key is wrong; a masked key is echoed', do: { status: 401, code: 'invalid_api_key', message: 'Incorrect API key provided: {key}. You can find your API key at https://platform.openai.com/account/api-keys.' } },
  { name: 'key-echo', means: 'the key is wrong; the whole key is echoed', do: { status: 401, code: 'invalid_api_key', echoKey: true, message: 'Incorrect API key provided: {key}. You can find your API key at https://platform.openai.com/account/api-keys.' } },
  { name: 'unverified', means: 'the organisation is not verified', do: { status: 403, message: 'Your organization must be verified to use the model `{model}`. Please go to: https://platform.openai.com/settings/organization/general and click on Verify Organization. If you just verified, it can take up to 15 minutes for access to propagate.' } },
  { name: 'country', means: 'the country is not served', do: { status: 403, type: 'request_forbidden', code: 'unsupported_country_region_territory', message: 'Country, region, or territory not supported' } },
  { name: 'scope', means: 'the key may not make pictures', do: { status: 403, message: 'You have insufficient permissions for this operation. Missing scopes: api.model.images.request.' } },
  { name: 'model', means: 'the model is shut down or not for this account', do: { status: 404, code: 'model_not_found', message: 'The model `{model}` does not exist or you do not have access to it.' } },
  { name: 'rate-limit', means: 'five pictures a minute are used up; try again in 5 s', do: { status: 429, type: 'input-images', code: 'rate_limit_exceeded', retryAfter: 5, message: 'Rate limit reached for {model} on images per min: Limit 5, Used 5, Requested 1.{tryAgain}' } },
  { name: 'slow-down', means: 'the service asks to go slower', do: { status: 429, type: 'rate_limit_error', code: 'slow_down', message: 'Please slow down: your request rate rose too fast.{tryAgain}' } },
  { name: 'no-credit', means: 'the account has no credit', do: { ...insufficient, code: 'credit_balance_exhausted', message: 'You have no credit left. Add credit to go on.' } },
  { name: 'org-spend-limit', means: "the organisation's spending limit is reached", do: { ...insufficient, code: 'organization_spend_limit_exceeded', message: 'Your organization has reached its spend limit.' } },
  { name: 'project-spend-limit', means: "the project's spending limit is reached", do: { ...insufficient, code: 'project_spend_limit_exceeded', message: 'This project has reached its spend limit.' } },
  { name: 'org-usage-limit', means: "the organisation's usage limit is reached", do: { ...insufficient, code: 'organization_usage_limit_exceeded', message: 'Your organization has reached its usage limit.' } },
  { name: 'server-error', means: 'the service fails', do: { status: 500, type: 'server_error', message: 'The server had an error while processing your request. Sorry about that!' } },
  { name: 'overloaded', means: 'the service is overloaded', do: { status: 503, type: 'server_error', code: 'server_is_overloaded', message: 'The server is currently overloaded. Please try again later.' } },
  { name: 'gateway', means: 'a gateway answers 502 with HTML that echoes the key', do: { status: 502, html: true, echoKey: true } },
  { name: 'gateway-timeout', means: 'a proxy gives up with 524', do: { status: 524, html: true } },
  { name: 'cut', means: 'the connection breaks after one event', do: { cutAfterEvents: 1 } },
  { name: 'stream-error', means: 'an error inside the stream, after one event', do: { cutAfterEvents: 1, status: 500, type: 'server_error', message: 'The server had an error while processing your request. Sorry about that!' } },
  { name: 'drop', means: 'the connection breaks without an answer', do: { dropConnection: true } },
  { name: 'no-cors', means: 'an answer without CORS headers, as of a host that forbids browsers', do: { omitCORS: true } },
  { name: 'slow', means: 'one minute without an answer', do: { delayMs: 60_000 } },
  { name: 'not-a-picture', means: 'an answer whose picture is none', do: { garbage: true } },
]

const byCode = (code: string): Fault | undefined => faults.find((fault) => fault.do.code === code)
const codeOfStatus: Record<number, string> = { 401: 'invalid_api_key', 404: 'model_not_found', 429: 'rate_limit_exceeded', 503: 'server_is_overloaded' }

/** Fills in what an action leaves out: status, type and message from the table. Null when the action is no refusal but an answer with pictures. */
export function refusalOf(action: FaultAction): (FaultAction & { status: number }) | null {
  const html = action.html !== undefined && action.html !== false
  const asks = [action.status, action.code, action.type, action.message, action.categories].some((part) => part !== undefined) || action.echoKey === true
  if (!html && (!asks || (action.status ?? 400) < 400)) return null
  const code = action.code ?? (action.categories ? 'moderation_blocked' : action.type || action.message ? undefined : codeOfStatus[action.status ?? (action.echoKey ? 401 : 0)])
  const known = code === undefined ? undefined : byCode(code)?.do
  const status = action.status ?? (html ? 502 : known?.status ?? 400)
  const plain = status >= 500 ? { type: 'server_error', message: 'The server had an error while processing your request. Sorry about that!' } : { type: 'invalid_request_error', message: 'The request was refused.' }
  return { ...plain, param: known?.param, stage: known?.stage, categories: known?.categories, ...(known?.type ? { type: known.type } : {}), ...(known?.message ? { message: known.message } : {}), ...defined(action), code, status }
}

const defined = <T extends object>(value: T): T => Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T

export type KeywordFault = { fault: Fault; times: number }

/** Reads "[fault:NAME]" or "[fault:NAME x2]" from a prompt; an unknown name is null. */
export function keywordFault(prompt: string): KeywordFault | null {
  const match = /\[fault:\s*([a-z-]+)(?:\s*x(\d+))?\s*\]/i.exec(prompt)
  const fault = match && faults.find(({ name }) => name === match[1]!.toLowerCase())
  return fault ? { fault, times: match[2] === undefined ? Infinity : Number(match[2]) } : null
}
