// OpenAI's two image endpoints over fetch, checked against the types of its SDK: the SDK itself retries paid requests by itself, asks the preflight for
// headers that gateways refuse, and weighs more than all of this.
import type { ImageEditParamsBase, ImageGenerateParamsBase } from 'openai/resources/images'
import { quiet, type Fetch } from './http'

export type Exchange = {
  /** Response headers came. */
  answered: boolean
  requestId: string | null
}

/** A body that is no JSON, under a status of success. */
export class UnreadableAnswer extends Error {}

/** What the service refused with: a status, or an `error` event inside a stream, which has none. */
export class StatusError extends Error {
  readonly status: number | undefined
  /** The error object of the body, if there is one. */
  readonly error: unknown
  readonly headers: Headers
  readonly requestID: string | null

  constructor(status: number | undefined, error: unknown, headers: Headers) {
    super(`status ${status ?? 'none'}`)
    this.status = status
    this.error = error
    this.headers = headers
    this.requestID = headers.get('x-request-id')
  }
}

/** Files first, then the rest as text. */
function formOf({ image, mask, markup, ...fields }: ImageEditParamsBase & { markup?: unknown }): FormData {
  const form = new FormData()
  for (const [name, file] of Object.entries({ mask, markup })) if (file instanceof File) form.append(name, file)
  for (const file of Array.isArray(image) ? image : [image]) if (file instanceof File) form.append(Array.isArray(image) ? 'image[]' : 'image', file)
  for (const [name, value] of Object.entries(fields)) if (value !== undefined && value !== null) form.append(name, String(value))
  return form
}

export type ImageCall = { kind: 'edit'; fields: ImageEditParamsBase } | { kind: 'generate'; fields: ImageGenerateParamsBase }

/** A JSON document, or the events of a stream. `onSent` fires when the body is handed to the browser. Throws StatusError for every status but success. */
export async function sendImages(call: ImageCall, options: { baseURL: string; key: string; fetch: Fetch; controller: AbortController; exchange: Exchange; onSent(): void }): Promise<unknown> {
  const { baseURL, key, controller, exchange } = options, edit = call.kind === 'edit'
  const headers = { authorization: `Bearer ${key}`, ...(edit ? {} : { 'content-type': 'application/json' }) }
  const answer = options.fetch(`${baseURL}/images/${edit ? 'edits' : 'generations'}`, { ...quiet, method: 'POST', headers, body: edit ? formOf(call.fields) : JSON.stringify(call.fields), signal: controller.signal })
  options.onSent()
  const response = await answer
  exchange.answered = true
  exchange.requestId = response.headers.get('x-request-id')
  if (!response.ok) throw await statusError(response)
  // A gateway that cannot stream answers with plain JSON.
  return call.fields.stream && /event-stream/.test(response.headers.get('content-type') ?? '') ? eventsOf(response) : readJson(response)
}

/** Parsed data of server-sent events, up to `[DONE]`. */
async function* eventsOf(response: Response): AsyncGenerator<unknown> {
  const reader = response.body!.getReader(), decoder = new TextDecoder()
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    // An event may come in many pieces: only the new end is looked through for the blank line behind it.
    let seen = Math.max(0, text.length - 3)
    text += decoder.decode(value, { stream: true })
    for (let end = blankLine(text, seen); end; end = blankLine(text, seen)) {
      const lines = text.slice(0, end.at).split(/\r?\n/)
      text = text.slice(end.at + end.length)
      seen = 0
      const data = lines.filter((line) => line.startsWith('data:')).map((line) => line.slice(5).trimStart()).join('\n')
      if (data === '[DONE]') return
      if (data === '') continue
      const event: unknown = JSON.parse(data)
      const error = typeof event === 'object' && event !== null && 'error' in event ? event.error : undefined
      if (error || lines.some((line) => /^event: ?error$/.test(line))) throw new StatusError(undefined, error ?? event, response.headers)
      yield event
    }
  }
}

function blankLine(text: string, from: number): { at: number; length: number } | null {
  const plain = text.indexOf('\n\n', from), long = text.indexOf('\r\n\r\n', from)
  if (long >= 0 && (plain < 0 || long < plain)) return { at: long, length: 4 }
  return plain < 0 ? null : { at: plain, length: 2 }
}

/** GET of a JSON document, for the model list. */
export async function getJson(options: { url: string; key: string; fetch: Fetch; signal: AbortSignal; exchange: Exchange }): Promise<unknown> {
  const response = await options.fetch(options.url, { ...quiet, headers: { authorization: `Bearer ${options.key}` }, signal: options.signal })
  options.exchange.answered = true
  options.exchange.requestId = response.headers.get('x-request-id')
  if (!response.ok) throw await statusError(response)
  return readJson(response)
}

/** POST of a JSON document with a JSON answer. */
export async function postJson(options: { url: string; key: string; fetch: Fetch; signal: AbortSignal; exchange: Exchange; body: unknown }): Promise<unknown> {
  const response = await options.fetch(options.url, { ...quiet, method: 'POST', headers: { authorization: `Bearer ${options.key}`, 'content-type': 'application/json' }, body: JSON.stringify(options.body), signal: options.signal })
  options.exchange.answered = true
  options.exchange.requestId = response.headers.get('x-request-id')
  if (!response.ok) throw await statusError(response)
  return readJson(response)
}

async function statusError(response: Response): Promise<StatusError> {
  const text = await response.text().catch(() => '') // the status alone says enough
  const json = parseOr(text, undefined)
  return new StatusError(response.status, typeof json === 'object' && json !== null && 'error' in json ? json.error : undefined, response.headers)
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text()
  const json = parseOr(text, unreadable)
  if (json === unreadable) throw new UnreadableAnswer()
  return json
}

const unreadable = Symbol('unreadable')
function parseOr<T>(text: string, otherwise: T): unknown | T {
  try {
    return JSON.parse(text)
  } catch {
    return otherwise
  }
}
