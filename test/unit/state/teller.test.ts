import { describe, expect, it } from 'vitest'
import { createStore } from '../../../ui/state/store'
import { createTeller } from '../../../ui/state/teller'
import { createVirtualTime, settle } from '../../support/virtual-time'

describe('the window hears of changes', () => {
  it('at once while nothing waits, and at most every 50 ms while rows wait, the last state always', async () => {
    const time = createVirtualTime()
    let waits = false
    const store = createStore({ count: 0 }, createTeller({ ...time, rowsWait: () => waits })), seen: number[] = []
    store.subscribe(() => seen.push(store.get().count))
    const burst = async (upTo: number): Promise<void> => {
      for (let count = store.get().count + 1; count <= upTo; count++) {
        store.set({ count })
        await settle()
      }
    }
    await burst(2)
    expect(seen).toEqual([1, 2])
    waits = true
    await burst(6)
    await time.advance(24)
    expect(seen).toEqual([1, 2])
    await time.advance(1)
    expect(seen).toEqual([1, 2, 6])
    await burst(7)
    await time.advance(49)
    expect(seen).toEqual([1, 2, 6])
    await burst(8)
    waits = false
    await time.advance(1)
    await burst(9)
    expect(seen).toEqual([1, 2, 6, 8, 9])
  })
})
