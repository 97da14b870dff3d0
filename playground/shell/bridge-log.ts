// What crosses between sandbox and window, for scenarios: messages with bytes as length and SHA-256, jobs as last told, asks without an answer.
import type { JobRecord } from '../../src/shared/protocol.ts'

/** `timeMs` as performance.now(). */
export type BridgeMessage = { timeMs: number; direction: 'to-ui' | 'to-sandbox'; message: unknown }
type Envelope = { kind?: string; id?: string; type?: string; body?: unknown }

export class BridgeLog {
  readonly messages: BridgeMessage[] = []
  readonly #jobs = new Map<string, JobRecord>()
  readonly #asks = new Set<string>()
  #digests: Promise<void>[] = []
  /** Keeps every message; otherwise only jobs and open asks. */
  keepMessages = false

  add(direction: BridgeMessage['direction'], message: unknown): void {
    if (this.keepMessages) this.messages.push({ timeMs: performance.now(), direction, message: this.#summary(message) })
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
  /** Resolves when the digests of all bytes are there. */
  async settled(): Promise<void> { await Promise.all(this.#digests.splice(0)) }

  #summary(value: unknown): unknown {
    if (value instanceof Uint8Array) return this.#bytesSummary(value)
    if (Array.isArray(value)) return value.map((inner) => this.#summary(inner))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.#summary(inner)]))
  }
  #bytesSummary(bytes: Uint8Array): { bytes: number; sha256: string } {
    const told = { bytes: bytes.length, sha256: '' }
    this.#digests.push(crypto.subtle.digest('SHA-256', bytes.slice()).then((digest) => { told.sha256 = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('') }))
    return told
  }
}
