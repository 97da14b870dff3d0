// What the window is told of layers that mark a part of a picture, and when.
import { describe, expect, it } from 'vitest'
import { openPlugin, picture, plan, type Plugin } from './open-plugin'
import { nodeRenderer } from './pixels'
import type { Scene, SceneNode } from '../../../playground/model/scene'

const grey = { type: 'SOLID', color: { r: 0.4, g: 0.4, b: 0.4 } } as const
const shape = (type: string, name: string, more: object = {}): SceneNode => ({ type, name, x: 60, y: 40, width: 40, height: 30, ...more }) as SceneNode
const scene: Scene = { nodes: [
  { type: 'FRAME', name: 'Card', width: 400, height: 300, children: [
    shape('RECTANGLE', 'Photo', { x: 20, y: 20, width: 300, height: 200, fills: [{ type: 'IMAGE', image: 'a', scaleMode: 'FILL' }] }),
    shape('ELLIPSE', 'Lens'), shape('VECTOR', 'Sketch', { vectorPaths: [{ windingRule: 'NONE', data: 'M 0 0 L 40 30' }] }), shape('FRAME', 'Window'), shape('TEXT', 'Words', { characters: 'Sale' }),
    shape('ELLIPSE', 'Off', { visible: false }), shape('LINE', 'Rule', { height: 0 }), shape('RECTANGLE', 'Dot', { width: 8, height: 8, locked: true }),
    { type: 'BOOLEAN_OPERATION', name: 'Union', fills: [grey], children: [shape('RECTANGLE', 'Part'), shape('ELLIPSE', 'Hole', { x: 70 })] } as SceneNode,
    { type: 'GROUP', name: 'Shapes', children: [shape('RECTANGLE', 'One', { x: 50 }), shape('RECTANGLE', 'Two', { x: 110 }), shape('RECTANGLE', 'Mid', { x: 80, y: 45, height: 10 })] } as SceneNode,
    { type: 'GROUP', name: 'Mixed', children: [shape('RECTANGLE', 'Plain'), shape('RECTANGLE', 'Small photo', { fills: [{ type: 'IMAGE', image: 'a', scaleMode: 'FILL' }] })] } as SceneNode,
  ] } as SceneNode,
] }
const open = () => openPlugin({ scene, renderer: nodeRenderer(), images: () => picture(9, 30, 20) })
const masks = ['Lens', 'Sketch', 'Window', 'Words', 'Off', 'Rule', 'Dot', 'Union', 'Shapes']
const change = (plugin: Plugin, name: string, code: string) => plugin.host.run(`const node = await figma.getNodeByIdAsync('${plugin.node(name).id}'); ${code}`)
async function settle(plugin: Plugin) {
  await plugin.host.idle()
  plugin.clock.wind(60)
  await plugin.host.idle()
}

describe('masks', () => {
  it.each(masks)('%s is one, and nothing about it is a problem', async (name) => {
    const plugin = await open(), layers = await plugin.snapshot('Photo', name)
    expect(layers.filter((layer) => layer.name === 'Photo')).toMatchObject([{ role: 'source', why: 'has a shape over it' }])
    expect(layers.filter((layer) => layer.name === name)).toMatchObject([{ role: 'mask', problem: null, shape: expect.any(String) }])
    await plugin.close()
  })

  it('several belong to one picture; a group with a picture in it is none', async () => {
    const plugin = await open()
    expect((await plugin.snapshot('Photo', ...masks)).map((layer) => layer.role).sort()).toEqual([...masks.map(() => 'mask'), 'source'].sort())
    expect((await plugin.snapshot('Photo', 'Mixed')).map((layer) => [layer.name, layer.role, layer.shape])).toEqual([['Photo', 'reference', undefined], ['Mixed', 'target', undefined]])
    await plugin.close()
  })

  it('a hidden layer that is no mask stays a problem', async () => {
    const plugin = await open()
    expect(await plugin.snapshot('Off')).toMatchObject([{ role: 'target', problem: { kind: 'hidden' } }])
    await plugin.close()
  })

  it('over a picture of Inlay make it a source', async () => {
    const plugin = await open()
    await plugin.ask('place', { plan: plan({ targetId: plugin.node('Photo').id }), bytes: picture(1), imageHash: null })
    await plugin.ask('variation.keep', { nodeId: plugin.node('Photo').id, imageHash: plugin.picturesOf('Photo')[1]!.imageHash as string })
    await change(plugin, 'Photo', 'node.fills = node.fills.slice(1)')
    expect(await plugin.snapshot('Photo')).toMatchObject([{ role: 'target', why: 'made by Inlay' }])
    expect((await plugin.snapshot('Photo', 'Lens')).map((layer) => layer.role)).toEqual(['source', 'mask'])
    await plugin.close()
  })

  it('a frame and the smaller picture in it are a target and its source', async () => {
    const plugin = await open()
    expect((await plugin.snapshot('Card', 'Photo')).map((layer) => [layer.name, layer.role, layer.why])).toEqual([['Card', 'target', 'larger than its picture'], ['Photo', 'source', 'picture in a larger frame']])
    await plugin.close()
  })
})

