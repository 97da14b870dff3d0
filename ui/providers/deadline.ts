// Time limits of single calls, and waiting between them.

/** Aborts with any of its sources, or after a time. */
export function deadline(ms: number, ...sources: AbortSignal[]): { signal: AbortSignal; late(): boolean; done(): void } {
  const controller = new AbortController()
  let late = false
  const stop = (): void => controller.abort()
  const timer = setTimeout(() => { late = true; stop() }, ms)
  for (const source of sources) source.aborted ? stop() : source.addEventListener('abort', stop)
  return { signal: controller.signal, late: () => late, done: () => { clearTimeout(timer); for (const source of sources) source.removeEventListener('abort', stop) } }
}

/** Ends early, without an error, when the signal fires. */
export const timerWait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, signal.aborted ? 0 : ms)
    signal.addEventListener('abort', end)
  })
