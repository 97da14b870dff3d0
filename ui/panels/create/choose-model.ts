// The model menu: last used first, then by service, with what each is good at and costs.
import { useContext } from 'preact/hooks'
import type { Choice } from '../../components/combobox'
import type { ModelCard } from '../../models/model-card'
import { estimateRequest } from '../../money/estimate'
import { formatPrice } from '../../money/format-price'
import { fitExtent } from '../../models/fit-extent'
import { checkRun, hasKey, modelProblem, sentExtent } from '../../state/check-run'
import type { AppState, ProviderInfo } from '../../state/state'
import { AppContext, useAppState } from '../../state/store'
import { baseURLOf } from '../../jobs/context'
import { modelKey } from '../../models/index'
import { cardByModelKey, draftCard as knownCard, providerOf } from '../../state/catalog'

/** Card of the draft's model; before the handshake, or for a model that is gone, the next best one. */
export function draftCard(state: Pick<AppState, 'catalog' | 'draft'>): ModelCard {
  const card = knownCard(state) ?? state.catalog.cards[0]
  if (!card) throw new Error('this build has no model')
  return card
}

export function needsKey(state: Pick<AppState, 'catalog' | 'keys' | 'settings'>, card: ModelCard): boolean {
  const provider = providerOf(state, card.providerId)
  return provider?.needsKey === true && !hasKey(state, provider)
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
/** "2026-10-23" in words. By hand: the first use of the browser's own way costs the window's opening 4 ms. */
function monthDay(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${day} ${months[(month ?? 1) - 1]} ${year}`
}

function refusal(state: AppState, card: ModelCard, blocked: string): string {
  if (card.successorId === null) return blocked
  const successor = state.catalog.cards.find((other) => other.id === card.successorId)
  return `Shut down${card.shutdownDate ? ` on ${monthDay(card.shutdownDate)}` : ''}${successor ? `. Use ${successor.label}` : ''}`
}

const usualExtent = { widthPx: 1024, heightPx: 1024 }

/** What one picture would cost and take now: at the size in hand, with the pictures that go along. Px as this model would make them. */
export function offerOf(state: AppState, card: ModelCard): { extent: { widthPx: number; heightPx: number }; price: string; seconds: number | null } {
  const quality = card.qualities.some(({ id }) => id === state.draft.quality) ? state.draft.quality : card.defaultQuality
  const job = checkRun(state).jobs[0], wanted = job?.request.extent ?? usualExtent
  const fit = fitExtent(card.extents, { width: wanted.widthPx, height: wanted.heightPx }), extent = { widthPx: fit.widthPx, heightPx: fit.heightPx }
  const inputs = [...(job?.edit ? [extent] : []), ...(job?.references ?? []).map(sentExtent)]
  const estimate = estimateRequest(card, { quality, extent, count: 1, partialImages: Math.min(card.maxPartials, job?.request.partialImages ?? 0), promptLength: state.draft.prompt.length, inputs, mask: null })
  return { extent, price: formatPrice(estimate), seconds: card.typicalSeconds[quality] ?? null }
}

/** Why the tool in use cannot go on with this model; the model can be chosen all the same. */
function cannotNow(state: AppState, card: ModelCard): string | null {
  const generates = state.tool === 'generate'
  if (generates && card.needsPicture && state.draft.references.length === 0) return 'needs a reference'
  if (generates && !card.operations.generate && !card.needsPicture) return 'makes no new pictures'
  if (!generates && !card.operations.edit) return 'edits no pictures'
  return null
}

export function choiceOf(state: AppState, card: ModelCard, group: string): Choice {
  const { price, seconds } = offerOf(state, card)
  const problem = modelProblem(state, card)
  // A model without a key can be chosen: the button then says what is missing.
  const blocked = problem && problem.code !== 'auth.key-missing' && problem.code !== 'network.offline' ? problem.message : null
  const good = [card.goodAt, card.servedBy ? `by ${card.servedBy}` : null, cannotNow(state, card), card.price.kind === 'free' ? null : price, seconds ? `${Math.round(seconds)} s` : null].filter(Boolean).join(' · ')
  return { value: modelKey(card), label: card.label, group, disabled: blocked !== null, detail: blocked === null ? good : refusal(state, card, blocked) }
}

/** Of two models of one name only that is in the menu which can be reached: itself through its address, else its stand-in. */
function isOffered(state: AppState, card: ModelCard): boolean {
  const reached = (providerId: string): boolean => {
    const provider = providerOf(state, providerId)
    return provider !== null && (!provider.ownAddress || baseURLOf(state.settings, provider) !== '')
  }
  return reached(card.providerId) && !(card.standsFor !== undefined && reached(card.standsFor.split('/')[0]!))
}

/** Without `recentFirst` the order of the registry. Pure. */
export function menuOf(state: AppState, { recentFirst = true }: { recentFirst?: boolean } = {}): Choice[] {
  const recent = recentFirst ? state.recentModels.flatMap((key) => cardByModelKey(state, key) ?? []).filter((card) => isOffered(state, card)) : []
  const service = (card: ModelCard): string => `${providerOf(state, card.providerId)?.label ?? card.providerId}${needsKey(state, card) ? ', needs a key' : ''}`
  return [...recent.map((card) => choiceOf(state, card, 'Last used')), ...state.catalog.cards.filter((card) => !recent.includes(card) && isOffered(state, card)).map((card) => choiceOf(state, card, service(card)))]
}

/** Named in the field, but out of every plugin's reach (article.md). */
const outOfReach: Choice = { value: 'midjourney', label: 'Midjourney', group: 'More', disabled: true, detail: 'has no public interface, so no plugin can use it' }

/** Value of the choice that asks for an id. */
export const otherModelValue = 'other'

/** For services with a key whose models Inlay may not all know. */
export function otherModelChoice(state: AppState): Choice {
  const open = otherModelProviders(state)
  return { value: otherModelValue, label: 'Other model id…', group: 'More', disabled: open.length === 0, detail: open.length > 0 ? `any image model of ${open.map(({ label }) => label).join(' or ')}` : 'needs a key' }
}
export const otherModelProviders = (state: Pick<AppState, 'catalog' | 'keys' | 'settings'>): ProviderInfo[] => state.catalog.providers.filter((provider) => provider.needsKey && hasKey(state, provider))

/** Redraws only when something the menu shows has changed. */
export function useModelMenu(options?: { recentFirst?: boolean; other?: boolean }): Choice[] {
  useAppState((state) => [state.draft, state.tool, state.snapshot, state.edit, state.editDraft, state.expandDraft, state.keys, state.availability, state.recentModels, state.online, state.settings.endpoints])
  const app = useContext(AppContext)
  if (!app) return []
  const state = app.store.get()
  return options?.other ? [...menuOf(state, options), otherModelChoice(state), outOfReach] : menuOf(state, options)
}
