// What every way of finishing shares: why it cannot run, the one request, and the landing of an in-place edit. Pure.
import type { FinishWay } from '../finish/finish-draft'
import { cannot, editJobs, sourceProblem } from './edit-plan'
import { sourceLayerOf } from './source-layer'
import { blockedBy, type Plan, type PlanInput } from './tool'

/** `words`: what is done, for Results and the recipe. */
export function planFinish(input: PlanInput, toolId: FinishWay, words: string): Plan {
  const { edit, finish, snapshot } = input, layer = sourceLayerOf(snapshot, 'finish'), source = edit?.source, method = finish?.method
  const problem = sourceProblem(input, 'finish')
  if (problem || !layer || !edit || !source || !finish) return cannot(problem ?? blockedBy('selection.empty', 'Select a layer that has a picture.'))
  if (!method) return cannot(blockedBy('request.unsupported-by-model', 'Nothing here can do this. Add a key in Settings.'))
  const asked = { edit, source, draft: finish.draft }, refused = method.problem(asked)
  if (refused) return cannot(refused)
  const planned = method.plan(asked), { card } = method
  if ('code' in planned) return cannot(planned)
  const jobs = editJobs({ ...input, card, draft: { ...input.draft, count: 1, quality: card.defaultQuality } }, source, layer, { toolId, words, references: [], ...planned })
  return {
    jobs: jobs.map((job) => ({ ...job, card, words, request: { ...job.request, background: card.backgrounds.includes('transparent') ? 'transparent' : card.backgrounds[0] ?? 'auto', partialImages: 0 } })),
    notes: planned.notes, blocked: null,
  }
}
