// The little that the SDK's images resource needs of a client: `post` and `fetch`. The whole client cannot be tree-shaken
// (416 KB against 26, openai-images.md 5), retries paid requests by itself, and asks the preflight for headers that gateways refuse.
import type { OpenAI } from 'openai'
import { APIError } from 'openai/core/error'
import { Stream } from 'openai/core/streaming'
import { Images } from 'openai/resources/images'
import { quiet, type Fetch } from './http'

export type Exchange = {
  /** Response headers came. */
  answered: boolean
  requestId: string | null
}
type PostOptions = { body?: unknown; stream?: boolean }

/** A body that is no JSON, under a status of success. */
export class UnreadableAnswer extends Error {}

/** A fetch that the SDK does not probe with `fetch('data:,')`, which Figma's policy would report. */
const withResponse = (fetchNow: Fetch): Fetch => Object.assign((input: RequestInfo | URL, init?: RequestInit) => fetchNow(input, init), { Response })

/** One request's own images resource; `onSent` fires when the body is handed to the browser, `onReceived` when all of a plain answer is here. Throws APIError for every status but success. */
export function imagesFor(options: { baseURL: string; key: string; fetch: Fetch; controller: AbortController; exchange: Exchange; onSent(): void; onReceived?: (() => Promise<void> | undefined) | undefined }): Images {
  const { baseURL, key, controller, exchange } = options
  const client = {
    fetch: withResponse(options.fetch),
    async post(path: string, pending: PostOptions | Promise<PostOptions>): Promise<unknown> {
      const { body, stream } = await pending
      const form = body instanceof FormData
      const headers = { authorization: `Bearer ${key}`, ...(form ? {} : { 'content-type': 'application/json' }) }
      const answer = options.fetch(baseURL + path, { ...quiet, method: 'POST', headers, body: form ? body : JSON.stringify(body), signal: controller.signal })
      options.onSent()
      const response = await answer
      exchange.answered = true
      exchange.requestId = response.headers.get('x-request-id')
      if (!response.ok) throw await statusError(response)
      // A gateway that cannot stream answers with plain JSON.
      if (stream && /event-stream/.test(response.headers.get('content-type') ?? '')) return Stream.fromSSEResponse(response, controller)
      return readJson(response, options.onReceived)
    },
  }
  return new Images(client as unknown as OpenAI)
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

async function statusError(response: Response): Promise<APIError> {
  const text = await response.text().catch(() => '') // the status alone says enough
  const json = parseOr(text, undefined)
  return APIError.generate(response.status, typeof json === 'object' && json !== null ? json : undefined, undefined, response.headers)
}

async function readJson(response: Response, onReceived?: () => Promise<void> | undefined): Promise<unknown> {
  const text = await response.text()
  await onReceived?.()
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
