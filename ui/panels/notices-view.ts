// Which notices are shown where. Pure.
import type { AppState, Notice } from '../state/state'

/** Key of the notice that only confirms what was pressed: it is a toast. */
export const doneKey = 'done'

/** What stands above the main button: the newest that stopped something, else the newest. */
export function footNotice({ notices }: Pick<AppState, 'notices'>): Notice | null {
  const foot = [...notices].reverse().filter((notice) => notice.at === 'foot' && notice.key !== doneKey)
  return foot.find(({ tone }) => tone === 'bad') ?? foot[0] ?? null
}

export const noticesAt = ({ notices }: Pick<AppState, 'notices'>, at: Notice['at']): Notice[] => notices.filter((notice) => notice.at === at && notice.key !== doneKey)
