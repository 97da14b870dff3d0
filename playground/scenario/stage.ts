// What a step may use.
import type { Frame, Page } from 'playwright-core'
import type { LocalServer } from '../server/index'
import type { Clock } from './clock'
import type { Panel } from './controls'
import type { Shot } from './outputs'
import type { Prepared } from './prepare'
import type { RecordingProxy } from './recording-proxy'

export type ConsoleLine = { realm: 'sandbox' | 'window' | 'host'; level: string; text: string }

export type Stage = {
  prepared: Prepared
  page: Page
  panel: Panel
  clock: Clock
  proxy: RecordingProxy
  server: LocalServer
  outDir: string
  /** Opens the plugin when no step has done so yet. */
  ensureOpen(): Promise<void>
  openPlugin(command: string | null, on: string | null): Promise<void>
  /** Keeps pictures that would go with the window or the document. */
  keepPictures(): Promise<unknown>
  /** By SHA-256. */
  pictures: Map<string, Uint8Array>
  /** Those of the document, by their hash there; and how many blobs of each frame were kept. */
  imagesKept: Map<string, Uint8Array>
  blobsSeen: WeakMap<Frame, number>
  /** The outputs hold a picture of every node. */
  picturesNodes: boolean
  /** The document or the selection changed and the window may not know yet. */
  stale: boolean
  shots: Shot[]
  reads: Record<string, string>
  dumps: Record<string, { document: unknown; storage: Record<string, unknown> }>
  notes: string[]
  console: ConsoleLine[]
  onShot: ((name: string, frame: Frame | null) => Promise<void>) | undefined
}

/** The sentence inside an error of the page or of the browser's driver. */
export const plainMessage = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error)
  return text.replace(/^[a-zA-Z]+\.[a-zA-Z]+: /, '').replace(/^(?:Uncaught )?Error: /, '').split(/\n\s+at |\nCall log:/)[0]!.trim()
}
