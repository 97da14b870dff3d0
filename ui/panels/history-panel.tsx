// Everything made since Inlay was opened, by day, newest first.
import { Fragment, h } from 'preact'
import { useState } from 'preact/hooks'
import { Act, Section } from '../components/basics'
import { ChipSet } from '../components/chip-set'
import { names } from '../components/names'
import { SearchBox } from '../components/text-boxes'
import { formatUsd } from '../money/format-price'
import { useActions, useAppState } from '../state/store'
import { pictures } from '../state/words'
import { HistoryTile } from './history-tile'
import { byDay, historyEntries, historyFilters, matches, passes, type HistoryFilter } from './history-view'
import { join, spentText } from './results/job-view'
import { Empty } from './results/results-panel'

const nothing: Record<HistoryFilter, string> = { all: 'All pictures are rejected.', starred: 'No picture has a star. S in Results gives one.', page: 'No picture was made on this page.', rejected: 'No picture is rejected.' }

export function HistoryPanel() {
  const runs = useAppState((state) => state.runs)
  const jobs = useAppState((state) => state.jobs)
  const catalog = useAppState((state) => state.catalog)
  const marks = useAppState((state) => state.marks)
  const snapshot = useAppState((state) => state.snapshot)
  const [search, setSearch] = useState('')
  const [filter, setFilter] = useState<HistoryFilter>('all')
  const all = historyEntries({ runs, jobs, catalog })
  if (all.length === 0) return <Empty sentence="Nothing made in this file yet." />
  const passed = all.filter((entry) => passes(entry, filter, { marks, snapshot })), found = passed.filter((entry) => matches(entry, search))
  return (
    <Fragment>
      <SearchBox name={names.searchHistory} value={search} placeholder="Search prompts, layers, models" onInput={setSearch} />
      <ChipSet name={names.filter} value={filter} chips={historyFilters} onChoose={(value) => setFilter(historyFilters.find((one) => one.value === value)?.value ?? 'all')} />
      {found.length === 0 ? <p class="quiet" role="status" aria-label="Search result">{passed.length === 0 ? nothing[filter] : 'No picture has these words.'}</p> : null}
      {byDay(found, Date.now()).map(({ day, entries }) => (
        <div key={day} class="stack">
          <Section title={day} side={join(pictures(entries.length), spentText([...new Set(entries.map((entry) => entry.job))]))} />
          <div class="tiles">{entries.map((entry) => <HistoryTile key={entry.result.key} entry={entry} />)}</div>
        </div>
      ))}
    </Fragment>
  )
}

export function HistoryFoot() {
  const actions = useActions()
  const count = useAppState((state) => Object.values(state.jobs).reduce((sum, job) => sum + job.results.length, 0))
  const usd = useAppState((state) => Object.values(state.jobs).reduce((sum, job) => sum + (job.actualUsd ?? 0), 0))
  const spentBefore = useAppState((state) => state.ledger.length > 0)
  if (count === 0 && !spentBefore) return null
  return (
    <footer class="foot wide">
      <div class="row between">
        <span class="num clip"><b>{usd > 0 ? formatUsd(usd) : pictures(count)}</b> <span class="quiet">since Inlay was opened</span></span>
        <span class="row acts">
          <Act onPress={() => actions.openSub('spending')}>{names.spending}</Act>
          {spentBefore ? <Act onPress={actions.exportSpending}>{names.exportCsv}</Act> : null}
        </span>
      </div>
    </footer>
  )
}
