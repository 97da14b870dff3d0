// What can be done with a picture of an earlier session. Nothing here starts a paid request.
import { PluginError, toErrorReport } from '../../../src/shared/errors'
import type { PlacementPlan } from '../../../src/shared/placement'
import type { Recipe } from '../../../src/shared/recipe'
import { entryOfRecipe, recipeOfEntry, thumbName, type HistoryEntry } from '../../jobs/history'
import { readRecipeText, refusals } from '../../jobs/recipe-text'
import { targetsOf } from '../../tools/targets'
import { firstWords } from '../../prompts/clean-prompt'
import { fillIn } from '../fill-in'
import { placeKept } from '../place-kept'
import { entryById } from '../history-entries'
import type { HistoryKeeper } from '../history-keeper'
import { recipeReferences } from '../recipe-references'
import type { Actions, History, Thumbnail } from '../state'
import type { ActionContext } from '../action-context'
import { done } from './done'

const thumbEdgePx = 320

export function historyActions(context: ActionContext, keeper: HistoryKeeper, { editDraft }: Pick<Actions, 'editDraft'>): Pick<Actions, 'openEntry' | 'requestEntryThumb' | 'readFileHistory' | 'placeEntry' | 'useEntry' | 'clearHistory' | 'writePrompt'> & { applyRecipe(recipe: Recipe, layer: { width: number; height: number } | null, said: string): Promise<void> } {
  const { store, channel, pixels, urls, fail, notify, dropNotices, readSelection } = context
  const change = (part: Partial<History>): void => store.set(({ history }) => ({ history: { ...history, ...part } }))
  const setThumb = (id: string, thumb: Thumbnail): void => change({ thumbs: { ...store.get().history.thumbs, [id]: thumb } })

  /** From storage, else as the layer looks now. */
  async function thumbBytes(entry: HistoryEntry): Promise<{ bytes: Uint8Array; mime: string } | null> {
    const kept = entry.thumbBytes > 0 ? (await channel.ask('state.load', { name: thumbName(entry) })).value : null
    if (kept instanceof Uint8Array) return { bytes: kept, mime: entry.whole ? pixels.readImageHeader(kept).mime : 'image/jpeg' }
    if (entry.nodeId === null) return null
    return entry.imageHash === null || entry.fromFile ? channel.ask('layer.export', { nodeId: entry.nodeId, what: 'look', leaveOut: 'nothing', maxEdgePx: thumbEdgePx }) : channel.ask('variation.look', { nodeId: entry.nodeId, imageHash: entry.imageHash, maxEdgePx: thumbEdgePx })
  }

  async function place(entry: HistoryEntry, where: Pick<PlacementPlan, 'mode' | 'targetId' | 'show'>): Promise<void> {
    const { keepRecipes } = store.get().settings, { prompt, ...nameless } = recipeOfEntry(entry)
    const recipe = { ...nameless, ...(keepRecipes === 'on' ? { prompt } : {}), promptHash: await pixels.sha256Hex(new TextEncoder().encode(prompt)) }
    const whole = await keeper.wholeBytes(entry)
    if (entry.imageHash === null && !whole) throw new PluginError('placement.rejected-by-figma', 'This computer no longer has the picture at its own size.')
    const outcome = await placeKept(context, { ...entry, ...(whole ? { bytes: (await pixels.toPlaceable(whole)).bytes } : {}), words: firstWords(entry.prompt), recipe: keepRecipes === 'off' ? null : recipe }, where)
    if (whole) keeper.placed(entry, outcome)
    done(context, whole ? `${outcome.nodeName} is on the page.` : `${outcome.nodeName} has it again.`)
    void readSelection()
  }

  async function applyRecipe(recipe: Recipe, layer: { width: number; height: number } | null, said: string): Promise<void> {
    const { references, gone } = await recipeReferences(channel, recipe)
    const { change: filled, notes } = fillIn(store.get(), recipe, layer)
    const draft = filled.draft ?? store.get().draft, kept = draft.references.filter(({ sticky }) => !sticky)
    store.set({ ...filled, draft: { ...draft, references: [...kept, ...references] }, place: 'create', subPage: null })
    const all = gone === 0 ? notes : [...notes, `${gone} of its references ${gone === 1 ? 'is' : 'are'} not in this file any more.`]
    dropNotices(({ key }) => key === 'recipe')
    if (all.length > 0) notify({ key: 'recipe', tone: 'info', message: `${said} ${all.join(' ')}`, actions: [], at: 'foot', jobId: null })
    else done(context, said)
  }

  return {
    applyRecipe,
    writePrompt(text) {
      const read = readRecipeText(text), { snapshot, focusPrompt } = store.get()
      if (!read) return editDraft({ prompt: text })
      if (read.kind === 'recipe') return void applyRecipe(read.recipe, targetsOf(snapshot)[0] ?? null, 'Recipe pasted. Nothing is sent before you press.').catch(fail)
      store.set({ focusPrompt: focusPrompt + 1 })
      notify({ key: 'recipe', tone: 'warn', message: refusals[read.kind], actions: [], at: 'foot', jobId: null })
    },
    openEntry: (shown) => change({ shown }),
    requestEntryThumb(id) {
      const entry = entryById(store.get(), id)
      if (!entry || store.get().history.thumbs[id]) return
      setThumb(id, { state: 'loading' })
      thumbBytes(entry).then((found) => setThumb(id, found ? { state: 'ready', url: urls.create(found.bytes, found.mime), widthPx: entry.widthPx, heightPx: entry.heightPx } : { state: 'failed' }), () => setThumb(id, { state: 'failed' }))
    },
    readFileHistory() {
      const { fileName, snapshot } = store.get(), pageId = snapshot?.pageId ?? null
      channel.ask('recipes.find', { nodeId: null }).then(({ layers }) => {
        const inFile = layers.map((layer) => entryOfRecipe(layer, { file: fileName, pageId })), layerOf = new Map(inFile.map(({ imageHash, nodeId }) => [imageHash, nodeId]))
        change({ inFile })
        // The window closed before it heard where its pictures went.
        for (const entry of store.get().history.entries) {
          const { imageHash } = entry, nodeId = entry.nodeId === null && imageHash !== null ? layerOf.get(imageHash) ?? null : null
          if (nodeId !== null) keeper.placed(entry, { imageHash, nodeId, placed: 'target' })
        }
      }, fail)
    },
    placeEntry(id) {
      const entry = entryById(store.get(), id)
      if (!entry?.imageHash && !entry?.whole) return
      const onPage = { mode: 'new-layer', targetId: null } as const
      const first = entry.nodeId === null ? place(entry, onPage) : place(entry, { mode: 'variation', targetId: entry.nodeId, show: true }).catch((error: unknown) => {
        if (toErrorReport(error).code !== 'placement.target-gone') throw error
        return place(entry, onPage)
      })
      first.catch((error: unknown) => notify({ key: `place ${id}`, tone: 'warn', message: toErrorReport(error).message, actions: [], at: 'top', jobId: null }))
    },
    async useEntry(id) {
      const entry = entryById(store.get(), id)
      if (!entry) return
      try {
        const { shown } = entry.nodeId === null ? { shown: false } : await channel.ask('node.show', { nodeId: entry.nodeId })
        if (shown) await readSelection()
        const layer = store.get().snapshot?.layers.find((one) => one.id === entry.nodeId) ?? null
        await applyRecipe(recipeOfEntry(entry), layer, 'Filled in. Press the main button to make it again.')
      } catch (error) {
        fail(error)
      }
    },
    clearHistory() {
      Object.values(store.get().history.thumbs).forEach((thumb) => { if (thumb.state === 'ready') urls.revoke(thumb.url) })
      change({ thumbs: {} })
      keeper.clear().then(() => done(context, 'History is cleared. The pictures in your files stay.'), fail)
    },
  }
}
