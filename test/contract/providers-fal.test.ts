import { readFileSync } from 'node:fs'
import { createCanvas } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { falEndpointsText, falFile } from '../../playground/build/fal-endpoints'
import { isAbort } from '../../src/shared/channel'
import { toErrorReport } from '../../src/shared/errors'
import type { ImageInput, ImageRequest } from '../../ui/jobs/request'
import { learnedCard } from '../../ui/models/derived'
import { falCards } from '../../ui/models/fal'
import { falFinishCards } from '../../ui/models/finish'
import { fitExtent } from '../../ui/models/fit-extent'
import type { ModelCard } from '../../ui/models/model-card'
import { falEndpoints } from '../../ui/providers/fal-endpoints'
import { createFalProvider } from '../../ui/providers/fal'
import type { ProviderContext, ProviderProgress } from '../../ui/providers/provider'
import { codec, failure, requestOf as anyRequest, useLocalService } from '../support/local-service'

const key = 'fal-id-1234:secretSecret-7f2Q'
const server = useLocalService()

function picture(widthPx: number, heightPx: number, paint = '#336699'): ImageInput {
  const canvas = createCanvas(widthPx, heightPx), context = canvas.getContext('2d')
  context.fillStyle = paint
  context.fillRect(0, 0, widthPx / 2, heightPx)
  return { bytes: new Uint8Array(canvas.toBuffer('image/png')), mime: 'image/png', widthPx, heightPx, name: 'Secret launch' }
}
const cardOf = (id: string): ModelCard => falCards.find((card) => card.id === id)!
const kontext = cardOf('fal-ai/flux-kontext/dev')

const requestOf = (card: ModelCard, change: Partial<ImageRequest> = {}): ImageRequest => {
  const { widthPx, heightPx } = fitExtent(card.extents, { width: 640, height: 480 })
  return anyRequest({ modelId: card.id, extent: { widthPx, heightPx }, quality: card.defaultQuality, background: card.backgrounds[0]!, ...change })
}
const edit = (card: ModelCard, change: Partial<ImageRequest> = {}): ImageRequest => {
  const { extent } = requestOf(card)
  return requestOf(card, { source: picture(extent.widthPx, extent.heightPx), ...change })
}

/** Waits take no time; `onWait` may act in them. */
function setup({ onWait, fetch: own, card = kontext, now = () => 0 }: { onWait?(): void; fetch?: typeof fetch; card?: ModelCard; now?(): number } = {}) {
  const provider = createFalProvider({ fetch: own ?? ((input, init) => fetch(input, init)), codec, now, wait: async () => onWait?.() })
  const abort = new AbortController(), progress: ProviderProgress[] = []
  const context: ProviderContext = { key, baseURL: `${server.url}/fal`, signal: abort.signal, card, onProgress: (step) => progress.push(step) }
  return { provider, abort, progress, context, submit: (request: ImageRequest = edit(card)) => provider.submit(request, context) }
}
const submits = () => server.requests.filter(({ method, path }) => method === 'POST' && !path.includes('/storage/'))

it('has the fields of the published types, as written by npm run fal', () => expect(readFileSync(falFile, 'utf8')).toBe(falEndpointsText()))

describe.each([...falCards, ...falFinishCards].map((card) => [card.label, card] as const))('%s', (_label, card) => {
  const kinds: [string, boolean, () => ImageRequest][] = [
    ['from words', card.operations.generate, () => requestOf(card, { count: Math.min(2, card.maxCount), seed: card.seed ? 7 : null })],
    ['from one reference', card.operations.references, () => requestOf(card, { references: [{ role: 'subject', image: picture(300, 200) }] })],
    ['an edit', card.operations.edit && !card.needsMask, () => edit(card)],
    ['an edit with as many references as it takes', card.operations.references && card.maxReferences > 1 && !card.needsMask, () => edit(card, { references: Array.from({ length: card.maxReferences - 1 }, () => ({ role: 'style' as const, image: picture(64, 48) })) })],
    ['an edit of a marked part', card.operations.mask, () => {
      const { extent } = requestOf(card)
      return edit(card, { mask: picture(extent.widthPx, extent.heightPx, 'rgba(255,0,0,0.5)') })
    }],
    ['its smallest and largest pictures', card.operations.generate, () => requestOf(card, { extent: fitExtent(card.extents, { width: 16, height: 16 }) })],
  ]
  it.each(kinds.filter(([, can]) => can))('%s: keeps to the published schema', async (_kind, _can, make) => {
    const request = { ...make(), format: card.formats.includes('jpeg') ? 'jpeg' as const : 'png' as const }, { results, warnings } = await setup({ card }).submit(request)
    expect(server.requests.filter(({ refused }) => refused !== null)).toEqual([])
    expect([results.length, warnings]).toEqual([request.count, []])
    for (const result of results) expect(Math.abs(Math.log(result.widthPx / result.heightPx / (request.extent.widthPx / request.extent.heightPx)))).toBeLessThan(0.03)
    expect(submits()).toHaveLength(1)
    expect(JSON.stringify(submits()[0]!.fields)).not.toContain('Secret launch')
  })
})

