// Replicate's predictions, through a relay: its own service answers no browser (other-providers.md 2). The key is the relay's token.
import * as z from 'zod/mini'
import { abortError } from '../../src/shared/channel'
import { PluginError } from '../../src/shared/errors'
import { cleanText } from '../../src/shared/snapshot'
import { keyMissingError } from '../jobs/key-missing'
import type { ImageRequest } from '../jobs/request'
import { checkRequest } from '../models/check-request'
import { replicateCards, replicateRatios } from '../models/replicate'
import { pixelCodec, type PixelCodec } from '../pixels/codec'
import { base64FromBytes } from './base64'
import { deadline, timerWait } from './deadline'
import { readFalAnswer } from './fal-answer'
import { badAnswer, flagged } from './fal-errors'
import { callFal, type FalConnection } from './fal-queue'
import { nearestRatio } from './fal-request'
import { keyRemover } from './openai-errors'
import { cleanRequestId } from './openai-failure'
import type { Provider, ProviderAnswer, ProviderContext } from './provider'
import { connected, runQueued, type QueueParts, type QueueState } from './queued'
import { toSent } from './sent-picture'

const service = 'Replicate'
const prediction = z.object({ id: z.string(), status: z.string(), output: z.optional(z.nullable(z.union([z.string(), z.array(z.string())]))), error: z.optional(z.nullable(z.string())) })
type Prediction = z.infer<typeof prediction>

/** What each model calls its inputs. */
const inputs: Readonly<Record<string, (request: ImageRequest, picture: string | undefined) => Record<string, unknown>>> = {
  'prunaai/flux-kontext-fast': (request, picture) => ({ prompt: request.prompt, img_cond_path: picture, aspect_ratio: request.source ? 'match_input_image' : ratioOf(request), output_format: 'png' }),
  'black-forest-labs/flux-redux-dev': (request, picture) => ({ redux_image: picture, aspect_ratio: ratioOf(request), num_outputs: request.count, megapixels: '1', output_format: 'png' }),
}
const ratioOf = ({ extent }: ImageRequest): string | null => nearestRatio(replicateRatios, extent.widthPx / extent.heightPx)

const stateOf = ({ status }: Prediction): QueueState => (status === 'starting' ? { state: 'waiting', ahead: 0 } : status === 'processing' ? { state: 'running' } : { state: 'over' })

export function createReplicateProvider(parts: QueueParts & { codec: PixelCodec }): Provider {
  const connection = ({ baseURL, key, card }: { baseURL: string; key: string; card: { label: string } }): FalConnection => ({ fetch: parts.fetch, baseURL, key, service, scheme: 'Bearer', modelLabel: card.label, now: parts.now })

  async function submit(request: ImageRequest, context: ProviderContext): Promise<ProviderAnswer> {
    const { key, baseURL, signal, card } = context, fill = inputs[card.id]
    if (signal.aborted) throw abortError()
    if (!key) throw keyMissingError(card, provider)
    checkRequest(request, card)
    if (!fill) throw new PluginError('provider.model-gone', `${card.label} is not known.`)
    const relay = connection({ baseURL, key, card }), first = request.source ?? request.references[0]?.image
    const sent = first && await toSent(first, parts.codec)
    const input = { ...fill(request, sent && `data:${sent.mime};base64,${base64FromBytes(sent.bytes)}`), ...(request.seed === null ? {} : { seed: request.seed }) }
    const read = (value: unknown): Prediction => {
      const parsed = prediction.safeParse(value)
      if (!parsed.success || cleanRequestId(parsed.data.id, keyRemover(key)) === undefined) throw badAnswer('The prediction cannot be read.', undefined, service)
      return parsed.data
    }
    const at = async (id: string, own: AbortSignal): Promise<Prediction> => read(await callFal(relay, { method: 'GET', url: `${baseURL}/v1/predictions/${id}`, signal: own, requestId: id }))
    const url = `${baseURL}/v1/models/${card.id}/predictions`
    return connected(parts, { service, url }, signal, (state) => runQueued(parts, {
      service,
      submit: async (own) => read(await callFal(relay, { method: 'POST', url, body: { input }, signal: own })).id,
      status: async (id, own) => stateOf(await at(id, own)),
      async cancel(id, own) {
        try {
          return read(await callFal(relay, { method: 'POST', url: `${baseURL}/v1/predictions/${id}/cancel`, signal: own, requestId: id })).status === 'succeeded'
        } catch {
          return false // out of reach: nothing more can be done
        }
      },
      async result(id, own) {
        const { status, output, error } = await at(id, own)
        if (/nsfw|sensitive|flagged/i.test(error ?? '')) throw flagged(id)
        if (status !== 'succeeded') throw new PluginError('provider.unavailable', `${service} could not make the picture.`, { hint: error ? `${service} says: ${cleanText(keyRemover(key)(error), 200)}` : '', actions: [{ kind: 'retry', label: 'Try again' }], providerRequestId: id })
        return readFalAnswer(relay, { images: [output ?? []].flat().map((file) => ({ url: file.replace(/^https:\/\/(?=[\w.-]+\/)/, `${baseURL}/files/`) })) }, request, id, own)
      },
    }, context, state))
  }

  const provider: Provider = {
    id: 'replicate', label: 'Replicate relay', hosts: [], defaultBaseURL: '', needsKey: true, ownAddress: true, submit,
    async listModels({ key, baseURL, signal }) {
      if (!key) throw keyMissingError({ label: service }, provider)
      const url = `${baseURL}/v1/account`, own = deadline(20_000, signal)
      await connected(parts, { service, url }, signal, () => callFal(connection({ baseURL, key, card: { label: 'its models' } }), { method: 'GET', url, signal: own.signal })).finally(own.done)
      return replicateCards.map(({ id }) => ({ id, shutdownDate: null }))
    },
  }
  return provider
}

export const replicateProvider: Provider = createReplicateProvider({ fetch: (input, init) => fetch(input, init), codec: pixelCodec, now: () => Date.now(), wait: timerWait })
