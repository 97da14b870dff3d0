import { describe, expect, it } from 'vitest'
import { openPlugin, picture, plan } from './open-plugin'
import type { Scene } from '../../../playground/model/scene'

const photo = { type: 'IMAGE', image: 'photo', scaleMode: 'FILL' } as const
const images = () => picture(77, 40, 30)
const scene: Scene = { nodes: [
  { type: 'FRAME', name: 'Card', x: 0, y: 0, width: 300, height: 400, children: [
    { type: 'TEXT', name: 'Price', characters: '$9', x: 10, y: 100 }, { type: 'TEXT', name: 'Title', characters: 'Comet\u202e tea', x: 10, y: 10 }, { type: 'TEXT', name: 'Off', characters: 'hidden words', x: 0, y: 0, visible: false },
  ] },
  { type: 'RECTANGLE', name: 'Photo', x: 400, y: 0, width: 200, height: 200, fills: [photo as never] },
  { type: 'ELLIPSE', name: 'Lens', x: 450, y: 50, width: 50, height: 50 },
  { type: 'SECTION', name: 'Area', x: 0, y: 600, width: 200, height: 200 },
  { type: 'GROUP', name: 'Stack', children: [{ type: 'RECTANGLE', name: 'In stack', x: 300, y: 600, width: 50, height: 50 }] },
  { type: 'VECTOR', name: 'Sketch', x: 500, y: 600, width: 50, height: 50, vectorPaths: [{ windingRule: 'NONZERO', data: 'M 0 0 L 50 0 L 50 50 L 0 50 Z' }] },
  { type: 'RECTANGLE', name: 'Dot', x: 0, y: 900, width: 15, height: 40 },
  { type: 'FRAME', name: 'Vault', x: 100, y: 900, width: 100, height: 100, locked: true, children: [{ type: 'RECTANGLE', name: 'Gold', width: 50, height: 50 }] },
  { type: 'FRAME', name: 'Ghost', x: 300, y: 900, width: 100, height: 100, visible: false },
  { type: 'BOOLEAN_OPERATION', name: 'Union', children: [{ type: 'RECTANGLE', name: 'Part', x: 500, y: 900, width: 60, height: 60 }] },
  { type: 'LINE', name: 'Rule', x: 700, y: 900, width: 100, height: 0 },
  { type: 'TEXT', name: 'Note', characters: 'small', x: 700, y: 950 },
] }
const open = () => openPlugin({ scene, images })

