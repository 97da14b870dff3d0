// Pictures made once more: near one that is there, or from the same request.
import type { Job, JobResult } from '../../jobs/job'
import { sumEstimates } from '../../money/estimate'
import type { PlannedJob } from '../../tools/tool'
import { cardOf } from '../catalog'
import { checkPlan, type RunCheck } from '../check-run'
import { checkMore } from '../more-like-this'
import { noticeOf } from '../notices'
import { failedAlike, offerOther } from '../other-offer'
import { startRun } from '../start-run'
import type { Actions, AppState } from '../state'
import type { ActionContext } from '../action-context'

/** What one picture of a job of several costs: each is billed like a single one. */
export const estimateOfOne = ({ estimate, request: { count } }: Pick<Job, 'estimate' | 'request'>): Job['estimate'] =>
  estimate && { ...estimate, low: estimate.low / count, high: estimate.high / count }

/** The same request for one picture, landing where that one went. Null when its model is unknown now. */
function checkAgain(state: AppState, job: Job, result: JobResult, plan: Pick<PlannedJob, 'references' | 'ratio'>, prompt: string): RunCheck | null {
  const card = cardOf(state, job.providerId, job.request.modelId)
  const placement = job.placements[result.index] ?? job.placements[0]
  if (!card || !placement) return null
  const { runId: _run, jobId: _job, resultIndex: _index, recipe: _recipe, ...planned } = placement
  const { references, ratio } = plan
  const again: PlannedJob = { request: { ...job.request, count: 1, references: [] }, references, ratio, targetName: job.targetName, notes: [], placements: [{ ...planned, expectFills: null, rowIndex: 0, rowCount: 1 }] }
  const estimate = estimateOfOne(job)
  return checkPlan(state, card, prompt, { jobs: [again], estimates: [estimate], estimate, notes: [], blocked: null })
}

export function againActions(context: ActionContext): Pick<Actions, 'moreLikeThis' | 'runAgain' | 'runWith'> {
  const { store, clock, plans, notify, dropNotices } = context
  function begin(check: RunCheck | null, toolId: string, composites: Parameters<typeof startRun>[1]['composites']): void {
    if (!check?.card) return
    if (check.blocked) return notify(noticeOf(check.blocked))
    dropNotices(({ at, key }) => at === 'foot' && !key.startsWith('network.') && key !== 'provider.rate-limited')
    startRun(context, { toolId, prompt: check.prompt, providerId: check.card.providerId, modelId: check.card.id, jobs: check.jobs, estimates: check.estimates, composites })
  }
  return {
    moreLikeThis() {
      store.set({ nowMs: clock() })
      begin(checkMore(store.get()), 'generate', [])
    },
    runWith(jobId, key) {
      store.set({ nowMs: clock() })
      const state = store.get(), job = state.jobs[jobId], failed = job ? failedAlike(state, job) : []
      const offer = offerOther(state, failed, (id) => plans.get(id), key), run = state.runs.find(({ id }) => id === job?.runId)
      if (!job || !offer) return
      begin(checkPlan(state, offer.card, run?.prompt ?? job.words, { ...offer, estimate: sumEstimates(offer.estimates), notes: [], blocked: null }), run?.toolId ?? job.request.toolId, failed.map(({ id }) => plans.get(id)?.composite ?? null))
    },
    runAgain(key) {
      store.set({ nowMs: clock() })
      const state = store.get(), job = state.jobs[key.slice(0, key.lastIndexOf('/'))], result = job?.results.find((one) => one.key === key), plan = job && plans.get(job.id)
      if (!job || !result || !plan) return
      const run = state.runs.find(({ id }) => id === job.runId)
      begin(checkAgain(state, job, result, plan, run?.prompt ?? job.request.prompt), run?.toolId ?? job.request.toolId, [plan.composite])
    },
  }
}
