// Source: issue 3; design D1: two dumps of the same document are the same text, whatever was written in between.
import { expect, test } from 'vitest'
import { HostDocument } from '../../../playground/model/document.ts'
import { openHost } from '../../support/host.ts'

const scene = { styles: [{ id: 'S:1', name: 'Cobalt', type: 'PAINT' as const, paints: [] }], nodes: [
  { type: 'FRAME' as const, id: '2:1', name: 'A', width: 100, height: 50, pluginData: { one: '1', two: '2' }, children: [{ type: 'TEXT' as const, id: '2:2', characters: 'Hi' }] },
  { type: 'COMPONENT' as const, id: '2:3', children: [{ type: 'RECTANGLE' as const, id: '2:4', fillStyleId: 'S:1' }] }, { type: 'INSTANCE' as const, id: '2:5', mainComponent: '2:3' },
] }
const there = 'const node = await figma.getNodeByIdAsync("2:1"); '

test.each([
  ['fills', 'const old = node.fills; node.fills = []; node.fills = old'], ['strokes', 'node.strokes = [{ type: "SOLID", color: { r: 0, g: 0, b: 0 } }]; node.strokes = []'], ['effects', 'node.effects = [{ type: "LAYER_BLUR", radius: 1, visible: true }]; node.effects = []'],
  ['a number', 'node.strokeWeight = 3; node.strokeWeight = 1'], ['a choice', 'node.strokeJoin = "ROUND"; node.strokeJoin = "MITER"'], ['a list', 'node.dashPattern = [1]; node.dashPattern = []'], ['an object', 'node.constraints = { horizontal: "MAX", vertical: "MIN" }; node.constraints = { horizontal: "MIN", vertical: "MIN" }'],
  ['one corner', 'node.topLeftRadius = 4; node.topLeftRadius = 0'], ['all corners', 'node.cornerRadius = 4; node.cornerRadius = 0'], ['one stroke weight', 'node.strokeTopWeight = 4; node.strokeTopWeight = 1'],
  ['a style', 'await node.setFillStyleIdAsync("S:1"); const old = node.fills; await node.setFillStyleIdAsync(""); node.fills = [{ type: "SOLID", color: { r: 1, g: 1, b: 1 } }]'],
  ['plugin data', 'node.setPluginData("one", ""); node.setPluginData("one", "1")'], ['shared plugin data', 'node.setSharedPluginData("abc", "k", "v"); node.setSharedPluginData("abc", "k", "")'], ['the order of plugin data', 'node.setPluginData("zero", "0"); node.setPluginData("zero", "")'],
  ['relaunch data', 'node.setRelaunchData({ generate: "Again" }); node.setRelaunchData({})'], ['a bound variable', 'node.setBoundVariable("opacity", null)'],
])('%s written and written back leaves no trace', async (_, code) => {
  const host = await openHost({ source: '', scene }), before = JSON.stringify({ ...host.document.toJSON(), undoDepth: 0 })
  await host.run(there + code)
  expect(JSON.stringify({ ...host.document.toJSON(), undoDepth: 0 })).toBe(before)
})
test('by hand as well', () => {
  const document = HostDocument.fromScene(scene), before = JSON.stringify(document.toJSON().children), old = document.must('2:1').fills
  document.user.setFills('2:1', [])
  document.user.setFills('2:1', old as never)
  expect(JSON.stringify(document.toJSON().children)).toBe(before)
})
test('a layer of an instance whose fills are overridden has no fill style, whatever its component has', async () => {
  const host = await openHost({ source: '', scene })
  expect(await host.run('const child = await figma.getNodeByIdAsync("I2:5;2:4"); const before = child.fillStyleId; child.fills = []; (await figma.getNodeByIdAsync("2:4")).opacity = 0.5; return [before, child.fillStyleId, child.opacity]')).toEqual(['S:1', '', 0.5])
})
test('what differs from the default is told', () => {
  const document = HostDocument.fromScene({ nodes: [{ type: 'FRAME', id: '1:1', layoutMode: 'VERTICAL', topLeftRadius: 3, strokeWeight: 2, strokeTopWeight: 1, fillStyleId: 'S:9' }] })
  expect(document.toJSON().children?.[0]?.children?.[0]).toMatchObject({ layoutMode: 'VERTICAL', topLeftRadius: 3, topRightRadius: 0, strokeWeight: 2, strokeTopWeight: 1, fillStyleId: 'S:9' })
})