describe('requests', () => {
  it('uploads pictures without the key, under names of our own, and asks for the answer inline', async () => {
    await setup().submit()
    const [initiate, put, post] = server.requests
    expect([initiate!.path, initiate!.headers.authorization, put!.method, put!.headers.authorization]).toEqual(['/fal/storage/upload/initiate', `Key ${key}`, 'PUT', undefined])
    expect(JSON.parse(String(initiate!.headers['x-fal-object-lifecycle']))).toEqual({ expiration_duration_seconds: 3600 })
    expect(post!.fields).toMatchObject({ prompt: 'a red chair', num_images: 1, output_format: 'png', resolution_mode: 'match_input', acceleration: 'high', sync_mode: true, image_url: expect.stringMatching(/\/fal\/files\/[\w-]+image-1\.png$/) as string })
  })

  it('writes pictures into the request where the file host is out of reach', async () => {
    server.setPrograms([])
    const { submit } = setup({ fetch: async (input, init) => { if (init?.method === 'PUT' && String(input).includes('/files/')) throw new TypeError('Failed to fetch'); return fetch(input, init) } })
    await submit()
    expect(submits()[0]!.fields['image_url']).toMatch(/^data:image\/png;base64,iVBOR/)
  })

  it('turns our mask into opaque white on black: white = change', async () => {
    const card = cardOf('fal-ai/flux-pro/v1/fill'), { extent } = requestOf(card)
    const sent: Uint8Array[] = []
    const { submit } = setup({ card, fetch: (input, init) => { if (init?.method === 'PUT') sent.push(init.body as Uint8Array); return fetch(input, init) } })
    await submit(edit(card, { mask: picture(extent.widthPx, extent.heightPx, 'rgba(255,0,0,0.5)') }))
    const { data, width, height } = await codec.decode(sent[1]!, 'image/png')
    expect([width, height, [...data.slice(0, 4)], [...data.slice((width - 1) * 4, width * 4)]]).toEqual([extent.widthPx, extent.heightPx, [255, 255, 255, 255], [0, 0, 0, 255]])
  })

  it('sends no words to a model that takes none', async () => {
    const card = cardOf('fal-ai/flux-1/dev/redux')
    await setup({ card }).submit(edit(card, { prompt: '' }))
    expect(submits()[0]!.fields).not.toHaveProperty('prompt')
  })
})

