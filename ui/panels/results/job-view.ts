// What the window says about a job. Pure.
import { waitSentence } from '../../jobs/queue'
import { endStates, type Job, type JobResult } from '../../jobs/job'
import { formatPrice, formatUsd } from '../../money/format-price'
import { sumEstimates } from '../../money/estimate'
import { cardOf } from '../../state/catalog'
import { spentOn } from '../../state/run-events'
import { laneLimits } from '../../state/lane-limits'
import type { AppState } from '../../state/state'

/** Without a better source the bar stops here. */
const untilSure = 90

export const isEnded = (job: Job): boolean => endStates.includes(job.state)
export const isActive = (job: Job): boolean => !isEnded(job)
export const isForming = (job: Job): boolean => isActive(job) && job.state !== 'queued'

const typicalMs = (state: AppState, job: Job): number | null => {
  const seconds = cardOf(state, job.providerId, job.request.modelId)?.typicalSeconds[job.request.quality]
  return seconds === undefined ? null : seconds * 1000
}

/** 0 to 100 from what is known: the stage, partial pictures, elapsed over typical time. Null: nothing is known. */
export function progressOf(state: AppState, job: Job): number | null {
  if (isEnded(job)) return 100
  if (job.state === 'queued') return 0
  if (job.state === 'compositing' || job.state === 'placing') return 95
  const typical = typicalMs(state, job)
  const elapsed = typical === null || job.startedAt === null ? null : (100 * Math.max(0, state.nowMs - job.startedAt)) / typical
  const formed = job.request.partialImages > 0 ? (100 * job.partials) / (job.request.partialImages + 1) : 0
  return elapsed === null && job.partials === 0 ? null : Math.min(untilSure, Math.max(elapsed ?? 0, formed))
}

/** Per cent of the runs that are open: ended requests count in full, forming ones by what is known of them. */
export function totalProgress(state: AppState, active: readonly Job[]): number | null {
  const open = new Set(active.map(({ runId }) => runId))
  const jobs = Object.values(state.jobs).filter(({ runId }) => open.has(runId))
  return jobs.length === 0 ? null : jobs.reduce((sum, job) => sum + (progressOf(state, job) ?? 0), 0) / jobs.length
}

/** Jobs in the order in which they will start. */
export function inOrder(jobs: readonly Job[], order: readonly string[]): Job[] {
  const at = new Map(order.map((id, index) => [id, index]))
  return [...jobs].sort((a, b) => (at.get(a.id) ?? -1) - (at.get(b.id) ?? -1))
}

/** ms until what waits for its minute may start: the next batch at its time, one more each minute. */
function rateWaitMs(state: AppState, waiting: readonly Job[]): number {
  const [first] = waiting, untilMs = Math.min(...waiting.flatMap((job) => job.waiting?.untilMs ?? []))
  if (!first || !Number.isFinite(untilMs)) return 0
  const { perMinute } = laneLimits(state, `${first.providerId}/${first.request.modelId}`)
  const pictures = waiting.reduce((sum, job) => sum + job.request.count, 0)
  return Math.max(0, untilMs - state.nowMs) + (perMinute === null ? 0 : (Math.ceil(pictures / perMinute) - 1) * 60_000)
}

/** ms until all of them are through by typical times and the limits of their models; null when unknown or already over. */
export function timeLeftMs(state: AppState, jobs: readonly Job[]): number | null {
  const lanes = new Map<string, Job[]>()
  for (const job of jobs) {
    const lane = `${job.providerId}/${job.request.modelId}`
    lanes.set(lane, [...(lanes.get(lane) ?? []), job])
  }
  let longest = 0
  for (const [lane, list] of lanes) {
    const left: number[] = []
    for (const job of list) {
      const typical = typicalMs(state, job)
      if (typical === null) return null
      left.push(Math.max(0, typical - (job.startedAt === null || job.state === 'queued' ? 0 : state.nowMs - job.startedAt)))
    }
    const waiting = list.filter((job) => job.state === 'queued')
    const work = left.reduce((sum, ms) => sum + ms, 0) / laneLimits(state, lane).inFlight
    longest = Math.max(longest, work, ...left, waiting.length === 0 ? 0 : rateWaitMs(state, waiting) + Math.max(...left))
  }
  return longest > 0 ? longest : null
}

