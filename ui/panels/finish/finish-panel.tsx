// Finish: what is done with a picture that is there, by which method, and where the result goes.
import { Fragment, h } from 'preact'
import { Segments } from '../../components/choices'
import { names } from '../../components/names'
import { finishWays, type FinishWay } from '../../finish/finish-draft'
import { useActions, useAppState } from '../../state/store'
import { Targets } from '../create/targets'
import { CutOutBody } from './cut-out-body'
import { UpscaleBody } from './upscale-body'

const labels: Readonly<Record<FinishWay, string>> = { 'cut-out': 'Cut out', upscale: 'Upscale' }
const bodies: Readonly<Record<FinishWay, () => h.JSX.Element>> = { 'cut-out': CutOutBody, upscale: UpscaleBody }

export function FinishPanel() {
  const actions = useActions()
  const way = useAppState((state) => state.finishDraft.way)
  const Body = bodies[way]
  return (
    <Fragment>
      <Segments
        name={names.finishWith} value={way} onChoose={(value) => actions.editFinish({ way: value as FinishWay })}
        options={finishWays.map((value) => ({ value, label: labels[value] }))}
      />
      <Targets />
      <Body />
    </Fragment>
  )
}
