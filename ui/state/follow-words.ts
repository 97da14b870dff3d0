// Keeps the prompt of a template in step with the selection, and lets the template go when the prompt becomes another one.
import type { AppState } from './state'
import type { Store } from './store'
import { findTemplate, templateText } from './template-in-use'

/** What to change so that prompt and template agree; null: they do. Pure. */
export function inStep(state: AppState): Partial<AppState> | null {
  const { template } = state.words
  if (!template || state.tool !== 'generate' || !state.ready) return null
  // A template of the file is known only after the file was asked.
  if (state.draft.prompt === template.text && !findTemplate(state.words, template.id)) return null
  const text = state.draft.prompt === template.text ? templateText(state) : null
  if (text === null) return { words: { ...state.words, template: null } }
  return text === template.text ? null : { draft: { ...state.draft, prompt: text }, words: { ...state.words, template: { ...template, text } } }
}

export function followWords(store: Store<AppState>): () => void {
  const check = (): void => {
    const change = inStep(store.get())
    if (change) store.set(change)
  }
  return store.subscribe(check)
}
