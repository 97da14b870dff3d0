// Inlay's pictures on one layer, switched on the canvas from the window.
import type { JobResult } from '../../jobs/job'
import { variationsOf } from '../variations'
import type { Actions, Thumbnail } from '../state'
import type { ActionContext } from '../action-context'
import { pictures } from '../words'
import { done } from './done'

/** A series of switches that pauses this long is one undo step (ui.md 4.4). */
const settleMs = 400
/** Longer side of a look, px: the preview at 360 px on a 2x screen. */
const lookEdgePx = 720

export function variationActions(context: ActionContext): Pick<Actions, 'showVariation' | 'holdOriginal' | 'keepVariation' | 'requestLook'> {
  const { store, channel, timers, urls, speech, fail, readSelection, patch, edits } = context
  let settling: { nodeId: string; imageHash: string | null; timer: number } | null = null
  /** One picture at a time: the designer's own work in Figma comes first. */
  let chain: Promise<unknown> = Promise.resolve()

  const choose = (nodeId: string, imageHash: string | null): void => store.set(({ variationChosen }) => ({ variationChosen: { ...variationChosen, [nodeId]: imageHash } }))
  const forget = (nodeId: string): void => store.set(({ variationChosen }) => ({ variationChosen: Object.fromEntries(Object.entries(variationChosen).filter(([id]) => id !== nodeId)) }))
  async function show(nodeId: string, imageHash: string | null, commit: boolean): Promise<void> {
    try {
      const { shown } = await channel.ask('variation.show', { nodeId, imageHash, commit })
      if (!shown) forget(nodeId)
    } catch (error) {
      forget(nodeId)
      fail(error)
    }
  }
  function settle(): void {
    if (!settling) return
    const { nodeId, imageHash, timer } = settling
    timers.clear(timer)
    settling = null
    void finish(nodeId, imageHash)
  }
  /** From here on the canvas says what shows. */
  async function finish(nodeId: string, imageHash: string | null): Promise<void> {
    await show(nodeId, imageHash, true)
    await readSelection()
    if (settling?.nodeId !== nodeId) forget(nodeId)
  }
  async function load(nodeId: string, imageHash: string): Promise<void> {
    const put = (thumbnail: Thumbnail): void => store.set(({ looks }) => (looks?.nodeId === nodeId ? { looks: { nodeId, urls: { ...looks.urls, [imageHash]: thumbnail } } } : {}))
    if (store.get().looks?.nodeId !== nodeId) return
    try {
      const { bytes, mime, widthPx, heightPx } = await channel.ask('variation.look', { nodeId, imageHash: imageHash === '' ? null : imageHash, maxEdgePx: lookEdgePx })
      if (store.get().looks?.urls[imageHash]?.state === 'loading') put({ state: 'ready', url: urls.create(bytes, mime), widthPx, heightPx })
    } catch {
      put({ state: 'failed' }) // hidden, empty or gone: the name alone is shown
    }
  }

  return {
    showVariation(nodeId, imageHash) {
      if (settling && settling.nodeId !== nodeId) settle()
      if (settling) timers.clear(settling.timer)
      choose(nodeId, imageHash)
      void show(nodeId, imageHash, false)
      settling = { nodeId, imageHash, timer: timers.set(settle, settleMs) }
      const list = variationsOf(store.get())
      const number = (list?.hashes.indexOf(imageHash ?? '') ?? -1) + 1
      speech.say(imageHash === null ? 'Original' : `Variation ${number} of ${list?.hashes.length ?? number}`)
    },
    holdOriginal(nodeId, held) {
      const list = variationsOf(store.get())
      if (list?.layer.id !== nodeId || list.shown === null) return
      if (!held) return void finish(nodeId, list.shown)
      if (settling) timers.clear(settling.timer)
      settling = null
      choose(nodeId, list.shown)
      void show(nodeId, null, false)
    },
    keepVariation(nodeId, imageHash, number, flatten = false) {
      settle()
      channel.ask('variation.keep', { nodeId, imageHash, ...(flatten ? { flatten } : {}) }).then(({ removed }) => {
        forget(nodeId)
        for (const job of Object.values(store.get().jobs)) {
          const off = ({ outcome }: JobResult): boolean => outcome?.nodeId === nodeId && outcome.imageHash !== imageHash
          if (removed > 0 && job.results.some(off)) patch(job.id, { results: job.results.map((result) => (off(result) ? { ...result, placed: 'results', outcome: null } : result)) })
        }
        const gone = removed === 0 ? '' : ` ${pictures(removed)} ${removed === 1 ? 'was' : 'were'} taken off the layer.`
        done(context, imageHash === null ? `The original is back.${gone}` : flatten ? `Only variation ${number} is left on the layer.` : `Variation ${number} is kept.${gone}`)
        void readSelection()
        if (store.get().edit?.source?.patches?.some((over) => over.nodeId === nodeId)) edits.again()
      }, fail)
    },
    requestLook(nodeId, imageHash) {
      const { looks } = store.get()
      if (looks && looks.nodeId !== nodeId) Object.values(looks.urls).forEach((look) => look.state === 'ready' && urls.revoke(look.url))
      const known = looks?.nodeId === nodeId ? looks.urls : {}
      if (known[imageHash]) return
      store.set({ looks: { nodeId, urls: { ...known, [imageHash]: { state: 'loading' } } } })
      chain = chain.then(() => load(nodeId, imageHash))
    },
  }
}
