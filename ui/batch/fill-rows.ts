// The rows of a fill plan: each layer with its prompt, its model and the request it would make. Pure.
import type { Settings } from '../../src/shared/settings'
import type { LayerSnapshot } from '../../src/shared/snapshot'
import type { ModelCard } from '../models/model-card'
import { cleanPrompt, promptWithReferences } from '../prompts/clean-prompt'
import { cardByModelKey } from '../state/catalog'
import type { AppState, GenerateDraft } from '../state/state'
import { conformDraft } from '../tools/conform-draft'
import { jobsForTarget } from '../tools/generate'
import type { PlannedJob } from '../tools/tool'
import { cardWords, type CardWords } from './card-words'
import type { FillDraft, FillTargets, RowEdit } from './fill-draft'
import { fillPattern } from './pattern'

export type FillRow = {
  id: string
  layer: LayerSnapshot
  /** Unlike that of any other row: a second "Card" is "Card (2)". */
  name: string
  on: boolean
  prompt: string
  /** Not what the pattern says. */
  byHand: boolean
  /** Blanks of the pattern that this layer has no words for. */
  missing: readonly string[]
  card: ModelCard
  approved: boolean
  /** One request for one picture. */
  job: PlannedJob
  /** Why it cannot be sent. */
  problem: string | null
}

export type FillInput = { fill: FillDraft; fillTargets: FillTargets | null; catalog: AppState['catalog']; draft: GenerateDraft; card: ModelCard; settings: Pick<Settings, 'showPartials' | 'moderation'>; /** Added to each prompt as it is sent. */ dressing: string }

let lastWords: { nodes: unknown; layers: unknown; words: Map<string, CardWords> } | null = null
/** By layer id; the same objects give the same answer without work. */
export function wordsOfPlan({ nodes, layers }: Pick<FillTargets, 'nodes' | 'layers'>): Map<string, CardWords> {
  if (lastWords && lastWords.nodes === nodes && lastWords.layers === layers) return lastWords.words
  const words = cardWords(nodes ?? [], layers.map(({ id }) => id))
  lastWords = { nodes, layers, words }
  return words
}

function problemOf(prompt: string, card: ModelCard): string | null {
  if (prompt === '') return 'Has no prompt'
  if (!card.operations.generate) return `${card.label} makes no new pictures`
  return prompt.length > card.promptMaxChars ? `Over ${card.promptMaxChars.toLocaleString('en-US')} characters` : null
}

const noEdit: RowEdit = {}
/** By quality: the plan's own and that of finals are asked for in turn. */
const last = new Map<string | null, { keys: readonly unknown[]; rows: readonly FillRow[] }>()

/** `quality` in place of the draft's, where the row's model has it. */
export function fillRows(input: FillInput, quality: string | null = null): readonly FillRow[] {
  const { fill, fillTargets, catalog, draft, card, settings, dressing } = input
  const keys = [fill, fillTargets, catalog, draft, card, settings.showPartials, settings.moderation, dressing]
  const known = last.get(quality)
  if (known?.keys.every((key, index) => key === keys[index])) return known.rows
  const words = fillTargets ? wordsOfPlan(fillTargets) : new Map<string, CardWords>()
  const taken = new Map<string, number>()
  const rows = (fillTargets?.layers ?? []).map((layer): FillRow => {
    const edit = fill.rows[layer.id] ?? noEdit
    const count = (taken.get(layer.name) ?? 0) + 1
    taken.set(layer.name, count)
    const filled = fillPattern(fill.pattern, fillTargets?.nodes ? words.get(layer.id) ?? null : null)
    const prompt = edit.prompt === undefined ? filled.prompt : cleanPrompt(edit.prompt)
    const own = (edit.modelKey && cardByModelKey({ catalog }, edit.modelKey)) || card
    const rowDraft = conformDraft({ ...draft, prompt, count: 1, ...(quality && own.qualities.some(({ id }) => id === quality) ? { quality } : {}) }, own, card)
    const sent = promptWithReferences(prompt === '' ? '' : prompt + dressing, prompt === '' ? [] : draft.references)
    const [job] = jobsForTarget(layer, sent, rowDraft, { snapshot: null, card: own, settings })
    return {
      id: layer.id, layer, name: count > 1 ? `${layer.name} (${count})` : layer.name, on: edit.off !== true, prompt, byHand: edit.prompt !== undefined,
      missing: edit.prompt === undefined ? filled.missing : [], card: own, approved: edit.approved === true, job: { ...job!, words: prompt, card: own }, problem: problemOf(sent, own),
    }
  })
  last.set(quality, { keys, rows })
  return rows
}

/** Rows that ask for the very same picture. */
const sameKey = ({ job: { request: { prompt, extent, quality, background, format } }, card }: FillRow): string =>
  JSON.stringify([prompt, extent.widthPx, extent.heightPx, quality, background, format, card.providerId, card.id])

/** The jobs of rows, in their order; with `share` the same picture is asked for once and lands in each of its layers. */
export function jobsOfRows(rows: readonly FillRow[], share: boolean): PlannedJob[] {
  const groups = new Map<string, FillRow[]>()
  rows.forEach((row, index) => {
    const key = share ? sameKey(row) : String(index)
    groups.set(key, [...(groups.get(key) ?? []), row])
  })
  return [...groups.values()].map((group) => {
    const [first] = group as [FillRow, ...FillRow[]]
    const placements = group.flatMap(({ job }) => job.placements)
    const targetName = group.length === 1 ? first.layer.name : `${first.layer.name} and ${group.length - 1} more`
    return { ...first.job, placements, targetName, notes: [...new Set(group.flatMap(({ job }) => job.notes))] }
  })
}
