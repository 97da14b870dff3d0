// Reads the words of finished mockups, one after another, as soon as the reader is there. Results keep what was read.
import { isAbort } from '../../src/shared/channel'
import { toErrorReport, type ErrorReport } from '../../src/shared/errors'
import type { EditWork } from '../edit/edit-work'
import { pictureOf, type Job, type JobResult } from '../jobs/job'
import type { WordVerdict } from '../on-device/reading/compare-words'
import type { Reader } from '../on-device/reading/reader'
import { checkPicture } from '../words/check-picture'
import type { WordCheck } from '../words/word-check'
import { bothSay, verdictsOf } from '../words/second-reader'
import type { AskTextModel } from './ask-text-model'
import { readWordsOffer, type TextOffer } from './rewrite-offer'
import type { AppState } from './state'
import type { Store } from './store'

type Deps = { store: Store<AppState>; /** Null where the window has none. */ reader: Reader | null; work: Pick<EditWork, 'pixelsOf'>; ask: AskTextModel; /** ms: pictures of earlier sessions are only read by a model when the designer asks. */ since: number }
export type WordChecks = ReturnType<typeof createWordChecks>

const refused = 'this window allows no WebAssembly, which reading needs'

export function createWordChecks({ store, reader, work, ask, since }: Deps) {
  const running = new Map<string, AbortController>()
  let loading: AbortController | null = null, asked = false
  /** Keys of results that the designer wants read again. */
  const wanted = new Set<string>()
  const offerFor = (job: Job, { key }: JobResult): TextOffer | null => ((job.startedAt ?? 0) >= since || wanted.has(key) ? readWordsOffer(store.get()) : null)

  const put = (key: string, check: WordCheck): void => store.set(({ wordChecks }) => ({ wordChecks: { ...wordChecks, [key]: check } }))

  async function read(job: Job, result: JobResult): Promise<void> {
    const { key } = result, controller = new AbortController(), picture = pictureOf(result), extent = { width: picture.widthPx, height: picture.heightPx }
    const expected = (job.letters ?? []).map(({ text }) => text)
    running.set(key, controller)
    put(key, { state: 'reading', verdicts: [], extent, by: '', problem: null })
    try {
      const [device, model] = await Promise.all([onDevice(), byModel()])
      const verdicts = !device ? model!.verdicts! : device.map((verdict, index) => (model?.verdicts ? bothSay(verdict, model.verdicts[index]!) : verdict))
      const who = [...(device ? ['on this device'] : []), ...(model?.verdicts ? [`by ${model.label}`] : [])]
      put(key, { state: 'done', verdicts, extent, by: `Read ${who.join(' and ')}`, problem: model?.problem ?? null })
    } catch (error) {
      if (!isAbort(error) && !controller.signal.aborted) put(key, { state: 'failed', verdicts: [], extent, by: '', problem: toErrorReport(error) })
    } finally {
      running.delete(key)
    }

    /** Null without the reader. */
    async function onDevice(): Promise<WordVerdict[] | null> {
      if (!reader || store.get().reader.state !== 'ready') return null
      const deps = { reader, pixelsOf: ({ bytes, mime }: { bytes: Uint8Array; mime: string }, longestPx: number, options: { signal: AbortSignal }) => work.pixelsOf({ key: `read ${key} ${picture.bytes.length}`, bytes: bytes as Uint8Array<ArrayBuffer>, mime }, longestPx, options) }
      return (await checkPicture(picture, expected, deps, controller.signal)).verdicts
    }
    /** Null where it is not allowed; a problem of the service stands beside what the device read. */
    async function byModel(): Promise<{ label: string; verdicts: WordVerdict[] | null; problem: ErrorReport | null } | null> {
      const offer = offerFor(job, result)
      if (!offer) return null
      const { label } = offer
      try {
        const { lines } = await ask(offer, controller.signal, (provider, call) => provider.readWords!.run(picture, call))
        return { label, verdicts: verdictsOf(expected, lines), problem: null }
      } catch (error) {
        if (isAbort(error) || store.get().reader.state !== 'ready') throw error
        return { label, verdicts: null, problem: toErrorReport(error) }
      }
    }
  }

  /** Where nothing can be read, that is what is known. */
  const untold = (job: Job, result: JobResult): void => put(result.key, {
    state: 'done', by: '', problem: null, extent: { width: result.widthPx, height: result.heightPx },
    verdicts: (job.letters ?? []).map(({ text }): WordVerdict => ({ expected: text, verdict: 'unsure', read: '', wrong: '', only: null, why: refused, box: null })),
  })

  /** An answer may still be fitted into a picture. */
  const isRaw = ({ state }: Job): boolean => state === 'running' || state === 'compositing'
  /** An edit is read once it was fitted into its picture. */
  const waiting = ({ jobs, wordChecks }: AppState): { job: Job; result: JobResult }[] =>
    Object.values(jobs).flatMap((job) => (job.letters?.length && !isRaw(job) ? job.results.filter(({ key, composed }) => !wordChecks[key] && (composed !== null || !job.placements[0]?.edit)).map((result) => ({ job, result })) : []))

  function follow(): void {
    const state = store.get(), open = waiting(state)
    if (open.length === 0 || !state.ready) return
    if (state.reader.state === 'off' && !asked) {
      asked = true
      if (!reader?.possible()) return store.set(({ reader: view }) => ({ reader: { ...view, state: 'refused' } }))
      if (state.settings.readWords === 'on') return load()
    }
    for (const { job, result } of open) {
      if (state.reader.state === 'ready' || (offerFor(job, result) && state.reader.state !== 'loading')) void read(job, result)
      else if (state.reader.state === 'refused') untold(job, result)
    }
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
      wanted.add(key)
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
