// One line above the main button while something runs, and a moment after. A press opens Results.
import { h } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Act } from '../components/basics'
import { Spinner } from '../components/icons'
import { names } from '../components/names'
import { Picture } from '../components/picture'
import type { Job } from '../jobs/job'
import { useActions, useAppState } from '../state/store'
import { isActive, isForming, isPlaced, join, pictures, spentOn } from './results/job-view'
import { TimeLeft } from './results/running'

const thumbs = 3
/** How long "3 in place" stays. */
const lastsMs = 8000

const newestUrl = (job: Job): string | null => job.results[0]?.url ?? job.partialUrl
const byLiveliness = (jobs: readonly Job[]): Job[] => [...jobs].sort((a, b) => Number(newestUrl(b) !== null) - Number(newestUrl(a) !== null))

const Thumbs = ({ jobs }: { jobs: readonly Job[] }) => (
  <span class="thumbs" aria-hidden="true">
    {byLiveliness(jobs).slice(0, thumbs).map((job) => <Picture key={job.id} src={newestUrl(job)} alt="">{newestUrl(job) || !isForming(job) ? null : <Spinner />}</Picture>)}
  </span>
)

function ActiveStrip({ jobs, active }: { jobs: readonly Job[]; active: readonly Job[] }) {
  const actions = useActions()
  const ended = jobs.filter((job) => job.results.some(isPlaced)).sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0))[0]
  const waiting = active.filter((job) => job.waiting)
  const title = ended ? `${ended.targetName} is in place` : waiting.length === active.length && waiting[0]?.waiting ? waiting[0].waiting.reason : active.length === 1 && active[0] ? `${active[0].targetName} is forming` : `Making ${pictures(active.length)}`
  const rest = ended ? `${active.length} more forming` : `${active.length} to come`
  return (
    <div class="strip">
      <button type="button" class="strip-open" aria-label={`Run: ${title}, ${rest}`} onClick={() => actions.go('results')}>
        <Thumbs jobs={jobs} />
        <span class="grow num">
          <span class="clip strong-name">{title}</span>
          <span class="clip quiet">{rest}<LeadingDot jobs={active} /></span>
        </span>
      </button>
      <Act action="cancel" onPress={() => active.forEach((job) => actions.cancelJob(job.id))}>{names.cancel}</Act>
    </div>
  )
}

const LeadingDot = ({ jobs }: { jobs: readonly Job[] }) => <span class="after-dot"><TimeLeft jobs={jobs} /></span>

function EndedStrip({ jobs }: { jobs: readonly Job[] }) {
  const actions = useActions()
  const results = jobs.flatMap((job) => job.results)
  const placed = results.filter(isPlaced), failed = jobs.filter((job) => job.state === 'failed').length
  const title = join([placed.length > 0 ? `${placed.length} in place` : results.length > 0 ? `${results.length} ready in Results` : '', failed > 0 ? `${failed} not` : ''].filter(Boolean).join(', '), spentOn(jobs))
  const nodeId = placed[placed.length - 1]?.outcome?.nodeId
  return (
    <div class="strip">
      <button type="button" class="strip-open" aria-label={`Run: ${title}`} onClick={() => actions.go('results')}>
        <Thumbs jobs={jobs} />
        <span class="grow num"><span class="clip strong-name">{title}</span></span>
      </button>
      {failed > 1 ? <Act action="retry" onPress={actions.retryFailed}>{names.retryFailed}</Act> : nodeId ? <Act name="Show pictures" onPress={() => actions.showNode(nodeId)}>{names.show}</Act> : null}
    </div>
  )
}

export function RunStrip() {
  const runs = useAppState((state) => state.runs)
  const all = useAppState((state) => state.jobs)
  const [, wake] = useState(0)
  const jobsOf = (ids: readonly string[]): Job[] => ids.flatMap((id) => all[id] ?? [])
  const busy = runs.filter((run) => jobsOf(run.jobIds).some(isActive))
  const newest = runs[runs.length - 1]
  const ended = newest && busy.length === 0 ? jobsOf(newest.jobIds) : []
  const failed = ended.filter((job) => job.state === 'failed').length
  const endedAt = Math.max(0, ...ended.map((job) => job.endedAt ?? 0))
  const left = endedAt + lastsMs - Date.now()
  useEffect(() => {
    if (left <= 0) return
    const timer = setTimeout(() => wake((count) => count + 1), left)
    return () => clearTimeout(timer)
  }, [endedAt])
  if (busy.length > 0) {
    const jobs = busy.flatMap((run) => jobsOf(run.jobIds))
    return <ActiveStrip jobs={jobs} active={jobs.filter(isActive)} />
  }
  const worthIt = ended.some((job) => job.results.length > 0) && !newest?.undone && (left > 0 || failed > 1)
  return worthIt ? <EndedStrip jobs={ended} /> : null
}
