// A fetch that answers by a list and remembers what was sent. Rejects as a browser does: AbortError after an abort, TypeError for everything else.
import { readFileSync } from 'node:fs'

export type SentFile = { field: string; name: string; type: string; bytes: Uint8Array }
export type Sent = { method: string; path: string; url: string; headers: Record<string, string>; fields: Record<string, unknown>; files: SentFile[]; init: RequestInit }
export type Answer = (sent: Sent, signal: AbortSignal | null) => Response | Promise<Response>

export const fixture = <T>(name: string): T => JSON.parse(readFileSync(new URL(`../fixtures/replies/${name}.json`, import.meta.url), 'utf8')) as T

/** Each call takes the next answer; the last one stays. */
export function fakeFetch(...answers: Answer[]): { fetch: typeof fetch; sent: Sent[] } {
  const sent: Sent[] = []
  return {
    sent,
    async fetch(input, init = {}) {
      const url = String(input)
      const record: Sent = { method: init.method ?? 'GET', url, path: new URL(url).pathname, headers: Object.fromEntries(new Headers(init.headers)), fields: {}, files: [], init }
      if (typeof init.body === 'string') record.fields = JSON.parse(init.body) as Record<string, unknown>
      if (init.body instanceof FormData) {
        for (const [field, value] of init.body) {
          if (typeof value === 'string') record.fields[field] = value
          else record.files.push({ field, name: value.name, type: value.type, bytes: new Uint8Array(await value.arrayBuffer()) })
        }
      }
      const answer = answers[Math.min(sent.length, answers.length - 1)]
      sent.push(record)
      if (init.signal?.aborted) throw aborted()
      if (!answer) throw new TypeError('Failed to fetch')
      return answer(record, init.signal ?? null)
    },
  }
}

const aborted = (): Error => new DOMException('The operation was aborted.', 'AbortError')

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Answer => () =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })
export const text = (body: string, status: number, headers: Record<string, string> = {}): Answer => () => new Response(body, { status, headers: { 'content-type': 'text/html', ...headers } })
export const unreachable: Answer = () => {
  throw new TypeError('Failed to fetch')
}
/** Never answers; ends only by an abort. `onCall` tells that the request is on its way. */
export const silent = (onCall?: () => void): Answer => (_sent, signal) =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(aborted()))
    onCall?.()
  })

type StreamOptions = {
  /** After the events: the end, a break in the connection, or silence until the abort. */
  then?: 'end' | 'break' | 'hang'
  onHang?(): void
}
/** Server-sent events as OpenAI writes them. A string is sent as the data of an `error` event. */
export const events = (list: readonly unknown[], { then = 'end', onHang }: StreamOptions = {}): Answer => (_sent, signal) => {
  const encoder = new TextEncoder()
  let at = 0
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      signal?.addEventListener('abort', () => controller.error(aborted()))
    },
    pull(controller) {
      const event = list[at++]
      if (event !== undefined) {
        const name = typeof event === 'string' ? 'error' : (event as { type: string }).type
        controller.enqueue(encoder.encode(`event: ${name}\ndata: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`))
        return undefined
      }
      if (then === 'end') controller.close()
      if (then === 'break') controller.error(new TypeError('network error'))
      if (then !== 'hang') return undefined
      onHang?.()
      return new Promise(() => undefined)
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } })
}
