// What became of the rows of a fill plan: the newest job of each layer. Pure.
import type { Job, JobResult } from '../jobs/job'
import { cardOf } from '../state/catalog'
import type { AppState } from '../state/state'

export type RowJob = { job: Job; /** That of this layer; null until it is there. */ result: JobResult | null; /** Not in the model's cheapest quality. */ final: boolean }

let last: { jobs: unknown; runs: unknown; found: Map<string, RowJob> } | null = null

/** By layer id, of runs of the fill plan that were not undone. The same jobs give the same answer without work. */
export function rowJobs(state: Pick<AppState, 'jobs' | 'runs' | 'catalog'>): Map<string, RowJob> {
  if (last && last.jobs === state.jobs && last.runs === state.runs) return last.found
  const found = new Map<string, RowJob>()
  for (const run of [...state.runs].reverse()) {
    if (run.toolId !== 'fill' || run.undone) continue
    for (const job of run.jobIds.flatMap((id) => state.jobs[id] ?? [])) {
      const qualities = cardOf(state, job.providerId, job.request.modelId)?.qualities ?? []
      job.placements.forEach(({ targetId }, index) => {
        if (targetId !== null && !found.has(targetId)) found.set(targetId, { job, result: job.results[index] ?? null, final: qualities.length < 2 || qualities[0]?.id !== job.request.quality })
      })
    }
  }
  last = { jobs: state.jobs, runs: state.runs, found }
  return found
}
