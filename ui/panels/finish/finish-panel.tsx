// Finish: what is done with a picture that is there, by which method, and where the result goes.
import { Fragment, h } from 'preact'
import { Segments } from '../../components/choices'
import { names } from '../../components/names'
import { finishWays, type FinishWay } from '../../finish/finish-draft'
import { finishMethods } from '../../finish/finish-methods'
import { useActions, useAppState } from '../../state/store'
import { Targets } from '../create/targets'
import { CutOutBody } from './cut-out-body'
import { UpscaleBody } from './upscale-body'

const labels: Readonly<Record<FinishWay, string>> = { 'cut-out': 'Cut out', upscale: 'Upscale' }
const bodies: Readonly<Partial<Record<FinishWay, () => h.JSX.Element>>> = { 'cut-out': CutOutBody, upscale: UpscaleBody }

export function FinishPanel() {
  const actions = useActions()
  const way = useAppState((state) => state.finishDraft.way)
  const cards = useAppState((state) => state.catalog.cards)
  const Body = bodies[way] ?? CutOutBody
  return (
    <Fragment>
      <Segments
        name={names.finishWith} value={way} onChoose={(value) => actions.editFinish({ way: value as FinishWay })}
        options={finishWays.map((value) => ({ value, label: labels[value], ...(finishMethods(cards, value).length > 0 ? {} : { reason: `${labels[value]} comes with the next version.` }) }))}
      />
      <Targets />
      <Body />
    </Fragment>
  )
}
