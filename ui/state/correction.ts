// What correcting a result's words would send and cost. Pure; read by the buttons and by the press.
import { cardOf, draftCard } from './catalog'
import { checkPlan, modelProblem, pricePlan, type RunCheck } from './check-run'
import { isReport, planCorrection, type Correction, type PlannedCorrection } from '../words/plan-correction'
import type { AppState } from './state'

export type CorrectionCheck = { check: RunCheck; planned: PlannedCorrection | null }

/** Null while nothing is known of its words. The model that drew it corrects it where it can. */
export function checkCorrection(state: AppState, resultKey: string, kind: Correction): CorrectionCheck | null {
  const job = state.jobs[resultKey.slice(0, resultKey.lastIndexOf('/'))], result = job?.results.find(({ key }) => key === resultKey), words = state.wordChecks[resultKey]
  const own = job && cardOf(state, job.providerId, job.request.modelId), card = own && own.operations.edit && modelProblem(state, own) === null ? own : draftCard(state)
  if (!job || !result || words?.state !== 'done' || !card) return null
  const planned = planCorrection({ state, card, job, result, check: words, kind })
  if (isReport(planned)) return { check: checkPlan(state, card, '', { ...pricePlan(card, { jobs: [], notes: [], blocked: planned }) }), planned: null }
  return { check: checkPlan(state, card, planned.job.words ?? '', pricePlan(card, { jobs: [planned.job], notes: [], blocked: null })), planned }
}
