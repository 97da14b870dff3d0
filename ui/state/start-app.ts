// The first exchange with the sandbox, and what the window shows after it.
import { PluginError, toErrorReport } from '../../src/shared/errors'
import type { Extent } from '../../src/shared/geometry'
import type { Recipe } from '../../src/shared/recipe'
import type { Asks } from '../../src/shared/protocol'
import type { WindowChannel } from '../jobs/context'
import { withDerived } from '../models/derived'
import { modelKey } from '../models/index'
import { conformDraft } from '../tools/conform-draft'
import { refusals } from '../jobs/recipe-text'
import { checkMore } from './more-like-this'
import { cardByModelKey, cardNamed, freeCard } from './catalog'
import { firstDraft } from './initial-state'
import type { createPersistence } from './persistence'
import { switchTool } from './tool-state'
import type { AppState, GenerateDraft, Notice } from './state'
import type { Store } from './store'

type StartOptions = {
  store: Store<AppState>
  channel: WindowChannel
  persistence: ReturnType<typeof createPersistence>
  receiveSnapshot(snapshot: Asks['ready']['reply']['snapshot']): void
  applyRecipe(recipe: Recipe, layer: Extent | null, said: string): Promise<void>
  notify(notice: Notice): void
  protocolVersion: number
}

/** Never rejects: without an answer `fatal` says so. */
export async function startApp({ store, channel, persistence, receiveSnapshot, applyRecipe, notify, protocolVersion }: StartOptions): Promise<void> {
  /** With what made the selected picture; the designer still has to press. */
  async function again(): Promise<void> {
    const layers = store.get().snapshot?.layers ?? [], layer = layers.find(({ recipe }) => recipe) ?? layers[0]
    if (!layer) return
    const { layers: [found], unreadable } = await channel.ask('recipes.find', { nodeId: layer.id })
    if (found) await applyRecipe(found.recipe, layer, 'Filled in. Nothing is sent before you press.')
    else if (unreadable) notify({ key: 'recipe', tone: 'warn', message: refusals.newer, actions: [], at: 'foot', jobId: null })
  }

  try {
    const [hello, stored, fileId] = await Promise.all([channel.ask('ready', { uiVersion: protocolVersion }), persistence.load(), channel.ask('file.data', { name: 'id', save: null }).then(({ text }) => (/^[\w-]{1,40}$/.test(text) ? text : ''), () => '')])
    const { settings, command, keys, fileName = '' } = hello, early = store.get().snapshot
    const snapshot = early && early.revision > hello.snapshot.revision ? early : hello.snapshot
    // A selection that was told early has chosen a tool already: the stored one must not win over it.
    store.set({ snapshot: null, settings, command, keys, fileName, fileId, ...stored.tools, promptHistory: stored.promptHistory, recentModels: stored.recentModels, ledger: stored.ledger, marks: stored.marks, words: stored.words })
    store.set(({ catalog }) => ({ catalog: { ...catalog, cards: withDerived(catalog.cards, settings) } }))
    store.set({ draft: startDraft(store.get(), stored.draft) })
    receiveSnapshot(snapshot)
    if (command === 'edit' || command === 'expand') {
      store.set((state) => ({ ...switchTool(state, command, state.editDraft.intent), toolByHand: true }))
      receiveSnapshot(snapshot)
    }
    if (command === 'cut-out' || command === 'upscale') {
      store.set((state) => ({ ...switchTool(state, 'finish', state.editDraft.intent), finishDraft: { ...state.finishDraft, way: command }, toolByHand: true }))
      receiveSnapshot(snapshot)
    }
    if (command === 'generate' || command === 'vary') await again()
    store.set({ ready: true, place: command === 'results' || (command === 'vary' && checkMore(store.get())) ? 'results' : 'create', subPage: command === 'settings' ? 'settings' : null })
    persistence.start()
  } catch (error) {
    const report = toErrorReport(error)
    if (report.code === 'protocol.closed') return
    const silent = report.code === 'protocol.timeout'
    store.set({ fatal: silent ? toErrorReport(new PluginError('protocol.timeout', 'Figma did not answer.', { hint: 'Close and reopen Inlay.', actions: [{ kind: 'reopen', label: 'Close and reopen Inlay' }] })) : report })
  }
}

/** The stored draft, or the first run's; always with a model of this build. */
function startDraft(state: AppState, stored: Partial<GenerateDraft> | null): GenerateDraft {
  const draft = { ...firstDraft, ...stored }
  const card = cardByModelKey(state, draft.modelKey) ?? cardNamed(state, state.settings.defaultModel) ?? freeCard(state)
  return card ? conformDraft({ ...draft, modelKey: modelKey(card) }, card) : draft
}