/** "Waiting 12 s, the service asked for it"; empty when the job does not wait for a time. */
export const waitingText = ({ waiting }: Pick<Job, 'waiting'>, nowMs: number): string => (waiting ? waitSentence(waiting, nowMs) : '')

export const jobPrice = (job: Job): string => (job.actualUsd === null ? formatPrice(job.estimate) : job.actualUsd === 0 ? 'free' : formatUsd(job.actualUsd))

export const activeJobs = (state: Pick<AppState, 'jobs'>): Job[] => Object.values(state.jobs).filter(isActive)
/** Of sending the failed jobs once more. */
export const retryPrice = (state: Pick<AppState, 'jobs'>): string => formatPrice(sumEstimates(Object.values(state.jobs).filter((job) => job.state === 'failed').map((job) => job.estimate)))

/** "1 of 5" while anything runs or waits: ended and all requests of the runs that are still open. Null otherwise. */
export function queueChip(state: Pick<AppState, 'jobs'>): string | null {
  const open = new Set(activeJobs(state).map((job) => job.runId))
  const jobs = Object.values(state.jobs).filter((job) => open.has(job.runId))
  return jobs.length === 0 ? null : `${jobs.filter(isEnded).length} of ${jobs.length}`
}

/** "about 40 s left": steps of 5 s, so that it does not flicker. */
export function leftText(state: AppState, jobs: readonly Job[]): string {
  const ms = timeLeftMs(state, jobs)
  if (ms === null) return ''
  const seconds = Math.ceil(ms / 1000)
  if (seconds <= 5) return 'a few seconds left'
  return seconds < 100 ? `about ${Math.ceil(seconds / 5) * 5} s left` : `about ${Math.ceil(seconds / 60)} min left`
}

export const secondsText = (ms: number): string => {
  const seconds = Math.max(1, Math.round(ms / 1000))
  return seconds < 100 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

export const join = (...parts: (string | null | undefined | false)[]): string => parts.filter(Boolean).join(' · ')

/** Second line of a row while the job goes on. */
export function activeLine(job: Job, nowMs: number): string {
  if (job.waiting?.untilMs != null || (job.waiting && job.state === 'running')) return waitingText(job, nowMs)
  if (job.state === 'queued') return 'Next in line'
  if (job.state === 'placing') return 'Putting it in place'
  const elapsed = job.startedAt === null ? '' : secondsText(nowMs - job.startedAt)
  return join(job.partials > 0 ? `Preview ${job.partials} of ${job.request.partialImages}` : job.state === 'preparing' ? 'Preparing' : 'Forming', elapsed)
}

export const endedWords: Record<JobResult['placed'], string> = {
  target: 'In place', variation: 'Kept as a variation', patch: 'In place', layer: 'On the canvas', rescued: 'In Rescued results', results: 'Kept here',
}
/** "Hero"; a picture on the page is called by its prompt, numbered when there are several. */
export function nameOf(job: Job, index = 0): string {
  const plan = job.placements[index]
  if (plan?.mode !== 'new-layer') return job.placements.length > 1 ? `${job.targetName} ${index + 1}` : job.targetName
  return plan.rowCount > 1 ? `${plan.layerName} ${plan.rowIndex + 1}` : plan.layerName
}
export const placedText = (result: JobResult): string => (result.placeError && result.placed !== 'rescued' ? result.placeError.message : endedWords[result.placed])

export function endedLine(job: Job, result: JobResult | undefined): string {
  const took = job.startedAt !== null && job.endedAt !== null ? secondsText(job.endedAt - job.startedAt) : null
  if (job.state === 'cancelled' && !result) return 'Cancelled'
  return join(result ? placedText(result) : null, took, jobPrice(job))
}

/** Money of several jobs: "$0.20"; empty when all were free or a price is unknown. */
export function spentText(jobs: readonly Job[]): string {
  const usd = spentOn(jobs)
  return usd !== null && usd > 0 ? formatUsd(usd) : ''
}

/** Order of rows: failed first, then as they were asked for. */
export const failedFirst = (jobs: readonly Job[]): Job[] => [...jobs].sort((a, b) => Number(b.state === 'failed') - Number(a.state === 'failed'))
