// Virtual time inside one frame: timers wait until they are told that their time has come. Sent to the browser as text, before the frame's own scripts.

export type FrameTime = {
  /** When the earliest timer is due, ms since the scenario began; null without timers. `busy`: work of the browser under way. `sending`: fetches without an answer. `seen`: grows with everything that happens. `requests`: how many reached the recording proxy so far. */
  look(requests: number): { next: number | null; busy: number; sending: number; seen: number }
  setNow(ms: number): void
  /** Runs the earliest timer that is due. */
  fire(): void
}
declare global {
  interface Window { inlayTime?: FrameTime }
}

/** `startMs`: ms since 1970 at which the scenario began. Self-contained. */
export function installFrameTime(startMs: number): void {
  type Timer = { due: number; order: number; run(): void }
  const timers = new Map<number, Timer>()
  const RealDate = Date
  const realTimeout = window.setTimeout.bind(window), realClear = window.clearTimeout.bind(window), realFrame = window.requestAnimationFrame.bind(window)
  // The browser's own ids are far below.
  let now = 0, lastId = 1_000_000_000, order = 0, busy = 0, sending = 0, seen = 0
  let loadedAt: number | null = null

  const add = (id: number, ms: number, run: () => void): void => {
    seen += 1
    timers.set(id, { due: now + ms, order: ++order, run })
  }
  const call = (handler: TimerHandler, args: unknown[]): void => {
    if (typeof handler === 'function') handler(...args)
  }
  const msOf = (ms: unknown): number => Math.max(0, Number(ms) || 0)
  window.setTimeout = ((handler: TimerHandler, ms?: number, ...args: unknown[]) => {
    // What only lets others go first takes no time.
    if (msOf(ms) < 1) return realTimeout(() => { seen += 1; call(handler, args) }, 0)
    const id = ++lastId
    add(id, msOf(ms), () => call(handler, args))
    return id
  }) as typeof window.setTimeout
  window.setInterval = ((handler: TimerHandler, ms?: number, ...args: unknown[]) => {
    const id = ++lastId, every = Math.max(1, msOf(ms))
    const run = (): void => {
      add(id, every, run)
      call(handler, args)
    }
    add(id, every, run)
    return id
  }) as typeof window.setInterval
  const clear = ((id?: number): void => {
    if (id === undefined) return
    seen += 1
    if (!timers.delete(id)) realClear(id)
  }) as typeof window.clearTimeout
  window.clearTimeout = clear
  window.clearInterval = clear

  window.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [startMs + now], newTarget) as object,
    apply: () => new RealDate(startMs + now).toString(),
    get: (target, key, receiver) => (key === 'now' ? () => startMs + now : (Reflect.get(target, key, receiver) as unknown)),
  })
  performance.now = () => now - (loadedAt ??= now)
  window.requestAnimationFrame = (callback) => realFrame(() => callback(performance.now()))

  /** Work that the browser does beside the script takes no time, but must end before time goes on. */
  const counted = (owner: object, name: string): void => {
    const known = owner as Record<string, ((...args: unknown[]) => Promise<unknown>) | undefined>
    const original = known[name]
    if (!original) return
    known[name] = function (this: unknown, ...args: unknown[]) {
      busy += 1
      const result = original.apply(this, args)
      const done = (): void => { busy -= 1; seen += 1 }
      result.then(done, done)
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
    busy += 1
    toBlob.call(this, (blob) => { busy -= 1; seen += 1; callback(blob) }, ...rest)
  }
  const realFetch = window.fetch.bind(window)
  let arrived = 0, turn: Promise<unknown> = Promise.resolve(), underWay: { before: number; gone(): void } | null = null
  /** One after the other, so that requests reach a service in the order in which they were sent. */
  const inOrder = (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const mine = turn
    let gone = (): void => undefined
    turn = new Promise<void>((resolve) => { gone = resolve })
    return mine.then(() => {
      const sent = realFetch(input, init)
      underWay = { before: arrived, gone }
      sent.then(gone, gone)
      return sent
    })
  }
  window.fetch = (input, init) => {
    sending += 1
    const done = (): void => { sending -= 1; seen += 1 }
    const answer = window === window.top ? realFetch(input, init) : inOrder(input, init)
    answer.then(done, done)
    return answer
  }
  addEventListener('message', () => { seen += 1 }, true)

  const earliest = (): [number, Timer] | null => {
    let found: [number, Timer] | null = null
    for (const entry of timers) if (!found || entry[1].due < found[1].due || (entry[1].due === found[1].due && entry[1].order < found[1].order)) found = entry
    return found
  }
  window.inlayTime = {
    look(requests) {
      arrived = requests
      if (underWay && arrived > underWay.before) underWay.gone()
      return { next: earliest()?.[1].due ?? null, busy, sending, seen }
    },
    setNow(ms) {
      now = Math.max(now, ms)
      loadedAt ??= now
    },
    fire() {
      const found = earliest()
      if (!found || found[1].due > now) return
      timers.delete(found[0])
      found[1].run()
    },
  }
}
