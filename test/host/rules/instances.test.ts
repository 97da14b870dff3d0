// Sources: typings (InstanceNode, ComponentNode); figma/mcp-server-guide; figma-platform.md 5.
import { beforeEach, expect, test } from 'vitest'
import { HostDocument } from '../../../playground/model/document.ts'
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
const nested = { nodes: [
  { type: 'INSTANCE' as const, id: '8:1', mainComponent: '8:3', children: [{ type: 'TEXT' as const, name: 'Headline', characters: 'Own words' }, { type: 'INSTANCE' as const, children: [{ type: 'RECTANGLE' as const, fills: [] }] }] },
  { type: 'INSTANCE' as const, id: '8:2', mainComponent: '8:3' },
  { type: 'COMPONENT' as const, id: '8:3', name: 'Post', width: 100, height: 80, children: [{ type: 'TEXT' as const, id: '8:4', characters: 'Title', opacity: 0.5 }, { type: 'INSTANCE' as const, id: '8:5', mainComponent: '8:6' }] },
  { type: 'COMPONENT' as const, id: '8:6', name: 'Photo', width: 40, height: 40, children: [{ type: 'RECTANGLE' as const, id: '8:7', width: 40, height: 40 }] },
] }
test('children of an instance in a scene override its layers in order, whatever order the scene has', () => {
  const document = HostDocument.fromScene(nested)
  expect(document.node('I8:1;8:4')).toMatchObject({ name: 'Headline', props: { characters: 'Own words', opacity: 0.5 } })
  expect(document.children(document.children('8:1')[1]!.id)).toMatchObject([{ type: 'RECTANGLE', fills: [] }])
  expect(document.children(document.children('8:2')[1]!.id)).toMatchObject([{ type: 'RECTANGLE', fills: [{ type: 'SOLID' }] }])
  document.user.setText('8:4', 'Changed')
  expect([document.node('I8:1;8:4')?.props['characters'], document.node('I8:2;8:4')?.props['characters']]).toEqual(['Own words', 'Changed'])
})
test('a document with instances reads back from its written form', () => {
  const json = HostDocument.fromScene(nested).toJSON()
  expect(HostDocument.fromScene({ pages: json.children as never }).toJSON()).toEqual(json)
})
test.each([
  ['too many', [{ type: 'TEXT' }, { type: 'INSTANCE' }, { type: 'RECTANGLE' }], 'nodes[0].children[2]: the component has 2 layers here'],
  ['another type', [{ type: 'RECTANGLE' }], 'nodes[0].children[0].type: the component has a TEXT here'],
  ['another place', [{ type: 'TEXT', x: 90 }], 'nodes[0].children[0].x: cannot be overridden on a layer of an instance'],
  ['an unknown key', [{ type: 'TEXT', colour: 1 }], 'nodes[0].children[0].colour: unknown key on a TEXT'],
])('refuses %s of the children with its path', (_, children, message) => {
  expect(() => HostDocument.fromScene({ nodes: [{ ...nested.nodes[0], children }, ...nested.nodes.slice(1)] } as never)).toThrow(message)
})
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
