// Every format: one picture into frames of any shape. A crop where that serves, without a request; else the picture continued around its own pixels.
import { intersect, invert, mapBounds, type Bounds } from '../../src/shared/geometry'
import type { LayerSnapshot } from '../../src/shared/snapshot'
import type { SourcePicture } from '../../src/shared/source'
import { cropTransform } from '../batch/plan-format'
import { extentOfSource } from '../edit/edit-view'
import { isExpandProblem, planExpand, type ExpandPlan } from '../pixels/expand/plan-expand'
import { planRings, type Ring } from '../pixels/expand/plan-rings'
import { keptInRequest } from '../pixels/expand/prepare-expand'
import { expandPrompt } from '../prompts/expand-prompt'
import { cannot, editJobs, editReferences, maxPixelsFor, requestProblem, sourceProblem, wordsOfDraft } from './edit-plan'
import { formatsOf, formatViews, wantsFormats, type FormatView } from './format-frames'
import { moreSharpness } from './expand'
import { sourceLayerOf } from './source-layer'
import { blockedBy, type Plan, type PlanInput, type PlannedJob, type PlannedPlacement, type Tool } from './tool'

const needs = 'Select a picture and the frames that it should fill.'

function plan(input: PlanInput): Plan {
  const { edit, expandDraft, card, snapshot, draft } = input, formats = formatsOf(snapshot)
  const problem = sourceProblem(input, 'expand'), source = edit?.source
  if (problem || !formats || !source) return cannot(problem ?? blockedBy('selection.empty', needs))
  const { master, frames } = formats
  if (source.scaleMode === 'TILE') return cannot(blockedBy('selection.unsupported', `${master.name} repeats its picture. Give it another scale mode first.`))
  if (Math.abs(source.fromLayer[0][1]) > 1e-9) return cannot(blockedBy('selection.unsupported', `The picture of ${master.name} is turned in its layer. Straighten it first.`))
  const views = formatViews(expandDraft, snapshot, source, frames)
  const made: PlannedJob[] = [], notes: string[] = []
  for (const view of views) {
    const jobs = view.way === 'crop' ? [cropJob(input, source, view)] : expandJobs(input, source, master, view)
    if (typeof jobs === 'string') notes.push(`${view.frame.name}: ${jobs}`)
    else made.push(...jobs)
    if (jobs.length > 1 && typeof jobs !== 'string') notes.push(`${view.frame.name} grows in ${jobs.length} requests, each from the picture of the one before. The last is placed, the others stay in Results.`)
  }
  // Crops are there at once; requests follow.
  const jobs = [...made.filter(({ kept }) => kept), ...made.filter(({ kept }) => !kept)]
  const asks = jobs.some(({ kept }) => !kept)
  if (source.patches?.some(({ visible }) => visible) && jobs.some(({ kept }) => kept)) notes.push('Layers of edits over the picture are not part of a crop.')
  const blocked = jobs.length === 0 ? blockedBy('request.invalid', notes[0] ?? needs) : asks ? requestProblem({ card, draft, prompt: jobs.map(({ request }) => request.prompt).sort((a, b) => b.length - a.length)[0] ?? '', promptWanted: false, references: editReferences(input) }) : null
  return { jobs, notes, blocked }
}

const placementIn = ({ id, fillsSignature, width, height, bounds }: LayerSnapshot, layerName: string): PlannedPlacement =>
  ({ mode: 'add-paint', targetId: id, expectFills: fillsSignature, scaleMode: 'FILL', layerName, layerWidth: width, layerHeight: height, rowIndex: 0, rowCount: 1, near: bounds })

function cropJob({ settings }: PlanInput, source: SourcePicture, { frame, box }: FormatView): PlannedJob {
  const transform = cropTransform(extentOfSource(source), box)
  return {
    request: {
      toolId: 'crop', modelId: 'Crop', prompt: '', source: null, mask: null, references: [], extent: { widthPx: Math.round(box.width), heightPx: Math.round(box.height) },
      count: 1, quality: '', background: 'auto', format: 'png', partialImages: 0, moderation: settings.moderation, seed: null,
    },
    references: [], placements: [{ ...placementIn(frame, frame.name), ...(transform ? { crop: transform } : {}) }], targetName: frame.name, ratio: 'match', notes: [], words: `Crop of ${source.name}`, kept: true,
  }
}

