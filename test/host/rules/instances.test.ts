// Sources: typings (InstanceNode, ComponentNode); figma/mcp-server-guide; figma-platform.md 5.
import { beforeEach, expect, test } from 'vitest'
import { openHost, type Host } from '../../support/host.ts'

let host: Host
beforeEach(async () => {
  host = await openHost({ source: '', scene: { nodes: [
    { type: 'COMPONENT', id: '4:1', name: 'Card', width: 100, height: 80, children: [{ type: 'RECTANGLE', id: '4:2', name: 'Photo', width: 100, height: 50 }] },
    { type: 'INSTANCE', id: '4:3', name: 'Card 1', mainComponent: '4:1', x: 200 }, { type: 'INSTANCE', id: '4:4', name: 'Card 2', mainComponent: '4:1', x: 400 },
  ] } })
})
const node = (id: string): string => `(await figma.getNodeByIdAsync("${id}"))`
const red = "[{ type: 'SOLID', color: { r: 1, g: 0, b: 0 } }]"

test('an instance has the component\'s children under its own ids', async () => {
  expect(await host.run(`const i = ${node('4:3')}; return [i.x, i.width, i.children[0].id, i.children[0].name]`)).toEqual([200, 100, 'I4:3;4:2', 'Photo'])
})
test('changing the main component changes its instances, except overrides', async () => {
  expect(await host.run(`${node('I4:4;4:2')}.fills = []; ${node('4:2')}.fills = ${red}; return [${node('I4:3;4:2')}.fills[0].color.r, ${node('I4:4;4:2')}.fills.length]`)).toEqual([1, 0])
})
test('a new child of the main component appears in instances', async () => {
  expect(await host.run(`const r = figma.createRectangle(); ${node('4:1')}.appendChild(r); return ${node('4:3')}.children.length`)).toBe(2)
})
test.each([
  ['appendChild into an instance', `${node('4:3')}.appendChild(figma.createFrame())`, 'New parent is an instance'],
  ['moving a child out', `figma.currentPage.appendChild(${node('I4:3;4:2')})`, 'inside of an instance'],
  ['removing a child', `${node('I4:3;4:2')}.remove()`, 'Removing this node is not allowed'],
  ['moving a child', `${node('I4:3;4:2')}.x = 5`, 'cannot be overriden'],
  ['resizing a child', `${node('I4:3;4:2')}.resize(5, 5)`, 'cannot be overriden'],
])('refuses %s', async (_, code, message) => { expect(await host.thrown(code)).toContain(message) })
test('fills of a child can be overridden', async () => { expect(await host.run(`const c = ${node('I4:3;4:2')}; c.fills = ${red}; return [c.fills[0].color.r, ${node('4:2')}.fills[0].color.r < 1]`)).toEqual([1, true]) })
test('mainComponent is write-only under dynamic-page; the Async form and getInstancesAsync read (typings)', async () => {
  expect(await host.thrown(`${node('4:3')}.mainComponent`)).toContain('getMainComponentAsync')
  expect(await host.thrown(`${node('4:1')}.instances`)).toContain('getInstancesAsync')
  expect(await host.run(`return [(await ${node('4:3')}.getMainComponentAsync()).id, (await ${node('4:1')}.getInstancesAsync()).length]`)).toEqual(['4:1', 2])
})
test('detaching gives a frame with other ids (figma/mcp-server-guide)', async () => {
  expect(await host.run(`const i = ${node('4:3')}; const f = i.detachInstance(); return [i.removed, f.type, f.x, f.children[0].name, f.children[0].id.startsWith('I')]`)).toEqual([true, 'FRAME', 200, 'Photo', false])
})
test('undo of a change to the component takes the instances back too', async () => {
  await host.run(`figma.commitUndo(); ${node('4:2')}.fills = ${red}; figma.commitUndo()`)
  host.user.undo()
  expect(await host.run(`return ${node('I4:3;4:2')}.fills[0].color.r < 1`)).toBe(true)
})
