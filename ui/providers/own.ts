// Any OpenAI-compatible endpoint of the designer's own (LiteLLM, Azure v1, stable-diffusion.cpp): the same requests, with plain headers and any or no key.
import { PluginError } from '../../src/shared/errors'
import { isAbort } from '../../src/shared/channel'
import type { ImageInput, ImageRequest } from '../jobs/request'
import type { Ability } from '../models/own'
import { pixelCodec } from '../pixels/codec'
import { createOpenAIProvider, type OpenAIParts } from './openai'
import type { Provider, ProviderContext } from './provider'

const service = 'Your endpoint'

/** What OpenAI's provider says of OpenAI, said of the endpoint; links to OpenAI's pages go. */
const reworded = (error: unknown): unknown =>
  error instanceof PluginError
    ? new PluginError(error.code, error.message.replaceAll('OpenAI', service).replaceAll(`Your ${service}`, 'Your'), {
      ...error, hint: error.hint.replaceAll('OpenAI', service), retryAfterMs: error.retryAfterMs, providerRequestId: error.providerRequestId,
      actions: error.actions.filter(({ kind, value }) => kind !== 'use-model' && !value?.includes('openai.com')),
    })
    : error

export function createOwnProvider(parts: OpenAIParts): Provider {
  /** The key never stands in a header that was not asked for. */
  const withAuth = (mode: string | undefined, key: string | null): Provider =>
    createOpenAIProvider({
      ...parts,
      fetch(input, init = {}) {
        const headers = new Headers(init.headers)
        headers.delete('authorization')
        if (key && mode === 'api-key') headers.set('api-key', key)
        else if (key && mode !== 'none') headers.set('authorization', `Bearer ${key}`)
        return parts.fetch(input, { ...init, headers })
      },
    })
  return {
    id: 'own', label: 'Own endpoint', hosts: [], defaultBaseURL: '', needsKey: false, ownAddress: true,
    submit: (request, context) => withAuth(context.card.wire, context.key).submit(request, { ...context, key: context.key ?? 'none' }).catch((error: unknown) => { throw reworded(error) }),
  }
}

export type Probe = { can: Ability[]; /** Why the first thing that must work does not. */ error: PluginError | null }

/** Makes up to four small pictures and says what the endpoint can do. Stops at once where nobody answers or the key is refused. */
export async function probeEndpoint(provider: Provider, context: Omit<ProviderContext, 'onProgress'>): Promise<Probe> {
  const card = { ...context.card, operations: { generate: true, edit: true, mask: true, references: true, markup: false }, maxReferences: 16, maxPartials: 3 }
  const can: Ability[] = [], extent = { widthPx: 1024, heightPx: 1024 }
  const attempt = async (change: Partial<ImageRequest>): Promise<{ picture: ImageInput | null; partials: number; error: PluginError | null }> => {
    let partials = 0
    try {
      const request: ImageRequest = { toolId: 'test', modelId: card.id, prompt: 'a red circle on white', source: null, mask: null, references: [], extent, count: 1, quality: 'low', background: 'auto', format: 'png', partialImages: 0, moderation: 'auto', seed: null, ...change }
      const [made] = (await provider.submit(request, { ...context, card, onProgress: (step) => { if (step.kind === 'partial') partials += 1 } })).results
      return { picture: made ? { bytes: made.bytes, mime: made.mime, widthPx: made.widthPx, heightPx: made.heightPx, name: 'test' } : null, partials, error: null }
    } catch (error) {
      if (isAbort(error) || !(error instanceof PluginError)) throw error
      return { picture: null, partials, error }
    }
  }
  let first = await attempt({ partialImages: 1 })
  if (first.partials > 0) can.push('stream')
  if (first.error && /^(provider\.bad-request|request\.|provider\.bad-response)/.test(first.error.code)) first = await attempt({})
  if (!first.picture) return { can: [], error: first.error }
  can.unshift('generate')
  const source = first.picture
  if ((await attempt({ source })).picture) can.splice(1, 0, 'edit')
  const data = new Uint8ClampedArray(source.widthPx * source.heightPx * 4).fill(255, 0, source.widthPx * source.heightPx * 2)
  const mask = { bytes: await pixelCodec.encodePng({ width: source.widthPx, height: source.heightPx, data }), mime: 'image/png', widthPx: source.widthPx, heightPx: source.heightPx, name: 'mask' }
  if (can.includes('edit') && (await attempt({ source, mask })).picture) can.splice(2, 0, 'mask')
  return { can, error: null }
}

export const ownProvider: Provider = createOwnProvider({ fetch: (input, init) => fetch(input, init), codec: pixelCodec, now: () => Date.now() })
