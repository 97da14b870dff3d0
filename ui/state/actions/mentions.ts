// Keeps references and the names in the prompt together: a typed @name finds its layer, a renamed layer is called by its new name, a deleted one is told.
import { callName, layerCalled, openMentions, renameMention } from '../../prompts/mentions'
import type { ActionContext } from '../action-context'
import type { Actions, DraftReference } from '../state'

/** ms after the last key. */
const linkAfterMs = 250

export function createMentions({ store, channel, timers, fail }: ActionContext, addReferenceLayers: Actions['addReferenceLayers']) {
  let timer: number | null = null, looking: Promise<void> | null = null, seen = '', checking = false
  /** Texts that no layer is called by, so that they are not asked for again. */
  const unknown = new Set<string>()

  async function link(): Promise<void> {
    const { draft, snapshot } = store.get()
    const selected = new Set(snapshot?.layers.map(({ id }) => id))
    for (const text of openMentions(draft.prompt, draft.references.map(({ name }) => name)).filter((one) => !unknown.has(one))) {
      const { layers } = await channel.ask('layers.find', { text: /^[\p{L}\p{N}_'-]+/u.exec(text)?.[0] ?? text.slice(0, 20) })
      const layer = layerCalled(text, [...layers].sort((a, b) => Number(selected.has(b.id)) - Number(selected.has(a.id))))
      if (layer) addReferenceLayers([layer.id], [layer])
      else unknown.add(text)
    }
  }
  function start(): void {
    timer = null
    looking = link().catch(fail).finally(() => { looking = null })
  }
  function note(): void {
    const { prompt } = store.get().draft
    if (prompt === seen) return
    seen = prompt
    if (timer !== null) timers.clear(timer)
    timer = prompt.includes('@') ? timers.set(start, linkAfterMs) : null
  }
  const stop = store.subscribe(note)

  /** After a change on the canvas: names and presence of the layers that were added by hand. */
  async function check(): Promise<void> {
    const ids = store.get().draft.references.flatMap(({ from, sticky }) => (sticky && from.kind === 'layer' ? [from.nodeId] : []))
    if (ids.length === 0 || checking) return
    checking = true
    try {
      const { layers } = await channel.ask('layers.find', { text: '', ids })
      const { draft } = store.get()
      let { prompt } = draft, changed = false
      const references = draft.references.map((reference): DraftReference => {
        const { from } = reference
        if (from.kind !== 'layer' || !ids.includes(from.nodeId)) return reference
        const layer = layers.find(({ id }) => id === from.nodeId), gone = layer === undefined
        const others = draft.references.filter((other) => other !== reference).map(({ name }) => name)
        const plain = layer ? callName(layer.name, []) : ''
        const same = gone || reference.name === plain || new RegExp(`^${plain.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')} \\d+$`, 'u').test(reference.name)
        if (same && gone === (reference.gone ?? false)) return reference
        changed = true
        const name = same ? reference.name : callName(plain, others)
        if (!same) prompt = renameMention(prompt, reference.name, name)
        return { ...reference, name, gone }
      })
      if (changed) store.set({ draft: { ...store.get().draft, references, prompt } })
    } catch (error) {
      fail(error)
    } finally {
      checking = false
    }
  }

  const checksLayers = (): boolean => store.get().draft.references.some(({ sticky, from }) => sticky && from.kind === 'layer')

  return {
    check,
    idle: (): boolean => timer === null && looking === null && !checking,
    /** Runs `then` once every @name that was typed has been looked up and the layers behind the references are known to be there. */
    settled(then: () => void): void {
      note()
      if (timer !== null) {
        timers.clear(timer)
        start()
      }
      if (looking || checksLayers()) void Promise.resolve(looking).then(check).then(then)
      else then()
    },
    stop,
  }
}
