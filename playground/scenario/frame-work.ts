// Counts the work of the browser and of workers that is under way in a frame. Sent to the browser as text, before the frame's own scripts.

export type FrameWork = {
  busy: number
  /** Grows with everything that happens. */
  seen: number
}
declare global {
  interface Window { inlayWork?: FrameWork }
}

/** Self-contained. */
export function countWork(): void {
  const work: FrameWork = { busy: 0, seen: 0 }
  window.inlayWork = work
  const begin = (): void => { work.busy += 1 }
  const end = (): void => { work.busy -= 1; work.seen += 1 }

  const counted = (owner: object, name: string): void => {
    const known = owner as Record<string, ((...args: unknown[]) => Promise<unknown>) | undefined>
    const original = known[name]
    if (!original) return
    known[name] = function (this: unknown, ...args: unknown[]) {
      begin()
      const result = original.apply(this, args)
      result.then(end, end)
      return result
    }
  }
  counted(window, 'createImageBitmap')
  const { scheduler } = window as { scheduler?: object }
  if (scheduler) counted(scheduler, 'postTask')
  counted(HTMLImageElement.prototype, 'decode')
  counted(OffscreenCanvas.prototype, 'convertToBlob')
  for (const name of ['arrayBuffer', 'text']) counted(Blob.prototype, name)
  if (window.crypto.subtle) counted(SubtleCrypto.prototype, 'digest')
  const toBlob = HTMLCanvasElement.prototype.toBlob
  HTMLCanvasElement.prototype.toBlob = function (callback, ...rest) {
    begin()
    toBlob.call(this, (blob) => { end(); callback(blob) }, ...rest)
  }

  /** Busy until it says that it is ready, and from an order to its answer; messages of the kind "stage" are none. */
  window.Worker = class extends window.Worker {
    readonly #over: (answers: number) => void
    readonly #ordered: () => void
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options)
      let open = 0
      this.#ordered = () => { open += 1; begin() }
      this.#over = (answers) => { for (let left = Math.min(answers, open); left > 0; left -= 1) { open -= 1; end() } }
      this.#ordered()
      this.addEventListener('message', ({ data }: MessageEvent<{ kind?: unknown } | null>) => { if (data?.kind !== 'stage') this.#over(1) })
      this.addEventListener('error', () => this.#over(open))
    }
    override postMessage(message: unknown, options?: Transferable[] | StructuredSerializeOptions): void {
      this.#ordered()
      super.postMessage(message, options as Transferable[])
    }
    override terminate(): void {
      this.#over(Infinity)
      super.terminate()
    }
  }
}
