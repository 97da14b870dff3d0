// Cards that this user's settings bring: models whose fields their service publishes, and the own endpoint's.
import type { Settings } from '../../src/shared/settings'
import { falCardFrom } from './fal-learned'
import type { ModelCard } from './model-card'
import { ownCard, ownEndpoint } from './own'

type Maker = (id: string, wire: string) => ModelCard | string
const makers: Readonly<Record<string, Maker>> = { fal: falCardFrom }

/** A card, or a sentence that says why there is none. */
export function learnedCard(key: string, wire: string): ModelCard | string {
  const slash = key.indexOf('/'), maker = makers[key.slice(0, slash)]
  return maker ? maker(key.slice(slash + 1), wire) : `${key} is not known.`
}

type Bringing = Pick<Settings, 'learned' | 'own'>

export const derivedCards = (settings: Bringing): ModelCard[] => [
  ...Object.entries(settings.learned).flatMap(([key, wire]) => {
    const card = learnedCard(key, wire)
    return typeof card === 'string' ? [] : [card]
  }),
  ownCard(ownEndpoint(settings)),
]

/** `cards` with those of the settings in place of earlier ones. */
export const withDerived = (cards: readonly ModelCard[], settings: Bringing): readonly ModelCard[] => (cards.some((card) => card.derived) || Object.keys(settings.learned).length > 0 ? [...cards.filter((card) => !card.derived), ...derivedCards(settings)] : cards)
