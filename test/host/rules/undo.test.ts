// Source: typings, commitUndo and triggerUndo; unverified.ts "undo".
import { beforeEach, expect, test } from 'vitest'
import { HostDocument } from '../../../playground/model/document.ts'
import { openHost, type Host } from '../../support/host.ts'

let host: Host
beforeEach(async () => { host = await openHost({ source: '' }) })
const names = (): string[] => host.document.children(host.document.currentPageId).map((node) => node.type)

test('all uncommitted plugin changes are one step (the typings\' first example)', async () => {
  await host.run('figma.createRectangle(); figma.createEllipse()')
  expect(host.document.undoDepth).toBe(1)
  host.user.undo()
  expect(names()).toEqual([])
})
test('commitUndo splits steps (the typings\' second example)', async () => {
  await host.run('figma.createRectangle(); figma.commitUndo(); figma.createEllipse(); figma.closePlugin()')
  host.user.undo()
  expect(names()).toEqual(['RECTANGLE'])
  host.user.undo()
  expect(names()).toEqual([])
})
test('commitUndo without changes makes no step', async () => {
  await host.run('figma.commitUndo(); figma.commitUndo()')
  expect([host.document.undoDepth, host.user.undo()]).toEqual([0, false])
})
test('a group in which all was taken back again is no step', async () => {
  await host.run('figma.createFrame().name = "kept"; figma.commitUndo()')
  await host.run('const r = figma.createRectangle(); r.name = "temporary"; r.remove()')
  expect(host.document.undoDepth).toBe(1)
  await host.run('figma.commitUndo()')
  expect(host.document.undoDepth).toBe(1)
  host.user.undo()
  expect(names()).toEqual([])
})
test('such a group does not end redo either', async () => {
  host.user.insert('0:1', { type: 'ELLIPSE' })
  host.user.undo()
  await host.run('figma.createSlice().remove(); figma.commitUndo()')
  expect(host.user.redo()).toBe(true)
  expect(names()).toEqual(['ELLIPSE'])
})
test('a value written and written back is no step, one that differs is', async () => {
  await host.run('const f = figma.createFrame(); figma.commitUndo(); const old = f.fills; f.fills = []; f.fills = old; f.x = 5; f.x = 0; figma.commitUndo(); globalThis.f = f')
  expect(host.document.undoDepth).toBe(1)
  await host.run('f.setPluginData("a", "1"); figma.commitUndo()')
  expect(host.document.undoDepth).toBe(2)
})
test('triggerUndo goes back to the last commitUndo', async () => {
  await host.run('figma.createRectangle(); figma.commitUndo(); figma.createEllipse(); figma.createFrame(); figma.triggerUndo()')
  expect(names()).toEqual(['RECTANGLE'])
})
test('one edit by hand is one step; redo brings it back; a new edit ends redo', () => {
  const id = host.user.insert('0:1', { type: 'FRAME' })
  host.user.move(id, { x: 5 })
  host.user.undo()
  expect(host.document.node(id)?.relativeTransform[0][2]).toBe(0)
  host.user.redo()
  expect(host.document.node(id)?.relativeTransform[0][2]).toBe(5)
  host.user.undo()
  host.user.rename(id, 'N')
  expect(host.user.redo()).toBe(false)
})
test('a hand-made edit closes the plugin\'s open group', async () => {
  await host.run('figma.createRectangle()')
  host.user.insert('0:1', { type: 'FRAME' })
  await host.run('figma.createEllipse()')
  host.user.undo()
  expect(names()).toEqual(['RECTANGLE', 'FRAME'])
  host.user.undo()
  expect(names()).toEqual(['RECTANGLE'])
})
test('undo restores fills, plugin data and a removed subtree with its ids', async () => {
  const before = await host.run<string>('const f = figma.createFrame(); f.appendChild(figma.createText()); f.setPluginData("a", "1"); figma.commitUndo(); globalThis.f = f; return f.children[0].id')
  const saved = JSON.stringify(host.document.toJSON().children)
  await host.run('f.fills = []; f.setPluginData("a", "2"); f.children[0].remove(); figma.commitUndo()')
  host.user.undo()
  expect(JSON.stringify(host.document.toJSON().children)).toBe(saved)
  expect(await host.run('return f.children[0].id')).toBe(before)
})
test('a failed edit leaves no step and no change', async () => {
  await host.thrown('figma.createImage(new Uint8Array(1))')
  expect(() => host.user.insert('0:1', { type: 'FRAME', children: [{ type: 'RECTANGLE', nope: 1 }] })).toThrow('node.children[0].nope: unknown key on a RECTANGLE')
  expect([host.document.undoDepth, names()]).toEqual([0, []])
})
test('reopening ends the history and keeps the document', () => {
  const document = new HostDocument()
  document.user.insert('0:1', { type: 'FRAME' })
  const saved = JSON.stringify(document.toJSON().children)
  document.reopen()
  expect([document.undoDepth, document.user.undo(), JSON.stringify(document.toJSON().children)]).toEqual([0, false, saved])
})
