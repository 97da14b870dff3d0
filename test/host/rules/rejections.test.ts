// Source: issue 3 point 1 (no silence); browsers' unhandledrejection. What cannot be seen: unverified.ts "rejections".
import { beforeEach, expect, test } from 'vitest'
import { openHost, type Host } from '../../support/host.ts'

let host: Host
beforeEach(async () => { host = await openHost({ source: 'figma.showUI("<p>"); globalThis.wait = () => new Promise((done) => { globalThis.go = done })' }) })
const unhandled = (): string[] => host.console.filter((line) => line.level === 'unhandled').map((line) => line.text.split('\n')[0]!)

test.each([
  ['a call of figma nobody waits for', 'figma.setCurrentPageAsync(null)', 'Error: in setCurrentPageAsync: Expected a page'],
  ['a chain without catch', 'figma.loadFontAsync({ family: "No", style: "Such" }).then(() => 1)', 'Error: in loadFontAsync: The font "No Such" could not be loaded'],
  ['an error in then', 'Promise.resolve().then(() => { throw new TypeError("late") })', 'TypeError: late'],
  ['an error after an async function', '(async () => 1)().then(() => { throw new Error("after") })', 'Error: after'],
  ['an async function with a then of its own', '(async () => { throw new Error("inside") })().then(() => 1)', 'Error: inside'],
  ['a rejected promise', 'Promise.reject("plain")', 'plain'],
  ['a promise that rejects later', 'wait().then(() => { throw new Error("later") }); setTimeout(go, 0)', 'Error: later'],
  ['all of several', 'Promise.all([Promise.reject(new Error("one")), Promise.reject(new Error("two"))])', 'Error: one'],
  ['finally does not catch', 'Promise.reject(new Error("on")).finally(() => 1)', 'Error: on'],
])('%s is told, once', async (_, code, message) => {
  await host.run(`${code}; return 1`)
  await new Promise((done) => setTimeout(done, 5))
  expect(unhandled()).toEqual([message])
})
test.each([
  ['awaited', 'try { await figma.setCurrentPageAsync(null) } catch { /* expected */ }'], ['caught', 'figma.setCurrentPageAsync(null).catch(() => 1)'], ['caught at the end of a chain', 'Promise.reject(new Error("x")).then(() => 1).then(() => 2).catch(() => 3)'],
  ['caught in the same turn', 'const p = Promise.reject(new Error("x")); await null; p.catch(() => 1)'], ['settled together', 'await Promise.allSettled([Promise.reject(1), figma.setCurrentPageAsync(null)])'], ['lost in a race', 'await Promise.race([Promise.resolve(1), Promise.reject(2)])'],
  ['awaited in another function', 'const inner = async () => { await figma.setCurrentPageAsync(null) }; await inner().catch(() => 1)'], ['passed on by new Promise', 'await new Promise((done) => done(Promise.reject(1))).catch(() => 1)'],
])('%s is not told', async (_, code) => {
  await host.run(code)
  await new Promise((done) => setTimeout(done, 5))
  expect(unhandled()).toEqual([])
})
test('promises are as they were: class, statics, species, async functions, thenables', async () => {
  expect(await host.run(`
    class Mine extends Promise {}
    const of = async () => 1
    return [of() instanceof Promise, Promise.resolve(1) instanceof Promise, new Mine(() => {}) instanceof Mine, Mine.resolve(1).then((x) => x) instanceof Mine, Promise.name, Promise.length, 'any' in Promise,
      await Promise.all([1, of(), { then: (done) => done(3) }]), Object.prototype.toString.call(of().then()), Promise.resolve(1).constructor === Promise, of().then().constructor === Promise, Object.keys(Promise.resolve(1))]`))
    .toEqual([true, true, true, true, 'Promise', 1, false, [1, 1, 3], '[object Promise]', true, true, []])
  expect(await host.thrown('Promise(() => {})')).toContain('new')
})
test('nothing is told after closing', async () => {
  await host.run('wait().then(() => { throw new Error("late") }); figma.setCurrentPageAsync(null); figma.closePlugin(); go()').catch(() => undefined)
  expect(unhandled()).toEqual([])
})
