// Source: design D1, the scene form; what a person does by hand.
import { describe, expect, test } from 'vitest'
import { HostDocument } from '../../../playground/model/document.ts'
import { imagePathsOf, type Scene } from '../../../playground/model/scene.ts'
import { pngHeader } from './pictures.ts'

const open = (scene: Scene, image?: (path: string) => Uint8Array): HostDocument => HostDocument.fromScene(scene, image ? { image } : {})

test('names, ids, nesting and transforms are kept; the written form reads back the same', () => {
  const scene: Scene = { pages: [{ name: 'P', id: '0:1', children: [
    { type: 'FRAME', id: '1:2', name: 'F', x: 5, y: 6, width: 70, height: 80, cornerRadius: 4, children: [{ type: 'ELLIPSE', id: '9:1', rotation: 30, opacity: 0.5, pluginData: { a: 'b' } }] },
    { type: 'RECTANGLE', id: '1:1', relativeTransform: [[0, 1, 11], [-1, 0, 12]], effects: [{ type: 'LAYER_BLUR', radius: 2, visible: true }] },
  ] }] }
  const json = open(scene).toJSON()
  expect(json.children?.[0]?.children?.[0]).toMatchObject({ id: '1:2', x: 5, y: 6, width: 70, cornerRadius: 4, children: [{ id: '9:1', opacity: 0.5, pluginData: { a: 'b' } }] })
  expect(json.children?.[0]?.children?.[1]).toMatchObject({ x: 11, y: 12, rotation: 90 })
  expect(open({ pages: json.children as never }).toJSON()).toEqual(json)
})
test('a picture named by path lands by its hash', () => {
  const scene: Scene = { nodes: [{ type: 'RECTANGLE', fills: [{ type: 'IMAGE', image: './a.png' }] }] }
  expect(imagePathsOf(scene)).toEqual(['./a.png'])
  const document = open(scene, () => pngHeader(4, 5))
  const fills = document.children('0:1')[0]?.fills
  const hash = Array.isArray(fills) && fills[0]?.type === 'IMAGE' ? String(fills[0].imageHash) : ''
  expect(document.image(hash)).toMatchObject({ width: 4, height: 5, mime: 'image/png' })
})
test.each<[string, unknown, string]>([
  ['an unknown key', { nodes: [{ type: 'FRAME', children: [{ type: 'TEXT', colour: 1 }] }] }, 'nodes[0].children[0].colour: unknown key on a TEXT'],
  ['a key of another type', { nodes: [{ type: 'GROUP', fills: [], children: [{ type: 'RECTANGLE' }] }] }, 'nodes[0].fills: unknown key on a GROUP'],
  ['an unknown type', { nodes: [{ type: 'BOX' }] }, 'nodes[0].type: "BOX" is not a type of layer'],
  ['children of a rectangle', { nodes: [{ type: 'RECTANGLE', children: [] }] }, 'nodes[0].children: a RECTANGLE has no children'],
  ['a bad paint', { pages: [{ children: [{ type: 'FRAME', fills: [{ type: 'SOLID' }] }] }] }, 'pages[0].children[0].fills:'],
  ['a text for a number', { nodes: [{ type: 'FRAME', x: '5' }] }, 'nodes[0].x: expected a number'],
  ['an unknown part', { nodes: [], steps: [] }, 'scene.steps: unknown key'],
  ['no nodes', {}, 'expected "pages" or "nodes"'],
  ['one id twice', { nodes: [{ type: 'FRAME', id: '1:1' }, { type: 'FRAME', id: '1:1' }] }, 'two nodes have the id "1:1"'],
  ['an instance of nothing', { nodes: [{ type: 'INSTANCE', mainComponent: '8:8' }] }, 'is not a component'],
])('refuses %s with its path', (_, scene, message) => { expect(() => open(scene as Scene)).toThrow(message) })

describe('by hand', () => {
  const start = (): HostDocument => open({ variables: [{ id: 'V:1', name: 'Title', resolvedType: 'STRING', value: 'a' }], nodes: [
    { type: 'FRAME', id: '1:1', name: 'A', x: 10, width: 100, height: 100, children: [{ type: 'RECTANGLE', id: '1:2', name: 'R', x: 10, y: 10, width: 20, height: 40 }] },
    { type: 'FRAME', id: '1:3', name: 'B', x: 300, y: 40, rotation: 90 }, { type: 'TEXT', id: '1:4', characters: 'a', boundVariables: { characters: { type: 'VARIABLE_ALIAS', id: 'V:1' } } },
  ] })
  const place = (document: HostDocument, id: string): number[] => document.absoluteTransform(id).flat().map((v) => Math.round(v * 1e6) / 1e6 + 0)

  test('reparenting keeps the place on the page', () => {
    const document = start(), before = place(document, '1:2')
    document.user.reparent('1:2', '1:3')
    expect([document.node('1:2')?.parentId, place(document, '1:2')]).toEqual(['1:3', before])
  })
  test('rotating turns about the centre', () => {
    const document = start()
    document.user.rotate('1:2', 90)
    expect(place(document, '1:2').map((v) => v)).toEqual([0, 1, 10, -1, 0, 40])
  })
  test('flipping mirrors in place', () => {
    const document = start()
    document.user.flip('1:2', 'horizontal')
    expect(place(document, '1:2')).toEqual([-1, 0, 40, 0, 1, 10])
  })
  test('grouping keeps places; ungrouping takes the group away', () => {
    const document = start(), group = document.user.group(['1:1', '1:3'])
    expect(document.node(group)).toMatchObject({ type: 'GROUP', childIds: ['1:1', '1:3'] })
    document.user.ungroup(group)
    expect([document.node(group), document.children('0:1').map((node) => node.name)]).toEqual([undefined, ['A', 'B', 'a']])
  })
  test('a frame becomes a component, a component an instance, both look the same', () => {
    const document = start(), component = document.user.convert('1:1', 'component')
    expect(document.node(component)).toMatchObject({ type: 'COMPONENT', name: 'A', childIds: ['1:2'] })
    const instance = document.user.convert(component, 'instance')
    expect(document.node(instance)).toMatchObject({ type: 'INSTANCE', width: 100 })
    expect(document.children(instance).map((node) => node.name)).toEqual(['R'])
  })
  test('a variable changes what is bound to it', () => {
    const document = start()
    document.user.setVariable('Title', 'new')
    expect(document.node('1:4')?.props['characters']).toBe('new')
  })
  test('a dropped picture becomes a rectangle of its size', () => {
    const document = start(), id = document.user.dropFile({ bytes: pngHeader(64, 32), name: 'cat.png', x: 7, y: 8 })
    expect(document.toJSON().children?.[0]?.children?.find((node) => node.id === id)).toMatchObject({ name: 'cat', x: 7, y: 8, width: 64, height: 32 })
  })
  test('deleting the page one is on goes to another; the last page stays', () => {
    const document = start(), other = document.user.addPage('Two')
    document.user.switchPage(other)
    document.user.deletePage(other)
    expect(document.currentPageId).toBe('0:1')
    expect(() => document.user.deletePage('0:1')).toThrow('last page')
  })
  test('every listener hears each change once, with what changed', () => {
    const document = start(), heard: string[] = []
    const stop = document.onChange((event) => heard.push(event.type === 'nodes' ? event.changes.map((change) => `${change.type} ${change.id} ${change.properties.join()}`).join('|') : event.type))
    document.user.rename('1:2', 'New')
    stop()
    document.user.rename('1:2', 'Newer')
    expect(heard).toEqual(['history', 'PROPERTY_CHANGE 1:2 name'])
  })
})
