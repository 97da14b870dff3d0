import { createCanvas } from '@napi-rs/canvas'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { isAbort } from '../../src/shared/channel'
import { toErrorReport } from '../../src/shared/errors'
import type { ImageInput, ImageRequest } from '../../ui/jobs/request'
import { gptImageCards } from '../../ui/models/gpt-image'
import { createOpenAIProvider, timeoutMs } from '../../ui/providers/openai'
import type { ProviderContext, ProviderProgress } from '../../ui/providers/provider'
import { events, fakeFetch, fixture, json, silent, text, unreachable } from '../support/fake-fetch'
import type { Answer } from '../support/fake-fetch'
import { codec, failure, requestOf } from '../support/local-service'

const key = 'sk-proj-Zz9_secretSecret-7f2Q'
const card = gptImageCards.find((other) => other.id === 'gpt-image-2')!

function picture(widthPx: number, heightPx: number, name: string, paint = '#336699', mime: 'image/png' | 'image/jpeg' = 'image/png'): ImageInput {
  const canvas = createCanvas(widthPx, heightPx)
  const context = canvas.getContext('2d')
  context.fillStyle = paint
  context.fillRect(0, 0, widthPx / 2, heightPx)
  return { bytes: new Uint8Array(mime === 'image/png' ? canvas.toBuffer('image/png') : canvas.toBuffer('image/jpeg')), mime, widthPx, heightPx, name }
}

const request = (change: Partial<ImageRequest> = {}): ImageRequest => requestOf({ quality: 'medium', ...change })

function setup(answers: Answer[], now: () => number = () => 0) {
  const { fetch, sent } = fakeFetch(...answers)
  const provider = createOpenAIProvider({ fetch, codec, now })
  const abort = new AbortController()
  const progress: ProviderProgress[] = []
  const context: ProviderContext = { key, baseURL: 'https://api.openai.com/v1', signal: abort.signal, card, onProgress: (step) => progress.push(step) }
  const images = (): number => sent.filter((one) => one.path.includes('/images/')).length
  return { provider, sent, abort, progress, context, images, submit: (change: Partial<ImageRequest> = {}, own: Partial<ProviderContext> = {}) => provider.submit(request(change), { ...context, ...own }) }
}

