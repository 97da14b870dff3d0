// fal.ai through its queue. Each request is submitted once; only reading (status, result, files) is tried again, since it costs nothing.
import { abortError } from '../../src/shared/channel'
import { PluginError } from '../../src/shared/errors'
import { keyMissing } from '../jobs/key-missing'
import type { ImageRequest } from '../jobs/request'
import { checkRequest } from '../models/check-request'
import { falCards } from '../models/fal'
import { pixelCodec, type PixelCodec } from '../pixels/codec'
import { base64FromBytes } from './base64'
import { connectionError, interrupted, timedOut, watchForBlock } from './connection'
import { deadline, timerWait } from './deadline'
import { readFalAnswer } from './fal-answer'
import { service } from './fal-errors'
import { callFal, cancel, falBase, initiate, resultOf, statusOf, submit as submitTo, upload, type FalConnection } from './fal-queue'
import { falInput, maskField, targetOf, type FalTarget } from './fal-request'
import { readPublished, writeFields } from './fal-schema'
import { reaches, type Fetch } from './http'
import { toServiceMask } from './openai-mask'
import type { ModelAvailability, Provider, ProviderAnswer, ProviderContext } from './provider'
import { toSent } from './sent-picture'

/** `wait` ends early, without an error, when the signal fires. */
export type FalParts = { fetch: Fetch; codec: PixelCodec; now(): number; wait(ms: number, signal: AbortSignal): Promise<void> }

/** ms between two looks at the queue: quick at first, for models of two seconds. */
const pollMs = (looks: number): number => (looks < 20 ? 500 : 1500)
/** Looks in a row that may fail before the connection counts as broken. */
const badLooks = 6
/** Longest time after the request's turn has come; waiting for the turn costs nothing and has no end. */
const runMs = 360_000
const submitMs = 60_000
/** A cancel is waited for no longer than this. */
const cancelMs = 3000

