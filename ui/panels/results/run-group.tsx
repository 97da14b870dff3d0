// The finished jobs of one run, and what can be done with all of them.
import { h } from 'preact'
import { useState } from 'preact/hooks'
import { Act } from '../../components/basics'
import { Disclosure } from '../../components/disclosure'
import { IconCheck16, IconMore16 } from '../../components/icons'
import { MenuButton } from '../../components/menu'
import { listed, names } from '../../components/names'
import { Picture } from '../../components/picture'
import { pictureOf, type Job, type JobResult, type Run } from '../../jobs/job'
import { firstWords } from '../../prompts/clean-prompt'
import { useActions, useAppState } from '../../state/store'
import { dragToCanvas } from './drag-to-canvas'
import { FailedRow } from './failed-row'
import { isInPlace, isPlaced, isRescued } from '../../state/run-events'
import { pictures } from '../../state/words'
import { endedLine, failedFirst, isEnded, join, nameOf, retryPrice, spentText } from './job-view'

function ResultRow({ run, job, result, name }: { run: Run; job: Job; result: JobResult; name: string }) {
  const actions = useActions()
  const nodeId = result.outcome?.nodeId
  const placed = isInPlace(result) && nodeId !== undefined, rescued = isRescued(result) && nodeId !== undefined
  const elsewhere = (result.placeError?.actions ?? []).filter(({ kind }) => kind !== 'retry').map((action) => ({ kind: 'press' as const, label: action.label, onPress: () => actions.act(action, { key: `place ${result.key}`, tone: 'warn', message: action.label, actions: [], at: 'results', jobId: job.id }) }))
  return (
    <div class="job" role="listitem">
      <button type="button" class="job-open" aria-label={`Look at ${name}`} onClick={() => actions.showResult(result.key)} {...dragToCanvas(result.key)}>
        <Picture src={pictureOf(result).url} alt={job.words || run.prompt} />
      </button>
      <div class="stack tight">
        <span class="clip strong-name">{name}</span>
        <span class="quiet num clip job-line">{placed ? <span class="ok"><IconCheck16 /></span> : null}{endedLine(job, result)}</span>
      </div>
      <span class="row job-acts">
        {placed ? <Act name={`${names.show} ${name}`} onPress={() => actions.showNode(nodeId)}>{names.show}</Act> : <Act action="place" name={`${names.place} ${name}`} onPress={() => actions.place(result.key)}>{names.place}</Act>}
        <MenuButton
          name={`More for ${name}`} class="more" entries={[
            { kind: 'press', label: names.save, onPress: () => actions.saveResult(result.key) },
            { kind: 'press', label: names.copyPicture, onPress: () => void actions.copyResult(result.key) },
            { kind: 'press', label: names.copyPrompt, onPress: () => actions.copyText(job.words || run.prompt, 'Prompt copied') },
            { kind: 'rule' },
            { kind: 'press', label: placed ? 'Place again' : names.place, onPress: () => actions.place(result.key) },
            ...(rescued ? [{ kind: 'press' as const, label: 'Show in Rescued results', onPress: () => actions.showNode(nodeId) }, ...elsewhere] : []),
          ]}
        >
          <IconMore16 />
        </MenuButton>
      </span>
    </div>
  )
}

/** `suffix` tells the acts of older runs apart: "Undo run, A rocket on its launch pad". */
function RunActs({ run, jobs, suffix }: { run: Run; jobs: readonly Job[]; suffix: string | null }) {
  const actions = useActions()
  const results = jobs.flatMap((job) => job.results)
  const waiting = results.filter((result) => !isInPlace(result)).length, placed = results.filter(isPlaced).length
  return (
    <div class="row wrap acts">
      {waiting > 1 ? <Act action="place" name={listed(names.placeAll, suffix)} onPress={() => actions.placeAll(run.id)}>{names.placeAll}</Act> : null}
      {placed > 0 && !run.undone ? <Act action="undo-run" name={listed(names.undoRun, suffix)} onPress={() => actions.undoRun(run.id)}>{names.undoRun}</Act> : null}
      {run.undone ? <span class="quiet">Undone on the canvas; the pictures stay here.</span> : null}
    </div>
  )
}

/** Finished rows that are drawn at once; a run of hundreds is unfolded by hand. */
const rowsShown = 30

function Rows({ run, jobs }: { run: Run; jobs: readonly Job[] }) {
  const [all, setAll] = useState(false)
  const ordered = failedFirst(jobs), shown = all ? ordered : ordered.slice(0, rowsShown)
  return (
    <div class="stack jobs" role="list" aria-label="Finished">
      {shown.map((job) => (job.state === 'failed' && job.results.length === 0 ? <FailedRow key={job.id} job={job} />
        : job.results.length === 0 ? <div key={job.id} class="job bare" role="listitem"><span class="clip strong-name">{nameOf(job)}</span><span class="quiet">{endedLine(job, undefined)}</span></div>
        : job.results.map((result) => <ResultRow key={result.key} run={run} job={job} result={result} name={nameOf(job, result.index)} />)))}
      {ordered.length > rowsShown ? <button type="button" class="quiet more-layers" aria-expanded={all} onClick={() => setAll(!all)}>{all ? 'Show fewer' : `and ${ordered.length - shown.length} more`}</button> : null}
    </div>
  )
}

/** `newest` stands open; older runs are folded to one line. `hideRows`: its only picture is shown large already. */
export function RunGroup({ run, jobs, newest, hideRows, onRetryFailed }: { run: Run; jobs: readonly Job[]; newest: boolean; hideRows: boolean; onRetryFailed: (() => void) | null }) {
  const [open, setOpen] = useState(false)
  const price = useAppState(retryPrice)
  const ended = jobs.filter(isEnded)
  if (ended.length === 0) return null
  const count = ended.flatMap((job) => job.results).length
  const failed = ended.filter((job) => job.state === 'failed').length
  const summary = join(count > 0 ? pictures(count) : null, failed > 0 ? `${failed} not made` : null, spentText(ended))
  if (newest) {
    return (
      <div class="stack">
        <div class="section">
          <h2 class="clip">{count > 0 ? 'Finished' : 'Not made'}</h2>
          <span class="quiet num">{summary}</span>
        </div>
        {hideRows ? null : <Rows run={run} jobs={ended} />}
        <RunActs run={run} jobs={ended} suffix={null} />
        {onRetryFailed && failed > 1 ? <Act action="retry" onPress={onRetryFailed}>{names.retryFailed} · {price}</Act> : null}
      </div>
    )
  }
  const words = firstWords(run.prompt)
  return (
    <Disclosure title={words} side={summary} open={open} onToggle={() => setOpen(!open)}>
      <Rows run={run} jobs={ended} />
      <RunActs run={run} jobs={ended} suffix={words} />
    </Disclosure>
  )
}
