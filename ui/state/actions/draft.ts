import { conformDraft } from '../../tools/conform-draft'
import { cardByModelKey, draftCard } from '../catalog'
import type { Actions } from '../state'
import type { ActionContext } from '../action-context'

export function draftActions({ store, dropNotices }: ActionContext): Pick<Actions, 'editDraft' | 'recallPrompt'> {
  /** Where arrow up has walked to; null while the designer writes. `written` comes back after the newest. */
  let recalled: { index: number; written: string } | null = null
  return {
    editDraft(change) {
      const state = store.get()
      const draft = { ...state.draft, ...change }
      const card = cardByModelKey(state, draft.modelKey)
      if (change.prompt !== undefined) {
        recalled = null
        dropNotices(({ key }) => key.startsWith('request.prompt') || key === 'provider.refused')
      }
      if (change.modelKey !== undefined && change.modelKey !== state.draft.modelKey) dropNotices(({ key }) => key === 'provider.model-gone' || key === 'auth.key-missing' || key === 'auth.not-permitted' || key === 'request.unsupported-by-model')
      store.set({ draft: card ? conformDraft(draft, card, draftCard(state)) : draft, countByHand: state.countByHand || change.count !== undefined })
    },
    recallPrompt(step) {
      const { promptHistory, draft } = store.get()
      const index = (recalled?.index ?? promptHistory.length) + step
      if (index < 0 || index > promptHistory.length) return
      const written = recalled?.written ?? draft.prompt
      recalled = index === promptHistory.length ? null : { index, written }
      store.set({ draft: { ...draft, prompt: promptHistory[index] ?? written } })
    },
  }
}
