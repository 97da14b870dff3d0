// What was spent on this device, by day, model or file.
import { Fragment, h } from 'preact'
import { useState } from 'preact/hooks'
import { Act, Section } from '../components/basics'
import { Segments } from '../components/choices'
import { names } from '../components/names'
import { formatUsd } from '../money/format-price'
import { groupSpending, type SpendingBy } from '../money/group-spending'
import { useActions, useAppState } from '../state/store'
import { pictures } from '../state/words'

const choices: readonly { value: SpendingBy; label: string }[] = [{ value: 'day', label: 'Day' }, { value: 'model', label: 'Model' }, { value: 'file', label: 'File' }]

export function SpendingPage() {
  const actions = useActions()
  const ledger = useAppState((state) => state.ledger)
  const catalog = useAppState((state) => state.catalog)
  const [by, setBy] = useState<SpendingBy>('day')
  const labelOf = (id: string): string => catalog.cards.find((card) => card.id === id)?.label ?? id
  const groups = groupSpending(ledger, by, labelOf)
  return (
    <Fragment>
      {groups.length === 0 ? <p>Nothing was spent on this device yet.</p> : <Segments name={names.spendingBy} value={by} options={choices} onChoose={(value) => setBy(choices.find((choice) => choice.value === value)?.value ?? 'day')} />}
      {groups.map(({ title, usd, lines }) => (
        <div key={title} class="stack">
          <Section title={title} side={formatUsd(usd)} />
          {lines.map((line) => (
            <div key={line.name} class="row between num">
              <span class="clip">{line.name}<span class="quiet"> · {pictures(line.pictures)}</span></span>
              <span>{line.unknown ? 'price unknown' : `${line.guessed ? 'about ' : ''}${formatUsd(line.usd)}`}</span>
            </div>
          ))}
        </div>
      ))}
      <p class="quiet">Counted on this device from what the services report. Their own bill decides.</p>
      <div class="row acts">
        {ledger.length > 0 ? <Act onPress={actions.exportSpending}>{names.exportCsv}</Act> : null}
        <Act onPress={() => actions.openSub('settings')}>Change caps</Act>
      </div>
    </Fragment>
  )
}
