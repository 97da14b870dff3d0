// What crosses between sandbox and window, for scenarios: messages with bytes as length and SHA-256, jobs as last told, asks without an answer.
import type { JobRecord } from '../../src/shared/protocol.ts'

export type BridgeMessage = { timeMs: number; direction: 'to-ui' | 'to-sandbox'; message: unknown }
type Envelope = { kind?: string; id?: string; type?: string; body?: unknown }

export class BridgeLog {
  readonly messages: BridgeMessage[] = []
  readonly #jobs = new Map<string, JobRecord>()
  readonly #asks = new Set<string>()
  readonly #started = performance.now()
  /** Keeps every message; otherwise only jobs and open asks. */
  keepMessages = false

  add(direction: BridgeMessage['direction'], message: unknown): void {
    if (this.keepMessages) this.messages.push({ timeMs: Math.round(performance.now() - this.#started), direction, message: summary(message) })
    const { kind, id, type, body } = (typeof message === 'object' && message !== null ? message : {}) as Envelope
    if (kind === 'ask' && id) this.#asks.add(id)
    if ((kind === 'reply' || kind === 'fail' || kind === 'cancel') && id) this.#asks.delete(id)
    const job = kind === 'notify' && type === 'job.changed' ? (body as { job?: JobRecord } | undefined)?.job : undefined
    if (job) this.#jobs.set(job.id, job)
  }
  /** A closed window answers nothing more. */
  forgetAsks(): void { this.#asks.clear() }
  get openAsks(): number { return this.#asks.size }
  jobs(): JobRecord[] { return [...this.#jobs.values()] }
}

function summary(value: unknown): unknown {
  if (value instanceof Uint8Array) return bytesSummary(value)
  if (Array.isArray(value)) return value.map(summary)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, summary(inner)]))
}

function bytesSummary(bytes: Uint8Array): { bytes: number; sha256: string } {
  const told = { bytes: bytes.length, sha256: '' }
  void crypto.subtle.digest('SHA-256', bytes.slice()).then((digest) => { told.sha256 = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('') })
  return told
}
