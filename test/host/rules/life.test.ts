// Sources: typings (closePlugin, on, notify, NodeChange); host.md 7 "Plugin life"; unverified.ts "closing", "events".
import { beforeEach, expect, test } from 'vitest'
import { newerThanES2020 } from '../../../playground/sandbox/strict-floor.ts'
import { openHost, type Host } from '../../support/host.ts'

/** Timers that fire when the test says so. */
const handTimers = () => {
  const waiting = new Map<number, () => void>()
  let last = 0
  return {
    set: (run: () => void) => { waiting.set(++last, run); return last }, clear: (handle: unknown) => { waiting.delete(handle as number) },
    fire: () => { const due = [...waiting.values()]; waiting.clear(); for (const run of due) run() }, waiting,
  }
}
let host: Host, timers: ReturnType<typeof handTimers>
beforeEach(async () => {
  timers = handTimers()
  host = await openHost({ source: 'globalThis.log = []; figma.showUI("<p>")', sandbox: { timers } })
})

test('timers run, repeat and are cleared', async () => {
  await host.run('setTimeout((x) => log.push(x), 5, "once"); const i = setInterval(() => { log.push("tick"); if (log.length > 3) clearInterval(i) }, 1); clearTimeout(setTimeout(() => log.push("never"), 1))')
  for (let i = 0; i < 6; i++) timers.fire()
  expect(await host.run('return log')).toEqual(['once', 'tick', 'tick', 'tick'])
})
test('closePlugin stops timers, messages and figma', async () => {
  await host.run('figma.ui.onmessage = () => console.log("heard"); setTimeout(() => console.log("late"), 1); figma.closePlugin("bye"); try { figma.currentPage } catch (error) { console.log(error.message) }').catch(() => undefined)
  await host.ui.send('hello')
  const left = timers.waiting.size
  timers.fire()
  expect([host.closedWith, left, host.console.map((line) => line.text)]).toEqual(['bye', 0, ['The plugin is closed: figma cannot be used any more']])
})
test('messages posted but not yet delivered are dropped by closing', async () => {
  const slow = await openHost({ source: 'figma.showUI("<p>"); figma.ui.postMessage(1)', holdUI: true })
  slow.sandbox.close()
  await slow.ui.load()
  expect(slow.messages).toEqual([])
})
test('close handlers run once, before everything stops', async () => {
  await host.run('figma.on("close", () => console.log("closing " + figma.currentPage.name))')
  host.sandbox.close()
  host.sandbox.close()
  expect(host.console.map((line) => line.text)).toEqual(['closing Page 1'])
})
test('selectionchange is asynchronous and coalesced, and fires for the plugin\'s own changes', async () => {
  await host.run('figma.on("selectionchange", () => log.push(figma.currentPage.selection.length)); const f = figma.createFrame(); figma.currentPage.selection = [f]; figma.currentPage.selection = []; figma.currentPage.selection = [f]; log.push("now")')
  expect(await host.run('return log')).toEqual(['now', 1])
})
test('the person\'s selection, page and deletions are told', async () => {
  await host.run('figma.on("selectionchange", () => log.push("s" + figma.currentPage.selection.length)); figma.on("currentpagechange", () => log.push(figma.currentPage.name))')
  const id = host.user.insert('0:1', { type: 'FRAME' })
  host.user.select([id])
  await host.idle()
  host.user.delete(id)
  await host.idle()
  host.user.switchPage(host.user.addPage('Other'))
  await host.idle()
  expect(await host.run('return log')).toEqual(['s1', 's0', 'Other'])
})
test('once and off', async () => {
  await host.run('const a = () => log.push("a"); figma.on("selectionchange", a); figma.once("selectionchange", () => log.push("b")); globalThis.stop = () => figma.off("selectionchange", a)')
  const id = host.user.insert('0:1', { type: 'FRAME' })
  host.user.select([id])
  await host.idle()
  host.user.select([])
  await host.idle()
  await host.run('stop()')
  host.user.select([id])
  await host.idle()
  expect(await host.run('return log')).toEqual(['a', 'b', 'a'])
})
test('an unknown event is refused', async () => { expect(await host.thrown('figma.on("selected", () => {})')).toContain('not an event') })
test('page nodechange tells what changed and is not called for its own changes', async () => {
  await host.run('figma.currentPage.on("nodechange", (e) => { for (const c of e.nodeChanges) { log.push(c.type + (c.properties ? ":" + c.properties.join() : "")); if (!c.node.removed) c.node.name = "seen" } })')
  const id = host.user.insert('0:1', { type: 'FRAME' })
  await host.idle()
  host.user.setFills(id, [])
  await host.idle()
  host.user.delete(id)
  await host.idle()
  const log = await host.run<string[]>('return log')
  expect(log.filter((line) => line.startsWith('CREATE')).length).toBe(1)
  expect(log.some((line) => /PROPERTY_CHANGE:.*fills/.test(line))).toBe(true)
  expect(log.some((line) => line.startsWith('DELETE'))).toBe(true)
  expect(log.some((line) => line === 'PROPERTY_CHANGE:name')).toBe(false)
})
test('notifications: cut at 100 characters, 3 s by default, button, cancel', async () => {
  await host.run('figma.notify("x".repeat(140)); figma.notify("b", { timeout: Infinity, error: true, button: { text: "Show", action: () => { log.push("pressed"); return false } }, onDequeue: (r) => log.push(r) })')
  expect(host.notices).toEqual([{ id: 1, message: 'x'.repeat(100), error: false, timeoutMs: 3000, button: null }, { id: 2, message: 'b', error: true, timeoutMs: Infinity, button: 'Show' }])
  expect(host.sandbox.noticeGone(2, 'action_button_click')).toBe(false)
  expect(host.sandbox.noticeGone(2, 'dismiss')).toBe(true)
  expect(await host.run('return log')).toEqual(['pressed', 'dismiss'])
  expect(await host.thrown('figma.notify({ text: "a" })')).toContain('in notify:')
})
test('a drop is offered to the plugin; false takes it', async () => {
  await host.run('figma.on("drop", (e) => { log.push([e.node.type, e.files[0].name, e.dropMetadata]); e.files[0].getBytesAsync().then((b) => log.push(b.length)); return false })')
  const drop = { x: 1, y: 2, absoluteX: 1, absoluteY: 2, items: [], files: [{ name: 'a.png', type: 'image/png', bytes: new Uint8Array(3) }], dropMetadata: { id: 7 } }
  expect(host.sandbox.drop(drop)).toBe(true)
  await host.idle()
  expect(await host.run('return log')).toEqual([['PAGE', 'a.png', { id: 7 }], 3])
})
test('errors in handlers and rejected handlers are reported, the plugin goes on', async () => {
  await host.run('figma.ui.on("message", (m) => { if (m === 1) throw new Error("boom") }); figma.ui.on("message", async (m) => { if (m === 2) throw new Error("bang"); log.push(m) })')
  await host.ui.send(1)
  await host.ui.send(2)
  await host.ui.send(3)
  expect(host.console.filter((line) => line.level === 'unhandled').map((line) => line.text.split('\n')[0])).toEqual(['Error: boom', 'Error: bang'])
  expect(await host.run('return log')).toEqual([3])
})
test('errors at start are reported', async () => {
  const broken = await openHost({ source: 'nope()' })
  expect(broken.console[0]).toMatchObject({ level: 'unhandled' })
  expect(broken.console[0]?.text).toContain('nope')
})
test('main has no browser and no Node (host.md 3)', async () => {
  const names = ['window', 'self', 'document', 'navigator', 'process', 'Buffer', 'URL', 'URLSearchParams', 'TextEncoder', 'TextDecoder', 'atob', 'btoa', 'crypto', 'Blob', 'File', 'FormData', 'AbortController', 'Event', 'Headers', 'Request', 'Response', 'ReadableStream', 'WebAssembly', 'Intl', 'performance', 'queueMicrotask', 'structuredClone', '__host', 'require']
  expect(await host.run(`return ${JSON.stringify(names)}.filter((name) => name in globalThis)`)).toEqual([])
})
test('strict floor: no built-ins newer than ES2020, the rest works', async () => {
  expect(await host.run(`return ${JSON.stringify(newerThanES2020)}.filter((path) => { let at = globalThis; for (const part of path.split('.')) { if (at === undefined || !(part in Object(at))) return false; at = at[part] } return true })`)).toEqual([])
  expect(await host.run('return [[3, 1].sort(), [[1]].flat(), Object.fromEntries([["a", 1]]), "ab".matchAll(/./g).next().value[0], typeof BigInt, await Promise.allSettled([1])]')).toHaveLength(6)
  const loose = await openHost({ source: '', strictFloor: false })
  expect(await loose.run('return [1, 2].at(-1)')).toBe(2)
})
test('fetch in main takes plain options only and needs a URL text (typings)', async () => {
  expect(await host.thrown('await fetch("https://a.test", { signal: {} })')).toContain('not an option')
  expect(await host.thrown('await fetch({ url: "x" })')).toContain('must be a string')
  const online = await openHost({ source: '', sandbox: { fetch: async () => new Response('{"a":1}', { headers: { 'x-y': 'z' } }) } })
  expect(await online.run('const r = await fetch("https://a.test"); return [r.ok, r.status, r.headersObject["x-y"], await r.json(), (await r.arrayBuffer()).byteLength]')).toEqual([true, 200, 'z', { a: 1 }, 7])
})
test('the plugin gets its command, and run listeners are called', async () => {
  const relaunched = await openHost({ source: 'figma.on("run", (e) => { globalThis.ran = e.command })', command: 'generate' })
  expect(await relaunched.run('return [figma.command, ran, figma.editorType, figma.apiVersion]')).toEqual(['generate', 'generate', 'figma', '1.0.0'])
})
