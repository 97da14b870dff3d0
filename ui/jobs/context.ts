// What the job pipeline works with. Everything outside is handed in, so that tests run it without a browser.
import type { createChannel } from '../../src/shared/channel'
import type { ErrorReport } from '../../src/shared/errors'
import type { asks, sandboxNotices, uiNotices } from '../../src/shared/protocol'
import type { Settings } from '../../src/shared/settings'
import type { Provider } from '../providers/provider'
import type { Store } from '../state/store'
import type { AppState, DraftReference } from '../state/state'
import type { Composite } from './composite'
import type { Job, JobResult } from './job'

/** The window's end of the bridge: asks `asks`, is asked nothing. */
export type WindowChannel = ReturnType<typeof createChannel<typeof asks, Record<string, never>, typeof uiNotices, typeof sandboxNotices>>

export type Pixels = {
  /** PNG, JPEG or GIF of at most 4096 px; raises pixels.*. */
  toPlaceable(bytes: Uint8Array): Promise<{ bytes: Uint8Array; mime: string; widthPx: number; heightPx: number; reducedFromPx: number | null }>
  /** Lower-case hex. */
  sha256Hex(bytes: Uint8Array): Promise<string>
  /** As JPEG, the longer side at most `maxEdgePx`; `quality` 0 to 1. Raises pixels.*. */
  thumbnail(bytes: Uint8Array, mime: string, maxEdgePx: number, quality?: number): Promise<Uint8Array>
  /** Raises pixels.decode-failed and pixels.too-large. */
  readImageHeader(bytes: Uint8Array): { mime: string; widthPx: number; heightPx: number }
}

/** Object URLs in the browser. */
export type Urls = { create(bytes: Uint8Array, mime: string): string; revoke(url: string): void }

export type KeptPicture = { imageHash: string; bytes: Uint8Array; mime: string; widthPx: number; heightPx: number }

/** What a job was planned with and its record does not hold. */
export type JobPlan = {
  references: readonly DraftReference[]
  ratio: string
  /** Revision of the snapshot that the plan was made from; -1 without one. */
  snapshotRevision: number
  /** Null: results are placed as they come. */
  composite: Composite | null
  /** The job whose picture this one starts from. */
  follows?: string
  /** Its pictures stay in Results. */
  keep?: boolean
  /** Job of the same run whose picture is sent along as the one to edit. Left out: none. */
  first?: string
  /** Called when a result is in the document; what it raises becomes a notice. */
  landed?(job: Job, result: JobResult): Promise<void>
  /** Its pictures are placed whatever "When ready" says. Left out: no. */
  always?: boolean
  /** A picture that the document has already: it is placed as it is, and nothing is asked. */
  kept?: KeptPicture
}

export type JobContext = {
  store: Store<AppState>
  channel: WindowChannel
  providers: readonly Provider[]
  pixels: Pixels
  urls: Urls
  clock(): number
  random(): number
  plans: Map<string, JobPlan>
  /** Of running jobs. */
  controllers: Map<string, AbortController>
  /** Undefined when it was dropped meanwhile. */
  job(id: string): Job | undefined
  /** Merges into a job; a change of state or results is told to the sandbox with `job.changed`. */
  patch(id: string, change: Partial<Job>): void
  /** Its pictures are here and about to be placed. */
  onArrived(job: Job): Promise<void>
  /** An edit of a run's first picture at the place of its words; null where that is not known. */
  onlyWords(first: JobResult, job: Job, signal: AbortSignal): Promise<Composite | null>
  onLanded(job: Job, result: JobResult): void
  onPlaceFailed(job: Job, result: JobResult, error: ErrorReport): void
  onFailed(job: Job, error: ErrorReport): void
  onEnded(job: Job): void
}

/** Where requests go: this user's own address for the service, else the service's. Without a trailing slash. */
export const baseURLOf = (settings: Settings, provider: Pick<Provider, 'id' | 'defaultBaseURL'>): string =>
  (settings.endpoints[provider.id]?.trim() || provider.defaultBaseURL).replace(/\/+$/, '')

/** What a key is bound to. A text that is no URL is its own origin, so that no key ever fits it by chance. */
export function originOf(baseURL: string): string {
  const known = origins.get(baseURL)
  if (known !== undefined) return known
  let origin = baseURL
  try {
    origin = new URL(baseURL).origin
  } catch {
    // not a URL: the request will fail with its own reason
  }
  if (origins.size > 50) origins.clear()
  origins.set(baseURL, origin)
  return origin
}
/** The window asks for the same few many times a run. */
const origins = new Map<string, string>()
