// Two ports joined in memory over a clock that the test winds: delay, loss, reorder, and copies as Figma makes them.
import type { Port, Timers } from '../../../src/shared/channel'

export function createClock() {
  let now = 0, nextId = 1
  const waiting = new Map<number, { at: number; run: () => void }>()
  const timers: Timers = {
    set(run, ms) { waiting.set(nextId, { at: now + ms, run }); return nextId++ },
    clear(id) { waiting.delete(id) },
  }
  return {
    timers,
    open: () => waiting.size,
    /** Runs everything due within `ms`, letting promises settle in between. */
    async wind(ms: number): Promise<void> {
      const end = now + ms
      for (;;) {
        await settle()
        const due = [...waiting].filter(([, timer]) => timer.at <= end).sort((a, b) => a[1].at - b[1].at || a[0] - b[0])[0]
        if (!due) break
        now = due[1].at
        waiting.delete(due[0])
        due[1].run()
      }
      now = end
    },
  }
}

export const settle = async (): Promise<void> => { for (let i = 0; i < 20; i += 1) await Promise.resolve() }

export type Weather = { delayMs?: (index: number) => number; lose?: (index: number, message: unknown) => boolean }

export function joinPorts(clock: ReturnType<typeof createClock>, weather: Weather = {}) {
  const sent: unknown[] = []
  const end = () => {
    const listeners = new Set<(message: unknown) => void>()
    return { listeners, port: null as unknown as Port }
  }
  const a = end(), b = end()
  const connect = (from: typeof a, to: typeof a): Port => ({
    post(message) {
      const index = sent.push(message) - 1
      if (weather.lose?.(index, message)) return
      const copy = structuredClone(message)
      clock.timers.set(() => to.listeners.forEach((listener) => listener(copy)), weather.delayMs?.(index) ?? 0)
    },
    onMessage(listener) {
      from.listeners.add(listener)
      return () => from.listeners.delete(listener)
    },
  })
  a.port = connect(a, b)
  b.port = connect(b, a)
  return { a: a.port, b: b.port, sent, listeners: () => a.listeners.size + b.listeners.size, inject: (message: unknown) => b.listeners.forEach((listener) => listener(message)) }
}