function gate(): { open(): void; opened: Promise<void> } {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => { open = resolve })
  return { open: () => open(), opened }
}

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('requests', () => {
  it('says model, quality and size, sends no null and no header that gateways refuse', async () => {
    const { submit, sent, progress } = setup([json(fixture('generation'))])
    await submit()
    expect(sent[0]).toMatchObject({ method: 'POST', path: '/v1/images/generations', fields: { model: 'gpt-image-2', prompt: 'a red chair', n: 1, size: '1024x1024', quality: 'medium', background: 'auto', output_format: 'png', moderation: 'auto' } })
    expect(Object.values(sent[0]!.fields)).not.toContain(null)
    expect(sent[0]!.headers).toEqual({ authorization: `Bearer ${key}`, 'content-type': 'application/json' })
    expect(sent[0]!.fields).not.toHaveProperty('stream')
    expect(progress).toEqual([{ kind: 'sent' }])
  })

  it('sends one reference as image and two as image[], in order, as they are, without their names', async () => {
    const one = picture(64, 32, 'Secret launch'), two = picture(32, 64, 'Moodboard', '#aa0000', 'image/jpeg')
    const first = setup([json(fixture('edit'))])
    await first.submit({ references: [{ role: 'style', image: one }] })
    expect(first.sent[0]!.path).toBe('/v1/images/edits')
    expect(first.sent[0]!.files).toEqual([{ field: 'image', name: 'image-1.png', type: 'image/png', bytes: one.bytes }])
    const second = setup([json(fixture('edit'))])
    await second.submit({ references: [{ role: 'style', image: one }, { role: 'subject', image: two }] })
    expect(second.sent[0]!.files.map(({ field, name, type }) => [field, name, type])).toEqual([['image[]', 'image-1.png', 'image/png'], ['image[]', 'image-2.jpg', 'image/jpeg']])
    expect(second.sent[0]!.files[1]!.bytes).toEqual(two.bytes)
    expect(second.sent[0]!.fields).toEqual({ model: 'gpt-image-2', prompt: 'a red chair', n: '1', size: '1024x1024', quality: 'medium', background: 'auto', output_format: 'png' })
    expect(second.sent.map((call) => call.url)).toEqual(['https://api.openai.com/v1/images/edits']) // no probe of FormData with a data: address
    expect(second.sent[0]!.headers).not.toHaveProperty('content-type') // the browser writes the boundary
  })

  it('turns our mask round: what should change becomes transparent, the rest opaque', async () => {
    const { submit, sent } = setup([json(fixture('edit'))])
    await submit({ source: picture(64, 32, 'Photo'), mask: picture(64, 32, 'Mask', 'rgba(255,0,0,0.5)'), references: [{ role: 'subject', image: picture(16, 16, 'Chair') }] })
    expect(sent[0]!.files.map((file) => `${file.field} ${file.name}`)).toEqual(['mask mask.png', 'image[] image-1.png', 'image[] image-2.png'])
    const mask = await codec.decode(sent[0]!.files[0]!.bytes, 'image/png')
    const alphaAt = (x: number, y: number): number => mask.data[(y * 64 + x) * 4 + 3]!
    expect([mask.width, mask.height, alphaAt(0, 0), alphaAt(31, 31), alphaAt(32, 0), alphaAt(63, 31)]).toEqual([64, 32, 0, 0, 255, 255])
    // Services that look at brightness alone read the same file: white = change.
    expect([mask.data[0], mask.data[63 * 4]]).toEqual([255, 0])
  })

  it.each([
    ['an empty mask', { source: picture(8, 8, 'p'), mask: picture(8, 8, 'm', 'rgba(0,0,0,0)') }, 'mask.empty'],
    ['a mask of another size', { source: picture(8, 8, 'p'), mask: picture(8, 4, 'm') }, 'request.invalid'],
    ['an illegal extent', { extent: { widthPx: 1000, heightPx: 1000 } }, 'request.extent-illegal'],
    ['a quality the model lacks', { quality: 'xhigh' }, 'request.unsupported-by-model'],
    ['transparent JPEG', { background: 'transparent', format: 'jpeg' }, 'request.invalid'],
    ['a prompt of 32,001 characters', { prompt: 'a'.repeat(32_001) }, 'request.prompt-too-long'],
    ['no prompt', { prompt: ' \n' }, 'request.prompt-missing'],
    ['seventeen references', { references: Array.from({ length: 17 }, () => ({ role: 'style' as const, image: picture(8, 8, 'r') })) }, 'request.unsupported-by-model'],
    ['partial pictures of several', { count: 2, partialImages: 1 }, 'request.invalid'],
    ['eleven pictures', { count: 11 }, 'request.unsupported-by-model'],
    ['a seed', { seed: 1 }, 'request.unsupported-by-model'],
  ] as [string, Partial<ImageRequest>, string][])('sends nothing for %s', async (_name, change, code) => {
    const { submit, sent } = setup([json(fixture('generation'))])
    expect((await failure(submit(change))).code).toBe(code)
    expect(sent).toHaveLength(0)
  })

  it('sends nothing without a key', async () => {
    const { submit, sent } = setup([json(fixture('generation'))])
    const error = await failure(submit({}, { key: null }))
    expect([error.code, error.message, sent.length]).toEqual(['auth.key-missing', 'GPT Image 2 needs an OpenAI key.', 0])
  })
})

