// Cut out: the picture with what stays, the method, and where the cut goes.
import { Fragment, h } from 'preact'
import { Switch } from '../../components/choices'
import { names } from '../../components/names'
import { finishOf } from '../../state/check-run'
import { useActions, useAppState } from '../../state/store'
import { sourceLayerOf } from '../../tools/source-layer'
import { EditStage } from '../edit/edit-stage'
import { LandChoice } from './land-choice'
import { MethodChoice } from './method-choice'

export function CutOutBody() {
  const actions = useActions()
  const edit = useAppState((state) => state.edit)
  const layer = useAppState((state) => sourceLayerOf(state.snapshot, 'finish'))
  const holes = useAppState((state) => state.finishDraft.holes)
  const asksHoles = useAppState((state) => finishOf(state)?.method?.asksHoles ?? false)
  return (
    <Fragment>
      {layer ? <div class="aside"><EditStage edit={edit} layer={layer} plan={null} takesMask inverted cuts /></div> : null}
      <MethodChoice />
      {asksHoles ? <Switch name={names.holes} value={holes} onChange={(on) => actions.editFinish({ holes: on })} /> : null}
      <LandChoice asLayer="Only what stays, exactly over the picture" />
    </Fragment>
  )
}
