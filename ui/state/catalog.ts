// Looks models and services up in the catalog. Pure.
import type { ModelCard } from '../models/model-card'
import { finishCards } from '../models/finish'
import { cardForUnknownModel, modelKey } from '../models/index'
import type { AppState, ProviderInfo } from './state'

type Catalog = Pick<AppState, 'catalog'>

/** Cards made up for ids that the designer typed, so that the same id gives the same object. */
const madeUp = new Map<string, ModelCard>()

/** Any id of a known service has a card: its own, or one derived from what the service publishes. */
export function cardOf({ catalog }: Catalog, providerId: string, modelId: string): ModelCard | null {
  const is = (candidate: ModelCard): boolean => candidate.providerId === providerId && candidate.id === modelId
  const card = catalog.cards.find(is) ?? finishCards.find(is)
  if (card || modelId === '' || !catalog.providers.some(({ id, needsKey, describes }) => id === providerId && needsKey && !describes)) return card ?? null
  const key = `${providerId}/${modelId}`
  const made = madeUp.get(key) ?? cardForUnknownModel(providerId, modelId)
  madeUp.set(key, made)
  return made
}

export function cardByModelKey(state: Catalog, key: string): ModelCard | null {
  const slash = key.indexOf('/')
  return slash > 0 ? cardOf(state, key.slice(0, slash), key.slice(slash + 1)) : null
}
export const providerOf = ({ catalog }: Catalog, providerId: string): ProviderInfo | null => catalog.providers.find(({ id }) => id === providerId) ?? null
export const draftCard = (state: Pick<AppState, 'catalog' | 'draft'>): ModelCard | null => cardByModelKey(state, state.draft.modelKey)

/** Works without a key, a network or money. */
export const freeCard = ({ catalog }: Catalog): ModelCard | null =>
  catalog.cards.find((card) => card.price.kind === 'free' && !card.successorId && catalog.providers.some(({ id, needsKey }) => id === card.providerId && !needsKey)) ?? null

/** A card from what a setting says: `providerId/modelId`, a model id, or a provider id, which means its first usable model. */
export function cardNamed(state: Catalog, name: string): ModelCard | null {
  const usable = state.catalog.cards.filter((card) => !card.successorId)
  return usable.find((card) => modelKey(card) === name) ?? usable.find((card) => card.id === name) ?? usable.find((card) => card.providerId === name) ?? cardByModelKey(state, name)
}
