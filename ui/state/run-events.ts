// What the designer sees and hears while a run goes on and when it ends.
import type { ErrorReport } from '../../src/shared/errors'
import { endStates, type Job, type JobResult, type Run } from '../jobs/job'
import { wasAskedToWait } from '../jobs/queue'
import type { JobPlan } from '../jobs/context'
import { modelKey } from '../models/index'
import { sumEstimates } from '../money/estimate'
import { formatPrice, formatUsd } from '../money/format-price'
import { cardOf, providerOf } from './catalog'
import { noticeOf } from './notices'
import { failedAlike, offerOther } from './other-offer'
import type { AppState } from './state'
import type { ActionContext } from './action-context'
import { pictures } from './words'

export const jobsOfRun = (state: Pick<AppState, 'jobs'>, run: Run): Job[] => run.jobIds.flatMap((id) => state.jobs[id] ?? [])
/** In the document, if only in Rescued results. */
export const isPlaced = (result: JobResult): boolean => result.outcome !== null
export const isRescued = (result: JobResult): boolean => result.outcome !== null && result.placed === 'rescued'
export const isInPlace = (result: JobResult): boolean => isPlaced(result) && !isRescued(result)

/** USD of a run so far; null when any of its prices is unknown. Free models count as nothing. */
export const spentOn = (jobs: readonly Job[]): number | null =>
  jobs.reduce<number | null>((sum, job) => (sum === null || job.results.length === 0 ? sum : job.actualUsd === null ? (job.estimate ? sum + job.estimate.high : null) : sum + job.actualUsd), 0)

/** Of the frame that takes what its target cannot. */
const rescuedName = 'Rescued results'

const nameOf = (job: Job, result: JobResult): string => (result.placed === 'layer' ? result.outcome?.nodeName ?? 'The picture' : job.targetName)

