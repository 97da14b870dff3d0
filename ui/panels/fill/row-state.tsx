// The last cell of a row: its price before, its progress while, and what became of it after.
import { Fragment, h } from 'preact'
import type { FillRow } from '../../batch/fill-rows'
import { Act, Progress } from '../../components/basics'
import { IconCheck16 } from '../../components/icons'
import { listed, names } from '../../components/names'
import { formatPrice } from '../../money/format-price'
import { useActions, useAppState } from '../../state/store'
import { activeLine, isActive, isForming, jobPrice, progressOf } from '../results/job-view'
import { rowJobOf, rowPrices } from './fill-view'

/** First words of a reason: the whole sentence is in its title and in Results. */
const short: Record<string, string> = { 'provider.refused': 'Declined', 'provider.rate-limited': 'Too many', 'provider.quota-exceeded': 'No credit', 'provider.timeout': 'Timed out', 'network.offline': 'Offline', 'network.interrupted': 'Broke off', 'network.blocked': 'Blocked', 'request.over-cap': 'Over the cap', 'auth.key-missing': 'No key', 'auth.key-rejected': 'Key refused' }

function Before({ row }: { row: FillRow }) {
  const price = useAppState((state) => rowPrices(state).get(row.id) ?? null)
  if (!row.on) return <span class="quiet">off</span>
  if (row.problem !== null) return <span class="warn clip" title={row.problem}>{row.problem}</span>
  return <span class={price?.shared ? 'quiet' : ''}>{price === null ? '' : price.shared ? 'shared' : formatPrice(price.estimate)}</span>
}

export function RowState({ row }: { row: FillRow }) {
  const actions = useActions()
  const made = useAppState((state) => rowJobOf(state, row.id))
  const now = useAppState((state) => { const job = rowJobOf(state, row.id)?.job; return job && isActive(job) ? state.nowMs : 0 })
  const progress = useAppState((state) => { const job = rowJobOf(state, row.id)?.job; return job && isForming(job) ? progressOf(state, job) : null })
  if (!made) return <Before row={row} />
  const { job, result, final } = made
  if (isActive(job) && !result) {
    return isForming(job) ? <span class="row-bar"><Progress name={listed(row.name, 'progress')} value={progress} /></span> : <span class="quiet clip" title={activeLine(job, now)}>{job.waiting?.untilMs != null ? `${Math.max(1, Math.ceil((job.waiting.untilMs - now) / 1000))} s` : 'Waiting'}</span>
  }
  // Words that were changed since are a new wish.
  if (job.words !== row.prompt && !isActive(job)) return <Before row={row} />
  if (!result) {
    const reason = job.state === 'cancelled' ? 'Cancelled' : short[job.error?.code ?? ''] ?? 'Not made'
    return (
      <span class="row-end">
        <span class={job.state === 'failed' ? 'bad clip' : 'quiet clip'} title={job.error?.message}>{reason}</span>
        <Act action="retry" name={listed(names.tryAgain, row.name)} onPress={() => actions.retryJob(job.id)}>{names.tryAgain}</Act>
      </span>
    )
  }
  return (
    <span class="row-end">
      {result.placeError ? <span class="warn clip" title={result.placeError.message}>In Results</span> : <Fragment><span class="ok"><IconCheck16 /></span><span>{jobPrice(job)}</span></Fragment>}
      {final ? <span class="quiet">final</span> : (
        <button type="button" class="link act approve" aria-pressed={row.approved} aria-label={`${names.approve} ${row.name}`} onClick={() => actions.editRow(row.id, { approved: row.approved ? undefined : true })}>{row.approved ? 'Approved' : names.approve}</button>
      )}
    </span>
  )
}
