// Which service could improve the prompt or read the words of a picture with a text model now, and for how much. Pure.
import type { Estimate } from '../jobs/job'
import { hasKey } from './check-run'
import type { AppState, ProviderInfo } from './state'

export type TextOffer = { providerId: string; label: string; estimate: Estimate }
type Asks = Pick<AppState, 'catalog' | 'draft' | 'keys' | 'settings' | 'online'>

/** Of the service of the chosen model first; null without a key or a network. */
function offerOf(state: Asks, price: (provider: ProviderInfo) => { label: string; usd: number } | undefined): TextOffer | null {
  const chosen = state.draft.modelKey.slice(0, state.draft.modelKey.indexOf('/'))
  const able = state.catalog.providers.filter((provider) => price(provider) && hasKey(state, provider))
  const provider = able.find(({ id }) => id === chosen) ?? able[0], found = provider && price(provider)
  return provider && found && state.online ? { providerId: provider.id, label: found.label, estimate: { low: found.usd, high: found.usd, exact: false } } : null
}

export const rewriteOffer = (state: Asks): TextOffer | null => offerOf(state, ({ rewrite }) => rewrite && { label: rewrite.label, usd: rewrite.usd(state.draft.prompt.length) })

/** Null as well while the designer has not allowed it. */
export const readWordsOffer = (state: Asks): TextOffer | null => (state.settings.visionReads ? offerOf(state, ({ readWords }) => readWords) : null)
