// A service whose answers a test lets through one by one.
import { abortError } from '../../src/shared/channel'
import type { PluginError } from '../../src/shared/errors'
import type { ImageRequest } from '../../ui/jobs/request'
import type { ModelAvailability, Provider, ProviderAnswer, ProviderContext } from '../../ui/providers/provider'

export type Call = {
  request: ImageRequest
  context: ProviderContext
  /** Answers with as many pictures as were asked for; their bytes name the call. */
  answer(more?: Partial<ProviderAnswer>): void
  fail(error: PluginError): void
  partial(): void
  settled: boolean
}

export type FakeProvider = Provider & { calls: Call[]; open(): Call[]; models: ModelAvailability[] | PluginError }

/** `auto` answers at once; otherwise each call waits for the test. */
export function createFakeProvider(more: Partial<Provider> & { auto?: boolean } = {}): FakeProvider {
  const { auto = false, ...fields } = more
  const calls: Call[] = []
  const provider: FakeProvider = {
    id: 'demo', label: 'Demo', hosts: [], defaultBaseURL: '', needsKey: false, ...fields, calls, models: [],
    open: () => calls.filter((call) => !call.settled),
    submit(request, context) {
      return new Promise((resolve, reject) => {
        const number = calls.length + 1
        const end = (then: () => void): void => {
          if (call.settled) return
          call.settled = true
          then()
        }
        const call: Call = {
          request, context, settled: false,
          answer: (answered = {}) => end(() => resolve({
            results: Array.from({ length: request.count }, (_, index) => ({ bytes: new Uint8Array([number, index]), mime: 'image/png', widthPx: request.extent.widthPx, heightPx: request.extent.heightPx, revisedPrompt: null, providerRequestId: `req-${number}` })),
            usage: null, warnings: [], ...answered,
          })),
          fail: (error) => end(() => reject(error)),
          partial: () => context.onProgress({ kind: 'partial', index: 0, bytes: new Uint8Array([number]), mime: 'image/png' }),
        }
        calls.push(call)
        context.signal.addEventListener('abort', () => end(() => reject(abortError())))
        context.onProgress({ kind: 'sent' })
        if (auto) call.answer()
      })
    },
    listModels() {
      return Array.isArray(provider.models) ? Promise.resolve(provider.models) : Promise.reject(provider.models)
    },
  }
  return provider
}

export const paidProvider = (more: Partial<Provider> & { auto?: boolean } = {}): FakeProvider =>
  createFakeProvider({ id: 'paid', label: 'OpenPaint', hosts: ['https://api.paint.test'], defaultBaseURL: 'https://api.paint.test/v1', needsKey: true, ...more })
