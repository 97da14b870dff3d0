// Room to expand as it is told, and the larger picture as a layer of its own: beyond the edges of the picture, which stays as it is.
import { describe, expect, it } from 'vitest'
import { multiply, translation, type Affine } from '../../../src/shared/geometry'
import type { Scene, SceneNode } from '../../../playground/model/scene'
import { edit, openPlugin, plan } from './open-plugin'
import { drawn, mapError, nodeRenderer, ramp } from './pixels'

const image = (more: object = {}) => ({ type: 'IMAGE', image: 'photo', scaleMode: 'FILL', ...more })
const photo = (paint: object = {}, more: object = {}): SceneNode => ({ type: 'RECTANGLE', name: 'Photo', x: 140, y: 130, width: 150, height: 100, fills: [image(paint)], ...more }) as SceneNode
const open = (...nodes: SceneNode[]) => openPlugin({ scene: { nodes } as Scene, renderer: nodeRenderer(), images: () => ramp(200, 120) })
const turned: Affine = [[-Math.cos(0.4), -Math.sin(0.4), 300], [-Math.sin(0.4), Math.cos(0.4), 220]]

describe('room to expand', () => {
  it.each<[string, object, object, boolean]>([
    ['FIT in a wider layer', { scaleMode: 'FIT' }, { width: 300 }, true],
    ['FIT in a layer of its ratio', { scaleMode: 'FIT' }, { width: 100, height: 60 }, false],
    ['FILL', {}, { width: 300 }, false],
    ['TILE', { scaleMode: 'TILE', scalingFactor: 0.2 }, {}, false],
    ['CROP inside the picture', { scaleMode: 'CROP', imageTransform: [[0.5, 0, 0.2], [0, 0.5, 0.2]] }, {}, false],
    ['CROP beyond the picture', { scaleMode: 'CROP', imageTransform: [[1.5, 0, -0.2], [0, 1, 0]] }, {}, true],
  ])('is told of a layer with %s', async (_name, paint, more, expected) => {
    const plugin = await open(photo(paint, more))
    const [layer] = await plugin.snapshot('Photo')
    expect(layer?.uncovered ?? false).toBe(expected)
    await plugin.close()
  })

  it('is told around the selected picture, and of the only picture in a selected frame', async () => {
    const inside = { ...photo(), x: 20, y: 20 } as SceneNode
    const plugin = await open({ type: 'FRAME', name: 'Hero', x: 0, y: 0, width: 500, height: 300, children: [{ type: 'GROUP', name: 'G', children: [inside] } as SceneNode] } as SceneNode,
      { type: 'FRAME', name: 'Card', x: 600, y: 0, width: 300, height: 300, children: [photo({}, { name: 'Shot' }), { type: 'TEXT', name: 'Title', characters: 'x' }] } as SceneNode,
      { type: 'FRAME', name: 'Grid', x: 0, y: 600, width: 300, height: 300, children: [photo({}, { name: 'One' }), photo({}, { name: 'Two' })] } as SceneNode)
    const nearby = async (...names: string[]) => {
      plugin.select(...names)
      return ((await plugin.ask('selection.read', { pinnedIds: [], roles: {} })).snapshot.nearby ?? []).map(({ name }) => name)
    }
    expect(await nearby('Photo')).toEqual(['Hero'])
    expect(await nearby('Card')).toEqual(['Shot'])
    expect(await nearby('Card', 'Shot')).toEqual([])
    expect(await nearby('Grid')).toEqual([])
    expect(await nearby('Title')).toEqual([])
    await plugin.close()
  })
})

describe('a larger picture as a layer', () => {
  const expanded = { x: -60, y: -30, width: 320, height: 190 }
  it.each<[string, SceneNode[]]>([
    ['plain', [photo()]],
    ['turned and flipped', [photo({}, { relativeTransform: turned })]],
    ['a picture turned by 90 degrees', [photo({ rotation: 90 })]],
    ['an ellipse', [photo({}, { type: 'ELLIPSE' })]],
    ['rounded', [photo({}, { cornerRadius: 30 })]],
    ['a frame that clips, with layers in it', [photo({}, { type: 'FRAME', rotation: 10, children: [{ type: 'RECTANGLE', name: 'Badge', x: 5, y: 5, width: 10, height: 10 }] })]],
    ['in auto layout', [{ type: 'FRAME', name: 'List', x: 10, y: 20, width: 700, height: 500, clipsContent: false, layoutMode: 'HORIZONTAL', paddingLeft: 113, paddingTop: 90, itemSpacing: 9, children: [photo(), { type: 'RECTANGLE', name: 'Last', width: 40, height: 40 }] } as SceneNode]],
  ])('lies with every old px over itself and reaches over the edges: %s', async (_name, nodes) => {
    const plugin = await open(...nodes), before = plugin.written(), depth = plugin.document.undoDepth
    const { source } = await plugin.ask('source.read', { nodeId: plugin.node('Photo').id, paintIndex: null, haveHash: null })
    const outcome = await plugin.ask('place', {
      plan: plan({ mode: 'patch-layer', targetId: source.nodeId, layerName: 'more of it', edit: edit({ imageHash: source.imageHash, patch: expanded, expanded, toolId: 'expand' }) }),
      bytes: ramp(expanded.width, expanded.height, 30), imageHash: null,
    })
    expect(outcome).toMatchObject({ placed: 'patch', nodeName: 'Photo, expanded', warnings: [] })
    expect(plugin.document.undoDepth).toBe(depth + 1)
    const seen = await drawn(plugin, outcome.nodeId)
    const error = mapError(seen, multiply(translation(-expanded.x, -expanded.y), source.toSource as Affine), { widthPx: expanded.width, heightPx: expanded.height })
    expect(error.mean).toBeLessThan(0.06)
    // One level of the ramp is 1.25 px.
    expect(error.worst).toBeLessThan(1.5)
    // All of it is there, though the picture's own layer is smaller.
    const perPx = (Math.abs(source.toSource[0][0]! * source.toSource[1][1]! - source.toSource[0][1]! * source.toSource[1][0]!)) * (seen.box.width / seen.width) * (seen.box.height / seen.height)
    expect(error.samples * perPx).toBeGreaterThan(0.94 * expanded.width * expanded.height)
    // It is a picture of its own, not a patch over the old one.
    expect((await plugin.ask('source.read', { nodeId: source.nodeId, paintIndex: null, haveHash: null })).source.patches).toBeUndefined()
    expect(await plugin.ask('run.undo', { runId: 'run1' })).toEqual({ restored: ['Photo, expanded'], skipped: [] })
    expect(plugin.written()).toBe(before)
    await plugin.close()
  })
})
