// Puts planned jobs into the queue as one run, and says so.
import type { Composite } from '../jobs/composite'
import type { JobPlan, KeptPicture } from '../jobs/context'
import type { Job } from '../jobs/job'
import { makeRun, type RunPlan } from '../jobs/make-run'
import type { QueueItem, QueuePlace } from '../jobs/queue'
import { sumEstimates } from '../money/estimate'
import { formatPrice } from '../money/format-price'
import type { ActionContext } from './action-context'
import { pictures } from './words'

/** One model of one service has one line. */
export const queueItem = (job: Job): QueueItem => ({ id: job.id, lane: `${job.providerId}/${job.request.modelId}`, weight: job.request.count })

export type Start = Omit<RunPlan, 'pageId'> & {
  /** One per job; null: its pictures are placed as they come. */
  composites: readonly (Composite | null)[]
  /** One per job, of those that need no request. */
  kept?: readonly (KeptPicture | null)[]
  /** Left out: at the back. */
  place?: QueuePlace
  landed?: NonNullable<JobPlan['landed']>
}

export function startRun(context: Pick<ActionContext, 'store' | 'plans' | 'queue' | 'speech' | 'clock' | 'random' | 'patch' | 'tick'>, plan: Start): Job[] {
  const { store, plans, queue, speech, patch } = context
  const { snapshot } = store.get(), snapshotRevision = snapshot?.revision ?? -1
  const { run, jobs } = makeRun({ ...plan, pageId: snapshot?.pageId ?? null }, context.clock(), context.random)
  jobs.forEach((job, index) => {
    const { references, ratio, cell, follows, keep, editsFirst } = plan.jobs[index]!, kept = plan.kept?.[index], before = follows ? jobs[index - 1] : undefined
    plans.set(job.id, { references, ratio, snapshotRevision, composite: plan.composites[index] ?? null, ...(cell ? { always: true } : {}), ...(before ? { follows: before.id } : {}), ...(keep ? { keep } : {}), ...(kept ? { kept } : {}), ...(editsFirst ? { first: jobs[0]!.id } : {}), ...(plan.landed ? { landed: plan.landed } : {}) })
  })
  store.set((state) => ({ jobs: { ...state.jobs, ...Object.fromEntries(jobs.map((job) => [job.id, job])) }, runs: [...state.runs, run] }))
  for (const job of jobs) patch(job.id, { state: 'queued' })
  const first = jobs.filter(({ id }) => plans.get(id)?.follows === undefined)
  for (const job of jobs) if (!first.includes(job)) patch(job.id, { waiting: { reason: 'the step before it', untilMs: null } })
  queue.add(first.map(queueItem), plan.place)
  store.set({ queueOrder: queue.waitingIds() })
  speech.say(`Making ${pictures(jobs.reduce((sum, job) => sum + job.request.count, 0))}, ${formatPrice(sumEstimates(plan.estimates))}`)
  context.tick()
  return jobs
}
