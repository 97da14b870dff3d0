// Compare: one request over several models, qualities or prompts, each picture into a cell of a board. Pure.
import { ratioOf } from '../../src/shared/geometry'
import { noComparison, compareLimits, promptLetter, type CompareDraft } from '../batch/compare-draft'
import type { PlannedBoard } from '../batch/board-view'
import { modelKey } from '../models/index'
import type { ModelCard } from '../models/model-card'
import { cleanPrompt, firstWords } from '../prompts/clean-prompt'
import { quotedWords } from '../prompts/quoted-words'
import type { AppState, GenerateDraft } from '../state/state'
import { conformDraft } from './conform-draft'
import { newFrameExtent } from './extents'
import { generate } from './generate'
import { targetsOf } from './targets'
import { blockedBy, type Plan, type PlanInput, type PlannedJob, type Tool } from './tool'

type Axes = { models: ModelCard[]; qualities: string[]; prompts: string[] }

/** Longest prompt at a row, characters. */
const rowWords = 90

const unique = <T>(list: readonly T[]): T[] => [...new Set(list)]
const labelOf = (card: ModelCard, quality: string): string => card.qualities.find(({ id }) => id === quality)?.label ?? quality

/** What is in use first, then the others in the order they were chosen. */
export function axesOf({ prompt, quality }: Pick<GenerateDraft, 'prompt' | 'quality'>, compare: CompareDraft, card: ModelCard, cards: readonly ModelCard[]): Axes {
  const others = compare.models.flatMap((key) => cards.find((other) => modelKey(other) === key) ?? [])
  const own = card.qualities.some(({ id }) => id === quality) ? quality : card.defaultQuality
  return {
    models: unique([card, ...others]),
    qualities: unique([labelOf(card, own), ...compare.qualities]),
    prompts: [prompt, ...compare.prompts.filter((text) => cleanPrompt(text) !== '')],
  }
}

function plan(input: PlanInput): Plan {
  const { snapshot, card, draft } = input, { draft: compare, cards } = input.comparison ?? { draft: noComparison, cards: [] }
  const { models, qualities, prompts } = axesOf(draft, compare, card, cards)
  const count = models.length * qualities.length * prompts.length
  const targets = targetsOf(snapshot), target = targets[0] ?? null
  const alone = snapshot && target ? { ...snapshot, layers: [target], more: 0 } : snapshot
  const rows = prompts.flatMap((prompt, index) => qualities.map((quality) => ({ prompt, quality, name: [prompts.length > 1 ? `${promptLetter(index)}: ${shortened(cleanPrompt(prompt))}` : '', qualities.length > 1 || prompts.length === 1 ? quality : ''].filter(Boolean).join(', ') })))

  // A single model stands across: the board reads from left to right.
  const across = models.length === 1 && rows.length > 1
  const at = (row: number, column: number): { row: number; column: number } => (across ? { row: 0, column: row } : { row, column })
  const jobs: PlannedJob[] = [], refused: { row: number; column: number; why: string }[] = []
  let blocked: Plan['blocked'] = null
  rows.forEach(({ prompt, quality }, row) => models.forEach((model, column) => {
    const step = model.qualities.find(({ label }) => label === quality)
    if (!step && qualities.length > 1) return void refused.push({ ...at(row, column), why: `${model.label} has no ${quality}.` })
    const cell = generate.plan({ ...input, snapshot: alone, card: model, draft: { ...conformDraft({ ...draft, ...(step ? { quality: step.id } : {}) }, model, card), prompt, count: 1 } })
    const [job] = cell.jobs
    if (cell.blocked && modelProblems.includes(cell.blocked.code)) return void refused.push({ ...at(row, column), why: cell.blocked.message })
    blocked ??= cell.blocked
    const letters = quotedWords(prompt).map((text) => ({ text, nodeId: null }))
    if (job) jobs.push({ ...job, card: model, ...(letters.length > 0 ? { letters } : {}), words: cleanPrompt(prompt), cell: at(row, column), targetName: cellName(model, labelOf(model, job.request.quality), prompts.length > 1 ? promptLetter(Math.floor(row / qualities.length)) : null) })
  }))
  const frame = target ?? newFrameExtent(draft), extent = jobs[0]?.request.extent
  const board: PlannedBoard = {
    title: `Compare, ${target?.name ?? firstWords(cleanPrompt(draft.prompt))}`,
    words: prompts.length === 1 ? cleanPrompt(draft.prompt) : null,
    target: target && { id: target.id, name: target.name },
    columns: across ? rows.map(({ name }) => name) : models.map(({ label }) => label), rows: across ? [card.label] : rows.map(({ name }) => name),
    refused, ratio: draft.ratio.kind === 'match' || !extent ? ratioOf(frame) : extent.widthPx / extent.heightPx,
    near: target?.bounds ?? null, pageId: snapshot?.pageId ?? null,
  }
  const notes = targets.length > 1 ? [`Compared for ${target?.name}: the one you use goes there.`] : []
  if (count < 2) blocked = blockedBy('request.invalid', 'Choose another model, quality or prompt to compare with.')
  if (count > compareLimits.cells) blocked = blockedBy('request.invalid', `${count} pictures are too many for one board; ${compareLimits.cells} fit. Take some away.`)
  return { jobs, notes, blocked, board }
}

/** The model stands in the way, not what was asked. */
const modelProblems = ['request.unsupported-by-model', 'request.prompt-too-long', 'provider.model-gone']
const shortened = (text: string): string => (text.length > rowWords ? `${text.slice(0, rowWords - 1)}…` : text)
const cellName = (card: ModelCard, quality: string, letter: string | null): string => [letter, card.label, quality].filter(Boolean).join(', ')

const counted = (count: number, noun: string): string[] => (count > 1 ? [`${count} ${noun}`] : [])

function button({ draft, comparison }: Parameters<Tool['button']>[0]): string {
  const { draft: chosen, cards } = comparison ?? { draft: noComparison, cards: [] }, card = cards.find((one) => modelKey(one) === draft.modelKey)
  if (!card) return 'Compare'
  const { models, qualities, prompts } = axesOf(draft, chosen, card, cards)
  const axes = [...counted(prompts.length, 'prompts'), ...counted(models.length, 'models'), ...counted(qualities.length, 'qualities')]
  return axes.length > 1 ? `Compare ${models.length * qualities.length * prompts.length}, ${axes.join(' x ')}` : `Compare ${axes[0] ?? 'models'}`
}

export const compare: Tool = {
  id: 'compare', strip: 'generate', label: 'Compare', needs: 'Works with anything selected, or nothing', placeholder: generate.placeholder, plan, button,
  applies: ({ compare: { on } }: Pick<AppState, 'compare'>) => on,
}
