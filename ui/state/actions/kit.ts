// Brand kit and series: read from the file, edited, switched on, and followed.
import { cleanKitText, maxMoodboards, mergeKitText, noKit, restoreKit, storedKit, type Kit } from '../../brand/kit'
import { sendable } from '../../jobs/export-references'
import { pictureOf, type JobResult } from '../../jobs/job'
import type { ActionContext } from '../action-context'
import { pictureIds, type Mark } from '../marks'
import { pictureOnLayer } from '../picture-on-layer'
import type { AppState } from '../state'
import { done } from './done'

export type KitActions = {
  /** Reads variables, styles and what people made of them; nothing is written. */
  readKit(): Promise<void>
  editKit(text: string): void
  /** The file's own lines again, without anybody's changes. */
  resetKit(): Promise<void>
  useKit(on: boolean): void
  addMoodboards(layers: readonly { id: string; name: string }[]): void
  removeMoodboard(id: string): void
  useSeries(on: boolean): void
  /** The next approved picture becomes the one to follow. */
  clearSeries(): void
}

/** ms: typing in the kit is one write to the file. */
const saveAfterMs = 500

export function kitActions(context: ActionContext): KitActions & { approve(mark: Mark, ids: readonly string[], name: string): void; approveVariation(nodeId: string, imageHash: string | null): void; kitIdle(): boolean } {
  const { store, channel, timers, random, pixels, fail } = context
  const setWords = (change: Partial<AppState['words']>): void => store.set(({ words }) => ({ words: { ...words, ...change } }))
  let saving: number | null = null

  function change(kit: Kit): void {
    setWords({ kit: kit.id === '' ? { ...kit, id: Math.floor(random() * 36 ** 8).toString(36).padStart(8, '0') } : kit })
    if (saving !== null) timers.clear(saving)
    saving = timers.set(() => {
      saving = null
      channel.ask('file.data', { name: 'brand', save: storedKit(store.get().words.kit) }).catch(fail)
    }, saveAfterMs)
  }
  /** `place`: where the document has it, so that it is found again in the next session; null where it has not. */
  function follow(picture: AppState['words']['series']['picture'], name: string, place: { nodeId: string; imageHash: string } | null): void {
    setWords({ series: { on: true, picture, name } })
    if (place) change({ ...store.get().words.kit, series: { nodeId: place.nodeId, imageHash: place.imageHash, name } })
    done(context, `The series follows ${name}.`)
  }
  const results = (): JobResult[] => Object.values(store.get().jobs).flatMap((job) => job.results)
  async function followResult(result: JobResult, name: string): Promise<void> {
    try {
      const { bytes, mime, widthPx, heightPx } = await sendable(pixels, pictureOf(result))
      follow({ kind: 'file', image: { bytes, mime, widthPx, heightPx, name: 'series' } }, name, result.outcome)
    } catch (error) {
      fail(error)
    }
  }
  /** The picture of an earlier session, if its layer still carries it. */
  async function followAgain(): Promise<void> {
    const { kit: { series: kept }, series } = store.get().words
    if (!kept || !series.on || series.picture) return
    try {
      const { bytes } = await pictureOnLayer(channel, kept.nodeId, kept.imageHash), { mime, widthPx, heightPx } = pixels.readImageHeader(bytes)
      const picture = await sendable(pixels, { bytes, mime, widthPx, heightPx })
      if (waiting()) setWords({ series: { on: true, picture: { kind: 'file', image: { ...picture, name: 'series' } }, name: kept.name } })
    } catch {
      // It was removed meanwhile: the next picture that is approved takes its place.
    }
  }
  const waiting = (): boolean => store.get().words.series.on && store.get().words.series.picture === null
  let reading: Promise<void> | null = null, next: Promise<void> | null = null, nextKeeps = true
  /** One read at a time. Resolves after a read that began after the call: what is sent then is what the file says now. */
  function read(keep: boolean): Promise<void> {
    if (!reading) {
      reading = readOnce(keep).finally(() => { reading = null })
      return reading
    }
    nextKeeps = nextKeeps && keep
    next ??= reading.then(() => {
      const keeps = nextKeeps
      next = null
      nextKeeps = true
      return read(keeps)
    })
    return next
  }
  async function readOnce(keep: boolean): Promise<void> {
    const before = store.get().words.kit
    try {
      const [{ text }, { lines }] = await Promise.all([channel.ask('file.data', { name: 'brand', save: null }), channel.ask('brand.read', {})])
      const own = store.get().words.kit, known = keep ? (saving === null && own === before ? restoreKit(text) : own) : null
      const boards = known ? (known.moodboards.length > 0 ? (await channel.ask('layers.find', { text: '', ids: known.moodboards.map(({ id }) => id) })).layers : []) : (await channel.ask('layers.find', { text: 'moodboard' })).layers.filter(({ type }) => type === 'FRAME' || type === 'SECTION' || type === 'GROUP')
      const now = cleanKitText(lines.map((line) => line.replace(/^Colour colou?rs?[/ ]+/i, 'Colour ')).join('\n'))
      const base = known ?? { ...noKit, id: restoreKit(text)?.id ?? '', series: own.series }
      const kit: Kit = { ...base, text: mergeKitText(base.text, base.read, now === '' ? [] : now.split('\n')), read: now, moodboards: boards.slice(0, maxMoodboards).map(({ id, name }) => ({ id, name })) }
      setWords({ kit, kitRead: true, kitOn: kit.id !== '' && store.get().words.kitsOn.includes(kit.id) })
      if (!keep && kit.id !== '') change(kit)
      await followAgain()
    } catch (error) {
      fail(error)
    }
  }

  return {
    readKit: () => read(true),
    resetKit: () => read(false),
    editKit: (text) => change({ ...store.get().words.kit, text: text.slice(0, 20_000) }),
    useKit(on) {
      const { kit } = store.get().words
      // Switched on, the kit is kept with the file, so that everybody's next picture can follow it.
      if (on) change({ ...kit, text: cleanKitText(kit.text) })
      const { id } = store.get().words.kit, others = store.get().words.kitsOn.filter((other) => other !== id)
      setWords({ kitOn: on, kitsOn: on ? [id, ...others] : others })
    },
    addMoodboards(layers) {
      const { kit } = store.get().words
      const added = layers.filter(({ id }) => !kit.moodboards.some((board) => board.id === id)).map(({ id, name }) => ({ id, name }))
      if (added.length > 0) change({ ...kit, moodboards: [...kit.moodboards, ...added].slice(0, maxMoodboards) })
    },
    removeMoodboard(id) {
      const { kit } = store.get().words
      change({ ...kit, moodboards: kit.moodboards.filter((board) => board.id !== id) })
    },
    useSeries(on) {
      setWords({ series: { ...store.get().words.series, on } })
      void followAgain()
    },
    clearSeries() {
      const { kit, series } = store.get().words
      setWords({ series: { ...series, picture: null, name: '' } })
      if (kit.series) change({ ...kit, series: null })
    },
    approve(mark, ids, name) {
      const result = mark === 'starred' && waiting() ? results().find((candidate) => pictureIds(candidate).some((id) => ids.includes(id))) : undefined
      if (!result) return
      void followResult(result, name)
    },
    approveVariation(nodeId, imageHash) {
      if (!waiting() || imageHash === null) return
      const layer = store.get().snapshot?.layers.find(({ id }) => id === nodeId), name = layer?.name ?? 'the kept picture'
      const result = results().find(({ outcome }) => outcome?.imageHash === imageHash)
      if (result) return void followResult(result, name)
      follow({ kind: 'layer', nodeId, what: 'fill', leaveOut: 'nothing', ...(layer ? { extent: { width: layer.width, height: layer.height } } : {}) }, name, { nodeId, imageHash })
    },
    kitIdle: () => saving === null,
  }
}