describe('the snapshot', () => {
  it('describes layers in reading order, with roles and reasons', async () => {
    const plugin = await open()
    const layers = await plugin.snapshot('Sketch', 'Area', 'Photo', 'Stack', 'Card')
    expect(layers.map((layer) => [layer.name, layer.role, layer.why, layer.canHaveFills])).toEqual([
      ['Card', 'target', 'frame', true], ['Photo', 'reference', 'picture beside layers to fill', true], ['Area', 'target', 'empty section', true],
      ['Stack', 'target', 'a new layer over this group', false], ['Sketch', 'target', 'shape', true],
    ])
    expect(layers[0]).toMatchObject({ width: 300, height: 400, bounds: { x: 0, y: 0, width: 300, height: 400 }, texts: ['Comet tea', '$9'], hasChildren: true, fills: [{ type: 'SOLID', byInlay: false }], recipe: null, pinned: false, problem: null })
    expect(layers[1]!.fills).toMatchObject([{ type: 'IMAGE', scaleMode: 'FILL', visible: true, byInlay: false }])
    await plugin.close()
  })

  it('finds the mask over a picture, and lets the designer overrule', async () => {
    const plugin = await open()
    expect((await plugin.snapshot('Photo', 'Lens')).map((layer) => [layer.name, layer.role, layer.why])).toEqual([['Photo', 'source', 'has a shape over it'], ['Lens', 'mask', 'shape over Photo']])
    const { snapshot } = await plugin.ask('selection.read', { pinnedIds: [], roles: { [plugin.node('Lens').id]: 'target' } })
    expect(snapshot.layers.map((layer) => [layer.role, layer.why])).toEqual([['source', 'has a shape over it'], ['target', 'chosen by you']])
    await plugin.close()
  })

  it.each([
    ['Dot', 'too-small', 'Dot is 15 x 40. Inlay fills layers from 16 x 16.'],
    ['Vault', 'locked', 'Vault is locked. Unlock it or choose another layer.'],
    ['Gold', 'locked', 'Gold is inside Vault, which is locked. Unlock that or choose another layer.'],
    ['Ghost', 'hidden', 'Ghost is hidden. Show it or choose another layer.'],
    ['Part', 'boolean-child', 'Part is part of a boolean shape. Choose the whole shape.'],
    ['Rule', 'no-area', 'Rule has no area to fill.'],
  ])('%s will not do: %s', async (name, kind, message) => {
    const plugin = await open()
    expect(await plugin.snapshot(name)).toMatchObject([{ name, problem: { kind, message } }])
    await plugin.close()
  })

  it('does not mind a small text: it is only read', async () => {
    const plugin = await open()
    expect(await plugin.snapshot('Note')).toMatchObject([{ role: 'reference', texts: ['small'], problem: null }])
    await plugin.close()
  })

  it('keeps pinned layers after the selection went on, also on another page', async () => {
    const plugin = await openPlugin({ scene: { pages: [{ name: 'One', children: [{ type: 'FRAME', name: 'Mood', width: 100, height: 100 }] }, { name: 'Two', children: [{ type: 'FRAME', name: 'Hero', width: 100, height: 100 }] }] } })
    plugin.document.switchPage(plugin.node('Two').id, 'user')
    plugin.select('Hero')
    const { snapshot } = await plugin.ask('selection.read', { pinnedIds: [plugin.node('Mood').id, '99:99'], roles: {} })
    expect(snapshot.pageName).toBe('Two')
    expect(snapshot.layers.map((layer) => [layer.name, layer.pinned]).sort()).toEqual([['Hero', false], ['Mood', true]])
    await plugin.close()
  })

  it('reads a pinned layer on a page that was never opened', async () => {
    const plugin = await openPlugin({ scene: { pages: [{ name: 'One', children: [] }, { name: 'Two', children: [{ type: 'FRAME', name: 'Mood', width: 100, height: 100, children: [{ type: 'TEXT', name: 'T', characters: 'calm' }] }] }] } })
    const { snapshot } = await plugin.ask('selection.read', { pinnedIds: [plugin.node('Mood').id], roles: {} })
    expect(snapshot.layers).toMatchObject([{ name: 'Mood', pinned: true, texts: ['calm'] }])
    await plugin.close()
  })

  it('cleans names, counts beyond 200 layers, and copes with mixed fills', async () => {
    const plugin = await openPlugin({ scene: { nodes: [{ type: 'TEXT', name: 'a\u202eb\u0000c', characters: 'x', fills: 'mixed', x: -500 }, ...Array.from({ length: 230 }, (_, index) => ({ type: 'FRAME' as const, name: `F${index}`, x: index * 40, width: 30, height: 30 }))] } })
    plugin.document.select(plugin.document.children(plugin.document.currentPageId).map((node) => node.id), 'user')
    const { snapshot } = await plugin.ask('selection.read', { pinnedIds: [], roles: {} })
    expect([snapshot.layers.length, snapshot.more]).toEqual([200, 31])
    expect(snapshot.layers[0]).toMatchObject({ name: 'abc', fills: null })
    await plugin.close()
  })

  it('knows what Inlay made: the prompt after a restart, and the role', async () => {
    const first = await open()
    await first.ask('place', { plan: plan({ targetId: first.node('Card').id }), bytes: picture(1), imageHash: null })
    expect(await first.snapshot('Card')).toMatchObject([{ role: 'target', why: 'made by Inlay', recipe: { prompt: 'a red chair', modelId: 'demo', variations: 1 } }])
    await first.close()
    const second = await openPlugin({ document: first.document })
    expect(await second.snapshot('Card')).toMatchObject([{ role: 'target', why: 'made by Inlay', fills: [{ byInlay: false }, { byInlay: true }] }])
    await second.close()
  })
})

