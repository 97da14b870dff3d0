// Reads the words of pictures on the device: downloads what it needs once, then works off the window's thread.
import { PluginError } from '../../../src/shared/errors'
import { openWorker, type WorkerCode, type WorkerLike, type WorkHost } from '../../pixels/in-place/open-worker'
import type { AssetLoader, LoadOptions } from '../load-asset'
import { readerAssets, readerBytes } from './reader-assets'
import type { Pixels } from '../../pixels/in-place/pixels'
import type { ReadLine } from './read-words'
import type { ReadAnswer, ReadingAssets, ReadOrder } from './serve-reading'

/** Longer side of what the detector sees, px; when a text was not found, a closer look may find it. */
export const looks = { usual: 960, closer: 1536 } as const

export type Reader = {
  /** False where the window forbids WebAssembly: nothing is downloaded then. */
  possible(): boolean
  /** Downloads what is missing and starts the reader; at once when it has. Raises network.*, storage.corrupt, provider.unavailable, pixels.out-of-memory, internal. */
  open(options: LoadOptions): Promise<void>
  /** Lines of a picture, boxes in its px. Needs `open`. Pictures are read one after another. Raises internal, pixels.out-of-memory. */
  read(pixels: Pixels, options: { longestPx: number; signal: AbortSignal }): Promise<ReadLine[]>
  close(): void
}

type Deps = { loader: AssetLoader; code: WorkerCode; host: WorkHost; /** Compiles the smallest module; raises where that is forbidden. */ tryWasm(): void }

export function createReader({ loader, code, host, tryWasm }: Deps): Reader {
  let opening: Promise<WorkerLike> | null = null, last: Promise<unknown> = Promise.resolve()

  async function load({ signal, onProgress }: LoadOptions): Promise<ReadingAssets> {
    const done: Record<string, number> = {}
    const parts = Object.entries(readerAssets).map(async ([name, asset]) => {
      const bytes = await loader.load(asset, { signal, onProgress: (ratio) => {
        done[name] = ratio * asset.bytes
        onProgress?.(Object.values(done).reduce((sum, part) => sum + part, 0) / readerBytes)
      } })
      return [name, bytes] as const
    })
    return Object.fromEntries(await Promise.all(parts)) as ReadingAssets
  }
  async function start(options: LoadOptions): Promise<WorkerLike> {
    const assets = await load(options), { worker } = await openWorker(code, host)
    const answer = await ask(worker, { kind: 'open', assets }, options.signal)
    if (answer.kind === 'opened') return worker
    worker.terminate()
    throw answer.kind === 'failed' ? new PluginError('internal', 'The text reader could not be started.', { hint: answer.message }) : new PluginError('internal', 'The text reader could not be started.')
  }

  return {
    possible() {
      try {
        tryWasm()
        return true
      } catch {
        return false // the window's policy: WebAssembly is refused
      }
    },
    async open(options) {
      opening ??= start(options).catch((error: unknown) => {
        opening = null
        throw error
      })
      await opening
    },
    read(pixels, { longestPx, signal }) {
      const turn = last.then(async (): Promise<ReadLine[]> => {
        signal.throwIfAborted()
        if (!opening) throw new PluginError('internal', 'The text reader was not started.')
        const answer = await ask(await opening, { kind: 'read', pixels, longestPx }, signal)
        if (answer.kind === 'read') return answer.lines
        throw new PluginError('internal', 'The words of this picture could not be read.', { hint: answer.kind === 'failed' ? answer.message : '' })
      })
      last = turn.catch(() => null)
      return turn
    },
    close() {
      void opening?.then((worker) => worker.terminate(), () => undefined)
      opening = null
    },
  }
}

/** The answer that follows; an abort stops waiting, not the worker. */
function ask(worker: WorkerLike, order: ReadOrder, signal: AbortSignal): Promise<ReadAnswer> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void): void => {
      worker.removeEventListener('message', heard)
      worker.removeEventListener('error', broke)
      signal.removeEventListener('abort', stop)
      settle()
    }
    const heard = (event: Event): void => finish(() => resolve((event as MessageEvent<ReadAnswer>).data))
    const broke = (event: Event): void => finish(() => reject(new PluginError('pixels.out-of-memory', 'There is not enough memory to read words.', { hint: 'message' in event && typeof event.message === 'string' ? event.message : '' })))
    const stop = (): void => finish(() => reject(signal.reason as Error))
    worker.addEventListener('message', heard)
    worker.addEventListener('error', broke)
    signal.addEventListener('abort', stop)
    worker.postMessage(order)
  })
}
