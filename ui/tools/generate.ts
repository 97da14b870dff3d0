// Generate: a new picture from text (and references) for every target, or new frames on the canvas.
import type { ErrorReport } from '../../src/shared/errors'
import type { LayerSnapshot } from '../../src/shared/snapshot'
import { extentNote } from '../models/fit-extent'
import type { ModelCard } from '../models/model-card'
import { cleanPrompt, firstWords, promptWithReferences } from '../prompts/clean-prompt'
import { calmSpace } from '../words/readability'
import { conformDraft, unsentWords } from './conform-draft'
import { middleCut } from '../state/middle-cut'
import type { GenerateDraft } from '../state/state'
import { extentFor, newFrameExtent, ratioName } from './extents'
import { selectionProblem, targetsOf } from './targets'
import { blockedBy, goneReference, type Plan, type PlanInput, type PlannedJob, type PlannedPlacement, type Tool } from './tool'

/** Partial pictures of one request: a draft is cheap and quick, so it gets one. Each adds to the price. */
const partialsWanted = { draft: 1, usual: 2 }

const partialsFor = (card: ModelCard, quality: string, showPartials: boolean): number => {
  if (!showPartials) return 0
  const draft = card.qualities.length > 1 && card.qualities[0]?.id === quality
  return Math.min(card.maxPartials, draft ? partialsWanted.draft : partialsWanted.usual)
}

/** Longest layer name on the main button, characters: it still fits beside the price at 320 px. */
const buttonNameLength = 18

/** `count` in pieces of at most `most`. */
const split = (count: number, most: number): number[] => Array.from({ length: Math.ceil(count / most) }, (_, index) => Math.min(most, count - index * most))

/** One target's share of a run: its requests, which ask for calm where its texts lie, and where their pictures go. Null: new frames on the canvas. */
export function jobsForTarget(target: LayerSnapshot | null, words: string, draft: GenerateDraft, { snapshot, card, settings }: Pick<PlanInput, 'snapshot' | 'card' | 'settings'>): PlannedJob[] {
  const partialImages = partialsFor(card, draft.quality, settings.showPartials), prompt = [words, target && words !== '' ? calmSpace(target) : ''].filter(Boolean).join('\n\n')
  const frame = target ? { width: target.width, height: target.height } : newFrameExtent(draft)
  const fit = extentFor(card.extents, frame, draft)
  const note = draft.ratio.kind === 'match' ? extentNote(fit, target?.name ?? 'The picture') : null
  const layerName = firstWords(cleanPrompt(draft.prompt))
  let made = 0
  // Partial pictures carry no index, so a request that shows them makes one picture.
  return split(draft.count, partialImages > 0 ? 1 : card.maxCount).map((count) => ({
    request: {
      toolId: 'generate', modelId: card.id, prompt, source: null, mask: null, references: [],
      extent: { widthPx: fit.widthPx, heightPx: fit.heightPx },
      count, quality: draft.quality, background: draft.background, format: draft.format,
      partialImages, moderation: settings.moderation, seed: null,
    },
    references: draft.references,
    placements: Array.from({ length: count }, (): PlannedPlacement => {
      const rowIndex = made++
      return {
        mode: target === null ? 'new-layer' : rowIndex === 0 ? 'add-paint' : 'variation',
        targetId: target?.id ?? null,
        expectFills: target?.fillsSignature ?? null,
        scaleMode: draft.scaleMode,
        layerName, layerWidth: frame.width, layerHeight: frame.height,
        rowIndex, rowCount: draft.count,
        near: target ? target.bounds : snapshot?.viewport ?? null,
        ...(target === null && snapshot ? { pageId: snapshot.pageId } : {}),
      }
    }),
    targetName: target?.name ?? 'the canvas',
    ratio: ratioName(draft.ratio),
    notes: note ? [note] : [],
  }))
}

function plan(input: PlanInput): Plan {
  const { snapshot, card } = input
  const draft = conformDraft(input.draft, card)
  const prompt = promptWithReferences(cleanPrompt(draft.prompt), draft.references)
  const targets: (LayerSnapshot | null)[] = targetsOf(snapshot)
  if (targets.length === 0) targets.push(null)
  const byTarget = targets.map((target) => jobsForTarget(target, prompt, draft, input))
  // Every target gets its first picture before any gets its second.
  const jobs = (byTarget[0] ?? []).flatMap((_, index) => byTarget.flatMap((list) => list.slice(index, index + 1)))
  return { jobs, notes: [...new Set([...unsentWords(card, prompt), ...byTarget.flatMap(([first]) => first?.notes ?? [])])], blocked: refuse({ snapshot, draft, card }) }
}

function refuse({ snapshot, draft, card }: Pick<PlanInput, 'snapshot' | 'draft' | 'card'>): ErrorReport | null {
  if (card.successorId) return blockedBy('provider.model-gone', `${card.label} has been shut down.`, [{ kind: 'use-model', label: 'Use its successor', value: `${card.providerId}/${card.successorId}` }])
  if (!card.operations.generate && !card.needsPicture) return blockedBy('request.unsupported-by-model', `${card.label} cannot make new pictures. Choose another model.`)
  const problem = selectionProblem(snapshot)
  if (problem) return problem
  if (card.needsPicture && draft.references.length === 0) return blockedBy('request.unsupported-by-model', `${card.label} starts from a picture: add a reference.`)
  const prompt = cleanPrompt(draft.prompt)
  if (prompt === '' && !card.wordless) return blockedBy('request.prompt-missing', 'Say what you want to see first.', [{ kind: 'edit-prompt', label: 'Write a prompt' }])
  const sent = promptWithReferences(prompt, draft.references).length
  if (sent > card.promptMaxChars) {
    return blockedBy('request.prompt-too-long', `The prompt has ${sent.toLocaleString('en-US')} characters; ${card.label} takes ${card.promptMaxChars.toLocaleString('en-US')}.`, [{ kind: 'edit-prompt', label: 'Shorten the prompt' }])
  }
  const gone = goneReference(draft.references)
  if (gone) return gone
  const most = card.operations.references ? card.maxReferences : 0
  if (draft.references.length > most) {
    const takes = most === 0 ? 'takes no references' : `takes ${most} references`
    return blockedBy('request.unsupported-by-model', `${card.label} ${takes}; there are ${draft.references.length}. Remove some or choose another model.`)
  }
  return null
}

const frameTypes = ['FRAME', 'COMPONENT', 'INSTANCE', 'SECTION', 'COMPONENT_SET']
/** "frames" where all of them are, else "layers". */
export const nounOf = (targets: readonly LayerSnapshot[]): string => (targets.every(({ type }) => frameTypes.includes(type)) ? 'frames' : 'layers')

function button({ snapshot, draft: { count } }: Pick<PlanInput, 'snapshot' | 'draft'>): string {
  const targets = targetsOf(snapshot)
  if (targets.length > 1) return count > 1 ? `Generate ${count} into each of ${targets.length}` : `Generate into ${targets.length} ${nounOf(targets)}`
  const stopped = selectionProblem(snapshot) ? snapshot?.layers.find((layer) => layer.problem !== null) : undefined
  const only = targets[0] ?? stopped
  return only ? `Generate${count > 1 ? ` ${count}` : ''} into ${middleCut(only.name, buttonNameLength)}` : `Generate ${count} on the canvas`
}

export const generate: Tool = { id: 'generate', strip: 'generate', label: 'Generate', needs: 'Works with anything selected, or nothing', placeholder: 'What should the picture show?', plan, button }