describe('the queue', () => {
  it('tells the place in the queue, and when the turn has come', async () => {
    server.setPrograms([{ do: { queue: 3 } }])
    const { submit, progress } = setup()
    await submit()
    expect(progress).toEqual([{ kind: 'sent' }, { kind: 'queued', service: 'fal', ahead: 2 }, { kind: 'queued', service: 'fal', ahead: 1 }, { kind: 'queued', service: 'fal', ahead: 0 }, { kind: 'started' }])
  })

  it('cancelled while it waits: takes the request back there, and ends at once', async () => {
    server.setPrograms([{ do: { queue: 1000 } }])
    let looks = 0
    const trial = setup({ onWait: () => { if (++looks === 3) trial.abort.abort() } })
    expect(isAbort(await trial.submit().catch((error: unknown) => error))).toBe(true)
    expect(server.requests.at(-1)).toMatchObject({ method: 'PUT', path: expect.stringMatching(/^\/fal\/fal-ai\/flux-kontext\/requests\/[\w-]+\/cancel$/) as string, status: 202 })
    expect(submits()).toHaveLength(1)
  })

  it('cancelled while it is handed over: the request is taken back as soon as its id is known', async () => {
    server.setPrograms([{ when: { path: '/fal/fal-ai/flux-kontext/dev' }, do: { delayMs: 60 } }])
    const trial = setup({ fetch: (input, init) => { if (String(input).endsWith('/flux-kontext/dev')) setTimeout(() => trial.abort.abort(), 20); return fetch(input, init) } })
    expect(isAbort(await trial.submit().catch((error: unknown) => error))).toBe(true)
    await expect.poll(() => server.requests.filter(({ path }) => path.endsWith('/cancel')).length).toBe(1)
  })

  it('cancelled after it was finished: the picture is paid for, so it comes', async () => {
    let looks = 0
    const trial = setup({ onWait: () => { looks += 1 }, fetch: async (input, init) => {
      const answer = await fetch(input, init)
      if (looks === 3 && String(input).includes('/status')) { trial.abort.abort(); throw new DOMException('aborted', 'AbortError') }
      return answer
    } })
    expect((await trial.submit()).results).toHaveLength(1)
    expect(server.requests.some(({ path, status }) => path.endsWith('/cancel') && status === 400)).toBe(true)
  })

  it('goes on when looks at the queue fail, and never submits twice', async () => {
    let bad = 3
    const { submit } = setup({ fetch: (input, init) => { if (String(input).includes('/status') && bad-- > 0) throw new TypeError('Failed to fetch'); return fetch(input, init) } })
    expect((await submit()).results).toHaveLength(1)
    const gone = setup({ fetch: (input, init) => { if (String(input).includes('/status')) throw new TypeError('Failed to fetch'); return fetch(input, init) } })
    expect(await failure(gone.submit())).toMatchObject({ code: 'network.interrupted', retryable: false })
    expect(submits()).toHaveLength(2)
  })

  it('gives up after its time, and takes the request back', async () => {
    server.setPrograms([{ do: { hold: 'never' } }])
    let now = 0
    const trial = setup({ now: () => now, onWait: () => { now += 200_000 }, fetch: (input, init) => (String(input).includes('/status') && now > 400_000 ? Promise.resolve(Response.json({ status: 'IN_PROGRESS' })) : fetch(input, init)) })
    expect((await failure(trial.submit())).code).toBe('provider.timeout')
    expect(server.requests.at(-1)!.path).toMatch(/\/cancel$/)
  })
})

describe('refusals', () => {
  it.each([
    ['a wrong key', { status: 401, message: 'No user found' }, 'auth.key-rejected', false],
    ['an empty balance', { status: 403, message: 'User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.' }, 'provider.quota-exceeded', false],
    ['a key without the right', { status: 403, message: 'Access denied' }, 'auth.not-permitted', false],
    ['a model that is gone', { status: 404, message: 'Application "flux-kontext" not found' }, 'provider.model-gone', false],
    ['too many requests', { status: 429, retryAfter: 3 }, 'provider.rate-limited', true],
    ['an overloaded service', { status: 503 }, 'provider.unavailable', true],
    ['a server error', { status: 500 }, 'provider.unavailable', false],
    ['a time-out of the runner', { status: 504 }, 'provider.timeout', false],
    ['a bad gateway', { status: 502 }, 'provider.unavailable', false],
    ['a declined prompt', { status: 422, categories: ['sexual', 'self-harm'] }, 'provider.refused', false],
    ['a picture that cannot be read', { status: 422, type: 'image_load_error', message: 'Failed to load the image' }, 'provider.bad-request', false],
    ['a picture that is too large', { status: 422, type: 'image_too_large', message: 'too large' }, 'pixels.too-large', false],
    ['a field that is not taken', { status: 422, type: 'literal_error', message: 'Input should be…' }, 'provider.bad-request', false],
    ['a finished picture that is flagged', { nsfw: true }, 'provider.refused', false],
    ['an answer that is no picture', { file: 'test/contract/providers-fal.test.ts' }, 'provider.unavailable', false],
  ] as const)('%s', async (_name, action, code, retryable) => {
    server.setPrograms([{ do: action }])
    const error = await failure(setup().submit())
    expect([error.code, error.retryable, submits().length]).toEqual([code, retryable, 1])
    expect(error.message).not.toBe('')
  })

  it('names what the safety system found', async () => {
    server.setPrograms([{ do: { status: 422, categories: ['self_harm'] } }])
    expect((await failure(setup().submit())).message).toBe('The safety system declined this prompt (self harm). Your prompt is kept.')
  })

  it('keeps the pictures that were not flagged', async () => {
    server.setPrograms([{ do: { nsfw: [1] } }])
    const { results, warnings } = await setup().submit(edit(kontext, { count: 3 }))
    expect([results.length, warnings]).toEqual([2, [{ code: 'flagged', message: 'The safety system declined 1 of 3 pictures.' }]])
  })

  it.each([400, 401, 403, 404, 422, 429, 500, 503])('never repeats a key that is echoed in a %i', async (status) => {
    server.setPrograms([{ do: { status, echoKey: true, message: 'bad key' } }])
    const error = await failure(setup().submit())
    expect(JSON.stringify([toErrorReport(error), error.message, error.hint, error.stack, (error as { cause?: unknown }).cause ?? null])).not.toContain('secretSecret')
  })
})

