// Everything made since Inlay was opened, by day, newest first.
import { Fragment, h } from 'preact'
import { useState } from 'preact/hooks'
import { Act, Section } from '../components/basics'
import { listed, names } from '../components/names'
import { Picture } from '../components/picture'
import { SearchBox } from '../components/text-boxes'
import { formatUsd } from '../money/format-price'
import { firstWords } from '../prompts/clean-prompt'
import { useActions, useAppState } from '../state/store'
import { byDay, historyEntries, matches, timeText, type Entry } from './history-view'
import { dragToCanvas } from './results/drag-to-canvas'
import { pictures } from '../state/words'
import { jobPrice, join, spentText } from './results/job-view'
import { Empty } from './results/results-panel'
import { pictureOf } from '../jobs/job'

function Tile({ entry }: { entry: Entry }) {
  const actions = useActions()
  const words = firstWords(entry.run.prompt)
  const line = join(timeText(entry.at), entry.model, jobPrice(entry.job))
  return (
    <div class="tile">
      <button
        type="button" class="cover-button" aria-label={listed(`Open ${words}`, entry.run.jobIds.length > 1 && entry.job.targetName)} aria-description={line} title={entry.run.prompt} {...dragToCanvas(entry.result.key)}
        onClick={() => {
          actions.showResult(entry.result.key)
          actions.go('results')
        }}
      >
        <Picture round src={pictureOf(entry.result).url} alt={entry.run.prompt} ratio={1.6} />
      </button>
      <span class="clip strong-name" aria-hidden="true">{words}</span>
      <span class="clip quiet num" aria-hidden="true">{line}</span>
    </div>
  )
}

export function HistoryPanel() {
  const runs = useAppState((state) => state.runs)
  const jobs = useAppState((state) => state.jobs)
  const catalog = useAppState((state) => state.catalog)
  const [search, setSearch] = useState('')
  const all = historyEntries({ runs, jobs, catalog })
  if (all.length === 0) return <Empty sentence="Nothing made in this file yet." />
  const found = all.filter((entry) => matches(entry, search))
  return (
    <Fragment>
      <SearchBox name={names.searchHistory} value={search} placeholder="Search prompts, layers, models" onInput={setSearch} />
      {found.length === 0 ? <p class="quiet" role="status">No picture has these words.</p> : null}
      {byDay(found, Date.now()).map(({ day, entries }) => (
        <div key={day} class="stack">
          <Section title={day} side={join(pictures(entries.length), spentText([...new Set(entries.map((entry) => entry.job))]))} />
          <div class="tiles">{entries.map((entry) => <Tile key={entry.result.key} entry={entry} />)}</div>
        </div>
      ))}
    </Fragment>
  )
}

export function HistoryFoot() {
  const actions = useActions()
  const count = useAppState((state) => Object.values(state.jobs).reduce((sum, job) => sum + job.results.length, 0))
  const usd = useAppState((state) => Object.values(state.jobs).reduce((sum, job) => sum + (job.actualUsd ?? 0), 0))
  if (count === 0) return null
  return (
    <footer class="foot">
      <div class="row between">
        <span class="num"><b>{usd > 0 ? formatUsd(usd) : pictures(count)}</b> <span class="quiet">since Inlay was opened</span></span>
        <Act onPress={() => actions.openSub('spending')}>Spending</Act>
      </div>
    </footer>
  )
}
