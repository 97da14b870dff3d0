// When the window hears of what changed. While rows wait for a slot, requests leave first, and a burst of answers is looked at once.
import type { AppDeps } from './app-deps'

/** The window follows a long run twenty times a second. */
const betweenLooksMs = 50

/** For createStore: called with what tells the listeners, once for a batch of changes. */
export function createTeller({ clock, timers, turn, rowsWait }: Pick<AppDeps, 'clock' | 'timers'> & { turn: AppDeps['turn']; rowsWait(): boolean }): (tell: () => void) => void {
  let toldAt = -Infinity
  return (tell) => {
    if (!turn || !rowsWait()) return queueMicrotask(tell)
    const told = (): void => {
      toldAt = clock()
      tell()
    }
    const waitMs = toldAt + betweenLooksMs - clock()
    if (waitMs > 0) timers.set(told, waitMs)
    else void turn().then(told)
  }
}
