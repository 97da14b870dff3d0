// What was spent on this device, by day and model.
import { Fragment, h } from 'preact'
import { Act, Section } from '../components/basics'
import { names } from '../components/names'
import { formatUsd } from '../money/format-price'
import type { LedgerEntry } from '../state/state'
import { useActions, useAppState } from '../state/store'
import { pictures } from '../state/words'

type Line = { model: string; count: number; usd: number; guessed: boolean; unknown: boolean }

function byModel(entries: readonly LedgerEntry[]): Line[] {
  const lines = new Map<string, Line>()
  for (const { modelId, pictures: count, usd, estimated } of entries) {
    const line = lines.get(modelId) ?? { model: modelId, count: 0, usd: 0, guessed: false, unknown: false }
    lines.set(modelId, { model: modelId, count: line.count + count, usd: line.usd + (usd ?? 0), guessed: line.guessed || estimated, unknown: line.unknown || usd === null })
  }
  return [...lines.values()].sort((a, b) => b.usd - a.usd)
}

export function SpendingPage() {
  const actions = useActions()
  const ledger = useAppState((state) => state.ledger)
  const labels = useAppState((state) => state.catalog)
  const days = new Map<string, LedgerEntry[]>()
  for (const entry of [...ledger].reverse()) {
    const day = new Date(entry.at).toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'long' })
    days.set(day, [...(days.get(day) ?? []), entry])
  }
  return (
    <Fragment>
      {days.size === 0 ? <p>Nothing was spent on this device yet.</p> : null}
      {[...days].map(([day, entries]) => (
        <div key={day} class="stack">
          <Section title={day} side={formatUsd(entries.reduce((sum, entry) => sum + (entry.usd ?? 0), 0))} />
          {byModel(entries).map((line) => (
            <div key={line.model} class="row between num">
              <span class="clip">{labels.cards.find((card) => card.id === line.model)?.label ?? line.model} <span class="quiet">{pictures(line.count)}</span></span>
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
