// A corrective edit of only the place where wrong words stand: drawn anew, or taken out for live text. Pure.
import type { ErrorReport } from '../../src/shared/errors'
import type { TurnedBox } from '../on-device/reading/quad'
import { pictureOf, type Job, type JobResult } from '../jobs/job'
import type { ModelCard } from '../models/model-card'
import { isProblem, planEdit } from '../pixels/in-place/plan-edit'
import { editPrompt } from '../prompts/edit-prompts'
import { quoted } from '../templates/fill-template'
import { maxPixelsFor, requestProblem } from '../tools/edit-plan'
import { blockedBy, type PlannedJob } from '../tools/tool'
import type { AppState } from '../state/state'
import { letterMask, type LetterMask } from './letter-mask'
import { toCorrect, type WordCheck } from './word-check'

export type Correction = 'fix' | 'live'
/** A text layer that is to lie over `box` (px of the picture). */
export type LiveText = { nodeId: string; box: TurnedBox }
export type PlannedCorrection = { job: PlannedJob; mask: LetterMask; live: LiveText[] }

const intents = { fix: { intent: 'replace', toolId: 'replace-object' }, live: { intent: 'remove', toolId: 'remove-object' } } as const

export const isReport = (planned: PlannedCorrection | ErrorReport): planned is ErrorReport => 'code' in planned

type Wish = { state: Pick<AppState, 'settings'>; card: ModelCard; job: Job; result: JobResult; check: WordCheck; kind: Correction }

/** The picture must be in the document. Live text needs the text layers that the words came from. */
export function planCorrection({ state, card, job, result, check, kind }: Wish): PlannedCorrection | ErrorReport {
  const { outcome } = result, picture = pictureOf(result), extent = { width: picture.widthPx, height: picture.heightPx }, letters = job.letters ?? []
  const planned = job.placements[result.index] ?? job.placements[0]
  if (!outcome || !planned) return blockedBy('request.invalid', 'Place the picture first.')
  const nodeOf = (text: string): string | null => letters.find((one) => one.text === text)?.nodeId ?? null
  const right = check.verdicts.filter(({ box, verdict }) => box !== null && verdict === 'reads')
  const candidates = toCorrect(check), chosen = kind === 'fix' ? candidates : (candidates.length > 0 ? candidates : right).filter(({ expected }) => nodeOf(expected) !== null)
  const boxes = chosen.flatMap(({ box }) => box ?? [])
  if (boxes.length === 0) return blockedBy('request.invalid', kind === 'fix' ? 'The words are not in the picture. Make it again.' : 'These words came from no text layer.')
  const mask = letterMask(boxes, extent), { intent, toolId } = intents[kind]
  if (!mask) return blockedBy('mask.outside-source', 'The words lie outside the picture.')
  const plan = planEdit({ sourceExtent: extent, maskBounds: mask.bounds, maskPixels: mask.pixels, rule: card.extents, intent, maxPixels: maxPixelsFor(card, job.request.quality) })
  if (isProblem(plan)) return blockedBy(plan.problem, plan.message)
  const { crop, scale, request } = plan
  const area = { x: (plan.mask.x - crop.x) * scale, y: (plan.mask.y - crop.y) * scale, width: plan.mask.width * scale, height: plan.mask.height * scale }
  const words = kind === 'live' ? '' : `the exact words ${quoted(chosen.map(({ expected }) => expected))}, every letter spelled exactly so (${chosen.map(({ expected }) => [...expected].join(' ')).join('; ')}), in the same lettering, colour, size and slant as the words that are there now`
  const prompt = editPrompt(intent, words, card.operations.mask ? { kind: 'mask' } : { kind: 'words', area, request })
  const { runId: _run, jobId: _job, resultIndex: _index, recipe: _recipe, ...place } = planned
  const blocked = requestProblem({ card, prompt, promptWanted: false, references: [], draft: { prompt } as Parameters<typeof requestProblem>[0]['draft'] })
  if (blocked) return blocked
  return {
    mask, live: kind === 'live' ? chosen.flatMap(({ expected, box }) => (box ? [{ nodeId: nodeOf(expected)!, box }] : [])) : [],
    job: {
      request: {
        ...job.request, toolId, modelId: card.id, prompt, source: null, mask: null, references: [], extent: { widthPx: request.width, heightPx: request.height },
        count: 1, quality: card.qualities.some(({ id }) => id === job.request.quality) ? job.request.quality : card.defaultQuality,
        background: card.backgrounds.includes('opaque') ? 'opaque' : job.request.background, format: 'png', partialImages: 0, moderation: state.settings.moderation, seed: null,
      },
      references: [], targetName: outcome.nodeName, ratio: 'match', notes: [], words: kind === 'fix' ? `Fix the text: ${chosen.map(({ expected }) => expected).join(', ')}` : `Live text: ${chosen.map(({ expected }) => expected).join(', ')}`,
      letters: kind === 'fix' ? letters : letters.filter(({ text }) => !chosen.some(({ expected }) => expected === text)),
      placements: [{
        ...place, mode: 'replace-paint', targetId: outcome.nodeId, expectFills: null, rowIndex: 0, rowCount: 1,
        edit: { imageHash: outcome.imageHash, paintIndex: 0, sourceWidthPx: extent.width, sourceHeightPx: extent.height, show: true, patch: null, expanded: null, hideIds: [], toolId, maskKey: `words ${chosen.map(({ expected }) => expected).join(' ')}` },
      }],
      edit: { kind: 'area', sourceHash: outcome.imageHash, plan, matchTone: kind === 'live', keepUnchanged: true, sendsMask: card.operations.mask },
    },
  }
}
