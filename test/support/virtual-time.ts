// A clock that only moves when a test says so. Timers due on the way run in order, with everything they set off settled in between.
import type { Timers } from '../../src/shared/channel'

export type VirtualTime = { clock(): number; timers: Timers; advance(ms: number): Promise<void>; pending(): number }

/** Lets promises and microtasks run dry. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))

/** 2026-11-24, noon, this computer's time: no test crosses midnight by accident. */
export const noon = new Date(2026, 10, 24, 12).getTime()

export function createVirtualTime(start = noon): VirtualTime {
  let now = start, ids = 0
  const due = new Map<number, { at: number; run(): void }>()
  return {
    clock: () => now,
    timers: {
      set(run, ms) {
        due.set((ids += 1), { at: now + Math.max(0, ms), run })
        return ids
      },
      clear: (id) => void due.delete(id),
    },
    async advance(ms) {
      const end = now + ms
      await settle()
      for (;;) {
        const [next] = [...due].filter(([, timer]) => timer.at <= end).sort(([a, one], [b, two]) => one.at - two.at || a - b)
        if (!next) break
        now = Math.max(now, next[1].at)
        due.delete(next[0])
        next[1].run()
        await settle()
      }
      now = end
    },
    pending: () => due.size,
  }
}
