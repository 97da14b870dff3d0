// What every in-place edit shares: why it cannot run, the request and the landing. Pure.
import type { ErrorReport } from '../../src/shared/errors'
import type { LayerSnapshot } from '../../src/shared/snapshot'
import type { EditStep, SourcePicture } from '../../src/shared/source'
import type { EditDraft, EditView, PatchStep } from '../edit/edit-view'
import type { ModelCard } from '../models/model-card'
import { cleanPrompt, firstWords } from '../prompts/clean-prompt'
import { middleCut } from '../state/middle-cut'
import type { DraftReference, GenerateDraft, ToolId } from '../state/state'
import { conformDraft } from './conform-draft'
import { maskLayersOf, sourceLayerOf } from './source-layer'
import { blockedBy, goneReference, type Plan, type PlanInput, type PlannedEdit, type PlannedJob } from './tool'

/** px of a request by step of quality: drafts are small, finals as large as the model goes (inpaint-method.md 2.2). */
const maxPixelsOf = [1_048_576, 2_097_152, 8_294_400]

export function maxPixelsFor(card: ModelCard, quality: string): number {
  const index = card.qualities.findIndex(({ id }) => id === quality)
  return maxPixelsOf[Math.min(maxPixelsOf.length - 1, card.qualities.length > 1 ? Math.max(0, index) : 1)]!
}

/** Longest layer name on the main button, characters. */
export const buttonNameLength = 18
export const sourceNameOf = ({ snapshot }: Pick<PlanInput, 'snapshot'>, tool: ToolId = 'edit'): string => middleCut(sourceLayerOf(snapshot, tool)?.name ?? 'the picture', buttonNameLength)
export const ways = (count: number): string => (count > 1 ? `, ${count} ways` : '')

/** `share` of the request that repeats the picture's edge. */
export const paddedNote = (share: number): string[] => (share > 0.05 ? ['The picture is smaller or narrower than the model takes: its edges are repeated for the request and cut off again.'] : [])

/** References of an edit: what the selection lends or was added by hand, but not the picture under edit and its masks. */
export function editReferences({ snapshot, draft }: Pick<PlanInput, 'snapshot' | 'draft'>): DraftReference[] {
  const own = new Set([sourceLayerOf(snapshot, 'edit')?.id, ...maskLayersOf(snapshot).map(({ id }) => id)])
  return draft.references.filter(({ from }) => from.kind !== 'layer' || !own.has(from.nodeId))
}

/**
 * The step that would be made once more: same tool, same mask, and its picture is the one that shows.
 * It starts from its own input again, not from its result; null: the edit starts from what shows.
 */
export function repeatedStep(toolId: string, { source, mask, topPatch }: EditView, { fromResult }: Pick<EditDraft, 'fromResult'>): EditStep | PatchStep | null {
  if (!source || fromResult || mask.key === '') return null
  if (topPatch) return topPatch.from === source.imageHash && topPatch.toolId === toolId && topPatch.maskKey === mask.key ? topPatch : null
  const step = source.steps.find(({ imageHash }) => imageHash === source.imageHash)
  const there = step && source.pictures.some(({ imageHash }) => imageHash === step.from)
  return step && there && step.toolId === toolId && step.maskKey === mask.key ? step : null
}

/** Why the picture cannot be edited at all now; null when it can. */
export function sourceProblem({ snapshot, edit }: Pick<PlanInput, 'snapshot' | 'edit'>, tool: ToolId = 'edit'): ErrorReport | null {
  const layer = sourceLayerOf(snapshot, tool)
  if (!layer) return blockedBy('selection.empty', 'Select a layer that has a picture.')
  if (layer.problem) return blockedBy(layer.problem.kind === 'locked' ? 'selection.locked' : 'selection.unsupported', layer.problem.message)
  if (!edit || edit.layerId !== layer.id || edit.state === 'loading') return blockedBy('selection.empty', `Reading the picture of ${layer.name}.`)
  return edit.problem
}

type Refuse = Pick<PlanInput, 'draft' | 'card'> & { prompt: string; promptWanted: boolean; references: readonly DraftReference[] }

