// Expand: more of the picture around what there is. The kept pixels stay as they are.
import { areaOf, ratioOf, type Bounds } from '../../src/shared/geometry'
import { extentOfSource } from '../edit/edit-view'
import { ratioText } from '../models/ratios'
import { isExpandProblem, planExpand, type ExpandPlan } from '../pixels/expand/plan-expand'
import { planRings, type Ring } from '../pixels/expand/plan-rings'
import { keptInRequest } from '../pixels/expand/prepare-expand'
import { expandPrompt } from '../prompts/expand-prompt'
import { middleCut } from '../state/middle-cut'
import { buttonNameLength, cannot, editJobs, editReferences, maxPixelsFor, requestProblem, sourceNameOf, sourceProblem, ways, wordsOfDraft } from './edit-plan'
import { expandTarget, type ExpandTarget } from './expand-target'
import { sourceLayerOf } from './source-layer'
import { blockedBy, type Plan, type PlanInput, type PlannedJob, type PlannedPlacement, type Tool } from './tool'

/** A new part beside sharp pixels needs their density: twice the px of other edits at the same quality. */
export const moreSharpness = 2
/** Share of the request that may be cut off again before it is worth saying. */
const unseenWaste = 1.25

function plan(input: PlanInput): Plan {
  const { edit, expandDraft, card, snapshot, draft } = input, layer = sourceLayerOf(snapshot, 'expand')
  const problem = sourceProblem(input, 'expand'), source = edit?.source
  if (problem || !layer || !source) return cannot(problem ?? blockedBy('selection.empty', 'Select a layer that has a picture.'))
  if (source.scaleMode === 'TILE') return cannot(blockedBy('selection.unsupported', `${layer.name} repeats its picture. Give it another scale mode to make it larger.`))
  const where = expandTarget(expandDraft, snapshot, layer, source)
  const question = { source: extentOfSource(source), rule: card.extents, maxPixels: moreSharpness * maxPixelsFor(card, draft.quality) }
  const planned = planExpand({ ...question, target: where.target, crops: where.crops, beyond: expandDraft.beyond })
  if (isExpandProblem(planned)) return cannot(blockedBy(planned.problem, planned.problem === 'request.invalid' ? nothingToDo(where) : planned.message))
  const words = wordsOfDraft(draft), references = editReferences(input)
  const rings = planRings(planned, question), inRings = rings.length > 1
  const promptOf = (one: ExpandPlan): string => expandPrompt(words, { kept: keptInRequest(one), request: one.request, mask: card.operations.mask }, references)
  const notes = notesOf(planned, where, rings.length)
  const jobsOf = ({ plan: ring, box }: Ring, index: number, of: PlanInput): PlannedJob[] => editJobs(of, source, layer, {
    toolId: 'expand', prompt: promptOf(ring), words, notes: index === 0 ? notes : [], references, extent: ring.request,
    edit: {
      kind: 'expand', sourceHash: source.imageHash, plan: ring, strict: inRings || expandDraft.strict, matchTone: input.editDraft.matchTone, sendsMask: card.operations.mask, asLayer: where.landing === 'layer',
      ...(index > 0 ? { ring: box } : {}),
    },
  }).map((job) => ({
    ...job, targetName: where.frame?.name ?? layer.name, ratio: where.mode === 'ratio' ? where.where ?? 'match' : 'match',
    placements: job.placements.map((placement) => landed(placement, box, where, layer.id)),
    ...(index > 0 ? { follows: true } : {}), ...(index < rings.length - 1 ? { keep: true } : {}),
  }))
  // Each way grows ring by ring: its pictures cannot share a request.
  const one = { ...input, draft: { ...draft, count: 1 } }
  const jobs = inRings ? Array.from({ length: draft.count }, () => rings.flatMap((ring, index) => jobsOf(ring, index, one))).flat() : jobsOf(rings[0]!, 0, input)
  return { jobs, notes, blocked: requestProblem({ card, draft, prompt: promptOf(rings[0]!.plan), promptWanted: false, references }) }
}

/** Masks play no part here, so none is hidden or remembered. */
function landed(placement: PlannedPlacement, expanded: Bounds, { landing, frame }: ExpandTarget, sourceId: string): PlannedPlacement {
  const { maskKey: _mask, ...own } = placement.edit!
  const edit = { ...own, expanded, hideIds: [] }
  if (landing === 'layer') return { ...placement, mode: 'patch-layer', edit: { ...edit, patch: expanded } }
  if (!frame) return { ...placement, edit }
  return { ...placement, targetId: frame.id, expectFills: frame.fillsSignature, layerWidth: frame.width, layerHeight: frame.height, near: frame.bounds, edit: { ...edit, sourceId } }
}

const nothingToDo = ({ mode, where, target, shown }: ExpandTarget): string => {
  if (mode === 'side' && target.width + target.height > shown.width + shown.height) return 'The picture has these pixels already, and its layer hides them. Go further, or show them with the crop in Figma.'
  if (mode === 'side') return 'Say how far: drag a side of the picture above, or write the pixels.'
  return mode === 'frame' ? `The picture fills ${where} already.` : `The picture is ${where} already. Choose another ratio.`
}

/** One note: the foot shows the first. */
function notesOf({ extent, window, scale, beyond, reduction }: ExpandPlan, { where }: ExpandTarget, rings: number): string[] {
  const notes: string[] = [], made = `${extent.width} x ${extent.height}`
  if (beyond === 'stop') notes.push(`Largest possible is ${made}, with every pixel kept.`)
  if (beyond === 'reduce') notes.push(`The whole picture is reduced to ${Math.round(reduction * 100)} %, to ${made}.`)
  if (areaOf(window) > unseenWaste * areaOf(extent)) notes.push(`${where ?? 'The picture'} is ${ratioText(ratioOf(extent))}, the model makes ${ratioText(ratioOf(window))}. What is too much is cut off.`)
  if (rings === 1 && scale < 0.6) notes.push('The new part is drawn smaller than the picture and may look softer. A higher quality draws it sharper.')
  if (rings > 1) notes.push(`It grows in ${rings} requests, each from the picture of the one before. The last is placed, the others stay in Results.`)
  return notes.length > 0 ? [notes.join(' ')] : []
}

export const expand: Tool = {
  id: 'expand', strip: 'expand', label: 'Expand', promise: 'The picture does not move', needs: 'Select a layer that has a picture.', placeholder: 'Leave empty to continue the surroundings', plan,
  button(input) {
    const { snapshot, edit, expandDraft, draft } = input, layer = sourceLayerOf(snapshot, 'expand')
    const where = layer && edit?.source && edit.layerId === layer.id ? expandTarget(expandDraft, snapshot, layer, edit.source).where : null
    return `Expand ${where === null ? sourceNameOf(input, 'expand') : `to ${middleCut(where, buttonNameLength)}`}${ways(draft.count)}`
  },
}
