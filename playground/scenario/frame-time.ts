// Virtual time inside one frame: timers wait until they are told that their time has come. Sent to the browser as text, before the frame's own scripts.

import type { FrameWork } from './frame-work.ts'

/** What is under way in a frame beside its timers; counted by frame-work.ts and frame-traffic.ts. */
export type FrameTraffic = FrameWork & {
  /** Fetches without an answer. */
  sending: number
  /** Messages to and from the other frame. */
  posted: number; heard: number
  /** How many requests have reached the recording proxy so far, as the scenario tells. */
  requests: number
}
/** When the earliest timer is due, ms since the scenario began; null without timers. */
export type FrameLook = Omit<FrameTraffic, 'requests'> & { next: number | null }
export type FrameTime = {
  work: FrameTraffic
  look(requests: number): FrameLook
  setNow(ms: number): void
  /** Sets the time, runs the earliest timer if `fire` says so and it is due, and gives what is under way once its script has ended. */
  advance(ms: number, fire: boolean, requests: number): Promise<FrameLook>
}
declare global {
  interface Window { inlayTime?: FrameTime }
}

/** `startMs`: ms since 1970 at which the scenario began. Self-contained. Needs window.inlayWork. */
export function installFrameTime(startMs: number): void {
  type Timer = { due: number; order: number; run(): void }
  const timers = new Map<number, Timer>()
  const work: FrameTraffic = Object.assign(window.inlayWork!, { sending: 0, posted: 0, heard: 0, requests: 0 })
  const RealDate = Date
  const realTimeout = window.setTimeout.bind(window), realClear = window.clearTimeout.bind(window), realFrame = window.requestAnimationFrame.bind(window)
  // The browser's own ids are far below.
  let now = 0, lastId = 1_000_000_000, order = 0
  let loadedAt: number | null = null

  const add = (id: number, ms: number, run: () => void): void => {
    work.seen += 1
    timers.set(id, { due: now + ms, order: ++order, run })
  }
  const call = (handler: TimerHandler, args: unknown[]): void => {
    if (typeof handler === 'function') handler(...args)
  }
  const msOf = (ms: unknown): number => Math.max(0, Number(ms) || 0)
  const soon = new Set<number>()
  window.setTimeout = ((handler: TimerHandler, ms?: number, ...args: unknown[]) => {
    if (msOf(ms) < 1) {
      // What only lets others go first takes no time.
      work.busy += 1
      const id = realTimeout(() => {
        if (soon.delete(id)) work.busy -= 1
        work.seen += 1
        call(handler, args)
      }, 0)
      soon.add(id)
      return id
    }
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
    work.seen += 1
    if (soon.delete(id)) work.busy -= 1
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

  const earliest = (): [number, Timer] | null => {
    let found: [number, Timer] | null = null
    for (const entry of timers) if (!found || entry[1].due < found[1].due || (entry[1].due === found[1].due && entry[1].order < found[1].order)) found = entry
    return found
  }
  const setNow = (ms: number): void => {
    now = Math.max(now, ms)
    loadedAt ??= now
  }
  const look = (requests: number): FrameLook => {
    work.requests = requests
    const { busy, sending, posted, heard, seen } = work
    return { busy, sending, posted, heard, seen, next: earliest()?.[1].due ?? null }
  }
  window.inlayTime = {
    work, look, setNow,
    async advance(ms, fire, requests) {
      setNow(ms)
      const found = fire ? earliest() : null
      if (found && found[1].due <= now) {
        timers.delete(found[0])
        found[1].run()
        await new Promise((done) => realTimeout(done, 0))
      }
      return look(requests)
    },
  }
}