describe('the shape of a mask', () => {
  const changes: [string, string, string][] = [
    ['moved', 'Lens', 'node.x += 1'], ['turned', 'Lens', 'node.rotation = 10'], ['resized', 'Lens', 'node.resize(41, 30)'], ['fainter', 'Lens', 'node.opacity = 0.5'],
    ['blurred', 'Lens', 'node.effects = [{ type: "LAYER_BLUR", blurType: "NORMAL", radius: 4, visible: true }]'], ['hidden', 'Lens', 'node.visible = false'], ['half filled', 'Lens', 'node.fills = [{ ...node.fills[0], opacity: 0.5 }]'],
    ['cut open', 'Lens', 'node.arcData = { startingAngle: 0, endingAngle: 3, innerRadius: 0 }'], ['stroked', 'Lens', 'node.strokes = [{ type: "SOLID", color: { r: 0, g: 0, b: 0 } }]'], ['rounded', 'Window', 'node.cornerRadius = 6'],
    ['redrawn', 'Sketch', 'node.vectorPaths = [{ windingRule: "NONE", data: "M 0 30 L 40 0" }]'], ['a thicker stroke', 'Sketch', 'node.strokeWeight = 9'],
    ['a part of it moved', 'Union', 'node.children[1].x += 3'], ['another operation', 'Union', 'node.booleanOperation = "SUBTRACT"'],
    ['a shape inside it gone', 'Shapes', 'node.children[2].remove()'], ['all around it moved', 'Lens', 'node.parent.x += 10'],
  ]
  it.each(changes)('changes, and the window is told: %s', async (_name, mask, code) => {
    const plugin = await open()
    plugin.select('Photo', mask)
    await settle(plugin)
    const count = plugin.changed.length, before = plugin.changed[count - 1]!.layers.filter((layer) => layer.name === mask)[0]!.shape
    await change(plugin, mask, code)
    await settle(plugin)
    expect(plugin.changed).toHaveLength(count + 1)
    const now = plugin.changed[count]!.layers.filter((layer) => layer.name === mask)[0]!
    expect(now.shape).not.toBe(before)
    expect(now.role).toBe('mask')
    await plugin.close()
  })

  it('does not change with its name or its colour', async () => {
    const plugin = await open(), shapeOf = async () => (await plugin.snapshot('#' + plugin.document.selection()[0]!))[0]!.shape
    plugin.select('Lens')
    const before = await shapeOf()
    await change(plugin, 'Lens', 'node.name = "Iris"; node.fills = [{ ...node.fills[0], color: { r: 1, g: 0, b: 0 } }]')
    expect(await shapeOf()).toBe(before)
    await plugin.close()
  })

  it('is not told of when a mask is only read, hidden ones included', async () => {
    const plugin = await open()
    plugin.select('Photo', 'Lens', 'Off')
    await settle(plugin)
    const count = plugin.changed.length
    for (const name of ['Lens', 'Off']) await plugin.ask('mask.read', { nodeId: plugin.node(name).id, sourceId: plugin.node('Photo').id, paintIndex: 0, maxEdgePx: 100 })
    await settle(plugin)
    expect(plugin.changed).toHaveLength(count)
    await plugin.close()
  })
})
