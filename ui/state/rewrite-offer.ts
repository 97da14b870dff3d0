// Which service could improve the prompt with a text model now, and for how much. Pure.
import type { Estimate } from '../jobs/job'
import { hasKey } from './check-run'
import type { AppState } from './state'

export type RewriteOffer = { providerId: string; label: string; estimate: Estimate }

/** That of the chosen model first; null without a key, a network or a prompt. */
export function rewriteOffer(state: Pick<AppState, 'catalog' | 'draft' | 'keys' | 'settings' | 'online'>): RewriteOffer | null {
  const chosen = state.draft.modelKey.slice(0, state.draft.modelKey.indexOf('/'))
  const able = state.catalog.providers.filter((provider) => provider.rewrite && hasKey(state, provider))
  const provider = able.find(({ id }) => id === chosen) ?? able[0]
  if (!provider?.rewrite || !state.online) return null
  const usd = provider.rewrite.usd(state.draft.prompt.length)
  return { providerId: provider.id, label: provider.rewrite.label, estimate: { low: usd, high: usd, exact: false } }
}
