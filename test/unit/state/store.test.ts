import { expect, it } from 'vitest'
import { createStore, shallowEqual } from '../../../ui/state/store'
import { uiPort } from '../../../ui/ui-port'

it('tells its listeners once of several changes, and of none that changes nothing', async () => {
  const store = createStore({ a: 1, b: { c: 2 } })
  let told = 0
  const stop = store.subscribe(() => { told += 1 })
  store.set({ a: 2 })
  store.set(({ a }) => ({ a: a + 1 }))
  expect(store.get().a).toBe(3)
  await Promise.resolve()
  expect(told).toBe(1)
  store.set({ a: 3 })
  await Promise.resolve()
  expect(told).toBe(1)
  stop()
  store.set({ a: 4 })
  await Promise.resolve()
  expect(told).toBe(1)
})

it.each([[1, 1, true], [{ a: 1 }, { a: 1 }, true], [{ a: {} }, { a: {} }, false], [[1, 2], [1, 2], true], [[1], { 0: 1 }, false], [null, {}, false], [{ a: undefined }, { b: undefined }, false]])('compares one level deep: %j and %j', (a, b, same) => {
  expect(shallowEqual(a, b)).toBe(same)
})

it('hears only the plugin messages of its parent', () => {
  const listeners = new Set<(event: unknown) => void>(), posted: unknown[] = [], heard: unknown[] = []
  const parent = { postMessage: (message: unknown, origin: string) => posted.push([message, origin]) }
  const own = { parent, addEventListener: (_type: string, listener: (event: unknown) => void) => listeners.add(listener), removeEventListener: (_type: string, listener: (event: unknown) => void) => listeners.delete(listener) }
  const port = uiPort(own as unknown as Window)
  const stop = port.onMessage((message) => heard.push(message))
  const send = (event: unknown): void => listeners.forEach((listener) => listener(event))
  send({ source: parent, data: { pluginMessage: { v: 1 } } })
  send({ source: {}, data: { pluginMessage: { v: 2 } } })
  send({ source: parent, data: 'text' })
  expect(heard).toEqual([{ v: 1 }])
  port.post({ v: 3 })
  expect(posted).toEqual([[{ pluginMessage: { v: 3 } }, '*']])
  stop()
  expect(listeners.size).toBe(0)
})