export function requestProblem({ card, prompt, promptWanted, references }: Refuse): ErrorReport | null {
  if (card.successorId) return blockedBy('provider.model-gone', `${card.label} has been shut down.`, [{ kind: 'use-model', label: 'Use its successor', value: `${card.providerId}/${card.successorId}` }])
  if (!card.operations.edit) return blockedBy('request.unsupported-by-model', `${card.label} cannot edit pictures. Choose another model.`)
  if (promptWanted && !card.wordless) return blockedBy('request.prompt-missing', 'Say what you want to see first.', [{ kind: 'edit-prompt', label: 'Write a prompt' }])
  if (prompt.length > card.promptMaxChars) return blockedBy('request.prompt-too-long', `The prompt has ${prompt.length.toLocaleString('en-US')} characters; ${card.label} takes ${card.promptMaxChars.toLocaleString('en-US')}.`, [{ kind: 'edit-prompt', label: 'Shorten the prompt' }])
  const gone = goneReference(references)
  if (gone) return gone
  const most = card.operations.references ? Math.max(0, card.maxReferences - 1) : 0
  if (references.length > most) return blockedBy('request.unsupported-by-model', `${card.label} takes ${most === 0 ? 'no references' : `${most} references`} beside the picture; there are ${references.length}. Remove some or choose another model.`)
  return null
}

export type EditParts = {
  toolId: string
  /** As the service gets it. */
  prompt: string
  /** As the designer wrote it. */
  words: string
  edit: PlannedEdit
  extent: { width: number; height: number }
  notes: string[]
  references: DraftReference[]
}

/** One request (or several, where the model makes one picture at a time) and the landing of each result. */
export function editJobs(input: PlanInput, source: SourcePicture, layer: LayerSnapshot, parts: EditParts): PlannedJob[] {
  const draft: GenerateDraft = conformDraft(input.draft, input.card), { card } = input
  const partialImages = input.settings.showPartials ? Math.min(card.maxPartials, 1) : 0
  const most = partialImages > 0 ? 1 : card.maxCount
  let made = 0
  return Array.from({ length: Math.ceil(draft.count / most) }, (_, index): PlannedJob => {
    const count = Math.min(most, draft.count - index * most)
    return {
      request: {
        toolId: parts.toolId, modelId: card.id, prompt: parts.prompt, source: null, mask: null, references: [],
        extent: { widthPx: parts.extent.width, heightPx: parts.extent.height },
        count, quality: draft.quality, background: card.backgrounds.includes('opaque') ? 'opaque' : draft.background, format: 'png', partialImages, moderation: input.settings.moderation, seed: null,
      },
      references: parts.references,
      placements: Array.from({ length: count }, () => ({
        mode: 'replace-paint' as const, targetId: layer.id, expectFills: layer.fillsSignature, scaleMode: 'FILL' as const,
        layerName: firstWords(parts.words) || layer.name, layerWidth: layer.width, layerHeight: layer.height, rowIndex: made, rowCount: draft.count, near: layer.bounds,
        edit: {
          imageHash: parts.edit.sourceHash, paintIndex: source.paintIndex, sourceWidthPx: source.widthPx, sourceHeightPx: source.heightPx,
          show: made++ === 0, patch: null, expanded: null,
          hideIds: [...(input.editDraft.hideMasks && input.edit?.mask.kind === 'layers' ? input.edit.mask.layerIds : []), ...(parts.edit.kind === 'area' && parts.edit.without ? [parts.edit.without] : [])],
          toolId: parts.toolId, ...(input.edit?.mask.key ? { maskKey: input.edit.mask.key } : {}),
        },
      })),
      targetName: layer.name, ratio: 'match', notes: parts.notes, edit: parts.edit,
    }
  })
}

/** A plan that cannot run: the reason stays on the button. */
export const cannot = (blocked: ErrorReport): Plan => ({ jobs: [], notes: [], blocked })
export const wordsOfDraft = ({ prompt }: Pick<GenerateDraft, 'prompt'>): string => cleanPrompt(prompt)