/** One request, or ring by ring where it is far and the designer wants that. A sentence when it cannot be done. */
export function ringsFor({ card, draft }: Pick<PlanInput, 'card' | 'draft'>, source: SourcePicture, { box, way }: Pick<FormatView, 'box' | 'way'>): Ring[] | string {
  const question = { source: extentOfSource(source), rule: card.extents, maxPixels: moreSharpness * maxPixelsFor(card, draft.quality) }
  const planned = planExpand({ ...question, target: box, crops: true, beyond: 'reduce' })
  if (isExpandProblem(planned)) return planned.message
  return way === 'steps' ? planRings(planned, question) : [{ plan: planned, box: planned.expanded }]
}

function expandJobs(input: PlanInput, source: SourcePicture, master: LayerSnapshot, view: FormatView): PlannedJob[] | string {
  const { card, draft, expandDraft } = input, { frame } = view, words = wordsOfDraft(draft), references = editReferences(input), rings = ringsFor(input, source, view)
  if (typeof rings === 'string') return rings
  return rings.flatMap(({ plan: ring, box }, index) => editJobs({ ...input, draft: { ...draft, count: 1 } }, source, master, {
    toolId: 'formats', prompt: expandPrompt(words, { kept: keptInRequest(ring), request: ring.request, mask: card.operations.mask }, references, textsInRequest(frame, ring, box, rings[rings.length - 1]!.box)), words, notes: [], references, extent: ring.request,
    edit: { kind: 'expand', sourceHash: source.imageHash, plan: ring, strict: rings.length > 1 || expandDraft.strict, matchTone: input.editDraft.matchTone, sendsMask: card.operations.mask, asLayer: false, ...(index > 0 ? { ring: box } : {}) },
  }).map((job) => ({ ...job, targetName: frame.name, placements: [placementIn(frame, master.name)], ...(index > 0 ? { follows: true } : {}), ...(index < rings.length - 1 ? { keep: true } : {}) })))
}

/** Boxes of the frame's texts, as they lie over the request; what of them lies in the kept picture is no concern of the model. `box`: of the picture that is made, `whole`: of what fills the frame, px of the source. */
function textsInRequest(frame: LayerSnapshot, { extent, window, scale, request }: ExpandPlan, box: Bounds, whole: Bounds): Bounds[] {
  const toFrame = invert(frame.transform), source = whole.width / frame.width, picture = extent.width / box.width
  return (frame.textLayers ?? []).flatMap(({ bounds: text }) => {
    const at = toFrame ? mapBounds(toFrame, text) : text
    const inRequest = {
      x: ((whole.x + at.x * source - box.x) * picture - window.x) * scale, y: ((whole.y + at.y * source - box.y) * picture - window.y) * scale,
      width: at.width * source * picture * scale, height: at.height * source * picture * scale,
    }
    return intersect(inRequest, { x: 0, y: 0, ...request }) ?? []
  })
}

export const formats: Tool = {
  id: 'formats', strip: 'expand', label: 'Every format', promise: 'The picture is never stretched', needs, placeholder: 'Leave empty to continue the surroundings', plan,
  applies: ({ expandDraft, snapshot }) => wantsFormats(expandDraft, snapshot),
  button(input) {
    const { snapshot, edit, expandDraft, draft, card } = input, found = formatsOf(snapshot), source = edit?.source && edit.layerId === sourceLayerOf(snapshot, 'expand')?.id ? edit.source : null
    const count = found?.frames.length ?? 0, requests = found && source ? formatViews(expandDraft, snapshot, source, found.frames).reduce((sum, view) => sum + (view.way === 'crop' ? 0 : card ? [ringsFor({ card, draft }, source, view)].flat().length : 1), 0) : 0
    return `Fill ${count} ${count === 1 ? 'format' : 'formats'}${requests > 0 ? `, ${requests} ${requests === 1 ? 'request' : 'requests'}` : ''}`
  },
}
