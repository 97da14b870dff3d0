// One prompt for all frames, or each its own.
import { h } from 'preact'
import { Segments } from '../../components/choices'
import { names } from '../../components/names'
import { useActions, useAppState } from '../../state/store'
import { canFillEach } from './fill-view'

const options = [{ value: 'all', label: 'One prompt for all' }, { value: 'each', label: 'Each frame its own' }]

export function PromptFor() {
  const actions = useActions()
  const offered = useAppState(canFillEach)
  const on = useAppState((state) => state.fill.on)
  return offered ? <Segments name={names.promptFor} value={on ? 'each' : 'all'} options={options} onChoose={(value) => actions.fillEach(value === 'each')} /> : null
}
