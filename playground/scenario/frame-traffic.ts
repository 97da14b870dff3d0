// What virtual time waits for beside work: frames to be drawn, requests and messages on their way. Sent to the browser as text, after frame-time.ts and before the frame's own scripts.

/** Self-contained. Needs window.inlayTime. */
export function watchTraffic(): void {
  const { work } = window.inlayTime!
  const begin = (): void => { work.busy += 1 }
  const end = (): void => { work.busy -= 1; work.seen += 1 }

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