describe('telling the window', () => {
  it('says once when several changes come together, and nothing when nothing changed', async () => {
    const plugin = await open()
    plugin.clock.wind(60)
    await plugin.host.idle()
    const count = plugin.changed.length
    plugin.select('Photo')
    plugin.select('Photo', 'Card')
    await plugin.host.idle()
    plugin.clock.wind(60)
    await plugin.host.idle()
    expect(plugin.changed.slice(count).map((snapshot) => snapshot.layers.map((layer) => layer.name))).toEqual([['Card', 'Photo']])
    plugin.select('Photo', 'Card')
    await plugin.host.idle()
    plugin.clock.wind(60)
    await plugin.host.idle()
    expect(plugin.changed).toHaveLength(count + 1)
    await plugin.close()
  })

  it.each([
    ['a selected layer', 'Card', 'node.name = "Card two"', (layer: { name: string }) => layer.name, 'Card two'],
    ['a text inside one', 'Title', 'node.name = "T"; node.visible = false', (layer: { texts: string[] }) => layer.texts.join(), '$9'],
  ])('follows %s', async (_name, node, code, read, expected) => {
    const plugin = await open()
    plugin.select('Card')
    await plugin.host.idle()
    plugin.clock.wind(60)
    await plugin.host.idle()
    const count = plugin.changed.length
    await plugin.host.run(`const node = await figma.getNodeByIdAsync('${plugin.node(node).id}'); ${code}`)
    plugin.clock.wind(60)
    await plugin.host.idle()
    expect(plugin.changed.slice(count).map((snapshot) => read(snapshot.layers[0]!))).toEqual([expected])
    await plugin.close()
  })

  it('follows the page, with rising revisions', async () => {
    const plugin = await openPlugin({ scene: { pages: [{ name: 'One', children: [] }, { name: 'Two', children: [] }] } })
    plugin.document.switchPage(plugin.node('Two').id, 'user')
    await plugin.host.idle()
    plugin.clock.wind(60)
    await plugin.host.idle()
    const later = (await plugin.ask('selection.read', { pinnedIds: [], roles: {} })).snapshot
    expect(plugin.changed.map((snapshot) => snapshot.pageName)).toContain('Two')
    expect(later.revision).toBeGreaterThan(plugin.changed[plugin.changed.length - 1]!.revision)
    await plugin.close()
  })
})

describe('finding and showing layers', () => {
  it('finds by part of the name, top-level layers first, hidden ones never', async () => {
    const plugin = await open()
    const found = async (text: string) => (await plugin.ask('layers.find', { text })).layers.map((layer) => layer.name)
    expect(await found('PHO')).toEqual(['Photo'])
    expect(await found('t')).toEqual(expect.arrayContaining(['Photo', 'Title']))
    expect((await found('t')).indexOf('Photo')).toBeLessThan((await found('t')).indexOf('Title'))
    expect(await found('ghost')).toEqual([])
    expect((await found('')).length).toBeLessThanOrEqual(20)
    await plugin.close()
  })

  it('selects layers of this page and says how many', async () => {
    const plugin = await open()
    expect(await plugin.ask('selection.set', { ids: [plugin.node('Photo').id, '99:99'] })).toEqual({ selected: 1 })
    expect(plugin.document.selection()).toEqual([plugin.node('Photo').id])
    await plugin.close()
  })

  it('goes to the page of a layer to show it', async () => {
    const shown: string[][] = []
    const view = { center: { x: 0, y: 0 }, zoom: 1, bounds: { x: 0, y: 0, width: 100, height: 100 } }
    const plugin = await openPlugin({
      scene: { pages: [{ name: 'One', children: [{ type: 'FRAME', name: 'Hero', width: 100, height: 100 }] }, { name: 'Two', children: [] }] },
      sandbox: { viewport: { get: () => view, set: () => undefined, show: (ids) => shown.push(ids) } },
    })
    const hero = plugin.node('Hero').id
    plugin.document.switchPage(plugin.node('Two').id, 'user')
    expect(await plugin.ask('node.show', { nodeId: hero })).toEqual({ shown: true })
    expect([plugin.document.currentPageId, plugin.document.selection(), shown]).toEqual([plugin.node('One').id, [hero], [[hero]]])
    expect(await plugin.ask('node.show', { nodeId: '99:99' })).toEqual({ shown: false })
    await plugin.close()
  })
})
