// What the actions share. Built once by createApp.
import type { Timers } from '../../src/shared/channel'
import type { SelectionSnapshot } from '../../src/shared/snapshot'
import type { EditSession } from '../edit/edit-session'
import type { JobContext } from '../jobs/context'
import type { Lander } from '../jobs/land-result'
import type { Queue } from '../jobs/queue'
import type { Boards } from './boards'
import type { Shelf } from '../jobs/shelf'
import type { createSpeech } from './speech'
import type { Notice } from './state'
import type { WordChecks } from './word-checks'

/** What only the browser can do; each rejects or throws when the browser refuses. */
export type Page = {
  copyText(text: string): Promise<void>
  /** As PNG, whatever `mime` is. */
  copyPicture(bytes: Uint8Array, mime: string): Promise<void>
  download(bytes: Uint8Array, mime: string, fileName: string): void
}

export type ActionContext = JobContext & {
  timers: Timers
  page: Page
  queue: Queue
  lander: Lander
  /** Pictures that the window no longer holds. */
  shelf: Shelf
  /** The picture under edit and its mask: pixels that are not in the store. */
  edits: EditSession
  boards: Boards
  wordChecks: WordChecks
  speech: ReturnType<typeof createSpeech>
  notify(notice: Notice): void
  /** Shows a report as a notice, unless the window is closing or it was a cancel. */
  fail(error: unknown, options?: { at?: Notice['at']; jobId?: string | null }): void
  dropNotices(gone: (notice: Notice) => boolean): void
  receiveSnapshot(snapshot: SelectionSnapshot): void
  /** Asks the sandbox for the selection with our pins and roles; a failure keeps the last one. */
  readSelection(): Promise<void>
  /** Keeps the clock of the state running while something counts. */
  tick(): void
}
