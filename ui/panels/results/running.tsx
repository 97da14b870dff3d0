// What is being made: the forming picture large with its own bar, then the others in one order.
import { Fragment, h } from 'preact'
import { useState } from 'preact/hooks'
import { Act, IconPress, Progress, Section } from '../../components/basics'
import { IconClose16, IconUp16, Spinner } from '../../components/icons'
import { FormingPicture } from '../../components/forming-picture'
import { names } from '../../components/names'
import { Picture } from '../../components/picture'
import type { Job } from '../../jobs/job'
import { useActions, useAppState } from '../../state/store'
import { activeLine, activeJobs, isForming, jobPrice, join, leftText, inOrder, nameOf, progressOf, totalProgress } from './job-view'

export const ratioOf = (job: Job): number => job.request.extent.widthPx / job.request.extent.heightPx
/** Nothing taller than this, however tall the picture is: width over height. */
const flattest = 0.8
const altOf = (job: Job): string => (job.partialUrl ? `${nameOf(job)}, still forming` : '')

function Forming({ job }: { job: Job }) {
  const actions = useActions()
  const now = useAppState((state) => state.nowMs)
  const value = useAppState((state) => progressOf(state, job))
  return (
    <div class="stack">
      <div class="stage forming" aria-live="off">
        <FormingPicture key={job.id} src={job.partialUrl} alt={altOf(job)} ratio={Math.max(ratioOf(job), flattest)}>
          <span class="badge top"><Spinner />{nameOf(job)}, still forming</span>
        </FormingPicture>
      </div>
      <div class="row between">
        <span class="quiet num clip">{join(activeLine(job, now), jobPrice(job))}</span>
        <Act action="cancel" onPress={() => actions.cancelJob(job.id)}>{names.cancel}</Act>
      </div>
      <Progress name={`${nameOf(job)}, progress`} value={value} />
    </div>
  )
}

function ActiveRow({ job, next }: { job: Job; /** Nothing waits before it. */ next: boolean }) {
  const actions = useActions()
  const now = useAppState((state) => state.nowMs)
  const value = useAppState((state) => progressOf(state, job))
  return (
    <div class="job" role="listitem">
      <Picture class={job.partialUrl ? '' : 'wait'} src={job.partialUrl} alt={altOf(job)}>{isForming(job) && !job.partialUrl ? <Spinner /> : null}</Picture>
      <div class="stack tight">
        <span class="clip strong-name">{nameOf(job)}</span>
        <span class="quiet num">{activeLine(job, now)}</span>
        {isForming(job) ? <Progress name={`${nameOf(job)}, progress`} value={value} /> : null}
      </div>
      <span class="row tight">
        {job.state === 'queued' && !next ? <IconPress name={`${names.moveToFront}, ${nameOf(job)}`} title={names.moveToFront} onPress={() => actions.moveToFront(job.id)}><IconUp16 /></IconPress> : null}
        <IconPress name={`${names.cancel} ${nameOf(job)}`} action="cancel" onPress={() => actions.cancelJob(job.id)}><IconClose16 /></IconPress>
      </span>
    </div>
  )
}

export const TimeLeft = ({ jobs }: { jobs: readonly Job[] }) => {
  const text = useAppState((state) => leftText(state, jobs))
  return <Fragment>{text}</Fragment>
}

/** The one with the newest partial picture stays large until it is through. */
const chooseLarge = (forming: readonly Job[]): Job | undefined => [...forming].sort((a, b) => b.partials - a.partials || (a.startedAt ?? 0) - (b.startedAt ?? 0))[0]

/** Rows of what waits; the rest is only counted. */
const waitingShown = 12

function QueueActs({ waiting }: { waiting: number }) {
  const actions = useActions()
  const paused = useAppState((state) => state.queuePaused)
  if (waiting === 0 && !paused) return null
  return (
    <div class="row wrap acts">
      <Act onPress={() => actions.pauseQueue(!paused)}>{paused ? names.resumeQueue : names.pauseQueue}</Act>
      {waiting > 0 ? <Act onPress={actions.cancelQueued}>{`${names.cancelQueued} ${waiting}`}</Act> : null}
    </div>
  )
}

/** All of what goes on as one bar: ended requests, and the parts of those that form. */
function Total({ active }: { active: readonly Job[] }) {
  const value = useAppState((state) => totalProgress(state, active))
  return value === null ? null : <Progress name="All pictures, progress" value={value} />
}

export function Running() {
  const active = useAppState(activeJobs)
  const order = useAppState((state) => state.queueOrder)
  const [all, setAll] = useState(false)
  if (active.length === 0) return null
  const forming = active.filter(isForming), waiting = inOrder(active.filter((job) => !isForming(job)), order)
  const large = chooseLarge(forming)
  const rest = forming.filter((job) => job !== large)
  const shown = all ? waiting : waiting.slice(0, waitingShown)
  return (
    <div class="stack running">
      <Section title={large ? 'Running' : 'Waiting'} side={<TimeLeft jobs={active} />} />
      {active.length > 1 ? <Total active={active} /> : null}
      <QueueActs waiting={waiting.length} />
      {large ? <Forming job={large} /> : null}
      {rest.length + shown.length > 0 ? <div class="stack jobs" role="list" aria-label="Running">{[...rest, ...shown].map((job) => <ActiveRow key={job.id} job={job} next={job === waiting[0]} />)}</div> : null}
      {waiting.length > waitingShown ? <button type="button" class="quiet more-layers" aria-expanded={all} onClick={() => setAll(!all)}>{all ? 'Show fewer' : `and ${waiting.length - shown.length} more waiting`}</button> : null}
    </div>
  )
}
