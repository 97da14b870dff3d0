// Turns a finished plan into a run and its jobs. Pure but for the ids.
import type { PlannedJob } from '../tools/tool'
import type { Estimate, Job, Run } from './job'

export type RunPlan = { /** Left out: a new one. */ runId?: string; toolId: string; prompt: string; providerId: string; modelId: string; pageId: string | null; jobs: readonly PlannedJob[]; estimates: readonly (Estimate | null)[] }

/** Random in 0 to 1 as eight letters and figures. */
const randomId = (random: () => number): string => Math.floor(random() * 36 ** 8).toString(36).padStart(8, '0')

export const newRunId = (random: () => number): string => `run-${randomId(random)}`

/** The sandbox keeps outcomes by job id beyond this window's life, so ids are random, not counted. */
export function makeRun(plan: RunPlan, now: number, random: () => number): { run: Run; jobs: Job[] } {
  const runId = plan.runId ?? newRunId(random)
  const jobs = plan.jobs.map((planned, index): Job => {
    const id = `job-${randomId(random)}`
    return {
      id, runId, request: planned.request, providerId: planned.kept ? '' : planned.card?.providerId ?? plan.providerId,
      placements: planned.placements.map((placement, resultIndex) => ({ ...placement, runId, jobId: id, resultIndex, recipe: null })),
      targetName: planned.targetName, words: planned.words ?? plan.prompt, ...(planned.letters ? { letters: planned.letters } : {}),
      state: 'queued', waiting: null, partialUrl: null, partials: 0, results: [], error: null,
      warnings: planned.notes.map((message) => ({ code: 'request.extent-illegal', message })),
      estimate: plan.estimates[index] ?? null, usage: null, actualUsd: null, attempts: 0,
      queuedAt: now, startedAt: null, endedAt: null, timingsMs: {},
    }
  })
  return { run: { id: runId, toolId: plan.toolId, prompt: plan.prompt, modelId: plan.modelId, pageId: plan.pageId, jobIds: jobs.map((job) => job.id), startedAt: now, undone: false }, jobs }
}
