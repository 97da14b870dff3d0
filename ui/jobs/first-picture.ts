// The picture of a run's first job, for the jobs that change only its words.
import { abortError } from '../../src/shared/channel'
import { PluginError } from '../../src/shared/errors'
import type { JobContext } from './context'
import { endStates } from './job'
import type { ImageInput } from './request'

/** Waits for it. Raises request.invalid when there is none. */
export async function firstPicture({ store }: Pick<JobContext, 'store'>, jobId: string, signal: AbortSignal): Promise<{ source: ImageInput; mask: null }> {
  const job = await new Promise<ReturnType<typeof now>>((resolve, reject) => {
    const check = (): void => {
      const found = now()
      if (signal.aborted) settle(() => reject(abortError()))
      else if (!found || found.results.length > 0 || endStates.includes(found.state)) settle(() => resolve(found))
    }
    const settle = (end: () => void): void => {
      stop()
      signal.removeEventListener('abort', check)
      end()
    }
    const stop = store.subscribe(check)
    signal.addEventListener('abort', check)
    check()
  })
  const result = job?.results[0]
  if (!result) throw new PluginError('request.invalid', 'The first mockup was not made, so there is nothing to change the words of.', { hint: 'Try it again first.', retryable: true })
  const { bytes, mime, widthPx, heightPx } = result
  return { source: { bytes, mime, widthPx, heightPx, name: 'picture' }, mask: null }

  function now() {
    return store.get().jobs[jobId]
  }
}
