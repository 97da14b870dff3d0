// One more picture near one that is there: the same words, that picture as its subject; an edit is made once more from the same input. Pure.
import type { Job, JobResult, Run } from '../jobs/job'
import { cleanPrompt } from '../prompts/clean-prompt'
import { generate } from '../tools/generate'
import { cardOf, draftCard } from './catalog'
import { checkPlan, modelProblem, pricePlan, type RunCheck } from './check-run'
import type { AppState, DraftReference } from './state'
import { variationsOf } from './variations'

export type Made = { job: Job; result: JobResult; run: Run }

/** The result of this session that is this picture on this layer. */
export function madeOnLayer({ jobs, runs }: Pick<AppState, 'jobs' | 'runs'>, nodeId: string, imageHash: string): Made | undefined {
  for (const run of runs) {
    for (const job of run.jobIds.flatMap((id) => jobs[id] ?? [])) {
      const result = job.results.find(({ outcome }) => outcome?.nodeId === nodeId && outcome.imageHash === imageHash)
      if (result) return { job, result, run }
    }
  }
  return undefined
}

/** Null: no picture of Inlay's shows on the selected layer, or nothing is known of how it was made. */
export function checkMore(state: AppState): RunCheck | null {
  const variations = variationsOf(state)
  if (!variations || variations.shown === null) return null
  const { layer, shown } = variations
  const made = madeOnLayer(state, layer.id, shown)
  const prompt = cleanPrompt(made?.job.words ?? layer.recipe?.prompt ?? '')
  const isEdit = made ? made.result.composed !== null : layer.steps?.some(({ imageHash }) => imageHash === shown) === true
  if (prompt === '' || isEdit) return null
  const own = made ? cardOf(state, made.job.providerId, made.job.request.modelId) : state.catalog.cards.find(({ id }) => id === layer.recipe?.modelId) ?? null
  const card = own && modelProblem(state, own) === null ? own : draftCard(state)
  if (!card) return null
  const subject: DraftReference = {
    id: 'more like this', role: 'subject', name: '', sticky: true,
    from: made && !made.result.kept ? { kind: 'file', image: { bytes: made.result.bytes, mime: made.result.mime, widthPx: made.result.widthPx, heightPx: made.result.heightPx, name: 'Picture' } } : { kind: 'layer', nodeId: layer.id, what: 'fill', leaveOut: 'nothing', extent: { width: layer.width, height: layer.height } },
  }
  const takes = card.operations.references && card.maxReferences > 0
  const target = { ...layer, role: 'target' as const }
  const draft = {
    ...state.draft, prompt, count: 1, ratio: { kind: 'match' as const }, resolution: { kind: 'density' as const, value: 1 as const },
    quality: made && card === own ? made.job.request.quality : state.draft.quality, references: takes ? [subject] : [],
  }
  const plan = generate.plan({ snapshot: state.snapshot && { ...state.snapshot, layers: [target], more: 0 }, draft, card, settings: state.settings, editDraft: state.editDraft, edit: null, expandDraft: state.expandDraft })
  const jobs = plan.jobs.map((job) => ({ ...job, placements: job.placements.map((placement) => ({ ...placement, mode: 'variation' as const, expectFills: null, show: true })) }))
  return checkPlan(state, card, prompt, pricePlan(card, { ...plan, jobs }))
}
