// What every way of finishing shares: why it cannot run, the one request, and the landing of an in-place edit. Pure.
import type { SourcePicture } from '../../src/shared/source'
import type { FinishWay } from '../finish/finish-draft'
import type { FinishPlan } from '../finish/finish-method'
import { cannot, editJobs, sourceProblem } from './edit-plan'
import { sourceLayerOf } from './source-layer'
import { blockedBy, type Plan, type PlanInput, type PlannedEdit, type PlannedJob, type PlannedPlacement } from './tool'

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
  const own = planned.edit.kind === 'upscale' ? larger(jobs[0]!, planned, planned.edit.larger, source) : jobs
  return {
    jobs: own.map((job) => ({ ...job, card, words, request: { ...job.request, background: card.backgrounds.includes('transparent') ? 'transparent' : card.backgrounds[0] ?? 'auto', partialImages: 0 } })),
    notes: planned.notes, blocked: null,
  }
}

/** A larger copy has the patches over the picture in it, so they are hidden along; beyond what one picture holds each tile is a job. */
function larger(job: PlannedJob, { edit, tiles = [], group }: FinishPlan, times: number, { patches = [] }: SourcePicture): PlannedJob[] {
  const landed = (placement: PlannedPlacement): PlannedPlacement => ({ ...placement, edit: { ...placement.edit!, larger: times, hideIds: tiles.length > 0 ? [] : patches.flatMap(({ nodeId, visible }) => (visible ? [nodeId] : [])) } })
  const placements = job.placements.map(landed)
  if (tiles.length === 0) return [{ ...job, placements }]
  return tiles.map(({ part, inPicture }, index) => ({
    ...job, edit: { ...edit, part } as PlannedEdit, request: { ...job.request, extent: { widthPx: part.width, heightPx: part.height } },
    placements: placements.map((placement) => ({ ...placement, mode: 'patch-layer' as const, layerName: `Tile ${index + 1} of ${tiles.length}`, edit: { ...placement.edit!, patch: inPicture, ...(group ? { group } : {}) } })),
  }))
}
