// Ask, reply, notify and cancel over a two-method port (design D4). Both realms; knows neither Figma nor the DOM.
import * as z from 'zod/mini'
import { errorReport } from './error-report'
import { fromErrorReport, PluginError, toErrorReport } from './errors'
import { protocolVersion } from './protocol'

/** The transport. Messages are plain values and Uint8Array; they are copied, and may come late, out of order or not at all. */
export type Port = { post(message: unknown): void; onMessage(listener: (message: unknown) => void): () => void }

/** Only what the channel needs of an AbortSignal: the sandbox has no such class. */
export type CancelSignal = { readonly aborted: boolean; addEventListener(type: 'abort', listener: () => void): void; removeEventListener(type: 'abort', listener: () => void): void }

type Schema = z.ZodMiniType
type AskSchemas = Record<string, { readonly body: Schema; readonly reply: Schema; readonly timeoutMs: number }>
type NoticeSchemas = Record<string, Schema>
type BodyOf<S extends AskSchemas, K extends keyof S> = z.infer<S[K]['body']>
type ReplyOf<S extends AskSchemas, K extends keyof S> = z.infer<S[K]['reply']>

/** Handed to a handler: after each wait it asks `cancelled()` and stops when true; its answer is dropped then. */
export type AskContext = { cancelled(): boolean }
export type Handlers<S extends AskSchemas> = { [K in keyof S]: (body: BodyOf<S, K>, context: AskContext) => Promise<ReplyOf<S, K>> | ReplyOf<S, K> }
export type Listeners<S extends NoticeSchemas> = { [K in keyof S]: (body: z.infer<S[K]>) => void }

export type Timers = { set(run: () => void, ms: number): number; clear(id: number): void }

export type ChannelOptions<Out extends AskSchemas, In extends AskSchemas, OutNotice extends NoticeSchemas, InNotice extends NoticeSchemas> = {
  port: Port
  /** Distinguishes the two ends and sessions; ids are this plus a counter. */
  prefix: string
  asks: Out
  notices: OutNotice
  handled: In
  heard: InNotice
  handlers: Handlers<In>
  listeners: Listeners<InNotice>
  timers: Timers
  /** Told of messages that could not be understood or answered; never throws. */
  onProblem?(error: PluginError): void
}

const envelope = z.object({ v: z.number(), kind: z.enum(['ask', 'reply', 'fail', 'notify', 'cancel']), id: z.string(), type: z.string(), body: z.unknown() })

const reopen = { kind: 'reopen', label: 'Close and reopen Inlay' } as const
const misunderstood = (hint: string): PluginError =>
  new PluginError('protocol.invalid', 'The two halves of Inlay do not understand each other.', { hint, actions: [reopen] })

const invalid = (type: string, { issues: [issue] }: z.core.$ZodError): PluginError =>
  misunderstood(`${type}${issue ? `: ${issue.path.join('.') || 'body'}, ${issue.message}` : ''}`)

/**
 * One end of the bridge. `ask` resolves with the parsed reply or rejects with a PluginError:
 * protocol.timeout, protocol.invalid, protocol.closed, or whatever the other side reported.
 * An abort rejects at once with an AbortError-named error and sends `cancel`.
 */
