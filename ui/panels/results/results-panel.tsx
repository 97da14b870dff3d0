// What is running, what came of it, and one picture large.
import { Fragment, h } from 'preact'
import { Act, Button } from '../../components/basics'
import { names } from '../../components/names'
import type { Job, Run } from '../../jobs/job'
import { useActions, useAppState } from '../../state/store'
import { patchesOver, variationsOf } from '../../state/variations'
import { NoticeOf, Notices } from '../notices'
import { footNotice } from '../notices-view'
import { MoneyToday } from '../money-today'
import { BoardGroup } from '../compare/board-group'
import { selectedCell } from '../../state/board-cells'
import { CellShown } from '../compare/selected-cell'
import { isActive, isEnded } from './job-view'
import { PatchesOver } from './patches-over'
import { RunGroup } from './run-group'
import { Running } from './running'
import { ShownResult, type Shown } from './shown-result'
import { VariationsPanel } from './variations-panel'

const jobsOf = (run: Run, jobs: Record<string, Job>): Job[] => run.jobIds.flatMap((id) => jobs[id] ?? [])

/** The result asked for; without one the newest, as long as nothing runs. */
function chooseShown(runs: readonly Run[], jobs: Record<string, Job>, key: string | null): Shown | null {
  const busy = Object.values(jobs).some(isActive)
  for (const run of [...runs].reverse()) {
    const siblings = jobsOf(run, jobs).flatMap((job) => job.results.map((result) => ({ job, result })))
    const found = key === null ? (busy ? undefined : siblings[0]) : siblings.find((one) => one.result.key === key)
    if (found) return { run, siblings, ...found }
    if (key === null && siblings.length === 0 && jobsOf(run, jobs).some((job) => job.state === 'failed')) return null
  }
  return null
}

export function ResultsPanel() {
  const actions = useActions()
  const runs = useAppState((state) => state.runs)
  const jobs = useAppState((state) => state.jobs)
  const shownKey = useAppState((state) => state.shownResultKey)
  const general = useAppState(footNotice)
  const boards = useAppState((state) => state.boards)
  const cell = useAppState(selectedCell)
  const varied = useAppState((state) => variationsOf(state)?.layer.id ?? null) !== null
  const patches = useAppState(patchesOver)
  const variations = cell ? <CellShown {...cell} /> : varied ? <SelectedVariations /> : null, over = !variations && patches.length > 0 ? <PatchesOver nodeIds={patches} /> : null
  if (runs.length === 0 && !variations && !over) return <Empty sentence="Pictures you make appear here." />
  const asked = chooseShown(runs, jobs, shownKey)
  const shown = shownKey === null && (variations || boards[asked?.run.id ?? '']) ? null : asked
  const newest = runs[runs.length - 1]
  return (
    <Fragment>
      <Notices at="results" />
      {general && general.jobId === null ? <NoticeOf notice={general} /> : null}
      <div class="columns">
        <div class="stack roomy">
          <Running />
          {over}
          {variations && !shown ? variations : null}
          {shown ? <ShownResult shown={shown} onClose={shownKey === null ? null : () => actions.showResult(null)} /> : null}
        </div>
        <div class="stack roomy">
          {[...runs].reverse().map((run) => (
            boards[run.id] ? <Fragment key={run.id}><BoardGroup board={boards[run.id]!} /><RunGroup run={run} jobs={jobsOf(run, jobs)} newest={run === newest} hideRows onRetryFailed={actions.retryFailed} /></Fragment> : <RunGroup key={run.id} run={run} jobs={jobsOf(run, jobs)} newest={run === newest} hideRows={shown?.run === run && shown.siblings.length === 1 && jobsOf(run, jobs).every((job) => job.state === 'done')} onRetryFailed={actions.retryFailed} />
          ))}
        </div>
      </div>
    </Fragment>
  )
}

function SelectedVariations() {
  const snapshot = useAppState((state) => state.snapshot)
  const variationChosen = useAppState((state) => state.variationChosen)
  const variations = variationsOf({ snapshot, variationChosen })
  return variations ? <VariationsPanel variations={variations} /> : null
}

export function Empty({ sentence }: { sentence: string }) {
  const actions = useActions()
  return (
    <div class="empty-place">
      <p>{sentence}</p>
      <Act onPress={() => actions.go('create')}>Go to Create</Act>
    </div>
  )
}

/** Only while something runs: finished pictures carry their own buttons. */
export function ResultsFoot() {
  const actions = useActions()
  const active = useAppState((state) => Object.values(state.jobs).filter(isActive).length)
  const ended = useAppState((state) => Object.values(state.jobs).some(isEnded))
  if (active === 0) return null
  return (
    <footer class="foot">
      <Button secondary action="cancel" onPress={actions.cancelAll}>{`${names.cancelAll} ${active}`}</Button>
      <div class="foot-line num">
        <span>{ended ? 'Finished pictures stay' : 'You can go on working'}</span>
        <MoneyToday />
      </div>
    </footer>
  )
}
