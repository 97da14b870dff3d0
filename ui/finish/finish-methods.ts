// Every method of finishing, in the order of the menu and of the automatic choice. A new one adds its file and one line here.
import { modelKey } from '../models/index'
import type { ModelCard } from '../models/model-card'
import { cutOutModels } from './cut-out-models'
import { cutOutServices } from './cut-out-services'
import { keying } from './keying'
import { marked } from './marked'
import { enlargers, redrawers } from './upscale-methods'
import type { FinishInput, FinishMethod } from './finish-method'
import type { FinishDraft, FinishWay } from './finish-draft'
import type { ErrorReport } from '../../src/shared/errors'

const methodsOf: readonly ((cards: readonly ModelCard[]) => readonly FinishMethod[])[] = [() => [marked, keying, ...cutOutServices, ...enlargers], cutOutModels, redrawers]

const known = new WeakMap<readonly ModelCard[], readonly FinishMethod[]>()
/** `cards`: of the catalog. The same list gives the same objects. */
export function finishMethods(cards: readonly ModelCard[], way: FinishWay): readonly FinishMethod[] {
  const all = known.get(cards) ?? methodsOf.flatMap((of) => of(cards))
  known.set(cards, all)
  return all.filter((method) => method.way === way)
}

export const methodKey = ({ card }: Pick<FinishMethod, 'card'>): string => modelKey(card)

/**
 * The designer's own choice; else the first that can run now, what is drawn by hand for trying last; else the first whose picture is still read or refused.
 * `input` null: there is no picture yet. `lacks`: what its model lacks.
 */
export function chooseMethod(methods: readonly FinishMethod[], draft: FinishDraft, input: FinishInput | null, lacks: (card: ModelCard) => ErrorReport | null): FinishMethod | null {
  const chosen = methods.find((method) => methodKey(method) === draft.methods[draft.way])
  if (chosen || !input) return chosen ?? methods.find(({ card }) => card.onDevice) ?? null
  const able = methods.filter((method) => method.problem(input) === null && lacks(method.card) === null)
  return able.find(({ card }) => card.onDevice || card.price.kind !== 'free') ?? methods.find(({ card }) => card === (input.edit.recut ? marked : keying).card || (card.onDevice && draft.way !== 'cut-out')) ?? null
}
