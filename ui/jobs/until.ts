// Waits for something in the state.
import { abortError } from '../../src/shared/channel'
import type { JobContext } from './context'

/** The first value of `look` that is not undefined; looked for at every change. Rejects with an AbortError. */
export function until<T>({ store }: Pick<JobContext, 'store'>, signal: AbortSignal, look: (state: ReturnType<JobContext['store']['get']>) => T | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void): void => {
      stop()
      signal.removeEventListener('abort', check)
      end()
    }
    const check = (): void => {
      if (signal.aborted) return settle(() => reject(abortError()))
      const found = look(store.get())
      if (found !== undefined) settle(() => resolve(found))
    }
    const stop = store.subscribe(check)
    signal.addEventListener('abort', check)
    check()
  })
}
