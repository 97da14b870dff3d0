// The relay: keeps provider keys on a server, lets through a short list of requests, and counts what each team spends. Holds no picture and no prompt.
import { createHash, timingSafeEqual } from 'node:crypto'
import { Hono, type Context } from 'hono'
import { costOf, priceOf, type Priced } from './price'
import { fileHost, isService, routeOf, services, type ServiceId } from './routes'
import type { Limits, RelayStore } from './store'

export type Team = { name: string; token: string } & Limits
export type RelayOptions = {
  teams: readonly Team[]
  keys: Partial<Record<ServiceId, string>>
  store: RelayStore
  /** Largest request, bytes; longest answer, ms. */
  maxBytes?: number
  maxMs?: number
  fetch?: typeof fetch
  now?(): number
  /** One line a request: team, service, method, path, status, ms. Never a body, a key or an address with one. */
  log?(line: string): void
  /** Other addresses of services, for tests. */
  origins?: Partial<Record<ServiceId | 'files', string>>
}

const cors = {
  'access-control-allow-origin': '*', 'access-control-allow-methods': 'GET, POST, PUT, OPTIONS', 'access-control-max-age': '600',
  'access-control-allow-headers': 'authorization, content-type, prefer, x-fal-object-lifecycle', 'access-control-expose-headers': 'x-request-id, retry-after',
}
/** Only these go on to the service, and come back. */
const forwarded = ['content-type', 'accept', 'prefer', 'x-fal-object-lifecycle']
const returned = ['content-type', 'x-request-id', 'retry-after']
/** Characters at the end of an answer that are looked at for its usage; nothing else of it is read. */
const tailLength = 2000

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Every token is compared, and over its whole length, so that the time says nothing. */
function teamOf(teams: readonly Team[], header: string): Team | null {
  const sent = digest(/^(?:Bearer|Key)\s+(.+)$/i.exec(header)?.[1]?.trim() ?? '')
  let found: Team | null = null
  for (const team of teams) if (timingSafeEqual(digest(team.token), sent)) found = team
  return found
}

const refuse = (status: number, code: string, message: string, more: Record<string, string> = {}): Response =>
  Response.json({ error: { message, code, type: 'relay_error', param: null }, detail: message }, { status, headers: { ...cors, ...more } })

/** The body, or null beyond the limit; what is too long is not read to its end. */
async function bodyOf(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return null
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of request.body ?? []) {
    length += part.length
    if (length > maxBytes) return null
    parts.push(part)
  }
  const body = new Uint8Array(length)
  let at = 0
  for (const part of parts) { body.set(part, at); at += part.length }
  return body
}

export function createRelay(options: RelayOptions): Hono {
  const { teams, keys, store, maxBytes = 50 * 1024 * 1024, maxMs = 300_000, fetch: send = fetch, now = Date.now, log = () => undefined, origins = {} } = options
  const app = new Hono()

  /** Passes the answer on as it comes, and settles when it ends. */
  function passed(response: Response, settle: (tail: string) => void): Response {
    const headers = new Headers(cors)
    for (const name of returned) { const value = response.headers.get(name); if (value) headers.set(name, value) }
    let tail = ''
    const decoder = new TextDecoder()
    const meter = new TransformStream<Uint8Array, Uint8Array>({
      transform(part, controller) {
        tail = (tail + decoder.decode(part.subarray(-tailLength), { stream: true })).slice(-tailLength)
        controller.enqueue(part)
      },
      flush: () => settle(tail),
    })
    if (!response.body) settle('')
    return new Response(response.body?.pipeThrough(meter) ?? null, { status: response.status, headers })
  }

  async function forward(url: string, init: RequestInit, reserved: string | null, priced: Priced | null): Promise<Response> {
    const settle = (usd: number): void => void (reserved !== null && store.settle(reserved, usd))
    try {
      const response = await send(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(maxMs) })
      if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
        settle(0)
        return refuse(502, 'relay_redirect', 'The service answered with a redirect, which the relay does not follow.')
      }
      if (!response.ok) settle(0)
      return passed(response, (tail) => { if (response.ok && priced) settle(costOf(priced, tail) ?? priced.usd) })
    } catch (error) {
      const late = error instanceof DOMException && error.name === 'TimeoutError'
      if (!late) settle(0) // nothing reached the service; after a time-out it may have been charged
      return late ? refuse(504, 'relay_timeout', 'The service took too long.') : refuse(502, 'relay_unreachable', 'The service cannot be reached from the relay.')
    }
  }

  async function handle(context: Context): Promise<Response> {
    const request = context.req.raw, { method } = request, path = new URL(request.url).pathname, search = new URL(request.url).search
    if (method === 'OPTIONS') return new Response(null, { status: 204, headers: cors })
    const started = now(), team = teamOf(teams, request.headers.get('authorization') ?? '')
    const answer = await decide()
    log(`${team?.name ?? '-'} ${method} ${path.slice(0, 200)} ${answer.status} ${now() - started} ms`)
    return answer

    async function decide(): Promise<Response> {
      if (!team) return refuse(401, 'relay_token', 'The relay does not know this token.')
      const [, service = '', rest = ''] = /^\/([a-z]+)(\/.*)$/.exec(path) ?? []
      const hit = await store.hit(team.name, team, now())
      if (!hit.ok) return refuse(429, 'rate_limit_exceeded', `Please try again in ${hit.retryAfterSeconds}s.`, { 'retry-after': String(hit.retryAfterSeconds) })
      const file = service === 'replicate' && method === 'GET' ? /^\/files\/([^/]+)(\/.+)$/.exec(rest) : null
      if (file) return fileHost.test(file[1]!) ? forward(`${origins.files ?? `https://${file[1]}`}${file[2]}`, { method }, null, null) : refuse(403, 'relay_host', 'The relay fetches nothing from this host.')
      const route = isService(service) ? routeOf(service, method, rest) : null
      if (!isService(service) || !route) return refuse(403, 'relay_path', 'The relay does not let this request through.')
      const key = keys[service]
      if (!key) return refuse(403, 'relay_service', `The relay has no key of ${service}.`)
      const body = method === 'GET' ? null : await bodyOf(request, maxBytes)
      if (method !== 'GET' && body === null) return refuse(413, 'relay_body', `The request is larger than ${Math.round(maxBytes / 1024 / 1024)} MB.`)
      const priced = route.paid && body ? priceOf(service, rest, request.headers.get('content-type') ?? '', body) : null
      const reserved = priced ? await store.reserve(team.name, priced.usd, team, now()) : null
      if (reserved && !reserved.ok) return refuse(429, 'organization_spend_limit_exceeded', 'The team has spent its budget of today at the relay.', { 'retry-after': String(reserved.retryAfterSeconds) })
      const headers = new Headers({ authorization: services[service].auth(key) })
      for (const name of forwarded) { const value = request.headers.get(name); if (value) headers.set(name, value) }
      return forward(`${origins[service] ?? route.origin ?? services[service].origin}${rest}${search}`, { method, headers, ...(body && body.length > 0 ? { body } : {}) }, reserved?.ok ? reserved.id : null, priced)
    }
  }
  app.all('*', handle)
  return app
}
