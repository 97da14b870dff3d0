// Every model that Inlay knows, in the order of the model menu. A new family adds its file and one line here.
import { assert } from '../../src/shared/errors'
import { demoCards } from './demo'
import { falCards } from './fal'
import { basicQualities, classicExtents, gptImageCards } from './gpt-image'
import type { ModelCard } from './model-card'
import { ownCard, ownEndpoint } from './own'
import { replicateCards } from './replicate'

/** `providerId/modelId`: how drafts, settings and notices name a model. */
export const modelKey = (card: Pick<ModelCard, 'id' | 'providerId'>): string => `${card.providerId}/${card.id}`

/** Refuses a list in which two cards share a key, or a label unless one stands in for the other. */
export function registerCards(cards: readonly ModelCard[]): readonly ModelCard[] {
  const taken = new Set<string>()
  for (const card of cards) {
    const standsFor = cards.some((other) => other.standsFor === modelKey(card) && other.label === card.label)
    for (const name of standsFor ? [modelKey(card)] : [modelKey(card), card.label]) {
      assert(!taken.has(name), `two model cards are called ${name}`)
      taken.add(name)
    }
  }
  return cards
}

export const modelCards: readonly ModelCard[] = registerCards([...demoCards, ...gptImageCards, ...falCards, ...replicateCards, ownCard(ownEndpoint({ own: {} }))])

/** The card of `providerId/modelId`; null when Inlay has none. */
export const cardByKey = (key: string): ModelCard | null => modelCards.find((card) => modelKey(card) === key) ?? null

const snapshotDate = /-\d{4}-\d{2}-\d{2}$/

/**
 * A card for "Other model id". A dated snapshot of a known model has that model's card;
 * anything else gets what every model of OpenAI's published schema takes, and no price.
 */
export function cardForUnknownModel(providerId: string, id: string): ModelCard {
  const known = cardByKey(`${providerId}/${id.replace(snapshotDate, '')}`)
  if (known) return { ...known, id, label: known.id === id ? known.label : `${known.label} (${id.slice(known.id.length + 1)})` }
  return {
    id, providerId, label: id, goodAt: 'not known to Inlay', weakAt: 'not known to Inlay',
    operations: { generate: true, edit: true, mask: true, references: true, markup: false },
    maxReferences: 16, extents: classicExtents, qualities: basicQualities, defaultQuality: 'medium',
    backgrounds: ['auto', 'opaque', 'transparent'], formats: ['png', 'jpeg', 'webp'],
    maxCount: 10,
    maxPartials: 0, // many gateways cannot stream
    seed: false, moderation: false, promptMaxChars: 32_000, price: { kind: 'unknown' }, typicalSeconds: {}, shutdownDate: null, successorId: null,
  }
}

/** The card of a stored key: known, made up for an unknown id, or null when the text is no key at all. */
export function cardOfStoredKey(key: string): ModelCard | null {
  const slash = key.indexOf('/')
  return cardByKey(key) ?? (slash > 0 && slash < key.length - 1 ? cardForUnknownModel(key.slice(0, slash), key.slice(slash + 1)) : null)
}
