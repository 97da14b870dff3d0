// What is being made: the forming picture large with its own bar, then the others in one order.
import { Fragment, h } from 'preact'
import { Act, IconPress, Progress, Section } from '../../components/basics'
import { IconClose16, Spinner } from '../../components/icons'
import { FormingPicture } from '../../components/forming-picture'
import { names } from '../../components/names'
import { Picture } from '../../components/picture'
import type { Job } from '../../jobs/job'
import { useActions, useAppState } from '../../state/store'
import { activeLine, activeJobs, isForming, jobPrice, join, leftText, nameOf, progressOf } from './job-view'

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

function ActiveRow({ job }: { job: Job }) {
  const actions = useActions()
  const now = useAppState((state) => state.nowMs)
  const value = useAppState((state) => progressOf(state, job))
  return (
    <div class="job" role="listitem">
      <Picture class={job.partialUrl ? '' : 'wait'} src={job.partialUrl} alt={altOf(job)}>{isForming(job) && !job.partialUrl ? <Spinner /> : null}</Picture>
      <div class="stack tight">
        <span class="clip strong-name">{nameOf(job)}</span>
        <span class="quiet num clip">{activeLine(job, now)}</span>
        {isForming(job) ? <Progress name={`${nameOf(job)}, progress`} value={value} /> : null}
      </div>
      <IconPress name={`${names.cancel} ${nameOf(job)}`} action="cancel" onPress={() => actions.cancelJob(job.id)}><IconClose16 /></IconPress>
    </div>
  )
}

export const TimeLeft = ({ jobs }: { jobs: readonly Job[] }) => {
  const text = useAppState((state) => leftText(state, jobs))
  return <Fragment>{text}</Fragment>
}

/** The one with the newest partial picture stays large until it is through. */
const chooseLarge = (forming: readonly Job[]): Job | undefined => [...forming].sort((a, b) => b.partials - a.partials || (a.startedAt ?? 0) - (b.startedAt ?? 0))[0]

export function Running() {
  const active = useAppState(activeJobs)
  if (active.length === 0) return null
  const forming = active.filter(isForming)
  const large = chooseLarge(forming)
  const rest = [...forming, ...active.filter((job) => !isForming(job))].filter((job) => job !== large)
  return (
    <div class="stack">
      <Section title={large ? 'Running' : 'Waiting'} side={<TimeLeft jobs={active} />} />
      {large ? <Forming job={large} /> : null}
      {rest.length > 0 ? <div class="stack jobs" role="list" aria-label="Running">{rest.map((job) => <ActiveRow key={job.id} job={job} />)}</div> : null}
    </div>
  )
}
