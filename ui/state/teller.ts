// When the window hears of what changed. While rows wait for a slot, the requests of a burst of answers leave first, and all of it is looked at once.
import type { AppDeps } from './app-deps'

/** A burst is over after so long; a long run is followed twenty times a second. */
const burstMs = 25, betweenLooksMs = 50

/** For createStore: called with what tells the listeners, once for a batch of changes. */
export function createTeller({ clock, timers, rowsWait }: Pick<AppDeps, 'clock' | 'timers'> & { rowsWait(): boolean }): (tell: () => void) => void {
  let toldAt = -Infinity
  return (tell) => {
    if (!rowsWait()) return queueMicrotask(tell)
    timers.set(() => {
      toldAt = clock()
      tell()
    }, Math.max(burstMs, toldAt + betweenLooksMs - clock()))
  }
}
