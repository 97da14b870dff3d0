import { describe, expect, it } from 'vitest'
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