describe('the test of a key', () => {
  it('asks for a place for a file, which costs nothing', async () => {
    const { provider, context } = setup()
    expect((await provider.listModels!(context)).map(({ id }) => id)).toEqual([...falCards, ...falFinishCards].map(({ id }) => id))
    expect((await failure(provider.listModels!({ ...context, key: 'bad:key' }))).code).toBe('auth.key-rejected')
    expect(submits()).toHaveLength(0)
  })
})

describe('any model by its id', () => {
  const about = async (id: string): Promise<ModelCard | string> => {
    const { provider, context } = setup()
    return learnedCard(`fal/${id}`, await provider.describe!(id, context))
  }
  it('has a card from what fal publishes of it, and runs', async () => {
    const card = (await about('fal-ai/qwen-image-edit/inpaint')) as ModelCard
    expect(card).toMatchObject({ providerId: 'fal', label: 'fal-ai/qwen-image-edit/inpaint', needsPicture: true, needsMask: true, maxReferences: 1, price: { kind: 'unknown' }, operations: { generate: false, edit: true, mask: true } })
    const { extent } = requestOf(card)
    expect((await setup({ card }).submit(edit(card, { mask: picture(extent.widthPx, extent.heightPx, 'rgba(255,0,0,0.5)') }))).results).toHaveLength(1)
    expect(server.requests.filter(({ refused }) => refused !== null)).toEqual([])
  })
  it('the same fields come from the published document as from the types', async () => {
    const { provider, context } = setup()
    const sorted = (fields: string): string[] => fields.split(' ').map((field) => field.replace(/=.*/, (kinds) => `=${kinds.slice(1).split('|').sort().join('|')}`)).sort()
    for (const id of ['fal-ai/flux-kontext/dev', 'fal-ai/flux-2-pro/edit', 'openai/gpt-image-2/edit']) expect(sorted(await provider.describe!(id, context))).toEqual(sorted(falEndpoints[id]!))
  })
  it('is refused with the reason when it needs what Inlay cannot give, or is not there', async () => {
    expect(await about('fal-ai/bria/expand')).toBe('fal-ai/bria/expand needs "canvas_size", which Inlay cannot give.')
    expect((await failure(about('fal-ai/nothing'))).code).toBe('provider.model-gone')
  })
  it.each([['a page', '<html>'], ['another document', '{"openapi":"3.0.4"}'], ['a hostile one', '{"components":{"schemas":{"Input":{"properties":{"prompt":{"type":"string"}}}}},"paths":{"/x":{"post":{"requestBody":{"content":{"application/json":{"schema":{"$ref":"#/__proto__"}}}}}}}}']])('is refused when %s is published', async (_name, body) => {
    const { provider, context } = setup({ fetch: async () => new Response(body, { headers: { 'content-type': 'application/json' } }) })
    expect((await failure(provider.describe!('fal-ai/x', context))).code).toBe('provider.bad-response')
  })
})
