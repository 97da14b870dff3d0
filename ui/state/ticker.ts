// Moves the state's clock while something counts down, runs, or has only just ended; otherwise no timer is left running.
import type { Timers } from '../../src/shared/channel'
import { endStates } from '../jobs/job'
import type { AppState } from './state'
import type { Store } from './store'

const tickMs = 500
/** How long the strip tells of a run that has ended (ui.md 9). */
export const runShownForMs = 8_000

type TickerOptions = { store: Store<AppState>; clock(): number; timers: Timers; onTick(nowMs: number): void }

export function createTicker({ store, clock, timers, onTick }: TickerOptions) {
  let timer: number | null = null
  const counts = (now: number): boolean => Object.values(store.get().jobs).some((job) => !endStates.includes(job.state) || now - (job.endedAt ?? 0) <= runShownForMs + tickMs)
  function tick(): void {
    timer = null
    const nowMs = clock()
    store.set({ nowMs })
    onTick(nowMs)
    if (counts(nowMs)) timer = timers.set(tick, tickMs)
  }
  return {
    wake(): void {
      if (timer === null) timer = timers.set(tick, tickMs)
      store.set({ nowMs: clock() })
    },
    stop(): void {
      if (timer !== null) timers.clear(timer)
      timer = null
    },
  }
}
