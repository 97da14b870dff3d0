// fal.ai through its queue. Each request is submitted once.
import { abortError } from '../../src/shared/channel'
import { PluginError } from '../../src/shared/errors'
import { keyMissingError } from '../jobs/key-missing'
import type { ImageRequest } from '../jobs/request'
import { checkRequest } from '../models/check-request'
import { falCards } from '../models/fal'
import { falFinishCards } from '../models/finish'
import { pixelCodec, type PixelCodec } from '../pixels/codec'
import { base64FromBytes } from './base64'
import { deadline, timerWait } from './deadline'
import { readFalAnswer } from './fal-answer'
import { service } from './fal-errors'
import { callFal, cancel, falBase, initiate, resultOf, statusOf, submit as submitTo, upload, type FalConnection } from './fal-queue'
import { falInput, maskField, targetOf, type FalTarget } from './fal-request'
import { readPublished, writeFields } from './fal-schema'
import { toServiceMask } from './openai-mask'
import type { ModelAvailability, Provider, ProviderAnswer, ProviderContext } from './provider'
import { connected, runQueued, type QueueParts } from './queued'
import { toSent } from './sent-picture'

export type FalParts = QueueParts & { codec: PixelCodec }

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

  async function submit(request: ImageRequest, context: ProviderContext): Promise<ProviderAnswer> {
    const { key, baseURL, signal, card } = context
    if (signal.aborted) throw abortError()
    if (!key) throw keyMissingError(card, provider)
    checkRequest(request, card)
    const target = targetOf(card, request), { endpoint } = target
    const fal: FalConnection = { fetch: parts.fetch, baseURL, key, modelLabel: card.label, now: parts.now }
    return connected(parts, { service, url: `${baseURL}/${endpoint}` }, signal, async (state) => {
      const input = await inputFor(fal, target, request, signal)
      if (signal.aborted) throw abortError()
      return runQueued(parts, {
        service,
        submit: (own) => submitTo(fal, endpoint, input, own),
        status: (id, own) => statusOf(fal, endpoint, id, own),
        cancel: (id, own) => cancel(fal, endpoint, id, own),
        result: async (id, own) => readFalAnswer(fal, await resultOf(fal, endpoint, id, own), request, id, own),
      }, context, state)
    })
  }

  const provider: Provider = {
    id: 'fal', label: service, defaultBaseURL: falBase, needsKey: true, submit,
    /** fal.ai publishes what endpoints take; the others run requests, take files and give pictures. */
    hosts: [falBase, 'https://rest.fal.ai', 'https://fal.ai', 'https://fal.media', 'https://v3.fal.media', 'https://v3b.fal.media'],
    /** What fal publishes of an endpoint needs no key. */
    async describe(id, { baseURL, signal }): Promise<string> {
      const own = deadline(20_000, signal), host = baseURL === falBase ? 'https://fal.ai' : baseURL
      const fal: FalConnection = { fetch: parts.fetch, baseURL: host, key: '', modelLabel: id, now: parts.now }
      const url = `${host}/api/openapi/queue/openapi.json?endpoint_id=${encodeURIComponent(id)}`
      const fields = readPublished(await connected(parts, { service, url }, signal, () => callFal(fal, { method: 'GET', url, signal: own.signal })).finally(own.done))
      if (!fields) throw new PluginError('provider.bad-response', `What fal publishes of ${id} cannot be read.`)
      return writeFields(fields)
    },
    /** fal has no list per account: a place for a file, which costs nothing, tests the key. */
    async listModels({ key, baseURL, signal }): Promise<ModelAvailability[]> {
      if (!key) throw keyMissingError({ label: service }, provider)
      const fal: FalConnection = { fetch: parts.fetch, baseURL, key, modelLabel: 'its models', now: parts.now }
      const own = deadline(20_000, signal)
      await connected(parts, { service, url: `${baseURL}/storage` }, signal, () => initiate(fal, 'image/png', 'key-test.png', own.signal)).finally(own.done)
      return [...falCards, ...falFinishCards].map(({ id }) => ({ id, shutdownDate: null }))
    },
  }
  return provider
}

export const falProvider: Provider = createFalProvider({ fetch: (input, init) => fetch(input, init), codec: pixelCodec, now: () => Date.now(), wait: timerWait })
