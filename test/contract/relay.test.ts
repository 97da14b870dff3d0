// The relay before the local servers: what it lets through, what it refuses, what it counts.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createCanvas } from '@napi-rs/canvas'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startServer, type LocalServer } from '../../playground/server'
import { createRelay, type RelayOptions } from '../../relay/app'
import { memoryStore } from '../../relay/store'
import { isAbort } from '../../src/shared/channel'
import type { ImageRequest } from '../../ui/jobs/request'
import { falCards } from '../../ui/models/fal'
import { fitExtent } from '../../ui/models/fit-extent'
import type { ModelCard } from '../../ui/models/model-card'
import { replicateCards } from '../../ui/models/replicate'
import { createFalProvider } from '../../ui/providers/fal'
import { createReplicateProvider } from '../../ui/providers/replicate'
import type { Provider, ProviderProgress } from '../../ui/providers/provider'
import { codec } from '../support/local-service'

const token = 'team-token-0123456789', keys = { openai: 'sk-provider-secret', fal: 'fal-provider-secret', replicate: 'r8_provider_secret' }
let server: LocalServer, odd: Server, oddURL: string
/** Requests that reached the odd service, and what it does. */
let reached = 0, behaviour: 'redirect' | 'slow' | 'echo' = 'echo'
beforeAll(async () => {
  server = await startServer({ port: 0 })
  odd = createServer((request, response) => {
    reached += 1
    if (behaviour === 'redirect') return void response.writeHead(302, { location: `${server.url}/v1/models` }).end()
    if (behaviour === 'echo') response.writeHead(200, { 'content-type': 'application/json', 'set-cookie': 'a=b' }).end(JSON.stringify(request.headers))
  })
  await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve))
  oddURL = `http://127.0.0.1:${(odd.address() as AddressInfo).port}`
})
afterAll(async () => {
  odd.closeAllConnections()
  odd.close()
  await server.close()
})
beforeEach(() => {
  server.setPrograms([])
  server.requests.length = 0
  reached = 0
  behaviour = 'echo'
})

