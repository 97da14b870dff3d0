// Time of the Demo model: pauses that end at once when cancelled, and short tasks.
import { abortError } from '../../src/shared/channel'

/** Resolves after `ms`; rejects with an AbortError-named error as soon as the signal fires. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>

export const timerWait: Wait = (ms, signal) => new Promise((resolve, reject) => {
  if (signal.aborted) return reject(abortError())
  const stop = (): void => {
    clearTimeout(timer)
    reject(abortError())
  }
  const timer = setTimeout(() => {
    signal.removeEventListener('abort', stop)
    resolve()
  }, ms)
  signal.addEventListener('abort', stop, { once: true })
})

/** Longest run without letting the window breathe, ms. */
const taskMs = 16

export type Pace = {
  /** Runs steps to their end, pausing between them where the task grows long. */
  run(steps: Iterable<void>): Promise<void>
  /** Raises when cancelled. */
  check(): void
  pause(ms: number): Promise<void>
}

export function createPace(wait: Wait, signal: AbortSignal, now: () => number): Pace {
  let since = now()
  const check = (): void => {
    if (signal.aborted) throw abortError()
  }
  const pause = async (ms: number): Promise<void> => {
    check()
    await wait(ms, signal)
    check()
    since = now()
  }
  return {
    check, pause,
    async run(steps) {
      for (const _ of steps) {
        check()
        if (now() - since > taskMs) await pause(0)
      }
      check()
    },
  }
}
