// An edit of the whole picture by instruction: no mask, the answer takes the picture's place at its own extent. Pure.
import { areaOf } from '../../src/shared/geometry'
import { extentOfSource } from '../edit/edit-view'
import { planCrop } from '../pixels/in-place/plan-crop'
import { editPrompt, markupRule, separator, type EditPromptKind } from '../prompts/edit-prompts'
import { cannot, editJobs, editReferences, maxPixelsFor, paddedNote, repeatedStep, requestProblem, sourceProblem, wordsOfDraft } from './edit-plan'
import { hashText } from '../jobs/hash-text'
import { unsentWords } from './conform-draft'
import { sourceLayerOf } from './source-layer'
import { blockedBy, type Plan, type PlanInput } from './tool'

type Kind = { toolId: string; /** Drawn marks are hints for this tool. */ takesMarkup?: boolean; kind: EditPromptKind; /** Words beside the prompt, as a named style. */ extra?: string; promptWanted(words: string, references: number): boolean }

export function planWhole(input: PlanInput, { toolId, kind, extra = '', takesMarkup = false, promptWanted }: Kind): Plan {
  const { edit, card, snapshot } = input, layer = sourceLayerOf(snapshot, 'edit')
  const problem = sourceProblem(input)
  const source = edit?.source
  if (problem || !layer || !edit || !source) return cannot(problem ?? blockedBy('selection.empty', 'Select a layer that has a picture.'))
  if (card.needsMask) return cannot(blockedBy('request.unsupported-by-model', `${card.label} changes a marked part only. Mark it, or choose another model.`))
  const extent = extentOfSource(source)
  const plan = planCrop(extent, { x: 0, y: 0, ...extent }, 0, card.extents, maxPixelsFor(card, input.draft.quality))
  if (!plan) return cannot(blockedBy('request.extent-illegal', `${card.label} takes no picture of this shape. Choose another model.`))
  const words = wordsOfDraft(input.draft), references = editReferences(input)
  const marked = takesMarkup && edit.mask.pixels > 0, sendsMarkup = marked && card.operations.markup
  const prompt = [editPrompt(kind, [extra, words].filter(Boolean).join('. '), null, references), sendsMarkup ? markupRule : ''].filter(Boolean).join(separator)
  const notes = [
    ...unsentWords(card, words || extra),
    ...paddedNote(1 - areaOf(extent) / Math.max(areaOf(extent), areaOf(plan.crop))),
    ...(plan.scale < 0.6 ? ['The model draws this picture smaller than it is, so it comes back softer. Mark a part to keep its sharpness.'] : []),
    ...(marked && !sendsMarkup ? [`${card.label} takes no drawn hints: the marks are not sent.`] : []),
  ]
  // The same words are the same step; only their hash goes into the file.
  const asked = { ...edit, mask: { ...edit.mask, layerIds: [], key: `whole ${hashText(prompt)}${sendsMarkup ? ` ${edit.mask.key}` : ''}` } }
  const step = repeatedStep(toolId, asked, input.editDraft)
  const jobs = editJobs({ ...input, edit: asked }, source, layer, { toolId, prompt, words: words || extra, notes, references, extent: plan.request, edit: { kind: 'whole', sourceHash: step?.from ?? source.imageHash, plan, sendsMarkup } })
  return { jobs, notes, blocked: requestProblem({ card, draft: input.draft, prompt, promptWanted: promptWanted(`${extra}${words}`, references.length), references }) }
}
