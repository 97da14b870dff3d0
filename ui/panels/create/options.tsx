// Model, ratio, quality, count.
import { Fragment, h, type ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Act, Field } from '../../components/basics'
import { Combobox } from '../../components/combobox'
import { names } from '../../components/names'
import { NumberBox } from '../../components/text-boxes'
import { ratioPresets } from '../../models/ratios'
import { providerOf } from '../../state/catalog'
import type { GenerateDraft, RatioChoice } from '../../state/state'
import { useActions, useAppState } from '../../state/store'
import { suggestedCount, suggestThree } from '../../state/suggest-three'
import { targetsOf } from '../../tools/targets'
import { draftCard, needsKey, otherModelProviders, otherModelValue, useModelMenu } from './choose-model'
import { ExtentBoxes } from './extent-boxes'
import { ModelFacts } from './model-facts'
import { OtherModel } from './other-model'

const ratioId = (ratio: RatioChoice): string => (ratio.kind === 'preset' ? ratio.id : ratio.kind)
const ratioChoices = ratioPresets.map((preset) => ({ value: preset.id, label: preset.label, detail: preset.purpose }))
/** What Match frame means where there is no frame yet. */
const newFrameRatio = '4:3'
/** The longer side of a new custom ratio, px. */
const customEdgePx = 1024

function ratioOf(id: string, now: RatioChoice): RatioChoice {
  const preset = ratioPresets.find((candidate) => candidate.id === id)
  if (preset?.ratio) return { kind: 'preset', id, ratio: preset.ratio }
  if (id === 'match') return { kind: 'match' }
  const ratio = now.kind === 'preset' ? now.ratio : 1
  return { kind: 'custom', widthPx: Math.round(customEdgePx * Math.min(ratio, 1)), heightPx: Math.round(customEdgePx / Math.max(ratio, 1)) }
}

/** `children`: fields that stand beside the model's, before what else there is to say of it. */
export function Model({ children }: { children?: ComponentChildren }) {
  const actions = useActions()
  const choices = useModelMenu({ other: true })
  const other = useAppState(otherModelProviders)
  const [asking, setAsking] = useState(false)
  const [about, setAbout] = useState(false)
  const card = useAppState(draftCard)
  const keyless = useAppState((state) => needsKey(state, draftCard(state)))
  const service = useAppState((state) => providerOf(state, card.providerId)?.label)
  const value = useAppState((state) => state.draft.modelKey)
  return (
    <Fragment>
      <Field label="Model" side={card.price.kind === 'free' ? 'Free, no key' : keyless ? 'Needs a key' : null}>
        <Combobox name={names.model} value={value} shown={card.label} choices={choices} onChoose={(key) => (key === otherModelValue ? setAsking(true) : (setAsking(false), actions.editDraft({ modelKey: key })))} />
      </Field>
      {children}
      <span class="row between about">
        <Act expanded={about} onPress={() => setAbout(!about)}>{names.aboutModel}</Act>
        {keyless ? <Act onPress={() => actions.openSub('settings')}>{service ? `Add ${/^[aeiou]/i.test(service) ? 'an' : 'a'} ${service} key` : 'Add its key'}</Act> : null}
      </span>
      {about ? <ModelFacts card={card} /> : null}
      {asking && other.length > 0 ? <OtherModel providers={other} onClose={() => setAsking(false)} /> : null}
    </Fragment>
  )
}

function Quality() {
  const actions = useActions()
  const chosen = useAppState((state) => state.draft.quality)
  const card = useAppState(draftCard)
  const quality = card.qualities.some((option) => option.id === chosen) ? chosen : card.defaultQuality
  return (
    <Field label="Quality">
      <Combobox name={names.quality} minWidth={120} value={quality} choices={card.qualities.map((option) => ({ value: option.id, label: option.label }))} onChoose={(id) => actions.editDraft({ quality: id })} />
    </Field>
  )
}

function Count() {
  const actions = useActions()
  const count = useAppState((state) => state.draft.count)
  return (
    <Field label="Count">
      <NumberBox name={names.count} min={1} max={10} value={count} onChange={(value) => value !== null && actions.editDraft({ count: value })} />
    </Field>
  )
}

function Ratio() {
  const actions = useActions()
  const ratio = useAppState((state) => state.draft.ratio)
  const fresh = useAppState((state) => targetsOf(state.snapshot).length === 0 && state.fillTargets === null)
  return (
    <Field label={<Fragment><span class="wide-only">Aspect ratio</span><span class="narrow-only">Ratio</span></Fragment>}>
      <Combobox name={names.ratio} minWidth={196} value={ratioId(ratio)} {...(fresh && ratio.kind === 'match' ? { shown: newFrameRatio } : {})} choices={ratioChoices} onChoose={(id) => actions.editDraft({ ratio: ratioOf(id, ratio) })} />
    </Field>
  )
}

/** What a fill plan asks for: one picture for each row. */
export const FillOptions = () => (
  <div class="opts plan-opts">
    <Model>
      <Ratio />
      <Quality />
    </Model>
  </div>
)

/** What tools that keep the picture's own ratio ask for. */
export const ModelQualityCount = ({ count = true }: { count?: boolean }) => (
  <div class="opts edit">
    <Model>
      <Quality />
      {count ? <Count /> : null}
    </Model>
  </div>
)

export function Options() {
  const actions = useActions()
  const draft = useAppState((state) => state.draft)
  const card = useAppState(draftCard)
  const edit = (change: Partial<GenerateDraft>): void => actions.editDraft(change)
  const comparing = useAppState((state) => state.compare.on)
  const three = useAppState(suggestThree)
  return (
    <div class="stack">
      <Model />
      <div class="opts">
        <Ratio />
        <Quality />
        {comparing ? null : <Count />}
      </div>
      {three === null ? null : <span class="row acts"><span class="quiet">New prompt:</span><Act onPress={() => edit({ count: suggestedCount })}>{`Make ${suggestedCount} to choose from · ${three}`}</Act></span>}
      {draft.ratio.kind === 'custom' ? <ExtentBoxes card={card} widthPx={draft.ratio.widthPx} heightPx={draft.ratio.heightPx} onChange={(extent) => edit({ ratio: { kind: 'custom', ...extent } })} /> : null}
    </div>
  )
}
