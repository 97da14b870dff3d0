// One run of one request, and the run it belongs to. Held by the store; the record that crosses the bridge is `jobRecord` of the protocol.
import type { ErrorReport } from '../../src/shared/errors'
import type { PlacedAs, PlacementOutcome, PlacementPlan } from '../../src/shared/placement'
import type { Usage } from '../providers/provider'
import type { ExpectedText } from '../words/text-draft'
import type { Composed } from './composite'
import type { ImageRequest } from './request'

export type JobState = 'queued' | 'preparing' | 'running' | 'compositing' | 'placing' | 'done' | 'failed' | 'cancelled'
export const endStates: readonly JobState[] = ['done', 'failed', 'cancelled']

export type Estimate = { low: number; high: number; exact: boolean }

export type JobResult = {
  /** jobId + index; also what a drag to the canvas carries. */
  key: string
  index: number
  /** As the service sent them: what is saved and copied. Empty while only the document holds them (`kept`). */
  bytes: Uint8Array
  mime: string
  widthPx: number
  heightPx: number
  /** Lower-case hex. */
  sha256: string
  /** Set while the bytes are only in the document: it has landed, and `url` shows a small copy. */
  kept?: { imageHash: string; bytes: number } | null
  /** Image hash under which the file has it while it waits to be placed. */
  waitsAs?: string | null
  /** Object URL for showing; revoked when the job is dropped. */
  url: string
  revisedPrompt: string | null
  /** Of an in-place edit: what is placed, shown and saved instead of the service's own bytes. */
  composed: (Composed & { url: string; differenceUrl: string | null }) | null
  placed: PlacedAs
  outcome: PlacementOutcome | null
  /** Why placing failed, when it did; the bytes are still here. */
  placeError: ErrorReport | null
}

export type Job = {
  id: string
  runId: string
  request: ImageRequest
  /** '' where no service is asked: the picture is there already. */
  providerId: string
  /** Where the pictures of this job go, one plan per result index. */
  placements: PlacementPlan[]
  /** For the window: "Hero", or "the canvas". */
  targetName: string
  /** What the designer asked for, in words. */
  words: string
  /** Words that its pictures are to show. Left out: none. */
  letters?: readonly ExpectedText[]
  state: JobState
  /** Why it waits, in our queue or, while running, in the service's: "the service asked for it"; `waitSentence` of the queue makes the sentence. */
  waiting: { reason: string; untilMs: number | null } | null
  /** Newest partial picture's object URL. */
  partialUrl: string | null
  partials: number
  results: JobResult[]
  error: ErrorReport | null
  warnings: { code: string; message: string }[]
  estimate: Estimate | null
  usage: Usage | null
  actualUsd: number | null
  attempts: number
  queuedAt: number
  startedAt: number | null
  endedAt: number | null
  timingsMs: Record<string, number>
}

/** What is shown, saved and copied of a result: an edit's own picture, else what the service sent. */
export const pictureOf = (result: JobResult): { url: string; bytes: Uint8Array; mime: string; widthPx: number; heightPx: number } =>
  result.composed ? { ...result.composed.picture, url: result.composed.url } : result

export type Run = { id: string; toolId: string; prompt: string; modelId: string; /** Page that was open when it started; null before the first read. */ pageId: string | null; jobIds: string[]; startedAt: number; undone: boolean }
