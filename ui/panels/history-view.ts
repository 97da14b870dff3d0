// What History lists. Pure.
import type { Job, JobResult, Run } from '../jobs/job'
import { isSameDay } from '../money/ledger'
import { isMarked, pictureIds } from '../state/marks'
import type { AppState } from '../state/state'

export type Entry = { run: Run; job: Job; result: JobResult; model: string; at: number }

/** Newest first. */
export function historyEntries({ runs, jobs, catalog }: Pick<AppState, 'runs' | 'jobs' | 'catalog'>): Entry[] {
  const label = (id: string): string => catalog.cards.find((card) => card.id === id)?.label ?? id
  return runs
    .flatMap((run) => run.jobIds.flatMap((id) => jobs[id] ?? []).flatMap((job) => job.results.map((result) => ({ run, job, result, model: label(job.request.modelId), at: job.endedAt ?? job.queuedAt }))))
    .sort((a, b) => b.at - a.at)
}

export const historyFilters = [{ value: 'all', label: 'All' }, { value: 'starred', label: 'Starred' }, { value: 'page', label: 'On this page' }, { value: 'rejected', label: 'Rejected' }] as const
export type HistoryFilter = (typeof historyFilters)[number]['value']

/** Rejected pictures show under Rejected only. */
export function passes({ run, result }: Pick<Entry, 'run' | 'result'>, filter: HistoryFilter, { marks, snapshot }: Pick<AppState, 'marks' | 'snapshot'>): boolean {
  const ids = pictureIds(result), rejected = isMarked(marks, 'rejected', ids)
  if (filter === 'rejected' || rejected) return filter === 'rejected' && rejected
  return filter === 'starred' ? isMarked(marks, 'starred', ids) : filter === 'all' || run.pageId === snapshot?.pageId
}

/** Every word must be found in the prompt, the layer's name or the model's. */
export function matches(entry: Pick<Entry, 'run' | 'job' | 'model'>, search: string): boolean {
  const text = `${entry.run.prompt} ${entry.job.targetName} ${entry.model}`.toLowerCase()
  return search.toLowerCase().split(/\s+/).every((word) => text.includes(word))
}

const dayMs = 86_400_000
const dayText = (at: number, now: number): string =>
  isSameDay(at, now) ? 'Today' : isSameDay(at, now - dayMs) ? 'Yesterday' : new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'long' })
export const timeText = (at: number): string => new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })

/** In the order of `entries`. */
export function byDay(entries: readonly Entry[], now: number): { day: string; entries: Entry[] }[] {
  const days: { day: string; entries: Entry[] }[] = []
  for (const entry of entries) {
    const day = dayText(entry.at, now)
    const last = days[days.length - 1]
    if (last?.day === day) last.entries.push(entry)
    else days.push({ day, entries: [entry] })
  }
  return days
}
