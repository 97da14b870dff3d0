// Reads the words of finished mockups, one after another, as soon as the reader is there. Results keep what was read.
import { isAbort } from '../../src/shared/channel'
import { PluginError, toErrorReport } from '../../src/shared/errors'
import type { EditWork } from '../edit/edit-work'
import { pictureOf, type Job, type JobResult } from '../jobs/job'
import type { WordVerdict } from '../on-device/reading/compare-words'
import type { Reader } from '../on-device/reading/reader'
import { checkPicture } from '../words/check-picture'
import type { WordCheck } from '../words/word-check'
import type { AppState } from './state'
import type { Store } from './store'

type Deps = { store: Store<AppState>; /** Null where the window has none. */ reader: Reader | null; work: Pick<EditWork, 'pixelsOf'> }
export type WordChecks = ReturnType<typeof createWordChecks>

const refused = 'this window allows no WebAssembly, which reading needs'

export function createWordChecks({ store, reader, work }: Deps) {
  const running = new Map<string, AbortController>()
  let loading: AbortController | null = null, asked = false

  const put = (key: string, check: WordCheck): void => store.set(({ wordChecks }) => ({ wordChecks: { ...wordChecks, [key]: check } }))

  async function read(job: Job, result: JobResult): Promise<void> {
    const { key } = result, controller = new AbortController(), picture = pictureOf(result), extent = { width: picture.widthPx, height: picture.heightPx }
    const expected = (job.letters ?? []).map(({ text }) => text)
    running.set(key, controller)
    put(key, { state: 'reading', verdicts: [], extent, problem: null })
    try {
      if (!reader) throw new PluginError('internal', 'This window reads no words.')
      const deps = { reader, pixelsOf: ({ bytes, mime }: { bytes: Uint8Array; mime: string }, longestPx: number, options: { signal: AbortSignal }) => work.pixelsOf({ key: `read ${key} ${picture.bytes.length}`, bytes: bytes as Uint8Array<ArrayBuffer>, mime }, longestPx, options) }
      put(key, { state: 'done', problem: null, ...(await checkPicture(picture, expected, deps, controller.signal)) })
    } catch (error) {
      if (!isAbort(error) && !controller.signal.aborted) put(key, { state: 'failed', verdicts: [], extent, problem: toErrorReport(error) })
    } finally {
      running.delete(key)
    }
  }

  /** Where nothing can be read, that is what is known. */
  const untold = (job: Job, result: JobResult): void => put(result.key, {
    state: 'done', problem: null, extent: { width: result.widthPx, height: result.heightPx },
    verdicts: (job.letters ?? []).map(({ text }): WordVerdict => ({ expected: text, verdict: 'unsure', read: '', wrong: '', only: null, why: refused, box: null })),
  })

  /** An edit is read once it was fitted into its picture. */
  const waiting = ({ jobs, wordChecks }: AppState): { job: Job; result: JobResult }[] =>
    Object.values(jobs).flatMap((job) => (job.letters?.length ? job.results.filter(({ key, composed }) => !wordChecks[key] && (composed !== null || !job.placements[0]?.edit)).map((result) => ({ job, result })) : []))

  function follow(): void {
    const state = store.get(), open = waiting(state)
    if (open.length === 0 || !state.ready) return
    if (state.reader.state === 'off' && !asked) {
      asked = true
      if (!reader?.possible()) return store.set(({ reader: view }) => ({ reader: { ...view, state: 'refused' } }))
      if (state.settings.readWords === 'on') return load()
    }
    if (state.reader.state === 'refused') open.forEach(({ job, result }) => untold(job, result))
    if (state.reader.state === 'ready') open.forEach(({ job, result }) => void read(job, result))
  }

  function load(): void {
    if (!reader || loading) return
    const controller = new AbortController()
    loading = controller
    store.set({ reader: { state: 'loading', ratio: 0, skipped: false, problem: null } })
    const end = (change: Partial<AppState['reader']>): void => {
      if (loading !== controller) return
      loading = null
      store.set(({ reader: view }) => ({ reader: { ...view, ratio: 0, ...change } }))
    }
    reader.open({ signal: controller.signal, onProgress: (ratio) => { if (ratio - store.get().reader.ratio > 0.01) store.set(({ reader: view }) => ({ reader: { ...view, ratio } })) } })
      .then(() => end({ state: 'ready', problem: null }), (error: unknown) => end(isAbort(error) ? { state: 'off' } : { state: 'failed', problem: toErrorReport(error) }))
  }

  return {
    follow, load,
    cancel(): void {
      loading?.abort()
    },
    again(key: string): void {
      if (running.has(key)) return
      store.set(({ wordChecks }) => ({ wordChecks: Object.fromEntries(Object.entries(wordChecks).filter(([other]) => other !== key)) }))
    },
    idle: (): boolean => running.size === 0 && loading === null,
    stop(): void {
      loading?.abort()
      for (const controller of running.values()) controller.abort()
      reader?.close()
    },
  }
}
