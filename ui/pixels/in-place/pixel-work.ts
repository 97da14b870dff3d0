// Pixel work off the window's thread: blob worker, else data-URL worker, else in steps on the thread (figma-platform.md 1.3).
import { fromErrorReport, PluginError } from '../../../src/shared/errors'
import type { AlphaOrder, CutOutOrder, EncodedCutOut, Ground, GroundOrder } from '../cut-out/cut-out-order'
import type { EncodedExpand, FinishExpandOrder, PreparedExpandPicture, PrepareExpandOrder } from '../expand/expand-order'
import type { WorkStage } from './encoded'
import { openWorker, type WorkerCode, type WorkerLike, type WorkHost } from './open-worker'
import type { SentSource } from './source'
import { scriptToFunction, startOnThread } from './thread-worker'
import { buffersOf, copyOrder, type Coverage, type EncodedEdit, type EncodedRequest, type EncodedUpscale, type EncodedWhole, type FinishOrder, type FinishWholeOrder, type MasksOrder, type PreparedWhole, type PrepareOrder, type PrepareWholeOrder, type Preview, type PreviewOrder, type UpscaleOrder, type WorkAnswer, type WorkOrder, type WorkResult } from './work-order'

export type { WorkerLike, WorkHost } from './open-worker'

type WorkOptions = {
  signal?: AbortSignal
  onStage?(stage: WorkStage): void
  /** Hands the order's buffers over instead of copying them (64 MB at 4096 px): they are empty afterwards. Default false. */
  give?: boolean
}

/**
 * Orders run one after another. None mutates what it is given. `signal` ends the work at once and rejects with its reason.
 * The last encoded source is remembered by its key: later orders with that key neither send nor decode it again.
 * All raise pixels.decode-failed, pixels.too-large, pixels.encode-failed, pixels.out-of-memory.
 */
export type PixelWork = {
  /** What is sent to the model, encoded. */
  prepare(order: Omit<PrepareOrder, 'kind'>, options?: WorkOptions): Promise<EncodedRequest>
  /** The model's answer stitched into the source, encoded. Raises pixels.extent-mismatch. */
  finish(order: Omit<FinishOrder, 'kind'>, options?: WorkOptions): Promise<EncodedEdit>
  /** Decodes a source once for all later orders, and gives a small copy. */
  preview(order: Omit<PreviewOrder, 'kind'>, options?: WorkOptions): Promise<Preview>
  /** Raises pixels.decode-failed. */
  coverageOf(order: Omit<MasksOrder, 'kind'>, options?: WorkOptions): Promise<Coverage>
  prepareWhole(order: Omit<PrepareWholeOrder, 'kind'>, options?: WorkOptions): Promise<PreparedWhole>
  finishWhole(order: Omit<FinishWholeOrder, 'kind'>, options?: WorkOptions): Promise<EncodedWhole>
  prepareExpand(order: Omit<PrepareExpandOrder, 'kind'>, options?: WorkOptions): Promise<PreparedExpandPicture>
  /** Raises pixels.extent-mismatch when the plan is another picture's. */
  finishExpand(order: Omit<FinishExpandOrder, 'kind'>, options?: WorkOptions): Promise<EncodedExpand>
  /** Raises selection.unsupported for a tile of a picture with transparency. */
  upscale(order: Omit<UpscaleOrder, 'kind'>, options?: WorkOptions): Promise<EncodedUpscale>
  /** Raises request.invalid, mask.empty, pixels.extent-mismatch, provider.bad-response. */
  cutOut(order: Omit<CutOutOrder, 'kind'>, options?: WorkOptions): Promise<EncodedCutOut>
  groundOf(order: Omit<GroundOrder, 'kind'>, options?: WorkOptions): Promise<{ ground: Ground }>
  alphaOf(order: Omit<AlphaOrder, 'kind'>, options?: WorkOptions): Promise<Coverage>
  /** Ends the worker. */
  close(): void
}

/** The page's own workers. */
export const pageHost: WorkHost = {
  startWorker: (url) => new Worker(url),
  blobUrl: (code) => (typeof URL.createObjectURL === 'function' ? URL.createObjectURL(new Blob([code], { type: 'text/javascript' })) : null),
  revoke: (url) => URL.revokeObjectURL(url),
  startHere: (code) => startOnThread(scriptToFunction(code)),
}

/** A started worker; `held`: the source that it remembers. */
type Bench = { worker: WorkerLike; here: boolean; held: string | null }

/** `code`: of worker.ts. The worker starts with the first order. */
export function startPixelWork(code: WorkerCode, host: WorkHost = pageHost): PixelWork {
  let starting: Promise<Bench> | null = null
  let last: Promise<unknown> = Promise.resolve()

  const run = async (order: WorkOrder, { signal, onStage, give = false }: WorkOptions): Promise<WorkResult> => {
    signal?.throwIfAborted()
    const bench = await (starting ??= openWorker(code, host).then((opened) => ({ ...opened, held: null })))
    signal?.throwIfAborted()
    const end = (): void => {
      bench.worker.terminate()
      starting = null
    }
    const post = (sent: WorkOrder<SentSource>): Promise<WorkResult> => ask(bench.worker, give || bench.here ? sent : copyOrder(sent), signal, onStage, end)
    if (order.kind === 'masks' || !('key' in order.source)) return post(order)
    const { key } = order.source
    const sent: WorkOrder<SentSource> = key === bench.held ? { ...order, source: { ...order.source, bytes: null } } : order
    bench.held = null // until the worker has it for sure
    const result = await post(sent)
    bench.held = key
    return result
  }
  const inTurn = (order: WorkOrder, options: WorkOptions = {}): Promise<WorkResult> => {
    const next = last.then(() => run(order, options))
    last = next.catch(() => null)
    return next
  }
  return {
    prepare: (order, options) => inTurn({ ...order, kind: 'prepare' }, options) as Promise<EncodedRequest>,
    finish: (order, options) => inTurn({ ...order, kind: 'finish' }, options) as Promise<EncodedEdit>,
    preview: (order, options) => inTurn({ ...order, kind: 'preview' }, options) as Promise<Preview>,
    coverageOf: (order, options) => inTurn({ ...order, kind: 'masks' }, options) as Promise<Coverage>,
    prepareWhole: (order, options) => inTurn({ ...order, kind: 'prepare-whole' }, options) as Promise<PreparedWhole>,
    finishWhole: (order, options) => inTurn({ ...order, kind: 'finish-whole' }, options) as Promise<EncodedWhole>,
    prepareExpand: (order, options) => inTurn({ ...order, kind: 'prepare-expand' }, options) as Promise<PreparedExpandPicture>,
    finishExpand: (order, options) => inTurn({ ...order, kind: 'finish-expand' }, options) as Promise<EncodedExpand>,
    upscale: (order, options) => inTurn({ ...order, kind: 'upscale' }, options) as Promise<EncodedUpscale>,
    cutOut: (order, options) => inTurn({ ...order, kind: 'cut-out' }, options) as Promise<EncodedCutOut>,
    groundOf: (order, options) => inTurn({ ...order, kind: 'ground' }, options) as Promise<{ ground: Ground }>,
    alphaOf: (order, options) => inTurn({ ...order, kind: 'alpha' }, options) as Promise<Coverage>,
    close() {
      void starting?.then(({ worker }) => worker.terminate())
      starting = null
    },
  }
}

function ask(open: WorkerLike, order: WorkOrder<SentSource>, signal: AbortSignal | undefined, onStage: WorkOptions['onStage'], end: () => void): Promise<WorkResult> {
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
