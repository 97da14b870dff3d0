// Cut out: the picture with what stays, the method, and where the cut goes.
import { Fragment, h } from 'preact'
import { Switch } from '../../components/choices'
import { Combobox } from '../../components/combobox'
import { names } from '../../components/names'
import { finishOf } from '../../state/check-run'
import { useActions, useAppState } from '../../state/store'
import { sourceLayerOf } from '../../tools/source-layer'
import { EditStage } from '../edit/edit-stage'
import { landEditsChoices } from '../settings/choices'
import { MethodChoice } from './method-choice'

/** A cut-out is small: it goes into the fill unless the designer wants it as a layer. */
const landChoices = landEditsChoices.map((choice) => (choice.value === 'patch' ? { ...choice, detail: 'Only what stays, exactly over the picture' } : choice.value === 'auto' ? { ...choice, detail: 'Into the fill; the original stays hidden under it' } : choice))

export function CutOutBody() {
  const actions = useActions()
  const edit = useAppState((state) => state.edit)
  const layer = useAppState((state) => sourceLayerOf(state.snapshot, 'finish'))
  const holes = useAppState((state) => state.finishDraft.holes)
  const asksHoles = useAppState((state) => finishOf(state)?.method?.asksHoles ?? false)
  const landEdits = useAppState((state) => state.settings.landEdits)
  return (
    <Fragment>
      {layer ? <div class="aside"><EditStage edit={edit} layer={layer} plan={null} takesMask inverted cuts /></div> : null}
      <MethodChoice />
      {asksHoles ? <Switch name={names.holes} value={holes} onChange={(on) => actions.editFinish({ holes: on })} /> : null}
      <div class="setting">
        <span aria-hidden="true">{names.landEdits}</span>
        <Combobox name={names.landEdits} minWidth={240} value={landEdits} choices={landChoices} onChoose={(value) => actions.saveSettings({ landEdits: landChoices.find((choice) => choice.value === value)?.value ?? 'auto' })} />
      </div>
    </Fragment>
  )
}
