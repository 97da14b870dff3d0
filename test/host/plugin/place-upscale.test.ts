// Larger copies: in the fill nothing moves, whatever the scale mode; beyond 4096 px tiles lie edge to edge in one group above the picture.
import { describe, expect, it } from 'vitest'
import { edit, openPlugin, plan, recipe, type Plugin } from './open-plugin'
import { drawn, mapError, nodeRenderer, ramp } from './pixels'
import { multiply, scaling, translation, type Affine, type Bounds } from '../../../src/shared/geometry'
import type { Scene, SceneNode } from '../../../playground/model/scene'

const photo = (paint: object = {}, more: object = {}): SceneNode => ({ type: 'RECTANGLE', name: 'Photo', x: 140, y: 130, width: 150, height: 100, fills: [{ type: 'IMAGE', image: 'photo', scaleMode: 'FILL', ...paint }], ...more }) as SceneNode
const open = (...nodes: SceneNode[]) => openPlugin({ scene: { nodes } as Scene, renderer: nodeRenderer(), images: () => ramp(200, 120) })
const source = async (plugin: Plugin) => (await plugin.ask('source.read', { nodeId: plugin.node('Photo').id, paintIndex: null, haveHash: null })).source

describe('a larger copy in the fill', () => {
  it.each<[string, object]>([
    ['FILL', {}], ['FILL, turned', { rotation: 90 }], ['FIT', { scaleMode: 'FIT' }], ['CROP', { scaleMode: 'CROP', imageTransform: [[0.5, 0.1, 0.2], [-0.05, 0.6, 0.2]] }], ['TILE', { scaleMode: 'TILE', scalingFactor: 0.4 }],
  ])('has every px where it was: %s', async (_name, paint) => {
    const plugin = await open(photo(paint)), before = await source(plugin)
    const outcome = await plugin.ask('place', {
      plan: plan({ mode: 'replace-paint', targetId: plugin.node('Photo').id, layerName: 'Upscale 2x', recipe: recipe({}), edit: edit({ imageHash: before.imageHash, larger: 2 }) }),
      bytes: ramp(400, 240), imageHash: null,
    })
    expect(outcome).toMatchObject({ placed: 'target', warnings: [] })
    const after = await source(plugin)
    expect([after.widthPx, after.heightPx, after.scaleMode]).toEqual([400, 240, before.scaleMode])
    multiply(scaling(2), before.fromLayer as Affine).flat().forEach((value, index) => expect(after.fromLayer.flat()[index]).toBeCloseTo(value, 6))
    // The original is kept hidden, as it was.
    expect(plugin.fillsOf('Photo')[0]).toMatchObject({ visible: false, imageHash: before.imageHash, ...paint })
    await plugin.close()
  })
})

describe('tiles of a larger copy', () => {
  const tiles: Bounds[] = [{ x: 0, y: 0, width: 100, height: 120 }, { x: 100, y: 0, width: 100, height: 120 }]
  const lay = (plugin: Plugin, imageHash: string, index: number) => plugin.ask('place', {
    plan: plan({ mode: 'patch-layer', jobId: `job${index}`, targetId: plugin.node('Photo').id, layerName: `Tile ${index + 1} of 2`, recipe: recipe({}), edit: edit({ imageHash, patch: tiles[index]!, larger: 3, group: 'Photo, 600 x 360 px' }) }),
    bytes: ramp(300, 360, 20 + index), imageHash: null,
  })

  it.each<[string, SceneNode[]]>([
    ['on the page', [photo({}, { rotation: 20 })]],
    ['cropped', [photo({ scaleMode: 'CROP', imageTransform: [[0.6, 0, 0.2], [0, 0.9, 0.05]] })]],
    ['in auto layout', [{ type: 'FRAME', name: 'List', x: 10, y: 20, width: 400, height: 300, layoutMode: 'HORIZONTAL', paddingLeft: 13, itemSpacing: 9, children: [{ type: 'RECTANGLE', name: 'First', width: 40, height: 40 }, photo(), { type: 'RECTANGLE', name: 'Last', width: 40, height: 40 }] } as SceneNode]],
    ['a frame that clips, with a layer in it', [photo({}, { type: 'FRAME', children: [{ type: 'RECTANGLE', name: 'Badge', x: 5, y: 5, width: 10, height: 10 }] })]],
  ])('lie exactly over it in one named group, and Undo run takes them all: %s', async (_name, nodes) => {
    const plugin = await open(...nodes), before = plugin.written(), { imageHash, toSource } = await source(plugin), depth = plugin.document.undoDepth
    const outcomes = [await lay(plugin, imageHash, 0), await lay(plugin, imageHash, 1)]
    expect(outcomes.map(({ placed, nodeName }) => [placed, nodeName])).toEqual([['patch', 'Tile 1 of 2'], ['patch', 'Tile 2 of 2']])
    expect(plugin.document.undoDepth).toBe(depth + 2)
    const [group, other] = outcomes.map(({ nodeId }) => plugin.document.must(plugin.document.must(nodeId).parentId!))
    expect(group).toBe(other)
    expect(group).toMatchObject({ type: 'GROUP', name: 'Photo, 600 x 360 px', childIds: outcomes.map(({ nodeId }) => nodeId) })
    for (const [index, { nodeId }] of outcomes.entries()) {
      const error = mapError(await drawn(plugin, nodeId), multiply(scaling(3), multiply(translation(-tiles[index]!.x, -tiles[index]!.y), toSource as Affine)), { widthPx: 300, heightPx: 360 })
      expect(error.samples).toBeGreaterThan(300)
      expect(error.mean).toBeLessThan(0.5)
    }
    await plugin.ask('run.undo', { runId: 'run1' })
    expect(plugin.written()).toEqual(before)
    await plugin.close()
  })
})
