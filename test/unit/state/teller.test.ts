import { afterEach, describe, expect, it, vi } from 'vitest'
import { createStore } from '../../../ui/state/store'
import { createTeller } from '../../../ui/state/teller'
import { settle } from '../../support/virtual-time'

describe('the window hears of changes', () => {
  it('at once while nothing waits; while rows wait once what has come meanwhile is through, the last state always', async () => {
    let waits = false, pass = (): void => undefined
    const store = createStore({ count: 0 }, createTeller({ turn: () => new Promise((resolve) => { pass = resolve }), rowsWait: () => waits })), seen: number[] = []
    store.subscribe(() => seen.push(store.get().count))
    store.set({ count: 1 })
    await settle()
    expect(seen).toEqual([1])
    waits = true
    store.set({ count: 2 })
    await settle()
    store.set({ count: 3 })
    waits = false
    expect(seen).toEqual([1])
    pass()
    await settle()
    expect(seen).toEqual([1, 3])
  })
})

describe('letting others go first', () => {
  afterEach(() => { vi.unstubAllGlobals(); vi.resetModules() })
  it('is the least of all tasks where the browser can order them, and otherwise comes after what is there', async () => {
    const order: string[] = []
    const told = (): void => void order.push('told')
    const { turn: plain } = await import('../../../ui/state/turn')
    const passed = plain().then(told)
    await Promise.resolve().then(() => order.push('promise'))
    await passed
    const later: (() => void)[] = [], asked: unknown[] = []
    vi.stubGlobal('scheduler', { postTask: (work: () => void, options: unknown) => { asked.push(options); return new Promise<void>((resolve) => later.push(() => { work(); resolve() })) } })
    vi.resetModules()
    const { turn } = await import('../../../ui/state/turn')
    const second = turn().then(told)
    await settle()
    expect([order, asked]).toEqual([['promise', 'told'], [{ priority: 'background' }]])
    later[0]!()
    await second
    expect(order).toHaveLength(3)
  })
})
