// Every format: one picture into frames of any shape. A crop where that serves, without a request; else the picture continued around its own pixels.
import { intersect, invert, mapBounds, type Bounds } from '../../src/shared/geometry'
import type { LayerSnapshot } from '../../src/shared/snapshot'
import type { SourcePicture } from '../../src/shared/source'
import { cropTransform } from '../batch/plan-format'
import { extentOfSource } from '../edit/edit-view'
import { isExpandProblem, planExpand, type ExpandPlan } from '../pixels/expand/plan-expand'
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
    const job = view.way === 'crop' ? cropJob(input, source, view) : expandJob(input, source, master, view)
    if (typeof job !== 'string') made.push(job)
    else notes.push(`${view.frame.name}: ${job}`)
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

/** A sentence when it cannot be done. */
function expandJob(input: PlanInput, source: SourcePicture, master: LayerSnapshot, { frame, box }: FormatView): PlannedJob | string {
  const { card, draft, expandDraft } = input, words = wordsOfDraft(draft), references = editReferences(input)
  const planned = planExpand({ source: extentOfSource(source), target: box, crops: true, rule: card.extents, beyond: 'reduce', maxPixels: moreSharpness * maxPixelsFor(card, draft.quality) })
  if (isExpandProblem(planned)) return planned.message
  const prompt = expandPrompt(words, { kept: keptInRequest(planned), request: planned.request, mask: card.operations.mask }, references, textsInRequest(frame, planned))
  const [job] = editJobs({ ...input, draft: { ...draft, count: 1 } }, source, master, {
    toolId: 'formats', prompt, words, notes: [], references, extent: planned.request,
    edit: { kind: 'expand', sourceHash: source.imageHash, plan: planned, strict: expandDraft.strict, matchTone: input.editDraft.matchTone, sendsMask: card.operations.mask, asLayer: false },
  })
  return { ...job!, targetName: frame.name, placements: [placementIn(frame, master.name)] }
}

/** Boxes of the frame's texts, as they lie over the request; what of them lies in the kept picture is no concern of the model. */
function textsInRequest(frame: LayerSnapshot, { extent, window, scale, request }: ExpandPlan): Bounds[] {
  const toFrame = invert(frame.transform), picture = extent.width / frame.width
  return (frame.textLayers ?? []).flatMap(({ bounds: box }) => {
    const at = toFrame ? mapBounds(toFrame, box) : box
    const inRequest = { x: (at.x * picture - window.x) * scale, y: (at.y * picture - window.y) * scale, width: at.width * picture * scale, height: at.height * picture * scale }
    return intersect(inRequest, { x: 0, y: 0, ...request }) ?? []
  })
}

export const formats: Tool = {
  id: 'formats', strip: 'expand', label: 'Every format', promise: 'The picture is never stretched', needs, placeholder: 'Leave empty to continue the surroundings', plan,
  applies: ({ expandDraft, snapshot }) => wantsFormats(expandDraft, snapshot),
  button({ snapshot, edit, expandDraft }) {
    const found = formatsOf(snapshot), source = edit?.source && edit.layerId === sourceLayerOf(snapshot, 'expand')?.id ? edit.source : null
    const count = found?.frames.length ?? 0, requests = found && source ? formatViews(expandDraft, snapshot, source, found.frames).filter(({ way }) => way === 'expand').length : 0
    return `Fill ${count} ${count === 1 ? 'format' : 'formats'}${requests > 0 ? `, ${requests} ${requests === 1 ? 'request' : 'requests'}` : ''}`
  },
}
