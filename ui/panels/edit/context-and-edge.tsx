// How much the model sees, how far the change reaches, and what becomes of the mask layers: under one fold.
import { h } from 'preact'
import { useState } from 'preact/hooks'
import { Act } from '../../components/basics'
import { Switch } from '../../components/choices'
import { Combobox } from '../../components/combobox'
import { Disclosure } from '../../components/disclosure'
import { names } from '../../components/names'
import { Slider } from '../../components/slider'
import type { EditView } from '../../edit/edit-view'
import type { EditPlan } from '../../pixels/in-place/plan-edit'
import { landEditsChoices } from '../settings/choices'
import { useActions, useAppState } from '../../state/store'

const px = (value: number): string => `${Math.round(value)} px`

/** A photograph as PNG takes about two bytes a px (measured on the test photographs, 1.6 to 2.3). */
const megabytes = ({ source }: EditView): string => `${Math.max(0.1, ((source?.widthPx ?? 0) * (source?.heightPx ?? 0) * 2) / 1e6).toFixed(source && source.widthPx * source.heightPx > 5e6 ? 0 : 1)} MB`

/** "Context" in words: how much wider than the mask the request is. */
const around = (plan: EditPlan): number => Math.round((Math.sqrt((plan.crop.width * plan.crop.height) / Math.max(1, plan.mask.width * plan.mask.height)) - 1) * 100)

export function ContextAndEdge({ edit, plan }: { edit: EditView; plan: EditPlan | null }) {
  const actions = useActions()
  const draft = useAppState((state) => state.editDraft)
  const landEdits = useAppState((state) => state.settings.landEdits)
  const [open, setOpen] = useState(false)
  const grow = draft.growPx ?? Math.round(4 * (plan?.kappa ?? 1))
  const feather = draft.featherPx ?? Math.max(1, Math.round((plan?.reachPx ?? 12) - grow))
  const pictures = edit.source?.pictures ?? []
  const { mask } = edit, earlier = (edit.earlierMasks ?? []).filter(({ layerIds }) => mask.kind !== 'layers' || layerIds.join() !== mask.layerIds.join())
  const chooseMask = (value: string): void => {
    const chosen = earlier.find(({ layerIds }) => layerIds.join() === value)
    if (chosen) actions.useEarlierMask(chosen.layerIds)
    else if (value === 'layers') actions.useMaskLayers()
  }
  return (
    <Disclosure title={names.contextAndEdge} open={open} onToggle={() => setOpen(!open)} side={plan ? `${around(plan)} % around, ${px(feather)} soft` : null}>
      <Slider name={names.context} value={draft.contextRatio} min={0.5} max={4} step={0.1} format={(value) => `${value.toFixed(1)} x`} onChange={(contextRatio) => actions.editEdit({ contextRatio })} />
      <Slider name={names.grow} value={grow} min={0} max={64} format={px} auto={draft.growPx === null} onChange={(growPx) => actions.editEdit({ growPx })} />
      <Slider name={names.softEdge} value={feather} min={1} max={128} format={px} auto={draft.featherPx === null} onChange={(featherPx) => actions.editEdit({ featherPx })} />
      {draft.growPx !== null || draft.featherPx !== null || draft.contextRatio !== 1 ? <Act onPress={() => actions.editEdit({ growPx: null, featherPx: null, contextRatio: 1 })}>Back to automatic</Act> : null}
      <div class="setting">
        <span aria-hidden="true">Mask</span>
        <Combobox
          name={names.mask} value={mask.kind === 'painted' ? 'painted' : 'layers'} onChoose={chooseMask}
          choices={[{ value: 'layers', label: mask.names.length > 0 ? mask.names.join(', ') : 'Selected shapes', ...(mask.names.length > 0 ? {} : { disabled: true, detail: 'Select a shape over the picture' }) }, { value: 'painted', label: 'Painted here', ...(mask.kind === 'painted' ? {} : { disabled: true, detail: 'Paint on the picture above' }) }, ...earlier.map(({ layerIds, name }) => ({ value: layerIds.join(), label: name, detail: 'Used before' }))]}
        />
        {pictures.length > 1 ? <span aria-hidden="true">Picture</span> : null}
        {pictures.length > 1 ? (
          <Combobox
            name={names.picture} value={String(edit.source?.paintIndex ?? '')} onChoose={(value) => actions.editEdit({ paintIndex: Number(value) })}
            choices={[...pictures].reverse().map(({ paintIndex, visible, byInlay }, index) => ({ value: String(paintIndex), label: `${index === 0 ? 'Topmost fill' : `Fill ${pictures.length - index}`}`, detail: [byInlay ? 'by Inlay' : 'own', visible ? '' : 'hidden'].filter(Boolean).join(', ') }))}
          />
        ) : null}
      </div>
      <div class="setting">
        <span aria-hidden="true">{names.landEdits}</span>
        <Combobox name={names.landEdits} minWidth={240} value={landEdits} choices={landEditsChoices.map((choice) => (choice.value === 'fill' ? { ...choice, detail: `Adds about ${megabytes(edit)} to the file${edit.source?.mime === 'image/jpeg' ? ': a JPEG becomes a PNG' : ''}` } : choice))} onChoose={(value) => actions.saveSettings({ landEdits: landEditsChoices.find((choice) => choice.value === value)?.value ?? 'auto' })} />
      </div>
      <Switch name={names.hideMasks} value={draft.hideMasks} onChange={(hideMasks) => actions.editEdit({ hideMasks })} />
      <Switch name={names.matchTone} value={draft.matchTone} onChange={(matchTone) => actions.editEdit({ matchTone })} />
    </Disclosure>
  )
}
