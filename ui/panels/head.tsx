// Places, queue and settings; on a sub-page its title and the way back.
import { h, type ComponentChildren } from 'preact'
import { IconPress } from '../components/basics'
import { TabSet } from '../components/choices'
import { IconBack24, IconCollapse24, IconSettings24, Spinner } from '../components/icons'
import { names } from '../components/names'
import type { SubPage } from '../state/state'
import { useActions, useAppState } from '../state/store'
import { places } from './places'
import { queueChip } from './results/job-view'

const titles: Record<SubPage, string> = { settings: 'Settings', spending: 'Spending', keys: 'Keys', builder: 'Prompt builder', templates: 'Templates', kit: 'Brand kit' }

export function Head() {
  const actions = useActions()
  const place = useAppState((state) => state.place)
  const queue = useAppState(queueChip)
  return (
    <header class="head">
      <TabSet name={names.places} value={place} options={places} onChoose={(value) => actions.go(places.find((candidate) => candidate.value === value)?.value ?? 'create')} />
      <div class="head-side">
        {queue ? <button type="button" class="queue-chip num" aria-label={`${names.queue}, ${queue}`} onClick={() => actions.go('results')}><Spinner />{queue}</button> : null}
        <IconPress name={names.collapse} onPress={() => actions.collapse(true)}><IconCollapse24 /></IconPress>
        <IconPress name={names.settings} onPress={() => actions.openSub('settings')}><IconSettings24 /></IconPress>
      </div>
    </header>
  )
}

export function SubHead({ page, side }: { page: SubPage; side?: ComponentChildren }) {
  const actions = useActions()
  return (
    <header class="sub-head">
      <IconPress name={names.back} onPress={() => actions.openSub(null)}><IconBack24 /></IconPress>
      <h1 class="grow">{titles[page]}</h1>
      {side ? <span class="row sub-head-side">{side}</span> : null}
    </header>
  )
}
