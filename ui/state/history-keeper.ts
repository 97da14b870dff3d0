// Keeps History over sessions in this user's storage: an entry for every result as soon as it is here, and a thumbnail of it.
import type { Timers } from '../../src/shared/channel'
import { toErrorReport } from '../../src/shared/errors'
import type { JobContext } from '../jobs/context'
import { entryOf, historyLimits, mergeHistory, restoreHistory, thumbName, trimHistory, type HistoryEntry } from '../jobs/history'
import { endStates, pictureOf, type Job, type JobResult } from '../jobs/job'
import { isMarked } from './marks'
import type { AppState, History, Notice } from './state'

const saveAfterMs = 800
const thumbEdgePx = 320
/** A picture of so many bytes is kept as it came, a larger one as a fine JPEG of its own size; one that sees through cannot be one. Beyond `most` only a small copy is kept. */
const asItCame = { opaque: 400_000, transparent: 1_000_000, most: 1_000_000 }, fineQuality = 0.9
/** Said once on this computer. */
const toldName = 'history-told'

type Context = Pick<JobContext, 'store' | 'channel' | 'pixels' | 'clock' | 'plans'> & { timers: Timers; notify(notice: Notice): void }

export const entryIds = ({ sha256, imageHash }: Pick<HistoryEntry, 'sha256' | 'imageHash'>): string[] => [imageHash ?? '', sha256].filter((id) => id !== '')