export function runEvents(context: Pick<ActionContext, 'store' | 'speech' | 'notify' | 'dropNotices' | 'readSelection'> & { dropReferences(runId: string): void; planOf(jobId: string): JobPlan | undefined; /** Said where it is seen when the window is not. */ tellOutside(message: string, nodeId: string | null, pageId: string | null): void }) {
  const { store, speech, notify } = context
  const runOf = (job: Job): Run | undefined => store.get().runs.find(({ id }) => id === job.runId)

  return {
    onLanded(job: Job, result: JobResult): void {
      const run = runOf(job)
      if (run) {
        const jobs = jobsOfRun(store.get(), run)
        const placed = jobs.flatMap((one) => one.results).filter(isInPlace).length
        const planned = jobs.reduce((sum, one) => sum + one.request.count, 0)
        if (placed < planned) speech.say(`${nameOf(job, result)} is in place, ${placed} of ${planned}`)
      }
      const { outcome } = result
      for (const { code, message } of outcome?.warnings ?? []) {
        notify({ key: `warning ${code}`, tone: 'warn', message, actions: outcome ? [{ kind: 'show', label: 'Show', value: outcome.nodeId }] : [], at: 'foot', jobId: job.id })
      }
      if (outcome && !outcome.onScreen) notify({ key: 'off-screen', tone: 'info', message: `${outcome.nodeName} is outside your view.`, actions: [{ kind: 'show', label: 'Show', value: outcome.nodeId }], at: 'foot', jobId: job.id })
      context.dropNotices((notice) => notice.actions.some((action) => action.value === result.key))
      void context.readSelection()
    },

    onPlaceFailed(job: Job, result: JobResult, error: ErrorReport): void {
      const notice = { ...noticeOf(error, { jobId: job.id }), key: `place ${error.code}`, tone: 'warn' as const }
      const { outcome } = result
      if (!outcome || !isRescued(result)) return notify(notice)
      speech.say(`The picture for ${job.targetName} is in ${rescuedName}`)
      notify({ ...notice, message: `${error.message.replace(/ The picture is kept in Results\.$/, '')} The picture is kept in Results and on this page, in ${rescuedName}.`, actions: [{ kind: 'show', label: 'Show', value: outcome.nodeId }, ...error.actions] })
      void context.readSelection()
    },

    onFailed(job: Job, error: ErrorReport): void {
      const state = store.get(), offer = offerOther(state, failedAlike(state, job), context.planOf)
      const other = offer && { kind: 'run-with' as const, label: `Use ${offer.card.label} · ${formatPrice(sumEstimates(offer.estimates))}`, value: modelKey(offer.card) }
      notify(noticeOf(other ? { ...error, actions: [other, ...error.actions.filter(({ kind }) => kind !== 'use-demo')] } : error, { jobId: job.id }))
    },

    /** Called for each job; speaks and sums up when the last of its run has ended. */
    onEnded(job: Job): void {
      const run = runOf(job)
      if (!run) return
      const state = store.get()
      const jobs = jobsOfRun(state, run)
      if (!jobs.every((one) => endStates.includes(one.state))) return
      context.dropReferences(run.id)
      const results = jobs.flatMap((one) => one.results)
      const placed = results.filter(isInPlace).length, rescued = results.filter(isRescued).length
      const cancelled = jobs.filter((one) => one.state === 'cancelled')
      const failed = jobs.filter((one) => one.state === 'failed')
      if (cancelled.length > 0) return sumUpCancelled(jobs, cancelled)
      const spent = spentOn(jobs)
      const price = spent === null ? '' : spent === 0 ? '' : `, ${formatUsd(spent)}`
      const waiting = results.length - placed - rescued
      const parts = [
        placed > 0 || (failed.length === 0 && waiting + rescued === 0) ? `${pictures(placed)} in place` : '',
        rescued > 0 ? `${placed > 0 ? rescued : pictures(rescued)} in ${rescuedName}` : '',
        waiting > 0 ? `${waiting === 1 && placed + rescued === 0 ? '1 picture' : waiting} in Results` : '',
        failed.length > 0 ? `${results.length > 0 ? failed.length : pictures(failed.length)} not made` : '',
      ].filter(Boolean)
      const summary = `${parts.join(', ')}${price}`
      speech.say(summary, { end: true })
      context.tellOutside(summary, results.filter(isPlaced).pop()?.outcome?.nodeId ?? null, run.pageId)
    },

    /** The countdown of a service that asked to wait, in one notice for all that wait; it goes when nothing waits any more. */
    rateLimitNotice(nowMs: number): void {
      const state = store.get()
      const waiting = Object.values(state.jobs).filter((job) => job.state === 'queued' && wasAskedToWait(job.waiting))
      const [first] = waiting
      if (!first) return context.dropNotices(({ key, jobId }) => key === 'provider.rate-limited' && jobId === null)
      const seconds = Math.max(1, Math.ceil((Math.min(...waiting.map((job) => job.waiting?.untilMs ?? nowMs)) - nowMs) / 1000))
      const count = waiting.reduce((sum, job) => sum + job.request.count, 0)
      const service = providerOf(state, first.providerId)?.label ?? 'The service'
      const message = `${service} asks to wait ${seconds} ${seconds === 1 ? 'second' : 'seconds'}; ${pictures(count)} ${count === 1 ? 'goes' : 'go'} on by ${count === 1 ? 'itself' : 'themselves'}.`
      if (state.notices.some((notice) => notice.key === 'provider.rate-limited' && notice.message === message)) return
      notify({ key: 'provider.rate-limited', tone: 'warn', message, actions: [{ kind: 'cancel-waiting', label: count === 1 ? 'Cancel it' : `Cancel the ${count}` }], at: 'foot', jobId: null })
    },
  }

  function sumUpCancelled(jobs: readonly Job[], cancelled: readonly Job[]): void {
    const results = jobs.flatMap((one) => one.results)
    const placed = results.filter(isInPlace)
    const kept = results.length - placed.length
    const stopped = cancelled.find((one) => one.startedAt !== null && one.results.length === 0)
    const card = stopped && cardOf(store.get(), stopped.providerId, stopped.request.modelId)
    const service = stopped && providerOf(store.get(), stopped.providerId)?.label
    const sentences = [
      'Cancelled.',
      placed.length > 0 ? `${pictures(placed.length)} ${placed.length === 1 ? 'was finished and is' : 'were finished and are'} in place.` : '',
      kept > 0 ? `${pictures(kept)} ${kept === 1 ? 'is' : 'are'} kept in Results.` : '',
      card && card.price.kind !== 'free' ? `${service ?? 'The service'} may still charge for what was running.` : '',
    ].filter(Boolean)
    const missing = cancelled.filter((one) => one.results.length === 0)
    const message = sentences.join(' ')
    speech.say(message, { end: true })
    notify({
      key: 'cancelled', tone: 'info', message, at: 'foot', jobId: missing[0]?.id ?? null,
      actions: [
        ...(placed[0]?.outcome ? [{ kind: 'show' as const, label: 'Show', value: placed[0].outcome.nodeId }] : []),
        ...(missing.length > 0 ? [{ kind: 'retry' as const, label: missing.length === 1 ? 'Run it again' : `Run the ${placed.length > 0 ? 'other ' : ''}${missing.length}` }] : []),
      ],
    })
  }
}
