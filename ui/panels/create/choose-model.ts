// The model menu: last used first, then by service, with what each is good at and costs. Pure.
import type { Choice } from '../../components/combobox'
import type { GenerateDraft, AppState } from '../../state/state'
import { cardOfStoredKey, modelKey } from '../../models/index'
import type { ModelCard } from '../../models/model-card'
import { estimateRequest } from '../../money/estimate'
import { formatPrice } from '../../money/format-price'

/** Card of the draft's model; the first one of the catalog when it is not known any more. */
export function draftCard(state: Pick<AppState, 'catalog' | 'draft'>): ModelCard {
  const card = state.catalog.cards.find((candidate) => modelKey(candidate) === state.draft.modelKey) ?? cardOfStoredKey(state.draft.modelKey) ?? state.catalog.cards[0]
  if (!card) throw new Error('this build has no model')
  return card
}

const monthDay = (date: string): string => new Date(`${date}T12:00:00`).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })

type Menu = Pick<AppState, 'catalog' | 'draft' | 'keys' | 'availability' | 'recentModels'>

export function needsKey(state: Pick<AppState, 'catalog' | 'keys'>, card: ModelCard): boolean {
  const provider = state.catalog.providers.find((candidate) => candidate.id === card.providerId)
  return provider?.needsKey === true && !state.keys.some((key) => key.providerId === card.providerId)
}

/** Why a card cannot be chosen; null when it can. */
export function unavailable(state: Pick<AppState, 'catalog' | 'availability'>, card: ModelCard): string | null {
  if (card.successorId !== null) {
    const successor = state.catalog.cards.find((other) => other.id === card.successorId)
    return `Shut down${card.shutdownDate ? ` on ${monthDay(card.shutdownDate)}` : ''}${successor ? `. Use ${successor.label}` : ''}`
  }
  const open = state.availability[card.providerId]
  return open && !open.some((model) => model.id === card.id) ? 'Not open to your account' : null
}

/** Price of one square picture of about 1 MP with the words of the draft. */
function priceOf(card: ModelCard, draft: GenerateDraft): string {
  const quality = card.qualities.some((option) => option.id === draft.quality) ? draft.quality : card.defaultQuality
  return formatPrice(estimateRequest(card, { quality, extent: { widthPx: 1024, heightPx: 1024 }, count: 1, partialImages: 0, promptLength: draft.prompt.length, inputs: [], mask: null }))
}

export function modelChoices(state: Menu): Choice[] {
  const label = (providerId: string): string => state.catalog.providers.find((provider) => provider.id === providerId)?.label ?? providerId
  const choice = (card: ModelCard, group: string): Choice => {
    const reason = unavailable(state, card)
    const quality = card.typicalSeconds[state.draft.quality] ?? card.typicalSeconds[card.defaultQuality]
    const detail = reason ?? [card.goodAt, priceOf(card, state.draft), quality ? `${Math.round(quality)} s` : null, needsKey(state, card) ? 'needs a key' : null].filter(Boolean).join(' · ')
    return { value: modelKey(card), label: card.label, detail, disabled: reason !== null, group }
  }
  const recent = state.recentModels.flatMap((key) => state.catalog.cards.filter((card) => modelKey(card) === key))
  const known = [...recent.map((card) => choice(card, 'Last used')), ...state.catalog.cards.filter((card) => !recent.includes(card)).map((card) => choice(card, label(card.providerId)))]
  return known.some((one) => one.value === state.draft.modelKey) ? known : [choice(draftCard(state), 'Last used'), ...known]
}

/** Changes to the draft that a change of model asks for: what the new card does not know falls back to its default. */
export function draftForCard(draft: GenerateDraft, card: ModelCard): Partial<GenerateDraft> {
  return {
    modelKey: modelKey(card),
    quality: card.qualities.some((option) => option.id === draft.quality) ? draft.quality : card.defaultQuality,
    background: card.backgrounds.includes(draft.background) ? draft.background : 'auto',
    format: card.formats.includes(draft.format) ? draft.format : 'png',
  }
}
