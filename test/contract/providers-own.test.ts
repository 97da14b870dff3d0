// The designer's own endpoint against the local server, and what its test finds out.
import { createCanvas } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { ownCard, ownEndpoint } from '../../ui/models/own'
import { createOwnProvider, probeEndpoint } from '../../ui/providers/own'
import { codec, failure, requestOf, useLocalService } from '../support/local-service'

const key = 'own-key-secretSecret'
const server = useLocalService()
const card = (own: Record<string, string> = {}) => ownCard(ownEndpoint({ own: { model: 'gpt-image-2', can: 'generate edit mask', ...own } }))
const provider = createOwnProvider({ fetch: (input, init) => fetch(input, init), codec, now: () => 0 })
const context = (own: Record<string, string> = {}, given: string | null = key) => ({ key: given, baseURL: `${server.url}/v1`, signal: new AbortController().signal, card: card(own), onProgress: () => undefined })

describe('requests', () => {
  it.each([['bearer', key, { authorization: `Bearer ${key}` }], ['api-key', key, { 'api-key': key }], ['none', key, {}], ['bearer', null, {}]] as const)('%s with %s: says the key so and no other way, with plain headers', async (auth, given, wanted) => {
    const seen: Record<string, string>[] = []
    const trial = createOwnProvider({ fetch: async (_input, init) => { seen.push(Object.fromEntries(new Headers(init?.headers))); return Response.json({ data: [{ b64_json: createCanvas(4, 4).toBuffer('image/png').toString('base64') }] }) }, codec, now: () => 0 })
    await trial.submit(requestOf(), context({ auth }, given))
    expect(seen).toEqual([{ 'content-type': 'application/json', ...wanted }])
  })
  it.each([[401, { status: 401, echoKey: true }, 'auth.key-rejected'], [429, { status: 429 }, 'provider.rate-limited'], [503, { status: 503 }, 'provider.unavailable'], [400, { status: 400, message: 'OpenAI says no' }, 'provider.bad-request']] as const)('%i is told of the endpoint, not of OpenAI, and without the key', async (_status, action, code) => {
    server.setPrograms([{ do: action }])
    const error = await failure(provider.submit(requestOf(), context()))
    expect([error.code, server.requests.length]).toEqual([code, 1])
    expect(JSON.stringify([error.message, error.hint, error.actions])).not.toMatch(/OpenAI|openai\.com|secretSecret/)
  })
})

describe('the test of an endpoint', () => {
  it('finds everything where everything works, with three pictures', async () => {
    expect(await probeEndpoint(provider, context())).toEqual({ can: ['generate', 'edit', 'mask', 'stream'], error: null })
    expect(server.requests.map(({ path, files }) => [path, files.map(({ field }) => field).sort().join()])).toEqual([['/v1/images/generations', ''], ['/v1/images/edits', 'image'], ['/v1/images/edits', 'image,mask']])
  })
  it('goes on without streaming where the field is refused', async () => {
    server.setPrograms([{ when: { path: '/v1/images/generations' }, times: 1, do: { status: 400, code: 'unknown_parameter', message: 'Unknown parameter: stream' } }])
    expect((await probeEndpoint(provider, context())).can).toEqual(['generate', 'edit', 'mask'])
  })
  it('knows a server without edits, and one that refuses masks', async () => {
    server.setPrograms([{ when: { path: '/v1/images/edits' }, do: { status: 404, html: true } }])
    expect((await probeEndpoint(provider, context())).can).toEqual(['generate', 'stream'])
    server.setPrograms([{ when: { path: '/v1/images/edits', nth: 2 }, do: { status: 400, message: 'no masks' } }])
    expect((await probeEndpoint(provider, context())).can).toEqual(['generate', 'edit', 'stream'])
  })
  it('stops where the key is refused or nobody answers, with the reason', async () => {
    server.setPrograms([{ do: { status: 401 } }])
    expect(await probeEndpoint(provider, context())).toMatchObject({ can: [], error: { code: 'auth.key-rejected' } })
    expect(server.requests).toHaveLength(1)
    expect(await probeEndpoint(provider, { ...context(), baseURL: 'http://127.0.0.1:9/v1' })).toMatchObject({ can: [], error: { code: 'provider.unavailable' } })
  })
})

it('promises what the settings say, and little without any', () => {
  expect(ownCard(ownEndpoint({ own: {} }))).toMatchObject({ id: 'gpt-image-1', operations: { generate: true, edit: true, mask: false }, maxPartials: 0, wire: 'bearer' })
  expect(card({ can: 'generate stream', auth: 'sideways' })).toMatchObject({ operations: { edit: false, references: false }, maxReferences: 0, maxPartials: 3, wire: 'bearer' })
})
