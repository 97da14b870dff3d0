// A job that failed, with its reason and what can be done.
import { h } from 'preact'
import { Act } from '../../components/basics'
import { IconAttentionSmall24 } from '../../components/icons'
import { listed, names } from '../../components/names'
import type { Job } from '../../jobs/job'
import type { Notice } from '../../state/state'
import { useActions, useAppState } from '../../state/store'
import { formatPrice } from '../../money/format-price'
import { nameOf } from './job-view'

export function FailedRow({ job }: { job: Job }) {
  const actions = useActions()
  const notices = useAppState((state) => state.notices)
  const { error } = job
  const notice: Notice = notices.find((candidate) => candidate.jobId === job.id) ?? { key: job.id, tone: 'bad', message: error?.message ?? '', actions: error?.actions ?? [], at: 'results', jobId: job.id }
  const others = (error?.actions ?? []).filter((action) => action.kind !== 'retry')
  const price = job.estimate && job.estimate.high > 0 ? ` · ${formatPrice(job.estimate)}` : ''
  return (
    <div class="job failed" role="listitem">
      <span class="wait bad"><IconAttentionSmall24 /></span>
      <div class="stack tight">
        <span class="clip strong-name">{nameOf(job)}</span>
        <span>{error?.message ?? 'It stopped.'}{error?.hint && error.code !== 'internal' ? <span class="quiet"> {error.hint}</span> : null}</span>
        <span class="row wrap acts">
          <Act action="retry" name={listed(`${names.tryAgain}${price}`, nameOf(job))} onPress={() => actions.retryJob(job.id)}>{names.tryAgain}{price}</Act>
          {others.map((action) => <Act key={action.label} onPress={() => actions.act(action, notice)}>{action.label}</Act>)}
          {error?.providerRequestId && !others.some((action) => action.kind === 'copy-request-id') ? (
            <Act onPress={() => actions.copyText(error.providerRequestId ?? '', 'Request ID copied')}>Copy request ID</Act>
          ) : null}
        </span>
      </div>
    </div>
  )
}
