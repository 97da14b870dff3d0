// Counts what is under way in a frame while virtual time stands still. Sent to the browser as text, after frame-time.ts and before the frame's own scripts.
/** Self-contained. Needs window.inlayTime. */
export function watchWork(): void {
  const { work } = window.inlayTime!
  const begin = (): void => { work.busy += 1 }
  const end = (): void => { work.busy -= 1; work.seen += 1 }

  /** Work that the browser does beside the script takes no time, but must end before time goes on. */
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

  // Frames: an effect of the window that waits for the next one is still to come; a loop of frames is none.
  const realFrame = window.requestAnimationFrame.bind(window), realCancel = window.cancelAnimationFrame.bind(window)
  const frames = new Set<number>()
  let running: FrameRequestCallback | null = null
  window.requestAnimationFrame = (callback) => {
    const loops = running === callback
    const id = realFrame((time) => {
      if (frames.delete(id)) end()
      running = callback
      try {
        callback(time)
      } finally {
        running = null
      }
    })
    if (!loops) {
      frames.add(id)
      begin()
    }
    return id
  }
  window.cancelAnimationFrame = (id) => {
    if (frames.delete(id)) end()
    realCancel(id)
  }

  const realFetch = window.fetch.bind(window)
  let turn: Promise<unknown> = Promise.resolve(), underWay: { before: number; gone(): void } | null = null
  /** One after the other, so that requests reach a service in the order in which they were sent. */
  const inOrder = (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const mine = turn
    let gone = (): void => undefined
    turn = new Promise<void>((resolve) => { gone = resolve })
    return mine.then(() => {
      const sent = realFetch(input, init)
      underWay = { before: work.requests, gone }
      sent.then(gone, gone)
      return sent
    })
  }
  window.fetch = (input, init) => {
    work.sending += 1
    const done = (): void => { work.sending -= 1; work.seen += 1 }
    const answer = window === window.top ? realFetch(input, init) : inOrder(input, init)
    answer.then(done, done)
    return answer
  }
  let requests = 0
  Object.defineProperty(work, 'requests', {
    get: () => requests,
    set: (value: number) => {
      requests = value
      if (underWay && requests > underWay.before) underWay.gone()
    },
  })

  addEventListener('message', () => { work.seen += 1 }, true)
  if (window === window.top) return

  // Messages between the plugin's window and the page, which counts its own: what one has posted and the other has not heard yet is on its way.
  const told = (data: unknown): boolean => typeof data === 'object' && data !== null && ('pluginMessage' in data || 'pluginDrop' in data)
  addEventListener('message', ({ data }) => { if (told(data)) work.heard += 1 }, true)
  const realParent = window.parent, source = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'source')!
  const parent = {
    postMessage(data: unknown, targetOrigin: string) {
      if (told(data)) work.posted += 1
      realParent.postMessage(data, targetOrigin)
    },
  }
  Object.defineProperty(window, 'parent', { value: parent })
  Object.defineProperty(MessageEvent.prototype, 'source', {
    get(this: MessageEvent) {
      const real = source.get!.call(this) as unknown
      return real === realParent ? parent : real
    },
  })
}
