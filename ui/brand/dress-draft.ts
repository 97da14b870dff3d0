// The draft as it is sent: with the picture of the series and the brand kit, where they are switched on. Order of precedence: the designer's words, their references, the series, the kit. Pure.
import type { ModelCard } from '../models/model-card'
import { cleanPrompt } from '../prompts/clean-prompt'
import type { AppState, DraftReference, GenerateDraft } from '../state/state'
import { kitParagraph } from './kit'

export type Dress = Pick<AppState, 'draft' | 'tool' | 'words'>

const seriesLine = 'Keep the light, colours, framing and style of the series.'

/** Pictures that go along beside the designer's own, as far as the model has room for them. */
export function dressReferences({ draft, tool, words }: Dress, card: Pick<ModelCard, 'operations' | 'maxReferences'>): DraftReference[] {
  if (tool !== 'generate' && tool !== 'text') return []
  const { series, kit, kitOn } = words
  const taken = new Set(draft.references.flatMap(({ from }) => (from.kind === 'layer' ? [from.nodeId] : [])))
  const boards = kitOn ? kit.moodboards.filter(({ id }) => !taken.has(id)) : []
  const all: DraftReference[] = [
    ...(series.on && series.picture ? [{ id: 'series', role: 'style' as const, name: 'Series', from: series.picture, sticky: true }] : []),
    ...boards.map(({ id, name }): DraftReference => ({ id: `kit ${id}`, role: 'style', name: `Brand ${name}`, from: { kind: 'layer', nodeId: id, what: 'look', leaveOut: 'nothing' }, sticky: true })),
  ]
  return all.slice(0, Math.max(0, (card.operations.references ? card.maxReferences : 0) - draft.references.length))
}

let last: { keys: readonly unknown[]; draft: GenerateDraft } | null = null

/** The same object while nothing changed: plans are kept by it. */
export function dressDraft(state: Dress, card: ModelCard): GenerateDraft {
  const { draft, tool, words } = state
  const keys = [draft, tool, words.series, words.kit, words.kitOn, card]
  if (last && last.keys.every((key, index) => key === keys[index])) return last.draft
  const references = dressReferences(state, card)
  const wanted = tool === 'generate' || tool === 'text'
  const lines = wanted && cleanPrompt(draft.prompt) !== '' ? [references.some(({ id }) => id === 'series') ? seriesLine : '', words.kitOn ? kitParagraph(words.kit.text) : ''].filter(Boolean) : []
  const dressed = references.length === 0 && lines.length === 0 ? draft : { ...draft, prompt: [draft.prompt.trim(), ...lines].join('\n\n'), references: [...draft.references, ...references] }
  last = { keys, draft: dressed }
  return dressed
}