describe('answers', () => {
  it('gives the bytes as served, their extent, the usage and the request id', async () => {
    const reply = fixture<{ data: { b64_json: string }[] }>('generation-two')
    const { submit } = setup([json(reply, 200, { 'x-request-id': 'req_0123456789abcdef' })])
    const answer = await submit({ count: 2 })
    expect(answer.results.map((result) => Buffer.from(result.bytes).toString('base64'))).toEqual(reply.data.map((item) => item.b64_json))
    expect(answer.results[1]).toMatchObject({ mime: 'image/png', widthPx: 1024, heightPx: 1024, revisedPrompt: null, providerRequestId: 'req_0123456789abcdef' })
    expect(answer.usage).toEqual({ inputTextTokens: 28, inputImageTokens: 0, outputImageTokens: 3512, outputTextTokens: 0 })
    expect(answer.warnings).toEqual([])
  })

  it('cleans a revised prompt', async () => {
    const { submit } = setup([json(fixture('edit'))])
    expect((await submit({ references: [{ role: 'style', image: picture(8, 8, 'r') }] })).results[0]!.revisedPrompt).toBe('A red chair')
  })

  it('keeps the good picture beside a broken one, and says so', async () => {
    const { data } = fixture<{ data: unknown[] }>('generation')
    const answer = await setup([json({ data: [{ b64_json: '%%%' }, ...data] })]).submit({ count: 2 })
    expect([answer.results.length, answer.usage, answer.warnings.map((warning) => warning.code)]).toEqual([1, null, ['fewer-pictures']])
  })

  it('says when the picture has another extent', async () => {
    const answer = await setup([json(fixture('generation'))]).submit({ extent: { widthPx: 1536, heightPx: 1024 } })
    expect(answer.warnings).toEqual([{ code: 'other-extent', message: 'The picture came as 1024 x 1024 instead of 1536 x 1024.' }])
  })

  it.each([
    ['no list', { created: 1 }], ['an empty list', { data: [] }], ['an address instead of a picture', { data: [{ url: 'https://elsewhere.example/1.png' }] }],
    ['text instead of a picture', { data: [{ b64_json: Buffer.from('this is no picture at all').toString('base64') }] }], ['null', null],
  ])('reports %s as a bad response and does not ask again', async (_name, body) => {
    const { submit, sent } = setup([json(body)])
    const error = await failure(submit())
    expect([error.code, error.retryable, sent.length]).toEqual(['provider.bad-response', false, 1])
  })

  it('reports a web page under status 200 as a bad response', async () => {
    expect((await failure(setup([text('<html>sign in</html>', 200)]).submit())).code).toBe('provider.bad-response')
  })

  it('refuses a picture beyond 64 megapixels from its header alone', async () => {
    const huge = Buffer.from(fixture<{ data: { b64_json: string }[] }>('generation').data[0]!.b64_json, 'base64')
    huge.writeUInt32BE(100_000, 16)
    const error = await failure(setup([json({ data: [{ b64_json: huge.toString('base64') }] })]).submit())
    expect([error.code, error.hint]).toEqual(['provider.bad-response', expect.stringContaining('64 megapixels')])
  })
})

describe('an answer that is here', () => {
  it('is told before it is read, and read when the window has time', async () => {
    const window = gate(), order: string[] = []
    const { submit } = setup([json(fixture('generation'))])
    const answer = submit({}, { onReceived: () => { order.push('here'); return window.opened } }).then(() => order.push('read'))
    await vi.waitFor(() => expect(order).toEqual(['here']))
    window.open()
    await answer
    expect(order).toEqual(['here', 'read'])
  })
  it.each([['that cannot be read', 200, '<html>', 1], ['that is a refusal', 400, '{}', 0]])('and %s is told only where a picture may be in it', async (_what, status, body, times) => {
    const onReceived = vi.fn(() => undefined)
    await failure(setup([() => new Response(body, { status, headers: { 'content-type': 'application/json' } })]).submit({}, { onReceived }))
    expect(onReceived).toHaveBeenCalledTimes(times)
  })
  it('as a stream, with its finished picture', async () => {
    const onReceived = vi.fn(() => undefined)
    await setup([events(fixture<{ b64_json: string }[]>('stream-image_generation'))]).submit({ partialImages: 2 }, { onReceived })
    expect(onReceived).toHaveBeenCalledTimes(1)
  })
})

