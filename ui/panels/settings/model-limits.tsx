// Limits of single models, where an account allows another rate than the usual one.
import { h } from 'preact'
import { useState } from 'preact/hooks'
import { Act } from '../../components/basics'
import { Combobox } from '../../components/combobox'
import { Disclosure } from '../../components/disclosure'
import { names } from '../../components/names'
import { NumberBox } from '../../components/text-boxes'
import { modelKey } from '../../models/index'
import { laneLimits } from '../../state/lane-limits'
import { useActions, useAppState } from '../../state/store'

export function ModelLimits() {
  const actions = useActions()
  const catalog = useAppState((state) => state.catalog)
  const settings = useAppState((state) => state.settings)
  const paid = catalog.cards.filter((card) => card.price.kind !== 'free' && !card.successorId)
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState(Object.keys(settings.limits)[0] ?? (paid[0] ? modelKey(paid[0]) : ''))
  if (paid.length === 0) return null
  const own = settings.limits[chosen], shown = laneLimits({ catalog, settings }, chosen)
  const save = (change: Partial<typeof shown>): void => actions.saveSettings({ limits: { ...settings.limits, [chosen]: { ...shown, ...change } } })
  const count = Object.keys(settings.limits).length
  return (
    <Disclosure title="Limits of one model" side={count === 0 ? 'as above' : `${count} set`} open={open} onToggle={() => setOpen(!open)}>
      <div class="setting">
        <span aria-hidden="true">Model</span>
        <Combobox name={names.limitsOf} minWidth={200} value={chosen} choices={paid.map((card) => ({ value: modelKey(card), label: card.label, ...(settings.limits[modelKey(card)] ? { detail: 'has its own' } : {}) }))} onChoose={setChosen} />
        <span aria-hidden="true">At the same time</span>
        <NumberBox name={names.modelConcurrent} min={1} max={8} value={shown.inFlight} onChange={(value) => value !== null && save({ inFlight: value })} />
        <span aria-hidden="true">{names.perMinute}</span>
        <NumberBox name={names.modelPerMinute} min={1} max={1000} optional placeholder="No limit" value={shown.perMinute} onChange={(value) => save({ perMinute: value })} />
      </div>
      {own ? <Act onPress={() => actions.saveSettings({ limits: Object.fromEntries(Object.entries(settings.limits).filter(([key]) => key !== chosen)) })}>Use the limits above</Act> : null}
    </Disclosure>
  )
}
