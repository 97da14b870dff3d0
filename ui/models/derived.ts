// Cards that this user's settings bring: models whose fields their service publishes.
import type { Settings } from '../../src/shared/settings'
import { falCardFrom } from './fal-learned'
import type { ModelCard } from './model-card'

type Maker = (id: string, wire: string) => ModelCard | string
const makers: Readonly<Record<string, Maker>> = { fal: falCardFrom }

/** A card, or a sentence that says why there is none. */
export function learnedCard(key: string, wire: string): ModelCard | string {
  const slash = key.indexOf('/'), maker = makers[key.slice(0, slash)]
  return maker ? maker(key.slice(slash + 1), wire) : `${key} is not known.`
}

export const derivedCards = ({ learned }: Pick<Settings, 'learned'>): ModelCard[] =>
  Object.entries(learned).flatMap(([key, wire]) => {
    const card = learnedCard(key, wire)
    return typeof card === 'string' ? [] : [card]
  })

/** `cards` with those of the settings in place of earlier ones. */
export const withDerived = (cards: readonly ModelCard[], settings: Pick<Settings, 'learned'>): readonly ModelCard[] => [...cards.filter((card) => !card.derived), ...derivedCards(settings)]
