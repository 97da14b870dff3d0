import { toErrorReport } from '../../../src/shared/errors'
import { spendingCsv } from '../../money/spending-csv'
import { firstWords } from '../../prompts/clean-prompt'
import { pictureOf, type Job, type JobResult } from '../../jobs/job'
import type { LandWhere } from '../../jobs/land-result'
import type { Actions, AppState } from '../state'
import type { ActionContext } from '../action-context'
import { isInPlace } from '../run-events'
import { layers, listOf } from '../words'
import { done as tellDone } from './done'

const endings: Record<string, string> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp', 'image/gif': 'gif' }

function findResult(state: Pick<AppState, 'jobs'>, key: string): { job: Job; result: JobResult } | null {
  const job = state.jobs[key.slice(0, key.lastIndexOf('/'))]
  const result = job?.results.find((candidate) => candidate.key === key)
  return job && result ? { job, result } : null
}

/** `why` follows a layer's name: "was changed since", "was deleted". */
const leftAlone = (skipped: readonly { name: string; why: string }[]): string => {
  const [first] = skipped
  if (first && skipped.length === 1) return `${first.name} ${first.why} and left alone.`
  const changed = skipped.every(({ why }) => why === first?.why && why.startsWith('was '))
  return `${listOf(skipped.map(({ name }) => name))} were ${changed && first ? `${first.why.slice('was '.length)} and ` : ''}left alone.`
}

export type ResultActions = Pick<Actions, 'exportSpending' | 'place' | 'placeAll' | 'undoRun' | 'showResult' | 'saveResult' | 'wantWhole' | 'copyResult' | 'copyText'> & {
  /** Somewhere else than planned: after a target was lost, or dropped on the canvas. */
  placeAt(resultKey: string, where: LandWhere): void
}

export function resultActions(context: ActionContext): ResultActions {
  const { store, channel, lander, shelf, page, speech, notify, dropNotices, fail, patch, readSelection, clock } = context
  const done = (message: string): void => tellDone(context, message)
  const find = (key: string): ReturnType<typeof findResult> => findResult(store.get(), key)

  /** Place on a rescued picture tries its target once more; on one that is a hidden variation brings it forward; one that shows already is brought into view. */
  async function place(key: string): Promise<void> {
    const found = find(key)
    if (!found) return
    const { job, result } = found
    if (isInPlace(result) && result.placed !== 'variation') return void channel.ask('node.show', { nodeId: result.outcome!.nodeId }).catch(fail)
    if (!isInPlace(result) && !(await lander.land(job, key, { kind: 'planned' }, { shows: true }))) return
    const landed = find(key)?.result
    if (landed?.placed !== 'variation' || !landed.outcome) return
    try {
      await channel.ask('variation.show', { nodeId: landed.outcome.nodeId, imageHash: landed.outcome.imageHash })
      void readSelection()
    } catch (error) {
      fail(error)
    }
  }

  return {
    place: (key) => void place(key),
    placeAt(key, where) {
      const found = find(key)
      if (!found) return
      dropNotices((notice) => notice.actions.some((action) => action.value === key))
      void lander.land(found.job, key, where)
    },
    placeAll(runId) {
      const { jobs, runs } = store.get()
      const run = runs.find(({ id }) => id === runId)
      for (const job of (run?.jobIds ?? []).flatMap((id) => jobs[id] ?? [])) {
        for (const result of job.results) if (!isInPlace(result)) void lander.land(job, result.key)
      }
    },
    undoRun(runId) {
      channel.ask('run.undo', { runId }).then(({ restored, skipped }) => {
        lander.forget(runId)
        const { jobs, runs } = store.get()
        const run = runs.find(({ id }) => id === runId)
        for (const job of (run?.jobIds ?? []).flatMap((id) => jobs[id] ?? [])) {
          patch(job.id, { results: job.results.map((result) => (result.outcome ? { ...result, placed: 'results', outcome: null } : result)) })
        }
        store.set({ runs: runs.map((other) => (other.id === runId ? { ...other, undone: true } : other)) })
        const back = restored.length === 1 ? `${restored[0]} put back.` : `${layers(restored.length)} put back.`
        const left = skipped.length === 0 ? '' : ` ${leftAlone(skipped)}`
        const message = `${restored.length === 0 && left ? '' : back}${left}`.trim()
        speech.say(message, { end: true })
        notify({ key: 'undone', tone: skipped.length > 0 ? 'warn' : 'ok', message, actions: [], at: 'foot', jobId: null })
        void readSelection()
      }, fail)
    },
    showResult: (shownResultKey) => store.set({ shownResultKey }),
    saveResult(key) {
      const found = find(key)
      if (!found) return
      const { job, result } = found
      const prompt = store.get().runs.find(({ id }) => id === job.runId)?.prompt ?? job.request.prompt
      // Characters that some file system refuses.
      const name = firstWords(prompt).replace(/[\\/:*?"<>|]+/g, ' ').replace(/\s+/g, ' ').trim() || 'Picture'
      const save = (whole: JobResult): void => {
        const { bytes, mime } = pictureOf(whole)
        page.download(bytes, mime, `${name}.${endings[mime] ?? 'png'}`)
      }
      try {
        if (!result.kept) return save(result)
      } catch (error) {
        return fail(error, { at: 'results' })
      }
      void shelf.whole(job.id, key).then((whole) => whole && save(whole)).catch((error: unknown) => fail(error, { at: 'results' }))
    },
    wantWhole(key) {
      const found = find(key)
      // What cannot be had whole is shown small.
      if (found?.result.kept) shelf.whole(found.job.id, key).catch((error: unknown) => void toErrorReport(error))
    },
    async copyResult(key) {
      const found = find(key)
      if (!found) return
      try {
        const picture = pictureOf((await shelf.whole(found.job.id, key)) ?? found.result)
        await page.copyPicture(picture.bytes, picture.mime)
        done('The picture is on the clipboard.')
      } catch {
        // Browsers refuse the clipboard in frames without permission; there is no other way to put a picture on it.
        notify({ key: 'clipboard', tone: 'warn', message: 'The clipboard did not take the picture. Save it to disk instead.', actions: [], at: 'results', jobId: found.job.id })
      }
    },
    exportSpending() {
      const at = new Date(clock()).toISOString().slice(0, 10)
      try {
        page.download(new TextEncoder().encode(spendingCsv(store.get().ledger)), 'text/csv', `Inlay spending ${at}.csv`)
      } catch (error) {
        fail(error, { at: 'results' })
      }
    },
    copyText(text, said) {
      page.copyText(text).then(() => done(said), () => notify({ key: 'clipboard', tone: 'warn', message: 'The clipboard did not take the text.', actions: [], at: 'results', jobId: null }))
    },
  }
}
