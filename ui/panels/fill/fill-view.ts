// What the fill plan says. Pure.
import type { FillRow } from '../../batch/fill-rows'
import type { RowJob } from '../../batch/row-job'
import { rowJobs } from '../../batch/row-job'
import type { Estimate } from '../../jobs/job'
import { checkRun } from '../../state/check-run'
import type { AppState } from '../../state/state'
import { targetsOf } from '../../tools/targets'

export const fillIsOn = ({ tool, fill, fillTargets }: Pick<AppState, 'tool' | 'fill' | 'fillTargets'>): boolean => tool === 'generate' && fill.on && fillTargets !== null

/** Several frames may each have words of their own; one has nothing to choose. */
export const canFillEach = (state: AppState): boolean => state.fill.on || targetsOf(state.snapshot).length > 1

export const rowJobOf = (state: AppState, id: string): RowJob | null => rowJobs(state).get(id) ?? null

export type RowPrice = { estimate: Estimate | null; shared: boolean }

let last: { jobs: unknown; prices: Map<string, RowPrice> } | null = null
/** By layer id, of rows that would be sent; the first row of a shared request carries its price. */
export function rowPrices(state: AppState): Map<string, RowPrice> {
  const { jobs, estimates } = checkRun(state)
  if (last && last.jobs === jobs) return last.prices
  const prices = new Map<string, RowPrice>()
  jobs.forEach((job, index) => job.placements.forEach(({ targetId }, at) => {
    if (targetId !== null) prices.set(targetId, { estimate: estimates[index] ?? null, shared: at > 0 })
  }))
  last = { jobs, prices }
  return prices
}

/** "12 frames in Tours": what the plan is for. */
export function planTitle(rows: readonly FillRow[], sections: readonly (string | null)[], pageName: string): string {
  const [first] = sections
  const where = first && sections.every((section) => section === first) ? first : pageName
  return `${rows.length} ${rows.length === 1 ? 'frame' : 'frames'} in ${where}`
}

/** The rows that are to be in the document: all of a short plan, of a long one those in view and some around. Heights in px. */
export function rowWindow(count: number, rowHeight: number, view: { top: number; height: number }): { from: number; to: number } {
  if (count <= 60) return { from: 0, to: count }
  const around = 12
  const from = Math.max(0, Math.min(count, Math.floor(view.top / rowHeight)) - around)
  return { from, to: Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + around) }
}
