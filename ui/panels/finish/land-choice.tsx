// Where a finished picture goes. It belongs into the fill unless the designer wants it as a layer.
import { h } from 'preact'
import { Combobox } from '../../components/combobox'
import { names } from '../../components/names'
import { useActions, useAppState } from '../../state/store'
import { landEditsChoices } from '../settings/choices'

/** `asLayer`: what the layer above would hold. */
export function LandChoice({ asLayer }: { asLayer: string }) {
  const actions = useActions()
  const landEdits = useAppState((state) => state.settings.landEdits)
  const details: Partial<Record<typeof landEdits, string>> = { patch: asLayer, auto: 'Into the fill; the original stays hidden under it' }
  return (
    <div class="setting">
      <span aria-hidden="true">{names.landEdits}</span>
      <Combobox name={names.landEdits} minWidth={240} value={landEdits} choices={landEditsChoices.map((choice) => ({ ...choice, detail: details[choice.value] ?? choice.detail }))} onChoose={(value) => actions.saveSettings({ landEdits: landEditsChoices.find((choice) => choice.value === value)?.value ?? 'auto' })} />
    </div>
  )
}
