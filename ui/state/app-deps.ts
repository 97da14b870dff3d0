// What the window's brain is handed from outside: the page, time, the services, the pixel workers.
import type { Port, Timers } from '../../src/shared/channel'
import type { EditWork } from '../edit/edit-work'
import type { Pixels, Urls } from '../jobs/context'
import type { ModelCard } from '../models/model-card'
import type { Reader } from '../on-device/reading/reader'
import type { Provider } from '../providers/provider'
import type { Page } from './action-context'

export type AppDeps = {
  port: Port
  providers: readonly Provider[]
  cards: readonly ModelCard[]
  /** Date.now(). */
  clock(): number
  timers: Timers
  /** 0 to 1. */
  random(): number
  pixels: Pixels
  urls: Urls
  online: { now(): boolean; onChange(listener: (online: boolean) => void): () => void }
  page: Page
  editWork: EditWork
  /** Left out: words are not read. */
  reader?: Reader
  /** Resolves after what has come meanwhile. Left out: at once. */
  turn?(): Promise<void>
  /** The window cannot be seen: its tab is in the background. Left out: never. */
  hidden?(): boolean
}