describe('streams', () => {
  const partials = { partialImages: 2 }
  it.each(['image_generation', 'image_edit'])('gives the partial pictures of %s, then the finished one with its usage', async (kind) => {
    const list = fixture<{ b64_json: string }[]>(`stream-${kind}`)
    const { submit, sent, progress } = setup([events(list)])
    const answer = await submit({ ...partials, references: kind === 'image_edit' ? [{ role: 'style', image: picture(8, 8, 'r') }] : [] })
    expect(sent[0]!.fields).toMatchObject(kind === 'image_edit' ? { stream: 'true', partial_images: '2' } : { stream: true, partial_images: 2 })
    expect(progress.map((step) => (step.kind === 'partial' ? `${step.index} ${step.mime}` : step.kind))).toEqual(['sent', '0 image/png', '1 image/png'])
    expect(Buffer.from(answer.results[0]!.bytes).toString('base64')).toBe(list[2]!.b64_json)
    expect(answer.usage?.outputImageTokens).toBe(1956)
  })

  it('does not stream when several pictures are asked for', async () => {
    const { submit, sent } = setup([json(fixture('generation-two'))])
    await submit({ count: 2 })
    expect(sent[0]!.fields).not.toHaveProperty('stream')
  })

  it('takes a plain answer from a gateway that cannot stream', async () => {
    expect((await setup([json(fixture('generation'))]).submit(partials)).results).toHaveLength(1)
  })

  it.each(['end', 'break'] as const)('reports a stream cut before the finished picture as interrupted (%s)', async (then) => {
    const { submit, images, progress } = setup([events(fixture<unknown[]>('stream-image_generation').slice(0, 1), { then })])
    const error = await failure(submit(partials))
    expect([error.code, error.retryable, images(), progress.length]).toEqual(['network.interrupted', false, 1, 2])
  })

  it('keeps the finished picture when the connection breaks behind it', async () => {
    expect((await setup([events(fixture('stream-image_generation'), { then: 'break' })]).submit(partials)).results).toHaveLength(1)
  })

  it('does not wait for a server that keeps the stream open', async () => {
    vi.useFakeTimers()
    const hang = gate()
    const done = setup([events(fixture('stream-image_generation'), { then: 'hang', onHang: hang.open })]).submit(partials)
    await hang.opened
    await vi.advanceTimersByTimeAsync(1000)
    expect((await done).results).toHaveLength(1)
  })

  it('maps an error event like a refusal', async () => {
    const moderated = JSON.stringify({ error: { message: 'Rejected.', type: 'image_generation_user_error', code: 'moderation_blocked', param: null, moderation_details: { moderation_stage: 'output', categories: ['sexual'] } } })
    expect((await failure(setup([events([moderated])]).submit(partials))).message).toBe('The safety system declined the finished picture (sexual). Your prompt is kept.')
    expect((await failure(setup([events(['{"error":{"message":"x","type":"server_error","code":null}}'])]).submit(partials))).code).toBe('provider.unavailable')
  })

  it('ends as cancelled, not as an error, when the abort comes in the middle', async () => {
    const hang = gate()
    const { submit, abort, images } = setup([events(fixture<unknown[]>('stream-image_generation').slice(0, 1), { then: 'hang', onHang: hang.open })])
    const outcome = submit(partials).catch((error: unknown) => error)
    await hang.opened
    abort.abort()
    expect(isAbort(await outcome)).toBe(true)
    expect(images()).toBe(1)
  })
})

