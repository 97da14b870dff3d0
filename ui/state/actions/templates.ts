// Using a template, and keeping own ones: with this user, as a file, or with the document for everybody.
import type { LayerSnapshot, SelectionSnapshot } from '../../../src/shared/snapshot'
import { ratioPresetById } from '../../models/ratios'
import { newTemplateId, parseTemplates, restoreTemplates, storedTemplates, templateFromPrompt, templateFromValues } from '../../templates/own-templates'
import type { Template } from '../../templates/template'
import { targetsOf } from '../../tools/targets'
import type { ActionContext } from '../action-context'
import type { AppState } from '../state'
import { findTemplate, subjectFirst, templateInUse, templateText } from '../template-in-use'
import { done } from './done'

export type TemplateActions = {
  useTemplate(id: string): void
  /** '' empties the blank, whatever the selection says; null follows the selection again. */
  fillSlot(slotId: string, value: string | null): void
  /** The prompt box comes back, with what the template gave. */
  editAsText(): void
  /** The prompt box comes back with the words it had before. */
  closeTemplate(): void
  /** The template in use with its words, or the prompt with {blanks}; false when it has no words. */
  saveTemplate(label: string): boolean
  renameTemplate(id: string, label: string): void
  deleteTemplate(id: string): void
  /** Puts it into the document, or takes it out. */
  shareTemplate(id: string, shared: boolean): void
  exportTemplate(id: string): void
  importTemplates(json: string): void
  readSharedTemplates(): Promise<void>
}

/** A product that is drawn, not photographed, looks like one more layer to fill: the only one with something in it, beside empty ones. */
function drawnProduct(snapshot: SelectionSnapshot | null): LayerSnapshot | null {
  const targets = targetsOf(snapshot), drawn = targets.filter(({ hasChildren, type }) => hasChildren || type === 'VECTOR' || type === 'BOOLEAN_OPERATION')
  return drawn.length === 1 && targets.length > 1 ? drawn[0]! : null
}

export function templateActions(context: ActionContext, chooseTool: (tool: 'generate') => void, setRole: (layerId: string, role: 'reference') => void): TemplateActions {
  const { store, channel, random, page, fail } = context
  const setWords = (change: Partial<AppState['words']>): void => store.set(({ words }) => ({ words: { ...words, ...change } }))
  const keepOwn = (template: Template): void => setWords({ own: [...store.get().words.own.filter(({ id }) => id !== template.id), template] })

  async function writeShared(shared: readonly Template[], said: string): Promise<void> {
    try {
      await channel.ask('file.data', { name: 'templates', save: JSON.stringify(storedTemplates(shared)) })
      setWords({ shared })
      done(context, said)
    } catch (error) {
      fail(error)
    }
  }

  return {
    useTemplate(id) {
      if (store.get().tool !== 'generate') chooseTool('generate')
      const state = store.get(), template = findTemplate(state.words, id)
      if (!template) return
      const before = state.words.template?.text === state.draft.prompt ? state.words.template.before : state.draft.prompt
      const references = subjectFirst(state.draft.references, template)
      const preset = template.ratio && state.draft.ratio.kind === 'match' && targetsOf(state.snapshot).length === 0 ? ratioPresetById(template.ratio) : null
      const draft = { ...state.draft, references, ...(preset?.ratio ? { ratio: { kind: 'preset' as const, id: preset.id, ratio: preset.ratio } } : {}) }
      const words = { ...state.words, improving: null, template: { id, byHand: {}, text: '', before } }
      const text = templateText({ ...state, draft, words }) ?? ''
      store.set({ draft: { ...draft, prompt: text }, words: { ...words, template: { ...words.template, text } }, subPage: null, place: 'create' })
      const product = template.subject && references.length === 0 ? drawnProduct(state.snapshot) : null
      if (product) setRole(product.id, 'reference')
    },
    fillSlot(slotId, value) {
      const state = store.get(), { template } = state.words
      if (!template) return
      const { [slotId]: _old, ...others } = template.byHand
      const words = { ...state.words, template: { ...template, byHand: value === null ? others : { ...others, [slotId]: value } } }
      const text = templateText({ ...state, words })
      if (text !== null) store.set({ words: { ...words, template: { ...words.template, text } }, draft: { ...state.draft, prompt: text } })
    },
    editAsText() {
      store.set(({ words, focusPrompt }) => ({ words: { ...words, template: null }, focusPrompt: focusPrompt + 1 }))
    },
    closeTemplate() {
      store.set(({ words, draft, focusPrompt }) => ({ words: { ...words, template: null }, draft: { ...draft, prompt: words.template?.before ?? draft.prompt }, focusPrompt: focusPrompt + 1 }))
    },
    saveTemplate(label) {
      const state = store.get(), inUse = templateInUse(state), id = newTemplateId(random)
      const made = inUse ? templateFromValues(id, label, inUse.template, inUse.values) : templateFromPrompt(id, label, state.draft.prompt)
      if (!made) return false
      keepOwn(made)
      done(context, `${made.label} is kept among your templates.`)
      return true
    },
    renameTemplate(id, label) {
      const template = store.get().words.own.find((own) => own.id === id)
      const [renamed] = template ? restoreTemplates(storedTemplates([{ ...template, label }])) : []
      if (renamed) setWords({ own: store.get().words.own.map((own) => (own.id === id ? renamed : own)) })
    },
    deleteTemplate(id) {
      const template = store.get().words.own.find((own) => own.id === id)
      if (!template) return
      setWords({ own: store.get().words.own.filter((own) => own !== template) })
      done(context, `${template.label} is deleted.`)
    },
    shareTemplate(id, on) {
      const { words } = store.get(), template = findTemplate(words, id)
      if (!template) return
      const others = words.shared.filter((shared) => shared.id !== id)
      void writeShared(on ? [...others, template] : others, on ? `${template.label} is in this file for everybody.` : `${template.label} is out of this file.`)
      if (!on && !words.own.includes(template)) keepOwn(template)
    },
    exportTemplate(id) {
      const template = findTemplate(store.get().words, id)
      if (!template) return
      const name = template.label.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'template'
      page.download(new TextEncoder().encode(JSON.stringify(storedTemplates([template]), null, 2)), 'application/json', `${name}.inlay.json`)
      done(context, `${template.label} is saved as a file.`)
    },
    importTemplates(json) {
      const own = store.get().words.own
      // The same template once more gets an id of its own: nothing that is there is overwritten.
      const made = parseTemplates(json).map((template) => (own.some(({ id }) => id === template.id) ? { ...template, id: newTemplateId(random) } : template))
      if (made.length === 0) return done(context, 'This file holds no templates of Inlay.')
      setWords({ own: [...own, ...made] })
      done(context, made.length === 1 ? `${made[0]!.label} is among your templates.` : `${made.length} templates are among yours.`)
    },
    async readSharedTemplates() {
      try {
        setWords({ shared: parseTemplates((await channel.ask('file.data', { name: 'templates', save: null })).text) })
      } catch (error) {
        fail(error)
      }
    },
  }
}
