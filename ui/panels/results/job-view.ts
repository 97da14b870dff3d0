// What the window says about a job. Pure.
import { endStates, type Job, type JobResult } from '../../jobs/job'
import type { ModelCard } from '../../models/model-card'
import { formatPrice, formatUsd } from '../../money/format-price'

/** Without a better source the bar stops here. */
const untilSure = 90

export const isEnded = (job: Job): boolean => endStates.includes(job.state)
export const isActive = (job: Job): boolean => !isEnded(job)
export const isForming = (job: Job): boolean => isActive(job) && job.state !== 'queued'

const typicalMs = (job: Job, card: ModelCard | undefined): number | null => {
  const seconds = card?.typicalSeconds[job.request.quality]
  return seconds ? seconds * 1000 : null
}

/** 0 to 100 from what is known: the stage, partial pictures, elapsed over typical time. Null: nothing is known. */
export function progressOf(job: Job, card: ModelCard | undefined, nowMs: number): number | null {
  if (isEnded(job)) return 100
  if (job.state === 'compositing' || job.state === 'placing') return 95
  if (job.state === 'queued' || job.startedAt === null) return 0
  const typical = typicalMs(job, card)
  const elapsed = typical ? (100 * Math.max(0, nowMs - job.startedAt)) / typical : null
  const formed = job.request.partialImages > 0 ? (100 * job.partials) / (job.request.partialImages + 1) : 0
  return elapsed === null && job.partials === 0 ? null : Math.min(untilSure, Math.max(elapsed ?? 0, formed))
}

/** ms until all of them are through, `concurrent` at a time; null when one of them has no typical time. */
export function msLeft(jobs: readonly Job[], cardOf: (job: Job) => ModelCard | undefined, nowMs: number, concurrent: number): number | null {
  const lanes: number[] = Array.from({ length: Math.max(1, concurrent) }, () => 0)
  for (const job of [...jobs].sort((a, b) => Number(isForming(b)) - Number(isForming(a)))) {
    const typical = typicalMs(job, cardOf(job))
    if (typical === null) return null
    const left = job.startedAt === null ? typical : Math.max(typical - (nowMs - job.startedAt), typical * 0.05)
    const lane = lanes.indexOf(Math.min(...lanes))
    lanes[lane] = (lanes[lane] ?? 0) + left
  }
  return Math.max(...lanes)
}

/** "about 40 s left": steps of 5 s, so that it does not flicker. */
export function leftText(ms: number | null): string {
  if (ms === null) return ''
  const seconds = Math.ceil(ms / 1000)
  if (seconds <= 5) return 'a few seconds left'
  return seconds < 100 ? `about ${Math.ceil(seconds / 5) * 5} s left` : `about ${Math.ceil(seconds / 60)} min left`
}

export const secondsText = (ms: number): string => {
  const seconds = Math.max(1, Math.round(ms / 1000))
  return seconds < 100 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** What it cost, or what it is expected to cost; empty when nothing is known. */
export function priceOf(job: Job): string {
  if (job.actualUsd !== null) return job.actualUsd === 0 ? 'free' : formatUsd(job.actualUsd)
  return job.estimate ? formatPrice(job.estimate) : ''
}

export const join = (...parts: (string | null | undefined | false)[]): string => parts.filter(Boolean).join(' · ')

/** Second line of a row while the job goes on. */
export function activeLine(job: Job, nowMs: number): string {
  if (job.waiting) {
    if (job.waiting.untilMs === null) return job.waiting.reason
    const seconds = Math.max(1, Math.ceil((job.waiting.untilMs - nowMs) / 1000))
    const counted = job.waiting.reason.replace(/\d+ s(econds?)?/, `${seconds} s`)
    return counted === job.waiting.reason && !/\d/.test(counted) ? `${counted}, ${seconds} s` : counted
  }
  if (job.state === 'queued') return 'Next in line'
  if (job.state === 'placing') return 'Putting it in place'
  const elapsed = job.startedAt === null ? '' : secondsText(nowMs - job.startedAt)
  return join(job.partials > 0 ? `Preview ${job.partials} of ${job.request.partialImages}` : job.state === 'preparing' ? 'Preparing' : 'Forming', elapsed)
}

const placedWords: Record<JobResult['placed'], string> = {
  target: 'In place', variation: 'Kept as a variation', patch: 'In place', layer: 'On the canvas', rescued: 'In Rescued results', results: 'Kept here',
}
export const placedText = (result: JobResult): string => (result.placeError ? result.placeError.message : placedWords[result.placed])
export const isPlaced = (result: JobResult): boolean => result.placed !== 'results' && result.outcome !== null

export function endedLine(job: Job, result: JobResult | undefined): string {
  const took = job.startedAt !== null && job.endedAt !== null ? secondsText(job.endedAt - job.startedAt) : null
  if (job.state === 'cancelled' && !result) return 'Cancelled'
  return join(result ? placedText(result) : null, took, priceOf(job))
}

/** Money of several jobs: "$0.20"; what has no price is left out; empty when all were free. */
export function spentOn(jobs: readonly Job[]): string {
  const usd = jobs.reduce((sum, job) => sum + (job.actualUsd ?? 0), 0)
  return usd > 0 ? formatUsd(usd) : ''
}

/** Order of rows: failed first, then as they were asked for. */
export const failedFirst = (jobs: readonly Job[]): Job[] => [...jobs].sort((a, b) => Number(b.state === 'failed') - Number(a.state === 'failed'))

export const pictures = (count: number): string => (count === 1 ? '1 picture' : `${count} pictures`)
