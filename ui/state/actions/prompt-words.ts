// The builder's prompt, and improvements that the designer may take or leave.
import { cleanPrompt } from '../../prompts/clean-prompt'
import { improvePrompt } from '../../prompts/improve-prompt'
import type { Parts } from '../../prompts/parts'
import type { ActionContext } from '../action-context'
import { askTextModel } from '../ask-text-model'
import { rewriteOffer } from '../rewrite-offer'
import type { AppState } from '../state'
import { done } from './done'

export type PromptWordActions = {
  /** The builder's result; its rows stay behind the prompt. */
  useParts(text: string, parts: Parts): void
  /** Fills the gaps without a service and shows the change. */
  improvePrompt(): void
  /** Asks a text model; costs what the offer says. */
  rewritePrompt(): Promise<void>
  /** Takes the improvement on offer, or keeps the own prompt. */
  settleImprovement(use: boolean): void
}

export function promptWordActions(context: ActionContext): PromptWordActions {
  const { store, fail } = context, ask = askTextModel(context)
  let asking: AbortController | null = null
  const setWords = (change: Partial<AppState['words']>): void => store.set(({ words }) => ({ words: { ...words, ...change } }))
  const drop = (): void => {
    asking?.abort()
    asking = null
    setWords({ improving: null })
  }
  return {
    useParts(text, parts) {
      store.set(({ draft, words, focusPrompt }) => ({ draft: { ...draft, prompt: text }, words: { ...words, template: null, improving: null, built: { text, parts } }, subPage: null, focusPrompt: focusPrompt + 1 }))
    },
    improvePrompt() {
      const from = store.get().draft.prompt, { text, added } = improvePrompt(from)
      if (text === '') return done(context, 'Write a few words first: who or what it shows.')
      setWords({ improving: { state: 'shown', from, to: text, by: added.length > 0 ? 'Added without a service' : 'Nothing is missing' } })
    },
    async rewritePrompt() {
      const state = store.get(), offer = rewriteOffer(state), from = cleanPrompt(state.draft.prompt)
      if (!offer || from === '') return
      asking?.abort()
      const controller = (asking = new AbortController()), { signal } = controller
      setWords({ improving: { state: 'asking' } })
      try {
        const { text } = await ask(offer, signal, (provider, call) => provider.rewrite!.run(from, call))
        if (!signal.aborted) setWords({ improving: { state: 'shown', from: store.get().draft.prompt, to: text, by: offer.label } })
      } catch (error) {
        if (signal.aborted) return
        setWords({ improving: null })
        fail(error)
      }
    },
    settleImprovement(use) {
      const { improving } = store.get().words
      if (use && improving?.state === 'shown') store.set(({ draft, words, focusPrompt }) => ({ draft: { ...draft, prompt: improving.to }, words: { ...words, template: null }, focusPrompt: focusPrompt + 1 }))
      drop()
    },
  }
}
