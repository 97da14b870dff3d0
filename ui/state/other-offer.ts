// The next best model for requests that failed at their service: what they would be there, and for how much. Pure.
import type { ErrorReport } from '../../src/shared/errors'
import type { JobPlan } from '../jobs/context'
import type { Estimate, Job } from '../jobs/job'
import { fitExtent, isLegalExtent } from '../models/fit-extent'
import { modelKey } from '../models/index'
import type { ModelCard } from '../models/model-card'
import { estimateRequest, pricedRequest } from '../money/estimate'
import type { PlannedJob } from '../tools/tool'
import { cardByModelKey } from './catalog'
import { modelProblem, sentExtent } from './check-run'
import type { AppState } from './state'

export type Offer = { card: ModelCard; jobs: PlannedJob[]; estimates: (Estimate | null)[] }
type PlanOf = (jobId: string) => JobPlan | undefined

/** Failures of the service, not of what was asked. */
const elsewhere: readonly ErrorReport['code'][] = ['provider.unavailable', 'provider.quota-exceeded', 'provider.model-gone', 'auth.not-permitted']

/** The same request for another model; null where that one cannot take it as it is. */
function moved(job: Job, plan: JobPlan, card: ModelCard, former: ModelCard | null): PlannedJob | null {
  const { request } = job, { operations } = card, edit = plan.composite !== null, masks = plan.composite?.masks === true
  const pictures = plan.references.length + (edit ? 1 : 0)
  const can = edit
    ? operations.edit && (request.background !== 'transparent' || card.backgrounds.includes('transparent')) && (!masks || operations.mask) && (masks || !card.needsMask)
    : plan.references.length > 0 ? operations.references : operations.generate && !card.needsPicture
  if (!can || card.wordless || pictures > Math.max(card.maxReferences, edit ? 1 : 0) || (plan.references.length > 0 && !operations.references) || request.count > card.maxCount || request.prompt.length > card.promptMaxChars) return null
  const { widthPx, heightPx } = edit ? request.extent : fitExtent(card.extents, { width: request.extent.widthPx, height: request.extent.heightPx })
  if (!isLegalExtent(card.extents, widthPx, heightPx)) return null
  const label = former?.qualities.find(({ id }) => id === request.quality)?.label
  return {
    request: {
      ...request, modelId: card.id, references: [], source: null, mask: null, extent: { widthPx, heightPx }, seed: null,
      quality: card.qualities.find((quality) => quality.label === label)?.id ?? card.defaultQuality,
      background: card.backgrounds.includes(request.background) ? request.background : card.backgrounds[0] ?? 'auto',
      format: card.formats.includes(request.format) ? request.format : card.formats[0] ?? 'png',
      partialImages: request.count === 1 ? Math.min(request.partialImages, card.maxPartials) : 0,
    },
    references: plan.references, ratio: plan.ratio, targetName: job.targetName, words: job.words, notes: [],
    placements: job.placements.map(({ runId: _run, jobId: _job, resultIndex: _index, recipe: _recipe, ...placement }) => placement),
  }
}

/** Failed jobs of the run of `job` that failed as it did. */
export const failedAlike = (state: Pick<AppState, 'jobs'>, job: Job): Job[] =>
  Object.values(state.jobs).filter((other) => other.runId === job.runId && other.state === 'failed' && other.error?.code === job.error?.code)

/** Last used models come first, then other services, then the same one. `wanted` names one by its key. Null when none can take over. */
export function offerOther(state: AppState, failed: readonly Job[], planOf: PlanOf, wanted?: string): Offer | null {
  const [first] = failed
  if (!first || !first.error || !elsewhere.includes(first.error.code) || failed.some((job) => !planOf(job.id) || planOf(job.id)?.always)) return null
  const former = cardByModelKey(state, `${first.providerId}/${first.request.modelId}`)
  const far = (card: ModelCard): number => (state.recentModels.includes(modelKey(card)) ? 0 : card.providerId === first.providerId ? 2 : 1)
  const cards = wanted ? [cardByModelKey(state, wanted)] : [...state.catalog.cards].filter((card) => card.price.kind !== 'free' && card !== former).sort((a, b) => far(a) - far(b))
  for (const card of cards) {
    if (!card || modelProblem(state, card)) continue
    const jobs = failed.map((job) => moved(job, planOf(job.id)!, card, former))
    if (jobs.some((job) => job === null)) continue
    const planned = jobs as PlannedJob[]
    const estimates = planned.map(({ request, references }, index) => estimateRequest(card, { ...pricedRequest(request), inputs: [...(planOf(failed[index]!.id)!.composite ? [request.extent] : []), ...references.map(sentExtent)] }))
    return { card, jobs: planned, estimates }
  }
  return null
}
