// The window filled in from a recipe: of a layer, of History, or pasted as text. Pure. A recipe never chooses an address, and nothing is sent.
import { clamp } from '../../src/shared/geometry'
import type { Recipe } from '../../src/shared/recipe'
import { cleanText, type LayerSnapshot } from '../../src/shared/snapshot'
import { finishWays } from '../finish/finish-draft'
import { finishCards } from '../models/finish'
import { modelKey } from '../models/index'
import type { ModelCard } from '../models/model-card'
import { ratioPresetById } from '../models/ratios'
import { cleanPrompt } from '../prompts/clean-prompt'
import { conformDraft } from '../tools/conform-draft'
import { toolById } from '../tools/index'
import { draftCard } from './catalog'
import { modelProblem } from './check-run'
import type { AppState, GenerateDraft } from './state'
import { switchTool } from './tool-state'

export type FilledIn = { change: Partial<AppState>; /** Sentences: what could not be filled in. */ notes: string[] }

/** The model of this build that the recipe names; null when this build has none of that name. Ids are only compared, never used. */
const cardFor = ({ catalog }: Pick<AppState, 'catalog'>, { providerId, modelId }: Pick<Recipe, 'providerId' | 'modelId'>): ModelCard | null =>
  [...catalog.cards, ...finishCards].find((card) => card.providerId === providerId && card.id === modelId) ?? catalog.cards.find((card) => card.id === modelId) ?? null

/** What the number boxes take. */
const px = (value: number): number => clamp(Math.round(value), 1, 16_384)

const densities = [1, 2, 4] as const
/** As the recipe says, else the extent itself; `layer`: where it goes, when that is known. */
function sizeOf({ ratio, widthPx, heightPx }: Recipe, layer: Pick<LayerSnapshot, 'width' | 'height'> | null): Pick<GenerateDraft, 'ratio' | 'resolution'> {
  const preset = ratioPresetById(ratio), density = densities.find((value) => layer !== null && Math.abs((layer.width * value) / widthPx - 1) < 0.1) ?? 1
  if (preset?.ratio != null) return { ratio: { kind: 'preset', id: preset.id, ratio: preset.ratio }, resolution: { kind: 'density', value: 1 } }
  if (ratio === 'match' && layer) return { ratio: { kind: 'match' }, resolution: { kind: 'density', value: density } }
  return { ratio: { kind: 'custom', widthPx: px(widthPx), heightPx: px(heightPx) }, resolution: { kind: 'density', value: 1 } }
}

export function fillIn(state: AppState, recipe: Recipe, layer: Pick<LayerSnapshot, 'width' | 'height'> | null): FilledIn {
  const notes: string[] = [], tool = toolById(recipe.tool), card = cardFor(state, recipe), current = draftCard(state)
  const problem = card && modelProblem(state, card), usable = card && !problem ? card : null
  if (!card) notes.push(`This build has no model "${cleanText(recipe.modelId, 60)}"; ${current?.label ?? 'your model'} stays chosen.`)
  else if (problem && card !== current) notes.push(`${problem.message} ${current?.label ?? 'Your model'} stays chosen.`)
  const way = finishWays.find((one) => one === tool?.id)
  if (way) {
    const { methods } = state.finishDraft
    return { change: { ...switchTool(state, 'finish', state.editDraft.intent), toolByHand: true, finishDraft: { ...state.finishDraft, way, methods: usable ? { ...methods, [way]: modelKey(usable) } : methods } }, notes }
  }
  const switched = tool ? switchTool(state, tool.strip, tool.intent ?? state.editDraft.intent) : {}
  const prompt = cleanPrompt(recipe.prompt ?? '')
  if (prompt === '' && tool?.id !== 'remove-object') notes.push('The prompt is not kept with this picture.')
  const base = switched.draft ?? state.draft
  const draft: GenerateDraft = {
    ...base, prompt: prompt || base.prompt, ...(usable ? { modelKey: modelKey(usable), quality: recipe.quality } : {}),
    ...(tool?.strip === 'generate' ? sizeOf(recipe, layer) : {}),
  }
  return { change: { ...switched, toolByHand: tool !== undefined, draft: usable ? conformDraft(draft, usable, current) : draft }, notes }
}
