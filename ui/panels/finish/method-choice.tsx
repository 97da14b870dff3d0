// By which method: those of this device first, each with its price and, where it cannot run, the reason.
import { h } from 'preact'
import { Act, Field } from '../../components/basics'
import { Combobox, type Choice } from '../../components/combobox'
import { names } from '../../components/names'
import { finishMethods, methodKey } from '../../finish/finish-methods'
import type { FinishInput, FinishMethod } from '../../finish/finish-method'
import { estimateRequest } from '../../money/estimate'
import { formatPrice } from '../../money/format-price'
import { finishOf, modelProblem } from '../../state/check-run'
import { providerOf } from '../../state/catalog'
import type { AppState } from '../../state/state'
import { useActions, useAppState } from '../../state/store'

const inputOf = ({ edit, finishDraft: draft }: AppState): FinishInput | null => (edit?.source ? { edit, source: edit.source, draft } : null)

function priceOf(method: FinishMethod, input: FinishInput | null): string {
  const { card } = method, planned = input && method.plan(input), { width, height } = planned && 'extent' in planned ? planned.extent : { width: 1024, height: 1024 }
  return formatPrice(estimateRequest(card, { quality: card.defaultQuality, extent: { widthPx: width, heightPx: height }, count: 1, partialImages: 0, promptLength: planned && 'prompt' in planned ? planned.prompt.length : 0, inputs: [{ widthPx: width, heightPx: height }], mask: null }))
}

function choiceOf(state: AppState, method: FinishMethod): Choice {
  const { card, detail, repaints } = method, input = inputOf(state), seconds = card.typicalSeconds[card.defaultQuality]
  const lacks = modelProblem(state, card), refused = input && method.problem(input)
  // Without a key it can be chosen: the button then says what is missing. So can what only waits to be marked.
  const blocked = lacks && lacks.code !== 'auth.key-missing' && lacks.code !== 'network.offline' ? lacks : refused && refused.code !== 'mask.missing' && refused.code !== 'selection.empty' ? refused : null
  const service = card.onDevice ? 'On this device' : `${providerOf(state, card.providerId)?.label ?? card.providerId}${lacks?.code === 'auth.key-missing' ? ', needs a key' : ''}`
  return {
    value: methodKey(method), label: card.label, group: service, disabled: blocked !== null,
    detail: blocked?.message ?? [detail, repaints ? 'draws it anew' : null, priceOf(method, input), seconds ? `${Math.round(seconds)} s` : null].filter(Boolean).join(' · '),
  }
}

export function MethodChoice() {
  const actions = useActions()
  const choices = useAppState((state) => finishMethods(state.catalog.cards, state.finishDraft.way).map((method) => choiceOf(state, method)))
  const chosen = useAppState((state) => finishOf(state)?.method ?? null), way = useAppState((state) => state.finishDraft.way), methods = useAppState((state) => state.finishDraft.methods)
  const byHand = methods[way] !== undefined
  return (
    <Field label="Model" side={chosen?.card.onDevice ? 'Free, nothing is sent' : null}>
      <Combobox name={names.model} value={chosen ? methodKey(chosen) : ''} shown={chosen?.card.label ?? 'None'} choices={choices} onChoose={(key) => actions.editFinish({ methods: { ...methods, [way]: key } })} />
      {byHand ? <Act onPress={() => actions.editFinish({ methods: Object.fromEntries(Object.entries(methods).filter(([other]) => other !== way)) })}>Choose for me</Act> : null}
    </Field>
  )
}
