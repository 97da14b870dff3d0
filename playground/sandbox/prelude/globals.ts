// Runs INSIDE the VM (see figma.ts): what Figma adds to the language, and what the strict floor takes away.
import type { Call, Listener, Promised, RawHost } from './types.ts'

type Kit = { raw: RawHost; call: Call; promised: Promised; isClosed: () => boolean; strictFloor: boolean; dropped: readonly string[] }
export type TimerTable = Map<number, { run: Listener; repeat: boolean; values: unknown[] }>

/** Sets console, timers and fetch; gives the running timers. */
export function installGlobals({ raw, call, promised, isClosed, strictFloor, dropped }: Kit): TimerTable {
  const global = globalThis as unknown as Record<string, unknown>
  const print = (level: string) => (...values: unknown[]): void => {
    const show = (value: unknown): string => {
      if (typeof value === 'string') return value
      if (value instanceof Error) return value.name + ': ' + value.message
      try { return JSON.stringify(value) ?? String(value) } catch { return String(value) }
    }
    raw('console', JSON.stringify([level, values.map(show).join(' ')]))
  }
  global['console'] = {
    log: print('log'), info: print('info'), warn: print('warn'), error: print('error'), clear: () => undefined,
    assert: (ok: unknown, ...values: unknown[]) => { if (!ok) print('error')('Assertion failed:', ...values) },
  }
  let lastTimer = 0
  const timers: TimerTable = new Map()
  const startTimer = (repeat: boolean) => (run: unknown, ms?: unknown, ...values: unknown[]): number => {
    if (typeof run !== 'function') throw new TypeError('Expected a function')
    const id = ++lastTimer
    if (isClosed()) return id
    timers.set(id, { run: run as Listener, repeat, values })
    call('timer.set', id, Number(ms) || 0, repeat)
    return id
  }
  const stopTimer = (id: unknown): void => { if (timers.delete(id as number) && !isClosed()) call('timer.clear', id) }
  Object.assign(global, { setTimeout: startTimer(false), setInterval: startTimer(true), clearTimeout: stopTimer, clearInterval: stopTimer })
  global['fetch'] = (url: unknown, init?: unknown) => promised(() => (call('fetch', url, init ?? {}) as Promise<Record<string, unknown>>).then((reply) => {
    const { body, ...rest } = reply as { body: Uint8Array; text: string }
    const copy = (): ArrayBuffer => body.buffer.slice(body.byteOffset, body.byteOffset + body.byteLength) as ArrayBuffer
    return { ...rest, arrayBuffer: () => Promise.resolve(copy()), text: () => Promise.resolve(rest.text), json: () => promised(() => JSON.parse(rest.text)) }
  }))

  if (strictFloor) {
    for (const path of dropped) {
      const parts = path.split('.'), last = parts.pop() as string
      const holder = parts.reduce<Record<string, unknown> | undefined>((at, part) => at?.[part] as Record<string, unknown> | undefined, global)
      if (holder && last in holder) delete holder[last]
    }
  }
  return timers
}