function relay(more: Partial<RelayOptions> = {}, limits: { requestsPerMinute?: number; usdPerDay?: number } = {}) {
  const lines: string[] = [], store = memoryStore()
  const app = createRelay({
    teams: [{ name: 'other', token: 'another-token-98765', requestsPerMinute: 5, usdPerDay: 1 }, { name: 'design', token, requestsPerMinute: 1000, usdPerDay: 100, ...limits }], keys, store, log: (line) => lines.push(line), now: () => 1_780_000_000_000,
    origins: { openai: server.url, fal: `${server.url}/fal`, replicate: `${server.url}/replicate`, files: `${server.url}/replicate/files/replicate.delivery` }, ...more,
  })
  const ask = (method: string, path: string, { body, auth = `Bearer ${token}`, ...headers }: { body?: string; auth?: string } & Record<string, string> = {}) =>
    Promise.resolve(app.request(`http://relay.test${path}`, { method, headers: { ...(auth ? { authorization: auth } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers }, ...(body === undefined ? {} : { body }) }))
  return { app, ask, lines, store, spent: () => store.spent('design', 1_780_000_000_000) }
}
const generation = (more: object = {}): string => JSON.stringify({ model: 'gpt-image-2', prompt: 'a red chair', size: '1024x1024', quality: 'low', ...more })
const codeOf = async (answer: Response): Promise<[number, string]> => [answer.status, ((await answer.json()) as { error: { code: string } }).error.code]

describe('who may ask', () => {
  it.each([['no token', ''], ['a wrong token', 'Bearer team-token-0123456780'], ['the beginning of one', 'Bearer team-token'], ['a provider key', `Bearer ${keys.openai}`]])('%s is refused, and nothing is sent', async (_name, auth) => {
    expect(await codeOf(await relay().ask('POST', '/openai/v1/images/generations', { auth, body: generation() }))).toEqual([401, 'relay_token'])
    expect(server.requests).toEqual([])
  })
  it('a browser may: the preflight is answered without a token', async () => {
    const answer = await relay().ask('OPTIONS', '/openai/v1/images/edits', { auth: '' })
    expect([answer.status, answer.headers.get('access-control-allow-origin'), answer.headers.get('access-control-allow-headers')]).toEqual([204, '*', expect.stringContaining('authorization')])
  })
})

describe('what may pass', () => {
  it.each([
    ['another service', 'GET', '/evil/v1/models'], ['another path', 'POST', '/openai/v1/chat/completions'], ['another method', 'POST', '/openai/v1/models'], ['a path that climbs', 'GET', '/openai/v1/models/../files'],
    ['an endpoint that is not listed', 'POST', '/fal/fal-ai/flux-pro/new'], ['another model', 'POST', '/replicate/v1/models/someone/else/predictions'], ['all predictions', 'GET', '/replicate/v1/predictions'],
    ['another host', 'GET', '/replicate/files/evil.example/x.png'], ['a host that only ends alike', 'GET', '/replicate/files/evilreplicate.delivery/x.png'], ['a host with a port', 'GET', '/replicate/files/replicate.delivery:81/x.png'],
  ])('%s is refused, and nothing is sent', async (_name, method, path) => {
    expect((await relay().ask(method, path, method === 'POST' ? { body: '{}' } : {})).status).toBe(403)
    expect(server.requests).toEqual([])
  })
  it('no redirect is followed', async () => {
    behaviour = 'redirect'
    const { ask, spent } = relay({ origins: { openai: oddURL } })
    expect(await codeOf(await ask('POST', '/openai/v1/images/generations', { body: generation() }))).toEqual([502, 'relay_redirect'])
    expect([reached, server.requests.length, await spent()]).toEqual([1, 0, 0])
  })
  it('the service sees its own key and no header that it need not see; the designer sees no cookie', async () => {
    const answer = await relay({ origins: { openai: oddURL } }).ask('GET', '/openai/v1/models', { cookie: 'secret=1', 'x-own': 'yes' })
    const seen = (await answer.json()) as Record<string, string>
    expect([seen['authorization'], seen['cookie'], seen['x-own'], JSON.stringify(seen).includes(token), answer.headers.get('set-cookie')]).toEqual([`Bearer ${keys.openai}`, undefined, undefined, false, null])
  })
  it('too large a body is refused, whether it says so or not', async () => {
    const { ask, app } = relay({ maxBytes: 1000 })
    expect((await ask('POST', '/openai/v1/images/generations', { body: generation({ prompt: 'x'.repeat(2000) }) })).status).toBe(413)
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(600)) })
    expect((await app.request('http://relay.test/openai/v1/images/generations', { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: endless, duplex: 'half' } as RequestInit)).status).toBe(413)
  })
  it('too slow an answer ends, and its money stays set aside', async () => {
    behaviour = 'slow'
    const { ask, spent } = relay({ origins: { openai: oddURL }, maxMs: 50 })
    expect(await codeOf(await ask('POST', '/openai/v1/images/generations', { body: generation() }))).toEqual([504, 'relay_timeout'])
    expect(await spent()).toBeGreaterThan(0)
  })
  it('logs neither keys nor bodies', async () => {
    const { ask, lines } = relay()
    await ask('POST', '/openai/v1/images/generations', { body: generation() })
    await ask('GET', '/openai/v1/models', { auth: 'Bearer wrong-token-123' })
    expect(lines).toHaveLength(2)
    for (const text of [token, 'wrong-token', 'red chair', ...Object.values(keys)]) expect(lines.join()).not.toContain(text)
  })
})

describe('money', () => {
  it('what was set aside is settled with what the answer says', async () => {
    const { ask, spent } = relay()
    const answer = await ask('POST', '/openai/v1/images/generations', { body: generation() })
    expect(answer.status).toBe(200)
    await answer.arrayBuffer()
    expect(await spent()).toBeGreaterThan(0.001)
    expect(await spent()).toBeLessThan(0.02)
  })
  it('a spent budget refuses, a refused request costs nothing', async () => {
    const { ask, spent } = relay({}, { usdPerDay: 0.001 })
    const answer = await ask('POST', '/openai/v1/images/generations', { body: generation() })
    expect(await codeOf(answer)).toEqual([429, 'organization_spend_limit_exceeded'])
    expect(server.requests).toEqual([])
    server.setPrograms([{ do: { status: 503 } }])
    const rich = relay()
    await (await rich.ask('POST', '/openai/v1/images/generations', { body: generation() })).text()
    expect([await spent(), await rich.spent()]).toEqual([0, 0])
  })
  it('two requests at once cannot both spend the last cent', async () => {
    const { ask } = relay({}, { usdPerDay: 0.1 })
    server.setPrograms([{ do: { delayMs: 30 } }])
    const answers = await Promise.all(Array.from({ length: 4 }, () => ask('POST', '/fal/fal-ai/flux-pro/kontext/max', { body: JSON.stringify({ prompt: 'x', image_url: 'data:,' }) })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 429, 429, 429])
  })
  it('a full minute says how long to wait', async () => {
    const { ask } = relay({}, { requestsPerMinute: 2 })
    const answers = [await ask('GET', '/openai/v1/models'), await ask('GET', '/openai/v1/models'), await ask('GET', '/openai/v1/models')]
    expect([answers.map(({ status }) => status), answers[2]!.headers.get('retry-after')]).toEqual([[200, 200, 429], '60'])
  })
})