export function createFalProvider(parts: FalParts): Provider {
  /** Uploaded, so that every model can read them; where the file host is out of reach, written into the request. */
  async function addressOf(fal: FalConnection, file: { bytes: Uint8Array; mime: string }, name: string, signal: AbortSignal): Promise<string> {
    try {
      return await upload(fal, file.bytes, file.mime, name, signal)
    } catch (error) {
      if (signal.aborted || (error instanceof PluginError && (error.code.startsWith('auth.') || error.code === 'provider.quota-exceeded'))) throw error
      return `data:${file.mime};base64,${base64FromBytes(file.bytes)}`
    }
  }

  async function inputFor(fal: FalConnection, target: FalTarget, request: ImageRequest, signal: AbortSignal): Promise<unknown> {
    const pictures: string[] = []
    for (const input of [...(request.source ? [request.source] : []), ...request.references.map(({ image }) => image)]) {
      const sent = await toSent(input, parts.codec)
      pictures.push(await addressOf(fal, sent, `image-${pictures.length + 1}.${sent.extension}`, signal))
    }
    const mask = request.mask && maskField(target.fields) ? await addressOf(fal, { bytes: await toServiceMask(request.mask, parts.codec, { opaque: true }), mime: 'image/png' }, 'mask.png', signal) : null
    return falInput(target, request, pictures, mask)
  }

  /** The id comes even when the designer cancels meanwhile, so that what the queue took can be taken back there. */
  async function enqueue(fal: FalConnection, endpoint: string, input: unknown, signal: AbortSignal): Promise<string> {
    const own = deadline(submitMs)
    const pending = submitTo(fal, endpoint, input, own.signal).finally(own.done)
    let stop = (): void => undefined
    const aborted = new Promise<never>((_resolve, reject) => {
      stop = () => reject(abortError())
      signal.addEventListener('abort', stop)
    })
    aborted.catch(() => undefined)
    try {
      return await Promise.race([pending, aborted])
    } catch (error) {
      if (signal.aborted) void pending.then((id) => takeBack(fal, endpoint, id), () => undefined)
      throw own.late() && !signal.aborted ? timedOut(service, submitMs) : error
    } finally {
      signal.removeEventListener('abort', stop)
    }
  }

  async function takeBack(fal: FalConnection, endpoint: string, id: string): Promise<boolean> {
    const own = deadline(cancelMs)
    return cancel(fal, endpoint, id, own.signal).finally(own.done)
  }

  /** Resolves when the result can be read. */
  async function turn(fal: FalConnection, endpoint: string, id: string, { signal, onProgress }: ProviderContext): Promise<void> {
    let bad = 0, startedAt: number | null = null, told = ''
    for (let looks = 0; ; looks += 1) {
      await parts.wait(pollMs(looks), signal)
      if (signal.aborted) throw abortError()
      const look = deadline(20_000, signal)
      try {
        const status = await statusOf(fal, endpoint, id, look.signal)
        bad = 0
        if (status.state === 'over') return
        if (status.state === 'running') startedAt ??= parts.now()
        const news = status.state === 'waiting' ? `waiting ${status.ahead}` : 'running'
        if (news !== told) onProgress(status.state === 'waiting' ? { kind: 'queued', service, ahead: status.ahead } : { kind: 'started' })
        told = news
      } catch (error) {
        const lasting = error instanceof PluginError && !error.retryable && error.code !== 'provider.unavailable' && error.code !== 'provider.timeout'
        if (signal.aborted || lasting) throw error
        bad += 1
        if (bad >= badLooks) throw interrupted(service)
        await parts.wait(1000 * bad, signal)
      } finally {
        look.done()
      }
      if (startedAt !== null && parts.now() - startedAt > runMs) {
        await takeBack(fal, endpoint, id)
        throw timedOut(service, runMs)
      }
    }
  }

  async function finished(fal: FalConnection, endpoint: string, id: string, request: ImageRequest, signal: AbortSignal): Promise<ProviderAnswer> {
    for (let tries = 1; ; tries += 1) {
      const own = deadline(120_000, signal)
      try {
        return await readFalAnswer(fal, await resultOf(fal, endpoint, id, own.signal), request, id, own.signal)
      } catch (error) {
        if (error instanceof PluginError || signal.aborted || tries >= 3) throw error
        await parts.wait(1000 * tries, signal)
      } finally {
        own.done()
      }
    }
  }

  async function submit(request: ImageRequest, context: ProviderContext): Promise<ProviderAnswer> {
    const { key, baseURL, signal, card, onProgress } = context
    if (signal.aborted) throw abortError()
    if (!key) throw keyMissingError(card.label)
    checkRequest(request, card)
    const target = targetOf(card, request), { endpoint } = target
    const fal: FalConnection = { fetch: parts.fetch, baseURL, key, modelLabel: card.label, now: parts.now }
    return connected(fal, signal, endpoint, async (state) => {
      const input = await inputFor(fal, target, request, signal)
      if (signal.aborted) throw abortError()
      onProgress({ kind: 'sent' })
      const id = await enqueue(fal, endpoint, input, signal)
      state.answered = true
      try {
        await turn(fal, endpoint, id, context)
      } catch (error) {
        if (!signal.aborted) throw error
        // Finished before the cancel came: it is paid for, so it is fetched.
        if (await takeBack(fal, endpoint, id)) return finished(fal, endpoint, id, request, new AbortController().signal)
        throw abortError()
      }
      return finished(fal, endpoint, id, request, new AbortController().signal)
    })
  }

  /** Whatever goes wrong comes out as PluginError or AbortError. */
  async function connected<T>(fal: FalConnection, signal: AbortSignal, path: string, work: (state: { answered: boolean }) => Promise<T>): Promise<T> {
    const url = `${fal.baseURL}/${path}`, watch = watchForBlock(url), sentAt = parts.now(), state = { answered: false }
    try {
      return await work(state)
    } catch (error) {
      if (error instanceof PluginError) throw error
      if (signal.aborted) throw abortError()
      const failed = await connectionError({ service, url, answered: state.answered, elapsedMs: parts.now() - sentAt, watch, reaches: (mode) => reaches(url, mode, parts.fetch) })
      throw signal.aborted ? abortError() : failed
    } finally {
      watch.stop()
    }
  }

  const keyMissingError = (label: string): PluginError => {
    const { code, message, ...rest } = keyMissing({ label }, { id: 'fal', label: service })
    return new PluginError(code, message, rest)
  }

  return {
    id: 'fal', label: service, defaultBaseURL: falBase, needsKey: true, submit,
    /** fal.ai publishes what endpoints take; the others run requests, take files and give pictures. */
    hosts: [falBase, 'https://rest.fal.ai', 'https://fal.ai', 'https://fal.media', 'https://v3.fal.media', 'https://v3b.fal.media'],
    /** What fal publishes of an endpoint needs no key. */
    async describe(id, { baseURL, signal }): Promise<string> {
      const own = deadline(20_000, signal), host = baseURL === falBase ? 'https://fal.ai' : baseURL
      const fal: FalConnection = { fetch: parts.fetch, baseURL: host, key: '', modelLabel: id, now: parts.now }
      const document = await connected(fal, signal, 'api', () => callFal(fal, { method: 'GET', url: `${host}/api/openapi/queue/openapi.json?endpoint_id=${encodeURIComponent(id)}`, signal: own.signal })).finally(own.done)
      const fields = readPublished(document)
      if (!fields) throw new PluginError('provider.bad-response', `What fal publishes of ${id} cannot be read.`)
      return writeFields(fields)
    },
    /** fal has no list per account: a place for a file, which costs nothing, tests the key. */
    async listModels({ key, baseURL, signal }): Promise<ModelAvailability[]> {
      if (!key) throw keyMissingError(service)
      const fal: FalConnection = { fetch: parts.fetch, baseURL, key, modelLabel: 'its models', now: parts.now }
      const own = deadline(20_000, signal)
      await connected(fal, signal, 'storage', () => initiate(fal, 'image/png', 'key-test.png', own.signal)).finally(own.done)
      return falCards.map(({ id }) => ({ id, shutdownDate: null }))
    },
  }
}

export const falProvider: Provider = createFalProvider({ fetch: (input, init) => fetch(input, init), codec: pixelCodec, now: () => Date.now(), wait: timerWait })
