// Sources: typings, UIAPI.postMessage; figma-platform.md 1.4.
import { beforeEach, expect, test } from 'vitest'
import { openHost, type Host } from '../../support/host.ts'

let host: Host
beforeEach(async () => { host = await openHost({ source: 'figma.showUI("<p>", { width: 320, height: 10 }); globalThis.got = []; figma.ui.onmessage = (m, p) => { got.push([m, p.origin]) }' }) })

test('what survives arrives: nested values, undefined, Date, Uint8Array', async () => {
  await host.run('figma.ui.postMessage({ a: [1, "x", true, null, undefined, NaN], when: new Date(5), bytes: new Uint8Array([1, 2, 3]), $t: "mine" })')
  expect(host.messages).toEqual([{ a: [1, 'x', true, null, undefined, NaN], when: new Date(5), bytes: new Uint8Array([1, 2, 3]), $t: 'mine' }])
})
test.each([
  ['a function', '{ f() {} }'], ['a symbol', '{ s: figma.mixed }'], ['an ArrayBuffer', '{ b: new ArrayBuffer(4) }'], ['another typed array', '{ b: new Float32Array(4) }'],
  ['a Map', 'new Map()'], ['a promise', '{ p: Promise.resolve() }'], ['a cycle', '(() => { const a = {}; a.a = a; return a })()'],
])('%s does not pass', async (_, value) => {
  expect(await host.thrown(`figma.ui.postMessage(${value})`)).toContain('in postMessage: Cannot unwrap')
  expect(host.messages).toEqual([])
})
test('class instances lose their class, errors their message', async () => {
  await host.run('class Box { constructor() { this.size = 2 } area() { return 4 } }; figma.ui.postMessage({ box: new Box(), error: new Error("gone") })')
  expect(host.messages).toEqual([{ box: { size: 2 }, error: {} }])
})
test('a node passes as its id only', async () => {
  await host.run('figma.ui.postMessage(figma.currentPage)')
  expect(host.messages).toEqual([{ id: '0:1' }])
})
test('messages are copies at the time of posting', async () => {
  await host.run('const bytes = new Uint8Array([1]); const body = { n: 1, bytes }; figma.ui.postMessage(body); body.n = 2; bytes[0] = 9')
  expect(host.messages).toEqual([{ n: 1, bytes: new Uint8Array([1]) }])
})
test('messages are queued until the window has loaded, in order', async () => {
  const slow = await openHost({ source: 'figma.showUI("<p>"); figma.ui.postMessage(1); figma.ui.postMessage(2)', holdUI: true })
  expect(slow.messages).toEqual([])
  await slow.ui.load()
  expect(slow.messages).toEqual([1, 2])
})
test('posting without a window throws', async () => {
  const bare = await openHost({ source: '' })
  expect(await bare.thrown('figma.ui.postMessage(1)')).toContain('No UI')
})
test('messages from the window come as copies with origin null', async () => {
  await host.ui.send({ n: 1, bytes: new Uint8Array([7]) })
  expect(await host.run('return got')).toEqual([[{ n: 1, bytes: new Uint8Array([7]) }, 'null']])
})
test('Blob, ArrayBuffer and other typed arrays from the window are lost', async () => {
  await host.ui.send({ blob: new Blob(['x']), buffer: new ArrayBuffer(2), floats: new Float32Array(2), kept: new Uint8Array(1) })
  expect(await host.run('return got[0][0]')).toEqual({ blob: {}, buffer: {}, floats: {}, kept: new Uint8Array(1) })
})
test('on, once and off listen to messages as well', async () => {
  await host.run('globalThis.seen = []; const a = (m) => seen.push("a" + m); figma.ui.on("message", a); figma.ui.once("message", (m) => seen.push("b" + m)); globalThis.stop = () => figma.ui.off("message", a)')
  await host.ui.send(1)
  await host.ui.send(2)
  await host.run('stop()')
  await host.ui.send(3)
  expect(await host.run('return seen')).toEqual(['a1', 'b1', 'a2'])
})
test('the window is at least 70 wide; resize, hide and close reach it', async () => {
  expect(host.windows[0]).toMatchObject({ width: 320, height: 10, visible: true })
  await host.run('figma.ui.resize(10, 400); figma.ui.hide(); figma.ui.close()')
  expect(host.changes).toEqual([{ kind: 'resize', width: 70, height: 400 }, { kind: 'hide' }, { kind: 'close' }])
})
test('16 MB pass in both directions within a second', async () => {
  const start = performance.now()
  await host.run('figma.ui.onmessage = (m) => figma.ui.postMessage(m)')
  await host.ui.send(new Uint8Array(16e6).fill(3))
  const back = (await host.ui.next((message) => message instanceof Uint8Array)) as Uint8Array
  expect([back.length, back[15_999_999]]).toEqual([16e6, 3])
  expect(performance.now() - start).toBeLessThan(2000)
})
