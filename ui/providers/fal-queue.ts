// fal's queue over fetch: submit, status, result, cancel, upload (client 1.10.1 read in source: other-providers.md 1.1).
// Addresses are built from ours, never taken from an answer: the key goes nowhere else.
import * as z from 'zod/mini'
import { badAnswer, falError, service as falService } from './fal-errors'
import { quiet, type Fetch } from './http'
import { keyRemover } from './openai-errors'
import { cleanRequestId, retryAfter } from './openai-failure'
import type { QueueState } from './queued'

export type FalConnection = { fetch: Fetch; baseURL: string; key: string; modelLabel: string; now(): number; /** Left out: fal itself. */ service?: string; scheme?: 'Bearer' | 'Key' }

export const falBase = 'https://queue.fal.run'
const restBase = 'https://rest.fal.ai'
/** Files that we upload are gone after this, seconds. */
const uploadLifeSeconds = 3600

/** At an own address (a relay, a test server) one host answers for all of fal's. */
const atOwnAddress = (baseURL: string): boolean => baseURL !== falBase
const fileHosts = /^https:\/\/([a-z0-9-]+\.)?fal\.media\//
/** Where a file can be fetched or put: fal's own hosts as they are, others on the host that answers for fal. */
export const fileAddress = (url: string, baseURL: string): string => (atOwnAddress(baseURL) && !fileHosts.test(url) ? baseURL + new URL(url).pathname.replace(new RegExp(`^${new URL(baseURL).pathname.replace(/\/$/, '')}`), '') + new URL(url).search : url)

/** Requests of an app are addressed without its sub-path: owner/app. */
const appOf = (endpoint: string): string => endpoint.split('/').slice(0, /^(workflows|comfy)\//.test(endpoint) ? 3 : 2).join('/')
const requestPath = (endpoint: string, id: string): string => `/${appOf(endpoint)}/requests/${encodeURIComponent(id)}`

type Call = { method: 'GET' | 'POST' | 'PUT'; url: string; body?: unknown; headers?: Record<string, string>; signal?: AbortSignal; requestId?: string | undefined }

/** JSON of one call. Raises what falError makes of a status, and TypeError where no answer came. */
export async function callFal({ fetch: send, key, modelLabel, now, service = falService, scheme = 'Key' }: FalConnection, { method, url, body, headers, signal, requestId }: Call): Promise<unknown> {
  const response = await send(url, {
    ...quiet, method, headers: { ...(key === '' ? {} : { authorization: `${scheme} ${key}` }), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }), ...(signal ? { signal } : {}),
  })
  const text = await response.text()
  const withoutKey = keyRemover(key)
  const json = parsed(text)
  if (!response.ok) throw falError({ status: response.status, body: json, service, modelLabel, requestId, retryAfterMs: retryAfter(response.headers, '', now()), withoutKey })
  if (json === undefined) throw badAnswer('The answer cannot be read.', requestId, service)
  return json
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // a page of something in between: the status says enough
  }
}

const submitted = z.object({ request_id: z.string() })

/** The request's id. */
export async function submit(fal: FalConnection, endpoint: string, input: unknown, signal: AbortSignal): Promise<string> {
  const answer = submitted.safeParse(await callFal(fal, { method: 'POST', url: `${fal.baseURL}/${endpoint}`, body: input, signal }))
  const id = answer.success ? cleanRequestId(answer.data.request_id, keyRemover(fal.key)) : undefined
  if (!id) throw badAnswer('The queue gave no request id.', undefined)
  return id
}

const statusAnswer = z.object({ status: z.string(), queue_position: z.optional(z.nullable(z.number())) })
export async function statusOf(fal: FalConnection, endpoint: string, id: string, signal: AbortSignal): Promise<QueueState> {
  const answer = statusAnswer.safeParse(await callFal(fal, { method: 'GET', url: `${fal.baseURL}${requestPath(endpoint, id)}/status?logs=0`, signal, requestId: id }))
  if (!answer.success) throw badAnswer('The status cannot be read.', id)
  const { status, queue_position: position } = answer.data
  return status === 'IN_QUEUE' ? { state: 'waiting', ahead: Math.max(0, Math.round(position ?? 0)) } : status === 'IN_PROGRESS' ? { state: 'running' } : { state: 'over' }
}

export const resultOf = (fal: FalConnection, endpoint: string, id: string, signal: AbortSignal): Promise<unknown> =>
  callFal(fal, { method: 'GET', url: `${fal.baseURL}${requestPath(endpoint, id)}`, signal, requestId: id })

/** Takes the request back; true when it was finished already and its pictures are there. Never throws. */
export async function cancel({ fetch: send, baseURL, key }: FalConnection, endpoint: string, id: string, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await send(`${baseURL}${requestPath(endpoint, id)}/cancel`, { ...quiet, method: 'PUT', headers: { authorization: `Key ${key}` }, signal })
    return (await response.text()).includes('ALREADY_COMPLETED')
  } catch {
    return false // out of reach: nothing more can be done
  }
}

const initiated = z.object({ upload_url: z.string(), file_url: z.string() })
const initiateURL = (baseURL: string): string => `${atOwnAddress(baseURL) ? baseURL : restBase}/storage/upload/initiate?storage_type=fal-cdn-v3`

/** Asks for a place to put a file: free, and the test of a key. */
export async function initiate(fal: FalConnection, type: string, name: string, signal: AbortSignal): Promise<{ uploadURL: string; fileURL: string }> {
  const answer = initiated.safeParse(await callFal(fal, {
    method: 'POST', url: initiateURL(fal.baseURL), body: { content_type: type, file_name: name }, headers: { 'x-fal-object-lifecycle': JSON.stringify({ expiration_duration_seconds: uploadLifeSeconds }) }, signal,
  }))
  if (!answer.success) throw badAnswer('There is no place for the pictures.', undefined)
  return { uploadURL: answer.data.upload_url, fileURL: answer.data.file_url }
}

/** The address under which fal finds this file. The key is not sent to where the file goes. */
export async function upload(fal: FalConnection, bytes: Uint8Array, type: string, name: string, signal: AbortSignal): Promise<string> {
  const { uploadURL, fileURL } = await initiate(fal, type, name, signal)
  const response = await fal.fetch(fileAddress(uploadURL, fal.baseURL), { ...quiet, method: 'PUT', headers: { 'content-type': type }, body: bytes as Uint8Array<ArrayBuffer>, signal })
  if (!response.ok) throw new TypeError(`upload answered ${response.status}`)
  return fileURL
}
