// Looks models and services up in the state's catalog. Pure.
import type { ModelCard } from '../models/model-card'
import { modelKey } from '../models/index'
import type { AppState, ProviderInfo } from './state'

export const cardByModelKey = ({ catalog }: Pick<AppState, 'catalog'>, key: string): ModelCard | null => catalog.cards.find((card) => modelKey(card) === key) ?? null
export const providerOf = ({ catalog }: Pick<AppState, 'catalog'>, providerId: string): ProviderInfo | null => catalog.providers.find(({ id }) => id === providerId) ?? null
export const draftCard = (state: Pick<AppState, 'catalog' | 'draft'>): ModelCard | null => cardByModelKey(state, state.draft.modelKey)

/** Works without a key, a network or money. */
export const freeCard = ({ catalog }: Pick<AppState, 'catalog'>): ModelCard | null =>
  catalog.cards.find((card) => card.price.kind === 'free' && !card.successorId && catalog.providers.some(({ id, needsKey }) => id === card.providerId && !needsKey)) ?? null

/** A card from what a setting says: `providerId/modelId`, a model id, or a provider id, which means its first usable model. */
export const cardNamed = ({ catalog }: Pick<AppState, 'catalog'>, name: string): ModelCard | null => {
  const usable = catalog.cards.filter((card) => !card.successorId)
  return usable.find((card) => modelKey(card) === name) ?? usable.find((card) => card.id === name) ?? usable.find((card) => card.providerId === name) ?? null
}