export function createChannel<Out extends AskSchemas, In extends AskSchemas, OutNotice extends NoticeSchemas, InNotice extends NoticeSchemas>(
  options: ChannelOptions<Out, In, OutNotice, InNotice>,
) {
  const { port, timers } = options
  type Pending = { type: string; settle(): void; resolve(value: unknown): void; reject(error: Error): void }
  const pending = new Map<string, Pending>()
  const running = new Map<string, { cancelled: boolean }>()
  let counter = 0
  let closed = false
  const counts = { late: 0, invalid: 0 }

  const post = (kind: 'ask' | 'reply' | 'fail' | 'notify' | 'cancel', id: string, type: string, body: unknown): void => {
    if (!closed) port.post({ v: protocolVersion, kind, id, type, body })
  }
  const problem = (error: PluginError): void => {
    counts.invalid += 1
    options.onProblem?.(error)
  }

  async function answer(id: string, type: string, body: unknown): Promise<void> {
    const schemas = options.handled[type]
    const handler = options.handlers[type]
    if (!schemas || !handler) {
      const error = misunderstood(`unknown message ${type.slice(0, 60)}`)
      problem(error)
      return post('fail', id, type, toErrorReport(error))
    }
    const parsed = schemas.body.safeParse(body)
    if (!parsed.success) {
      const error = invalid(type, parsed.error)
      problem(error)
      return post('fail', id, type, toErrorReport(error))
    }
    const job = { cancelled: false }
    running.set(id, job)
    try {
      const reply = await handler(parsed.data as never, { cancelled: () => job.cancelled || closed })
      if (!job.cancelled) post('reply', id, type, reply)
    } catch (error) {
      if (!job.cancelled) post('fail', id, type, toErrorReport(error))
    } finally {
      running.delete(id)
    }
  }

  function receive(message: unknown): void {
    if (closed) return
    const parsed = envelope.safeParse(message)
    if (!parsed.success) return // somebody else's message: Figma's own and other tools share the window
    const { v, kind, id, type, body } = parsed.data
    if (v !== protocolVersion) {
      const error = new PluginError('protocol.version', 'Inlay was updated while it was open.', { hint: 'Close and reopen the plugin.', actions: [reopen] })
      problem(error)
      const waiting = pending.get(id)
      if (waiting) { waiting.settle(); waiting.reject(error) } else if (kind === 'ask') port.post({ v, kind: 'fail', id, type, body: toErrorReport(error) })
      return
    }
    if (kind === 'ask') return void answer(id, type, body)
    if (kind === 'cancel') {
      const job = running.get(id)
      if (job) job.cancelled = true
      return
    }
    if (kind === 'notify') {
      const schema = options.heard[type]
      const result = schema?.safeParse(body)
      if (!schema || !result) return problem(misunderstood(`unknown notice ${type.slice(0, 60)}`))
      if (!result.success) return problem(invalid(type, result.error))
      options.listeners[type]?.(result.data as never)
      return
    }
    const waiting = pending.get(id)
    if (!waiting) { counts.late += 1; return }
    waiting.settle()
    if (kind === 'fail') {
      const report = errorReport.safeParse(body)
      return waiting.reject(report.success ? fromErrorReport(report.data) : invalid(`${type} (failure)`, report.error))
    }
    const reply = options.asks[waiting.type]!.reply.safeParse(body)
    if (reply.success) return waiting.resolve(reply.data)
    const error = invalid(`${type} (reply)`, reply.error)
    problem(error)
    waiting.reject(error)
  }

  const stopListening = port.onMessage(receive)

  return {
    ask<K extends keyof Out & string>(type: K, body: BodyOf<Out, K>, { signal }: { signal?: CancelSignal } = {}): Promise<ReplyOf<Out, K>> {
      return new Promise((resolve, reject) => {
        if (closed) return reject(closedError())
        if (signal?.aborted) return reject(abortError())
        const checked = options.asks[type]!.body.safeParse(body)
        if (!checked.success) return reject(invalid(type, checked.error))
        const id = `${options.prefix}${(counter += 1)}`
        const timer = timers.set(() => {
          entry.settle()
          post('cancel', id, type, null)
          reject(new PluginError('protocol.timeout', 'Figma did not answer in time.', { hint: type, retryable: true, actions: [{ kind: 'retry', label: 'Try again' }] }))
        }, options.asks[type]!.timeoutMs)
        const onAbort = (): void => {
          entry.settle()
          post('cancel', id, type, null)
          reject(abortError())
        }
        const entry: Pending = {
          type, resolve: resolve as (value: unknown) => void, reject,
          settle() {
            pending.delete(id)
            timers.clear(timer)
            signal?.removeEventListener('abort', onAbort)
          },
        }
        pending.set(id, entry)
        signal?.addEventListener('abort', onAbort)
        post('ask', id, type, checked.data)
      })
    },
    notify<K extends keyof OutNotice & string>(type: K, body: z.infer<OutNotice[K]>): void {
      post('notify', '', type, body)
    },
    /** Rejects every open ask with protocol.closed and stops listening. Safe to call twice. */
    close(): void {
      if (closed) return
      closed = true
      stopListening()
      for (const entry of [...pending.values()]) { entry.settle(); entry.reject(closedError()) }
      for (const job of running.values()) job.cancelled = true
    },
    /** Figures for tests and for the scenario runner's "idle". */
    stats: () => ({ open: pending.size, answering: running.size, late: counts.late, invalid: counts.invalid }),
  }
}

const closedError = (): PluginError => new PluginError('protocol.closed', 'Inlay was closed.', { actions: [{ kind: 'reopen', label: 'Reopen Inlay' }] })

/** Named as the platform's own, so that callers tell a cancel from a failure by `name`. The sandbox has no DOMException. */
export function abortError(): Error {
  const error = new Error('Cancelled')
  error.name = 'AbortError'
  return error
}
export const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError'
