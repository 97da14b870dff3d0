// One request to a text or vision model: within the caps, with the key of its address, counted in the ledger.
import { PluginError } from '../../src/shared/errors'
import { baseURLOf, originOf } from '../jobs/context'
import { withoutKey } from '../jobs/scrub-key'
import { checkCaps } from '../money/caps'
import { addToLedger } from '../money/ledger'
import type { Provider } from '../providers/provider'
import type { ActionContext } from './action-context'
import { reservedUsd } from './check-run'
import type { TextOffer } from './rewrite-offer'

type Call = { key: string | null; baseURL: string; signal: AbortSignal }
type Run<T> = (provider: Provider, call: Call) => Promise<T>
export type AskTextModel = ReturnType<typeof askTextModel>

/** Raises request.over-cap before anything is sent, then what the service raises. */
export const askTextModel = ({ store, channel, providers, clock, random }: Pick<ActionContext, 'store' | 'channel' | 'providers' | 'clock' | 'random'>) =>
  async <T extends { usd: number | null }>({ providerId, label, estimate }: TextOffer, signal: AbortSignal, run: Run<T>): Promise<T> => {
    const state = store.get(), provider = providers.find(({ id }) => id === providerId)!
    const breach = checkCaps(estimate, state.settings, state.ledger, clock(), reservedUsd(state))
    if (breach) throw new PluginError('request.over-cap', breach.message, { actions: [{ kind: 'open-settings', label: 'Change cap', value: 'caps' }] })
    const baseURL = baseURLOf(state.settings, provider)
    const { key } = await channel.ask('secret.read', { providerId, origin: originOf(baseURL) }, { signal })
    const answer = await withoutKey(key, () => run(provider, { key, baseURL, signal }))
    store.set(({ ledger }) => ({ ledger: addToLedger(ledger, { at: clock(), jobId: `words-${Math.floor(random() * 36 ** 8).toString(36)}`, modelId: label, pictures: 0, usd: answer.usd ?? estimate.high, estimated: answer.usd === null }) }))
    return answer
  }
