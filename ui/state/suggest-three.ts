// Three pictures for the first try of a new prompt (article.md): offered with their price, never set. Pure.
import { formatPrice } from '../money/format-price'
import { activeTool } from '../tools/index'
import { dressDraft } from '../brand/dress-draft'
import { draftCard } from './catalog'
import { checkRun, pricePlan } from './check-run'
import type { AppState } from './state'

export const suggestedCount = 3

let last: { keys: readonly unknown[]; price: string } | null = null

/** The price of three pictures each; null when there is nothing to suggest. */
export function suggestThree(state: AppState): string | null {
  const { draft, promptHistory, tool } = state, card = draftCard(state), prompt = draft.prompt
  if (tool !== 'generate' || state.compare.on || state.fill.on || draft.count >= suggestedCount || prompt.trim() === '' || promptHistory.includes(prompt) || !card || card.maxCount < 1 || checkRun(state).blocked) return null
  const dressed = dressDraft(state, card), keys = [state.snapshot, dressed, card, state.settings.showPartials]
  if (last && last.keys.every((key, index) => key === keys[index])) return last.price
  const plan = activeTool(state).plan({ snapshot: state.snapshot, draft: { ...dressed, count: suggestedCount }, card, settings: state.settings, editDraft: state.editDraft, edit: state.edit, expandDraft: state.expandDraft })
  last = { keys, price: formatPrice(pricePlan(card, plan).estimate) }
  return last.price
}
