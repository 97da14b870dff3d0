// What History lists. Pure.
import { endedWords } from './results/job-view'
import type { HistoryEntry } from '../jobs/history'
import type { Job, JobResult, Run } from '../jobs/job'
import { formatUsd } from '../money/format-price'
import { isSameDay } from '../money/ledger'
import { entryIds } from '../state/history-keeper'
import { isMarked } from '../state/marks'
import type { AppState } from '../state/state'

/** The result of this session that stands behind an entry. */
export type Live = { run: Run; job: Job; result: JobResult }
export function liveOf({ runs, jobs }: Pick<AppState, 'runs' | 'jobs'>, id: string): Live | null {
  const job = jobs[id.slice(0, id.lastIndexOf('/'))], result = job?.results.find(({ key }) => key === id), run = runs.find((one) => one.id === job?.runId)
  return job && result && run ? { run, job, result } : null
}

export const modelLabel = ({ catalog }: Pick<AppState, 'catalog'>, { modelId }: Pick<HistoryEntry, 'modelId'>): string => catalog.cards.find((card) => card.id === modelId)?.label ?? modelId

export const historyFilters = [{ value: 'all', label: 'All' }, { value: 'starred', label: 'Starred' }, { value: 'page', label: 'On this page' }, { value: 'rejected', label: 'Rejected' }] as const
export type HistoryFilter = (typeof historyFilters)[number]['value']

/** Rejected pictures show under Rejected only. */
export function passes(entry: HistoryEntry, filter: HistoryFilter, { marks, snapshot }: Pick<AppState, 'marks' | 'snapshot'>): boolean {
  const ids = entryIds(entry), rejected = isMarked(marks, 'rejected', ids)
  if (filter === 'rejected' || rejected) return filter === 'rejected' && rejected
  return filter === 'starred' ? isMarked(marks, 'starred', ids) : filter === 'all' || entry.pageId === snapshot?.pageId
}

/** Every word must be found in the prompt, the layer's name or the model's. */
export function matches({ prompt, targetName }: HistoryEntry, model: string, search: string): boolean {
  const text = `${prompt} ${targetName} ${model}`.toLowerCase()
  return search.toLowerCase().split(/\s+/).every((word) => text.includes(word))
}

const dayMs = 86_400_000
export const dayText = (at: number, now: number): string =>
  isSameDay(at, now) ? 'Today' : isSameDay(at, now - dayMs) ? 'Yesterday' : new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', ...(now - at > 300 * dayMs ? { year: 'numeric' } : {}) })
export const timeText = (at: number): string => new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })

/** Empty when nobody said what it cost. */
export const usdText = (usd: number | null): string => (usd === null ? '' : usd === 0 ? 'free' : formatUsd(usd))
/** "$1.36"; empty when all were free. */
export function sumText(entries: readonly HistoryEntry[]): string {
  const usd = entries.reduce((sum, entry) => sum + (entry.usd ?? 0), 0)
  return usd > 0 ? formatUsd(usd) : ''
}

/** In the order of `entries`. */
export function byDay(entries: readonly HistoryEntry[], now: number): { day: string; entries: HistoryEntry[] }[] {
  const days: { day: string; entries: HistoryEntry[] }[] = []
  for (const entry of entries) {
    const day = dayText(entry.at, now)
    const last = days[days.length - 1]
    if (last?.day === day) last.entries.push(entry)
    else days.push({ day, entries: [entry] })
  }
  return days
}

export const whereText = (entry: HistoryEntry): string => (entry.fromFile ? 'On the canvas' : entry.placed === 'results' ? (entry.whole ? 'Not placed, kept at its own size' : 'Not placed') : endedWords[entry.placed])
