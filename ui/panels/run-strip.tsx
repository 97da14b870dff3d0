// One line above the main button while something runs, and a moment after. A press opens Results.
import { h } from 'preact'
import { Act } from '../components/basics'
import { Spinner } from '../components/icons'
import { names } from '../components/names'
import { Picture } from '../components/picture'
import { jobsOfRun } from '../state/run-events'
import { useActions, useAppState } from '../state/store'
import { activeJobs, isActive, isForming, retryPrice } from './results/job-view'
import { runStrip } from './run-strip-view'
import { pictureOf } from '../jobs/job'

const thumbs = 3

/** Object URLs of what came so far, then empty slots of what forms. */
function Thumbs({ runId }: { runId: string }) {
  const slots = useAppState((state) => {
    const run = state.runs.find(({ id }) => id === runId)
    const jobs = run ? jobsOfRun(state, run) : []
    const made = jobs.flatMap((job) => job.results.map((result) => pictureOf(result).url)), forming = jobs.filter(isForming)
    const partial = forming.flatMap((job) => job.partialUrl ?? [])
    return [...made, ...partial, ...forming.slice(partial.length).map(() => '')].slice(0, thumbs)
  })
  return (
    <span class="thumbs" aria-hidden="true">
      {slots.map((url, index) => <Picture key={index} src={url || null} alt="">{url ? null : <Spinner />}</Picture>)}
    </span>
  )
}

/** Whether the strip has anything to say. */
export const useHasStrip = (): boolean => useAppState((state) => {
  const strip = runStrip(state)
  return strip !== null && jobsOfRun(state, strip.run).some((job) => isActive(job) || job.results.length > 0)
})

export function RunStrip() {
  const actions = useActions()
  const strip = useAppState(runStrip)
  const active = useAppState((state) => activeJobs(state).map(({ id }) => id))
  const price = useAppState(retryPrice)
  const worth = useHasStrip()
  if (!strip || !worth) return null
  const { headline, detail, ended, failed, showNodeId } = strip
  return (
    <div class="strip">
      <button type="button" class="strip-open" onClick={() => { actions.go('results'); actions.collapse(false) }}>
        <Thumbs runId={strip.run.id} />
        <span class="grow num">
          <span class="unseen">Run: </span>
          <span class="clip strong-name">{headline}</span>
          {detail ? <span class="clip quiet">{detail}</span> : null}
        </span>
      </button>
      {!ended ? <Act action="cancel" onPress={() => active.forEach(actions.cancelJob)}>{names.cancel}</Act>
        : failed > 1 ? <Act action="retry" onPress={actions.retryFailed}>{names.retryFailed} · {price}</Act>
        : showNodeId ? <Act name="Show pictures" onPress={() => actions.showNode(showNodeId)}>{names.show}</Act> : null}
    </div>
  )
}