export function createHistoryKeeper({ store, channel, pixels, clock, plans, timers, notify }: Context) {
  let jobs: AppState['jobs'] = {}, timer: number | null = null, saving = false, dirty = false, stopped = false
  /** Of thumbnails that are still to be made. */
  let thumbs: Promise<unknown> = Promise.resolve(), making = 0
  const made = new Set<string>()

  const change = (part: Partial<History>): void => store.set(({ history }) => ({ history: { ...history, ...part } }))
  const entriesNow = (): readonly HistoryEntry[] => store.get().history.entries
  const isStarred = (entry: HistoryEntry): boolean => isMarked(store.get().marks, 'starred', entryIds(entry))
  const put = (entry: HistoryEntry): void => change({ entries: mergeHistory([entry], entriesNow()) })

  function soon(): void {
    dirty = true
    if (timer === null && !saving && !stopped) timer = timers.set(() => { timer = null; void save() }, saveAfterMs)
  }

  /** Another window of this user may have added its own meanwhile: they stay. */
  async function save(): Promise<void> {
    saving = true
    dirty = false
    try {
      const others = restoreHistory((await channel.ask('state.load', { name: 'history' })).value).entries
      change({ entries: mergeHistory(entriesNow(), others) })
      for (let share = 1, fits = false; !fits; share /= 2) {
        const { entries, dropThumbs, dropped } = trimHistory(entriesNow(), isStarred, { ...historyLimits, entriesChars: historyLimits.entriesChars * share })
        change({ entries })
        for (const entry of dropThumbs) await channel.ask('state.save', { name: thumbName(entry), value: null })
        if (dropThumbs.length + dropped > 0) await tellFull()
        fits = (await write(entries)) || entries.length === 0
      }
    } catch (error) {
      toErrorReport(error) // the bridge closed or did not answer: the next change saves again
    } finally {
      saving = false
      if (dirty) soon()
    }
  }
  /** False when there is no room for them, even without a thumbnail. */
  async function write(entries: readonly HistoryEntry[]): Promise<boolean> {
    try {
      await channel.ask('state.save', { name: 'history', value: entries })
      return true
    } catch (error) {
      if (toErrorReport(error).code !== 'storage.full') throw error
      return false
    }
  }
  async function tellFull(): Promise<void> {
    if ((await channel.ask('state.load', { name: toldName })).value === true) return
    await channel.ask('state.save', { name: toldName, value: true })
    notify({ key: 'history.full', tone: 'info', message: 'History is full: from now on its oldest pictures leave it. They stay in your files.', actions: [], at: 'top', jobId: null })
  }

  /** One after another, and only as long as the result is there: pictures are large. */
  function makeThumb(entry: HistoryEntry, result: JobResult, whole = false): void {
    const { bytes, mime, widthPx, heightPx } = pictureOf(result), stays = bytes.length <= (entry.background === 'transparent' ? asItCame.transparent : asItCame.opaque)
    making += 1
    thumbs = thumbs.then(async () => {
      try {
        if (stopped) return
        const kept = !whole ? await pixels.thumbnail(bytes, mime, thumbEdgePx) : stays ? bytes : await pixels.thumbnail(bytes, mime, Math.max(widthPx, heightPx), fineQuality)
        if (kept.length <= asItCame.most) await saveThumb(entry, kept, whole)
        if (whole) await shrinkOldest()
      } catch (error) {
        toErrorReport(error) // the list shows the layer instead
      } finally {
        making -= 1
      }
    })
  }

  async function saveThumb(entry: HistoryEntry, bytes: Uint8Array, whole: boolean): Promise<void> {
    await channel.ask('state.save', { name: thumbName(entry), value: bytes })
    const now = entriesNow().find(({ id }) => id === entry.id)
    if (now) put({ ...now, thumbBytes: bytes.length, whole })
    soon()
  }
  /** The newest pictures keep their size, as many as fit. */
  async function shrinkOldest(): Promise<void> {
    for (;;) {
      const whole = entriesNow().filter((entry) => entry.whole), [oldest] = whole
      if (!oldest || whole.length === 1 || whole.reduce((sum, { thumbBytes }) => sum + thumbBytes, 0) <= historyLimits.wholeBytes) return
      const bytes = await wholeBytes(oldest)
      if (!bytes) return put({ ...oldest, thumbBytes: 0, whole: false })
      await saveThumb(oldest, await pixels.thumbnail(bytes, pixels.readImageHeader(bytes).mime, thumbEdgePx), false)
    }
  }
  /** Null when this computer no longer has it. */
  async function wholeBytes(entry: HistoryEntry): Promise<Uint8Array | null> {
    const { value } = entry.whole ? await channel.ask('state.load', { name: thumbName(entry) }) : { value: null }
    return value instanceof Uint8Array ? value : null
  }

  function note(job: Job): void {
    const { runs, fileName, fileId, snapshot, history } = store.get(), plan = plans.get(job.id)
    for (const result of job.results) {
      const known = history.entries.find(({ id }) => id === result.key)
      const entry = entryOf(runs.find(({ id }) => id === job.runId), job, result, {
        file: fileName, ...(fileId ? { fileId } : {}), pageId: snapshot?.pageId ?? null, ratio: plan?.ratio ?? 'match',
        nodeIds: (plan?.references ?? []).map(({ from }) => (from.kind === 'layer' ? from.nodeId : undefined)), at: known?.at ?? clock(), thumbBytes: known?.thumbBytes ?? 0, whole: known?.whole ?? false,
      })
      // Of a picture that no document has this is the only copy; once it is placed a small one will do.
      const alone = endStates.includes(job.state) && result.outcome === null && result.bytes.length > 0
      if (alone && !entry.whole && !made.has(`${entry.id} whole`)) {
        made.add(`${entry.id} whole`)
        makeThumb(entry, result, true)
      } else if (entry.whole && result.outcome !== null && result.bytes.length > 0 && made.delete(`${entry.id} whole`)) makeThumb(entry, result)
      if (known && JSON.stringify(known) === JSON.stringify(entry)) continue
      put(entry)
      soon()
      // An edit is composed after its answer came: that is the picture to remember.
      const isWhole = result.composed !== null || !plan?.composite || (job.state !== 'running' && job.state !== 'compositing')
      if (entry.thumbBytes === 0 && isWhole && !made.has(entry.id)) {
        made.add(entry.id)
        makeThumb(entry, result)
      }
    }
  }

  const stop = store.subscribe(() => {
    const { jobs: now } = store.get(), before = jobs
    if (now === before) return
    jobs = now
    for (const job of Object.values(now)) if (job !== before[job.id] && job.results.length > 0) note(job)
  })

  return {
    async load(): Promise<void> {
      const stored = await channel.ask('state.load', { name: 'history' }).then(({ value }) => value, () => null)
      const { entries, broken, corrupt } = restoreHistory(stored)
      change({ state: 'ready', entries: mergeHistory(entriesNow(), entries), broken, corrupt })
    },
    wholeBytes,
    /** A picture of an earlier session is in the document now. */
    placed(entry: HistoryEntry, { imageHash, nodeId, placed }: Pick<HistoryEntry, 'imageHash' | 'nodeId' | 'placed'>): void {
      put({ ...entry, imageHash, nodeId, placed })
      soon()
    },
    /** After the designer cleared it. */
    async clear(): Promise<void> {
      const gone = entriesNow()
      change({ entries: [], shown: null, broken: 0, corrupt: false })
      await channel.ask('state.save', { name: 'history', value: [] })
      for (const entry of gone) if (entry.thumbBytes > 0) await channel.ask('state.save', { name: thumbName(entry), value: null })
    },
    idle: (): boolean => timer === null && !saving && making === 0,
    stop(): void {
      stopped = true
      stop()
      if (timer !== null) timers.clear(timer)
    },
  }
}
export type HistoryKeeper = ReturnType<typeof createHistoryKeeper>