it('passes a stream on as it comes', async () => {
  server.setPrograms([{ do: { hold: 'end' } }])
  const { ask, spent } = relay()
  const answer = await ask('POST', '/openai/v1/images/generations', { body: generation({ stream: true, partial_images: 1 }) })
  const reader = answer.body!.getReader()
  const first = new TextDecoder().decode((await reader.read()).value)
  expect([answer.headers.get('content-type'), first]).toEqual([expect.stringContaining('text/event-stream'), expect.stringContaining('partial_image')])
  server.release('end')
  let rest = ''
  for (let part = await reader.read(); !part.done; part = await reader.read()) rest += new TextDecoder().decode(part.value)
  expect(rest).toContain('image_generation.completed')
  expect(await spent()).toBeLessThan(0.02)
})

describe('providers through it', () => {
  const through = (app: ReturnType<typeof relay>['app']): typeof fetch => (input, init) => Promise.resolve(app.request(String(input), init))
  const picture = (): ImageRequest['source'] => ({ bytes: new Uint8Array(createCanvas(640, 480).toBuffer('image/png')), mime: 'image/png', widthPx: 640, heightPx: 480, name: 'p' })
  const requestOf = (card: ModelCard, change: Partial<ImageRequest> = {}): ImageRequest => {
    const { widthPx, heightPx } = fitExtent(card.extents, { width: 640, height: 480 })
    return { toolId: 'edit', modelId: card.id, prompt: 'make it evening', source: picture(), mask: null, references: [], extent: { widthPx, heightPx }, count: 1, quality: card.defaultQuality, background: 'opaque', format: 'png', partialImages: 0, moderation: 'auto', seed: null, ...change }
  }
  function using(make: (parts: Parameters<typeof createReplicateProvider>[0]) => Provider, card: ModelCard, onWait?: () => void) {
    const made = relay(), abort = new AbortController(), progress: ProviderProgress[] = []
    const provider = make({ fetch: through(made.app), codec, now: () => 0, wait: async () => onWait?.() })
    return { ...made, abort, progress, provider, submit: (change: Partial<ImageRequest> = {}, key: string | null = token) => provider.submit(requestOf(card, change), { key, baseURL: `http://relay.test/${card.providerId}`, signal: abort.signal, card, onProgress: (step) => progress.push(step) }) }
  }
  it.each(replicateCards.map((card) => [card.label, card] as const))('%s by Replicate', async (_label, card) => {
    const { submit, progress, spent } = using(createReplicateProvider, card)
    const { results } = await submit({ count: card.maxCount })
    expect([results.length, results[0]!.mime, progress.map(({ kind }) => kind), server.requests.filter(({ status }) => status !== null && status >= 400)]).toEqual([card.maxCount, 'image/png', ['sent', 'queued', 'started'], []])
    expect(await spent()).toBeCloseTo((card.price as { usd: number }).usd * card.maxCount, 6)
  })
  it('a cancel reaches Replicate', async () => {
    server.setPrograms([{ do: { queue: 1000 } }])
    let looks = 0
    const trial = using(createReplicateProvider, replicateCards[0]!, () => { if (++looks === 3) trial.abort.abort() })
    expect(isAbort(await trial.submit().catch((error: unknown) => error))).toBe(true)
    expect(server.requests.at(-1)).toMatchObject({ method: 'POST', path: expect.stringMatching(/\/v1\/predictions\/\w+\/cancel$/) as string, status: 200 })
  })
  it.each([
    ['a wrong token', {}, 'another', 'auth.key-rejected'], ['a declined picture', { nsfw: true }, token, 'provider.refused'], ['no credit', { status: 402, message: 'Insufficient credit' }, token, 'provider.quota-exceeded'],
    ['an overloaded service', { status: 503 }, token, 'provider.unavailable'], ['too many requests', { status: 429 }, token, 'provider.rate-limited'], ['a refused input', { status: 422, message: 'Input validation failed' }, token, 'provider.bad-request'],
  ] as const)('%s', async (_name, action, key, code) => {
    server.setPrograms([{ do: action }])
    expect(await using(createReplicateProvider, replicateCards[0]!).submit({}, key).catch((error: unknown) => error)).toMatchObject({ code })
  })
  it('fal, with the team token in place of the key and pictures inside the request', async () => {
    const card = falCards.find(({ id }) => id === 'fal-ai/flux-kontext/dev')!
    const { submit } = using(createFalProvider, card)
    expect((await submit()).results).toHaveLength(1)
    expect(server.requests.every(({ headers }) => headers.authorization === undefined || headers.authorization === `Key ${keys.fal}`)).toBe(true)
  })
})
