// The picture of a run's first job, for the jobs that change only its words.
import { PluginError } from '../../src/shared/errors'
import type { JobContext } from './context'
import { endStates, type JobResult } from './job'
import type { ImageInput } from './request'
import { until } from './until'

/** Waits for it. Raises request.invalid when there is none. */
export async function firstResult(context: Pick<JobContext, 'store'>, jobId: string, signal: AbortSignal): Promise<JobResult> {
  const job = await until(context, signal, ({ jobs }) => {
    const found = jobs[jobId]
    return !found || (found.results.length > 0 && found.state === 'placing') || endStates.includes(found.state) ? found ?? null : undefined
  })
  const result = job?.results[0]
  if (!result) throw new PluginError('request.invalid', 'The first mockup was not made, so there is nothing to change the words of.', { hint: 'Try it again first.', retryable: true })
  return result
}

export const wholePicture = ({ bytes, mime, widthPx, heightPx }: JobResult): { source: ImageInput; mask: null } => ({ source: { bytes, mime, widthPx, heightPx, name: 'picture' }, mask: null })