describe('abort and time-out', () => {
  it('sends nothing when it was cancelled before', async () => {
    const { submit, abort, sent } = setup([json(fixture('generation'))])
    abort.abort()
    expect(isAbort(await submit().catch((error: unknown) => error))).toBe(true)
    expect(sent).toHaveLength(0)
  })

  it('aborts the request on its way', async () => {
    const called = gate()
    const { submit, abort, sent } = setup([silent(called.open)])
    const outcome = submit().catch((error: unknown) => error)
    await called.opened
    abort.abort()
    expect(isAbort(await outcome)).toBe(true)
    expect(sent[0]!.init.signal?.aborted).toBe(true)
  })

  it.each([['low', 1024, 90], ['medium', 1024, 180], ['high', 1024, 420], ['low', 2048, 420]] as const)('gives up on %s at %i px after %i seconds, and never tries a paid request again', async (quality, side, seconds) => {
    vi.useFakeTimers()
    const extent = { widthPx: side, heightPx: side }
    expect(timeoutMs({ quality, extent, count: 1 })).toBe(seconds * 1000)
    const called = gate()
    const { submit, sent } = setup([silent(called.open)])
    const outcome = failure(submit({ quality, extent }))
    await called.opened
    await vi.advanceTimersByTimeAsync(seconds * 1000)
    const error = await outcome
    expect([error.code, error.retryable, sent.length]).toEqual(['provider.timeout', false, 1])
  })

  it('leaves no timer and no listener behind', async () => {
    vi.useFakeTimers()
    const { submit, abort } = setup([json(fixture('generation'))])
    const removed = vi.spyOn(abort.signal, 'removeEventListener')
    await submit()
    expect([vi.getTimerCount(), removed.mock.calls.length]).toEqual([0, 1])
  })
})

type ErrorCase = { name: string; status: number; headers?: Record<string, string>; body?: unknown; text?: string; code: string; says: string; actions: string[]; retryable?: boolean; retryAfterMs?: number; requestId?: string }

describe('every documented refusal', () => {
  it.each(fixture<ErrorCase[]>('errors').map((one) => [`${one.status} ${one.name}`, one] as const))('%s', async (_name, one) => {
    const body = (one.text ?? JSON.stringify(one.body)).replaceAll('{key}', key)
    const { submit, sent } = setup([text(body, one.status, { 'content-type': one.body ? 'application/json' : 'text/html', ...one.headers })])
    const error = await failure(submit())
    expect(error.code).toBe(one.code)
    expect(error.message).toContain(one.says)
    expect(error.actions.map((action) => action.kind)).toEqual(one.actions)
    expect([error.retryable, error.retryAfterMs, error.providerRequestId]).toEqual([one.retryable ?? false, one.retryAfterMs, one.requestId])
    expect(sent).toHaveLength(1)
    expect(JSON.stringify([toErrorReport(error), error.message, error.hint, error.stack, (error as { cause?: unknown }).cause ?? null])).not.toContain('secretSecret')
  })

  it.each([401, 400, 403, 404, 429, 500])('never repeats a key that is echoed in any field of a %i', async (status) => {
    const fields = { message: `key ${key} / ${encodeURIComponent(key)} / ${btoa(key)}`, code: key, type: key, param: key, moderation_details: { moderation_stage: key, categories: [key] } }
    const { submit } = setup([json({ error: fields }, status, { 'x-request-id': key }), unreachable])
    const error = await failure(submit())
    const all = JSON.stringify([error.message, error.hint, error.actions, error.details ?? null, error.providerRequestId ?? null])
    for (const spelling of [key, encodeURIComponent(key), btoa(key), 'secretSecret']) expect(all).not.toContain(spelling)
  })

  it('names a smaller extent when a 3840 px edge is refused', async () => {
    const { submit } = setup([json({ error: { message: 'Invalid size', param: 'size', code: null, type: 'invalid_request_error' } }, 400)])
    expect((await failure(submit({ extent: { widthPx: 3840, heightPx: 2160 } }))).hint).toContain('3824 x 2160')
  })

  it('offers the successor of a model that was shut down', async () => {
    const old = gptImageCards.find((other) => other.id === 'gpt-image-1')!
    const { submit } = setup([json({ error: { message: 'gone', code: 'model_not_found', type: 'invalid_request_error', param: null } }, 404)])
    expect((await failure(submit({ modelId: 'gpt-image-1' }, { card: old }))).actions[0]).toEqual({ kind: 'use-model', label: 'Use GPT Image 2.5 Flare', value: 'openai/gpt-image-2.5-flare' })
  })
})

