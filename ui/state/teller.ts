// When the window hears of what changed. Never by a timer: a change that a person made must show whatever stands still.
import type { AppDeps } from './app-deps'

/** For createStore: called with what tells the listeners, once for a batch of changes. While rows wait for a slot, the requests of what has come meanwhile leave first. */
export const createTeller = ({ turn, rowsWait }: { turn: AppDeps['turn']; rowsWait(): boolean }) => (tell: () => void): void => {
  if (turn && rowsWait()) void turn().then(tell)
  else queueMicrotask(tell)
}
