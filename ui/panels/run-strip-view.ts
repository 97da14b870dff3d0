// What the run strip says. Pure.
import type { Job, JobResult, Run } from '../jobs/job'
import { formatUsd } from '../money/format-price'
import { isInPlace, isPlaced, isRescued, jobsOfRun, spentOn } from '../state/run-events'
import type { AppState } from '../state/state'
import { runShownForMs } from '../state/ticker'
import { listOf, pictures } from '../state/words'
import { isActive, isForming, leftText, waitingText } from './results/job-view'

export type RunStripView = {
  run: Run
  headline: string
  detail: string
  /** Nothing runs or waits any more. */
  ended: boolean
  failed: number
  /** A placed layer, for Show. */
  showNodeId: string | null
}

const placedName = (job: Job, result: JobResult): string => (result.placed === 'layer' ? result.outcome?.nodeName ?? job.targetName : job.targetName)

function endedHeadline(jobs: readonly Job[]): string {
  const unmade = jobs.filter((job) => job.state === 'failed' && job.results.length === 0).length
  const results = jobs.flatMap((job) => job.results), placed = results.filter(isInPlace).length, kept = results.length - placed, where = results.some(isRescued) ? 'Rescued results' : 'Results'
  const spent = results.length === 0 ? null : spentOn(jobs)
  const made = placed > 0 ? `${placed} in place${results.some(isRescued) ? `, ${kept} rescued` : ''}` : kept > 0 ? `${pictures(kept)} in ${where}` : ''
  const not = unmade > 0 ? (made ? `${unmade} not` : `${unmade} not made`) : ''
  return `${[made, not].filter(Boolean).join(', ') || 'Cancelled'}${spent === null ? '' : ` · ${spent === 0 ? 'free' : formatUsd(spent)}`}`
}

/** The run that goes on, else the newest one for 8 s; with failures it stays until the next run. */
export function runStrip(state: AppState): RunStripView | null {
  const newestFirst = [...state.runs].reverse()
  const run = newestFirst.find((candidate) => jobsOfRun(state, candidate).some(isActive)) ?? newestFirst[0]
  if (!run) return null
  const jobs = jobsOfRun(state, run)
  const open = jobs.filter(isActive), failed = jobs.filter((job) => job.state === 'failed').length
  const endedAt = Math.max(0, ...jobs.map((job) => job.endedAt ?? 0))
  const placed = jobs.flatMap((job) => job.results.map((result) => ({ job, result }))).filter(({ result }) => isPlaced(result))
  const base = { run, failed, ended: open.length === 0, showNodeId: placed[placed.length - 1]?.result.outcome?.nodeId ?? null }
  if (base.ended) {
    const over = run.undone || (failed === 0 && state.nowMs - endedAt > runShownForMs)
    return over ? null : { ...base, headline: endedHeadline(jobs), detail: '' }
  }
  const forming = open.filter(isForming).reduce((sum, job) => sum + job.request.count, 0)
  const waiting = open.filter((job) => !isForming(job)).length
  const names = [...new Set(placed.filter(({ result }) => isInPlace(result)).map(({ job, result }) => placedName(job, result)))]
  const timed = open.find((job) => job.waiting?.untilMs != null)
  const served = open.filter((job) => isForming(job)), atService = served.find((job) => job.waiting !== null && job.state === 'running')
  const now = atService && served.every((job) => job.waiting !== null) ? waitingText(atService, state.nowMs) : forming > 0 ? `${forming}${placed.length > 0 ? ' more' : ''} forming` : timed ? waitingText(timed, state.nowMs) : `${waiting} waiting`
  const left = forming > 0 && !atService ? leftText(state, open) : ''
  return {
    ...base,
    headline: names.length > 0 ? `${listOf(names)} ${names.length === 1 ? 'is' : 'are'} in place` : `Making ${pictures(jobs.reduce((sum, job) => sum + job.request.count, 0))}`,
    detail: [forming > 0 && waiting > 0 && !left ? `${now}, ${waiting} waiting` : now, left].filter(Boolean).join(' · '),
  }
}
