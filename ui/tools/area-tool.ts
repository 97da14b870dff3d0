// An edit inside a mask: fill, replace, remove, add, replace the background. Pure.
import { blockedBy, type PlanInput, type Plan, type Tool } from './tool'
import { extentOfSource } from '../edit/edit-view'
import { maskPolicies, type EditIntent } from '../pixels/in-place/intents'
import { isProblem, planEdit } from '../pixels/in-place/plan-edit'
import { editPrompt } from '../prompts/edit-prompts'
import { cannot, editJobs, editReferences, maxPixelsFor, paddedNote, repeatedStep, requestProblem, sourceNameOf, sourceProblem, ways, wordsOfDraft } from './edit-plan'
import { unsentWords } from './conform-draft'
import { sourceLayerOf } from './source-layer'

type Own = Pick<Tool, 'id' | 'label' | 'placeholder'> & {
  intent: EditIntent
  /** Verb and preposition of the main button: "Replace in". */
  verb: string
  promptNeeded: boolean
  /** What to do without a mask; null: a mask is needed. */
  withoutMask?(input: PlanInput): Plan
}

export function areaTool({ intent, verb, promptNeeded, withoutMask, ...own }: Own): Tool {
  function plan(input: PlanInput): Plan {
    const { edit, editDraft, card, snapshot } = input, layer = sourceLayerOf(snapshot, 'edit')
    const problem = sourceProblem(input)
    const source = edit?.source
    if (problem || !layer || !edit || !source) return cannot(problem ?? blockedBy('selection.empty', 'Select a layer that has a picture.'))
    if (edit.mask.state === 'loading') return cannot(blockedBy('mask.missing', 'Reading the mask.'))
    if (edit.mask.problem) return cannot(edit.mask.problem)
    if (edit.mask.pixels === 0) return withoutMask ? withoutMask(input) : cannot(blockedBy('mask.missing', 'Draw a shape over the picture, or paint what should change.'))
    const changes = maskPolicies[intent].inverted ? edit.mask.rest : edit.mask
    const planned = planEdit({
      sourceExtent: extentOfSource(source), maskBounds: changes.bounds, maskPixels: changes.pixels,
      rule: card.extents, intent, contextRatio: editDraft.contextRatio, maxPixels: maxPixelsFor(card, input.draft.quality),
      ...(editDraft.growPx === null ? {} : { grow: editDraft.growPx }), ...(editDraft.featherPx === null ? {} : { feather: editDraft.featherPx }),
    })
    if (isProblem(planned)) {
      const whole = planned.problem === 'mask.covers-everything'
      return cannot(blockedBy(planned.problem, planned.message, whole ? [{ kind: 'edit-whole', label: 'Edit whole picture' }] : []))
    }
    const { crop, scale, mask, request } = planned
    const area = { x: (mask.x - crop.x) * scale, y: (mask.y - crop.y) * scale, width: mask.width * scale, height: mask.height * scale }
    const words = promptNeeded || own.placeholder !== null ? wordsOfDraft(input.draft) : ''
    const references = editReferences(input)
    const prompt = editPrompt(intent, words, card.operations.mask ? { kind: 'mask' } : { kind: 'words', area, request }, references)
    const notes = [
      ...unsentWords(card, words),
      ...paddedNote(planned.paddedShare),
      ...(source.scaleMode === 'TILE' ? ['The picture is a tile: every repetition changes with it.'] : []),
    ]
    const step = repeatedStep(own.id, edit, editDraft)
    const jobs = editJobs(input, source, layer, {
      toolId: own.id, prompt, words, notes, references, extent: request,
      edit: { kind: 'area', sourceHash: step?.from ?? source.imageHash, plan: planned, matchTone: editDraft.matchTone, keepUnchanged: true, sendsMask: card.operations.mask, ...(step && 'nodeId' in step ? { without: step.nodeId } : {}) },
    })
    return { jobs, notes, blocked: requestProblem({ card, draft: input.draft, prompt, promptWanted: promptNeeded && words === '', references }) }
  }
  return {
    ...own, strip: 'edit', intent, promise: 'Pixels outside stay identical', needs: 'Select a layer that has a picture.', plan,
    button: (input) => `${verb} ${sourceNameOf(input)}${ways(input.draft.count)}`,
  }
}
