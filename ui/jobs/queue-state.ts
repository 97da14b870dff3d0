// What still waits, as plain data: enough to ask for it again after the window was closed. Pure. Never holds pictures, keys or addresses.
import * as z from 'zod/mini'
import { placementPlan } from '../../src/shared/placement'
import type { DraftReference, AppState } from '../state/state'
import { endStates, type Job, type Run } from './job'
import type { JobPlan } from './context'

const text = z.string().check(z.maxLength(200_000))
const name = z.string().check(z.maxLength(500))
const px = z.number().check(z.minimum(1), z.maximum(16_384))

const layerReference = z.object({
  id: name, role: z.enum(['subject', 'style', 'layout']), name,
  from: z.object({ kind: z.literal('layer'), nodeId: name, what: z.enum(['look', 'fill']), leaveOut: z.enum(['nothing', 'overlays']) }),
})

export const queuedRequest = z.object({
  id: name,
  run: z.object({ id: name, toolId: name, prompt: text, modelId: name, pageId: z.nullable(name), startedAt: z.number() }),
  providerId: name,
  request: z.object({
    toolId: name, modelId: name, prompt: text, extent: z.object({ widthPx: px, heightPx: px }), count: z.number().check(z.int(), z.minimum(1), z.maximum(10)), quality: name,
    background: z.enum(['auto', 'opaque', 'transparent']), format: z.enum(['png', 'jpeg', 'webp']), partialImages: z.number().check(z.minimum(0), z.maximum(3)),
    moderation: z.enum(['auto', 'low']), seed: z.nullable(z.number()),
  }),
  placements: z.array(placementPlan),
  targetName: name,
  words: text,
  estimate: z.nullable(z.object({ low: z.number(), high: z.number(), exact: z.boolean() })),
  references: z.array(layerReference),
  ratio: name,
})
export type QueuedRequest = z.infer<typeof queuedRequest>

/** Jobs that can be asked for again: an edit needs its picture and a dropped file its bytes, so those are left out. */
const canWait = (job: Job, plan: JobPlan | undefined): boolean =>
  plan !== undefined && plan.composite === null && job.results.length === 0 && plan.references.every(({ from }) => from.kind === 'layer')

/** Requests that were not answered yet, in order of asking. A request that was sent is not among them: it may be charged. */
export function queuedRequests({ jobs, runs }: Pick<AppState, 'jobs' | 'runs'>, plans: ReadonlyMap<string, JobPlan>): QueuedRequest[] {
  const runOf = new Map(runs.map((run) => [run.id, run]))
  return Object.values(jobs).flatMap((job) => {
    const run = runOf.get(job.runId), plan = plans.get(job.id)
    if (!run || !plan || endStates.includes(job.state) || (job.state !== 'queued' && job.state !== 'preparing') || !canWait(job, plan)) return []
    const { source: _source, mask: _mask, markup: _markup, references: _pictures, ...request } = job.request
    const references = plan.references.flatMap(({ id, role, name, from }) => (from.kind === 'layer' ? [{ id, role, name, from: { kind: from.kind, nodeId: from.nodeId, what: from.what, leaveOut: from.leaveOut } }] : []))
    const { id, toolId, prompt, modelId, pageId, startedAt } = run
    return [{ id: job.id, run: { id, toolId, prompt, modelId, pageId, startedAt }, providerId: job.providerId, request, placements: job.placements, targetName: job.targetName, words: job.words, estimate: job.estimate, references, ratio: plan.ratio }]
  })
}

/** Whole requests from anything that was stored. Never throws. */
export function restoreQueued(stored: unknown): QueuedRequest[] {
  return !Array.isArray(stored) ? [] : stored.slice(0, 1000).flatMap((one) => {
    const parsed = queuedRequest.safeParse(one)
    return parsed.success ? [parsed.data] : []
  })
}

export type Resumed = { runs: Run[]; jobs: Job[]; plans: Map<string, JobPlan> }

/** Jobs and runs as they were, waiting again. Ids stay, so that a landing that was made already is not made twice. */
export function resumeQueued(queued: readonly QueuedRequest[], now: number): Resumed {
  const runs = new Map<string, Run>(), plans = new Map<string, JobPlan>()
  const jobs = queued.map(({ id, run, providerId, request, placements, targetName, words, estimate, references, ratio }): Job => {
    const known = runs.get(run.id) ?? { ...run, jobIds: [], undone: false }
    runs.set(run.id, { ...known, jobIds: [...known.jobIds, id] })
    plans.set(id, { references: references.map((reference): DraftReference => ({ ...reference, sticky: true })), ratio, snapshotRevision: -1, composite: null })
    return {
      id, runId: run.id, request: { ...request, source: null, mask: null, references: [] }, providerId, placements, targetName, words,
      state: 'queued', waiting: null, partialUrl: null, partials: 0, results: [], error: null, warnings: [], estimate, usage: null, actualUsd: null, attempts: 0,
      queuedAt: now, startedAt: null, endedAt: null, timingsMs: {},
    }
  })
  return { runs: [...runs.values()], jobs, plans }
}