describe('no connection', () => {
  const online = (onLine: boolean): void => { vi.stubGlobal('navigator', { onLine }) }

  it('offline: says so, and may go on by itself', async () => {
    online(false)
    const error = await failure(setup([unreachable]).submit())
    expect([error.code, error.message, error.retryable]).toEqual(['network.offline', 'You are offline. The prompt is kept.', true])
  })

  it('blocked by the policy of the window: names the host, and asks nobody', async () => {
    online(true)
    const page = new EventTarget()
    vi.stubGlobal('document', page)
    const blocked: Answer = () => {
      // As Chromium does: the report comes as a task of its own, after the rejection.
      setTimeout(() => page.dispatchEvent(Object.assign(new Event('securitypolicyviolation'), { effectiveDirective: 'connect-src', blockedURI: 'https://images.example/v1/images/generations' })))
      throw new TypeError('Failed to fetch')
    }
    const { submit, sent } = setup([blocked])
    const error = await failure(submit({}, { baseURL: 'https://images.example/v1' }))
    expect([error.code, error.message]).toEqual(['network.blocked', 'Figma blocked images.example; this build does not list it.'])
    expect(sent).toHaveLength(1)
  })

  it('closed to browsers (CORS): the host answers, but only unseen', async () => {
    online(true)
    const hidden: Answer = (sent) => {
      if (sent.init.mode === 'no-cors') return new Response()
      throw new TypeError('Failed to fetch')
    }
    const { submit, sent, images } = setup([hidden])
    const error = await failure(submit({}, { baseURL: 'https://images.example/v1' }))
    expect([error.code, error.message, images()]).toEqual(['network.blocked', 'images.example answers, but not to a browser.', 1])
    expect(sent.slice(1).every((probe) => probe.method === 'GET' && !('authorization' in probe.headers))).toBe(true)
  })

  it('down: nothing was charged, so it may be tried again', async () => {
    online(true)
    const { submit, images } = setup([unreachable])
    const error = await failure(submit())
    expect([error.code, error.retryable, images()]).toEqual(['provider.unavailable', true, 1])
  })

  it('broken off while the host is up: it may have been charged, so it is not tried again', async () => {
    online(true)
    const error = await failure(setup([unreachable, json({}, 401)]).submit())
    expect([error.code, error.retryable]).toEqual(['network.interrupted', false])
  })

  it('broken off after a while, even offline: it may have been charged', async () => {
    online(false)
    let ms = 0
    const late: Answer = () => {
      ms = 30_000
      throw new TypeError('Failed to fetch')
    }
    expect((await failure(setup([late], () => ms).submit())).code).toBe('network.interrupted')
  })
})

describe('model list', () => {
  it('gives ids and shutdown dates, and drops what is malformed', async () => {
    const { provider, context, sent } = setup([json(fixture('models'))])
    expect(await provider.listModels!(context)).toEqual([
      { id: 'gpt-image-2', shutdownDate: null }, { id: 'gpt-image-2.6-flare', shutdownDate: null }, { id: 'gpt-image-1.5', shutdownDate: '2026-12-01' }, { id: 'gpt-6-luna', shutdownDate: null },
    ])
    expect([sent[0]!.method, sent[0]!.path, sent[0]!.headers]).toEqual(['GET', '/v1/models', { authorization: `Bearer ${key}` }])
  })

  it('is the test of a key', async () => {
    const { provider, context } = setup([json({ error: { message: `Incorrect API key provided: ${key}`, code: 'invalid_api_key', type: 'invalid_request_error', param: null } }, 401)])
    const error = await failure(provider.listModels!(context))
    expect([error.code, JSON.stringify(toErrorReport(error)).includes('secretSecret')]).toEqual(['auth.key-rejected', false])
  })

  it.each([['a page', text('<html>', 200)], ['another document', json({ models: [] })]])('reports %s in its place', async (_name, answer) => {
    const { provider, context } = setup([answer])
    expect((await failure(provider.listModels!(context))).code).toBe('provider.bad-response')
  })
})
