// Pixel work off the window's thread: blob worker, else data-URL worker, else in steps on the thread (figma-platform.md 1.3).
import { fromErrorReport, PluginError } from '../../../src/shared/errors'
import type { FinishedEdit } from './finish-edit'
import type { PreparedEdit } from './prepare-edit'
import { buffersOf, copyOrder, runWork, type FinishOrder, type PrepareOrder, type WorkAnswer, type WorkOrder, type WorkResult, type WorkStage } from './work-order'

type WorkOptions = {
  signal?: AbortSignal
  onStage?(stage: WorkStage): void
  /** Hands the order's buffers over instead of copying them (64 MB at 4096 px): they are empty afterwards. Default false. */
  give?: boolean
}

/** Orders run one after another. None mutates what it is given. `signal` ends the work at once and rejects with its reason. */
export type PixelWork = {
  /** Raises pixels.out-of-memory. */
  prepare(order: Omit<PrepareOrder, 'kind'>, options?: WorkOptions): Promise<PreparedEdit>
  /** Raises pixels.extent-mismatch, pixels.out-of-memory. */
  finish(order: Omit<FinishOrder, 'kind'>, options?: WorkOptions): Promise<FinishedEdit>
  /** Ends the worker. */
  close(): void
}

export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener' | 'removeEventListener'>

export type WorkHost = {
  /** Starts a worker from a URL; raises or fires `error` where the page's policy refuses it. */
  startWorker(url: string): WorkerLike
  /** Null where blobs have no URLs. */
  blobUrl(code: string): string | null
  revoke(url: string): void
  /** Lets the window draw. */
  pause(): Promise<void>
}

/** The page's own workers. */
export const pageHost: WorkHost = {
  startWorker: (url) => new Worker(url),
  blobUrl: (code) => (typeof URL.createObjectURL === 'function' ? URL.createObjectURL(new Blob([code], { type: 'text/javascript' })) : null),
  revoke: (url) => URL.revokeObjectURL(url),
  pause: () => new Promise((done) => setTimeout(done, 0)),
}

/** `code`: the text of worker.ts. The worker starts with the first order. */
export function startPixelWork(code: string, host: WorkHost = pageHost): PixelWork {
  let starting: Promise<WorkerLike | null> | null = null
  let last: Promise<unknown> = Promise.resolve()
  const worker = (): Promise<WorkerLike | null> => (starting ??= openWorker(code, host))

  const run = async (order: WorkOrder, { signal, onStage, give = false }: WorkOptions): Promise<WorkResult> => {
    signal?.throwIfAborted()
    const open = await worker()
    signal?.throwIfAborted()
    if (!open) return runHere(order, host, signal, onStage)
    const ended = (): void => {
      open.terminate()
      starting = null
    }
    return ask(open, give ? order : copyOrder(order), signal, onStage, ended)
  }
  const inTurn = (order: WorkOrder, options: WorkOptions = {}): Promise<WorkResult> => {
    const next = last.then(() => run(order, options))
    last = next.catch(() => null)
    return next
  }
  return {
    prepare: (order, options) => inTurn({ ...order, kind: 'prepare' }, options) as Promise<PreparedEdit>,
    finish: (order, options) => inTurn({ ...order, kind: 'finish' }, options) as Promise<FinishedEdit>,
    close() {
      void starting?.then((open) => open?.terminate())
      starting = null
    },
  }
}

async function openWorker(code: string, host: WorkHost): Promise<WorkerLike | null> {
  const blob = host.blobUrl(code)
  for (const url of [blob, `data:text/javascript;charset=utf-8,${encodeURIComponent(code)}`]) {
    const open = url && (await greeted(url, host))
    if (url && url === blob) host.revoke(url)
    if (open) return open
  }
  return null
}

/** Null when the page refuses the worker. */
function greeted(url: string, host: WorkHost): Promise<WorkerLike | null> {
  return new Promise((resolve) => {
    let open: WorkerLike
    try {
      open = host.startWorker(url)
    } catch {
      resolve(null)
      return
    }
    const settle = (result: WorkerLike | null): void => {
      open.removeEventListener('message', ready)
      open.removeEventListener('error', refused)
      if (!result) open.terminate()
      resolve(result)
    }
    const ready = (): void => settle(open)
    const refused = (event: Event): void => {
      event.preventDefault()
      settle(null)
    }
    open.addEventListener('message', ready)
    open.addEventListener('error', refused)
  })
}

function ask(open: WorkerLike, order: WorkOrder, signal: AbortSignal | undefined, onStage: WorkOptions['onStage'], end: () => void): Promise<WorkResult> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void): void => {
      open.removeEventListener('message', heard)
      open.removeEventListener('error', broke)
      signal?.removeEventListener('abort', stop)
      settle()
    }
    const heard = (event: Event): void => {
      const answer = (event as MessageEvent<WorkAnswer>).data
      if (answer.kind === 'stage') onStage?.(answer.stage)
      if (answer.kind === 'done') finish(() => resolve(answer.result))
      if (answer.kind === 'failed') finish(() => reject(fromErrorReport(answer.report)))
    }
    const broke = (event: Event): void => {
      end()
      const text = 'message' in event && typeof event.message === 'string' ? event.message : 'the worker ended'
      finish(() => reject(new PluginError('pixels.out-of-memory', 'There is not enough memory for this picture.', { hint: text })))
    }
    const stop = (): void => {
      end()
      finish(() => reject(signal!.reason))
    }
    open.addEventListener('message', heard)
    open.addEventListener('error', broke)
    signal?.addEventListener('abort', stop)
    open.postMessage(order, buffersOf(order))
  })
}

async function runHere(order: WorkOrder, host: WorkHost, signal: AbortSignal | undefined, onStage: WorkOptions['onStage']): Promise<WorkResult> {
  const steps = runWork(order)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    onStage?.(step.value)
    await host.pause()
    signal?.throwIfAborted()
  }
}
