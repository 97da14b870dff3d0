// Reads after landings: at once after a single one; while others go on, one read for several that follow closely, since each describes every selected layer.
import type { Timers } from '../../src/shared/channel'

/** ms; and so many times as long as the last read took. */
const everyMs = 400, readsApart = 20, longestMs = 3000

export function createReadSoon({ timers, clock, busy, read }: { timers: Timers; clock(): number; busy(): boolean; read(): Promise<void> }) {
  let timer: number | null = null, tookMs = 0
  async function timed(): Promise<void> {
    const from = clock()
    await read()
    tookMs = clock() - from
  }
  return {
    async read(): Promise<void> {
      if (!busy()) return timed()
      timer ??= timers.set(() => { timer = null; void timed() }, Math.min(longestMs, Math.max(everyMs, tookMs * readsApart)))
    },
    idle: (): boolean => timer === null,
    stop(): void {
      if (timer !== null) timers.clear(timer)
    },
  }
}
