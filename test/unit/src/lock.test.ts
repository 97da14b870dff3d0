import { describe, expect, it } from 'vitest'
import { lockFor } from '../../../src/document/lock'

const numbers = (seed: number) => () => { seed = (seed * 16_807) % 2_147_483_647; return seed / 2_147_483_647 }

/** Storage whose operations happen one at a time, in an order of chance, each a while after it was asked for. */
function slowStorage(seed: number) {
  const values = new Map<string, unknown>(), open: (() => void)[] = [], random = numbers(seed)
  const later = <T>(work: () => T): Promise<T> => new Promise((resolve) => open.push(() => resolve(work())))
  const clientStorage = {
    getAsync: (key: string) => later(() => values.get(key)),
    setAsync: (key: string, value: unknown) => later(() => void values.set(key, value)),
    deleteAsync: (key: string) => later(() => void values.delete(key)),
    keysAsync: () => later(() => [...values.keys()]),
  }
  return {
    values, clientStorage, lock: (owner: string, wanted: boolean) => lockFor(clientStorage, clientStorage.setAsync, owner, wanted),
    async pass(): Promise<void> {
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve))
        if (open.length === 0) return
        open.splice(Math.floor(random() * open.length), 1)[0]!()
      }
    },
  }
}

describe('the lock on what windows of one user share', () => {
  it('lets three windows add to one number, none of them losing what another added, in sixty orders', async () => {
    for (let seed = 1; seed <= 60; seed++) {
      const { values, clientStorage, lock, pass } = slowStorage(seed)
      values.set('sum', 0)
      const add = async (owner: string): Promise<void> => {
        // Whoever steps back tries again later than the one before: chance would do the same in more rounds.
        for (let round = 0; !(await lock(owner, true)); round++) for (let wait = 0; wait < owner.length * round; wait++) await clientStorage.keysAsync()
        const sum = await clientStorage.getAsync('sum') as number
        await clientStorage.setAsync('sum', sum + 1)
        await lock(owner, false)
      }
      const all = Promise.all(['a', 'bb', 'ccc'].map(async (owner) => { for (let n = 0; n < 3; n++) await add(owner) }))
      await pass()
      await all
      expect([seed, values.get('sum'), [...values.keys()]]).toEqual([seed, 9, ['sum']])
    }
  })
  it('passes by the flag of a window that closed, and not that of one that is at work', async () => {
    const { values, lock, pass } = slowStorage(1)
    const asks = async (): Promise<boolean> => { const held = lock('own', true); await pass(); return held }
    values.set('inlay/lock/other', Date.now() - 1000)
    expect([await asks(), values.has('inlay/lock/own')]).toEqual([false, false])
    values.set('inlay/lock/other', Date.now() - 6000)
    expect([await asks(), values.has('inlay/lock/own')]).toEqual([true, true])
  })
})
