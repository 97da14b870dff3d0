// Every picture of this file, by day, newest first: of this session, of earlier ones, and what the layers of the page tell.
import { Fragment, h } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Act, Section } from '../components/basics'
import { ChipSet } from '../components/chip-set'
import { names } from '../components/names'
import { NoticeBox } from '../components/notice'
import { SearchBox } from '../components/text-boxes'
import { entriesOfFile, entryById } from '../state/history-entries'
import { useActions, useAppState } from '../state/store'
import { pictures } from '../state/words'
import { ShownEntry } from './history-entry'
import { HistoryTile } from './history-tile'
import { byDay, historyFilters, matches, modelLabel, passes, sumText, type HistoryFilter } from './history-view'
import { join } from './results/job-view'
import { Empty } from './results/results-panel'

const nothing: Record<HistoryFilter, string> = { all: 'All pictures are rejected.', starred: 'No picture has a star. S in Results gives one.', page: 'No picture was made on this page.', rejected: 'No picture is rejected.' }
/** Tiles at once; older ones come on request. */
const atOnce = 60

export function HistoryPanel() {
  const actions = useActions()
  const pageId = useAppState(({ snapshot }) => snapshot?.pageId ?? null), ready = useAppState((state) => state.ready)
  const history = useAppState((state) => state.history)
  const shown = useAppState((state) => (state.history.shown === null ? null : entryById(state, state.history.shown) ?? null))
  const all = useAppState(entriesOfFile)
  useEffect(() => { if (ready) actions.readFileHistory() }, [pageId, ready])
  if (shown) return <ShownEntry entry={shown} />
  if (history.state === 'loading') return <p class="quiet" role="status">Reading what was made in this file…</p>
  return (
    <Fragment>
      {history.broken > 0 ? <Unread broken={history.broken} corrupt={history.corrupt} /> : history.corrupt ? <Unread broken={0} corrupt /> : null}
      {all.length === 0 ? <Empty sentence="Nothing made in this file yet." /> : <List />}
    </Fragment>
  )
}

const Unread = ({ broken, corrupt }: { broken: number; corrupt: boolean }) => (
  <NoticeBox tone="warn" next={null}>{corrupt ? 'What was kept of earlier sessions could not be read, so History starts anew. The pictures in your files are untouched.' : `${broken} ${broken === 1 ? 'entry' : 'entries'} of earlier sessions could not be read and ${broken === 1 ? 'is' : 'are'} left out. The pictures in your files are untouched.`}</NoticeBox>
)

function List() {
  const actions = useActions()
  const all = useAppState(entriesOfFile)
  const marks = useAppState((state) => state.marks)
  const snapshot = useAppState((state) => state.snapshot)
  const catalog = useAppState((state) => state.catalog)
  const [search, setSearch] = useState(''), [filter, setFilter] = useState<HistoryFilter>('all'), [most, setMost] = useState(atOnce), [clearing, setClearing] = useState(false)
  const passed = all.filter((entry) => passes(entry, filter, { marks, snapshot })), found = passed.filter((entry) => matches(entry, modelLabel({ catalog }, entry), search))
  return (
    <Fragment>
      <SearchBox name={names.searchHistory} value={search} placeholder="Search prompts, layers, models" onInput={setSearch} />
      <ChipSet name={names.filter} value={filter} chips={historyFilters} onChoose={(value) => setFilter(historyFilters.find((one) => one.value === value)?.value ?? 'all')} />
      {found.length === 0 ? <p class="quiet" role="status" aria-label="Search result">{passed.length === 0 ? nothing[filter] : 'No picture has these words.'}</p> : null}
      {byDay(found.slice(0, most), Date.now()).map(({ day, entries }) => (
        <div key={day} class="stack">
          <Section title={day} side={join(pictures(entries.length), sumText(entries))} />
          <div class="tiles">{entries.map((entry) => <HistoryTile key={entry.id} entry={entry} />)}</div>
        </div>
      ))}
      <div class="row wrap acts">
        {found.length > most ? <Act onPress={() => setMost(most + atOnce)}>{names.showOlder}</Act> : null}
        {clearing ? (
          <Fragment>
            <span class="quiet">Forget every picture that History knows? Nothing on the canvas changes.</span>
            <Act name="Clear it" onPress={() => { setClearing(false); actions.clearHistory() }}>Clear</Act>
            <Act name="Keep it" onPress={() => setClearing(false)}>Keep</Act>
          </Fragment>
        ) : <Act onPress={() => setClearing(true)}>{names.clearHistory}</Act>}
      </div>
    </Fragment>
  )
}

export function HistoryFoot() {
  const actions = useActions()
  const { count, sum } = useAppState((state) => { const entries = entriesOfFile(state); return { count: entries.length, sum: sumText(entries) } })
  const spentBefore = useAppState((state) => state.ledger.length > 0)
  if (count === 0 && !spentBefore) return null
  return (
    <footer class="foot wide">
      <div class="row between">
        <span class="num clip"><b>{sum || pictures(count)}</b> <span class="quiet">in this file</span></span>
        <span class="row acts">
          <Act onPress={() => actions.openSub('spending')}>{names.spending}</Act>
          {spentBefore ? <Act onPress={actions.exportSpending}>{names.exportCsv}</Act> : null}
        </span>
      </div>
    </footer>
  )
}
