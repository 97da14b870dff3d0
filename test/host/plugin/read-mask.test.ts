// Mask shapes as coverage of the picture: area and place of every kind, rasterised through the map that comes with them.
import { describe, expect, it } from 'vitest'
import { openPlugin, type Plugin } from './open-plugin'
import { coverage, decode, nodeRenderer, ramp } from './pixels'
import { applyTo, type Affine } from '../../../src/shared/geometry'
import type { Scene, SceneNode } from '../../../playground/model/scene'

const grey = { type: 'SOLID', color: { r: 0.4, g: 0.4, b: 0.4 } } as const
/** 600 x 400 px in 300 x 200 units: 2 px to the unit, upright unless told otherwise. */
const photo = (more: object = {}, paint: object = {}): SceneNode => ({ type: 'RECTANGLE', name: 'Photo', x: 50, y: 40, width: 300, height: 200, fills: [{ type: 'IMAGE', image: 'a', scaleMode: 'FILL', ...paint }], ...more }) as SceneNode
const open = (nodes: SceneNode[]) => openPlugin({ scene: { nodes } as Scene, renderer: nodeRenderer(), images: () => ramp(600, 400) })
const read = (plugin: Plugin, name = 'Mask', maxEdgePx = 4096) => plugin.ask('mask.read', { nodeId: plugin.node(name).id, sourceId: plugin.node('Photo').id, paintIndex: 0, maxEdgePx })
async function covered(plugin: Plugin, name = 'Mask') {
  const [{ mask, bytes }, { source }] = await Promise.all([read(plugin, name), plugin.ask('source.read', { nodeId: plugin.node('Photo').id, paintIndex: null, haveHash: null })])
  const pixels = await decode(bytes)
  expect([pixels.width, pixels.height]).toEqual([mask.widthPx, mask.heightPx])
  return { ...coverage(pixels, mask.toSource, source), mask, source }
}
const shape = (type: string, more: object = {}): SceneNode => ({ type, name: 'Mask', x: 150, y: 90, width: 80, height: 60, fills: [grey], ...more }) as SceneNode
const turn = (degrees: number, x: number, y: number, flip = 1): Affine => { const r = (degrees * Math.PI) / 180; return [[Math.cos(r) * flip, -Math.sin(r), x], [Math.sin(r) * flip, Math.cos(r), y]] }

const rect = 80 * 60, rounded = rect - (4 - Math.PI) * 20 * 20, disc = Math.PI * 40 * 30
/** `area` in square units; the centroid is that of the layer's own box unless `centre` (layer units) says otherwise. */
const kinds: [string, SceneNode[], number, ([number, number] | null)?][] = [
  ['rectangle', [shape('RECTANGLE')], rect],
  ['rounded, turned rectangle', [shape('RECTANGLE', { cornerRadius: 20, rotation: 33 })], rounded],
  ['flipped and turned ellipse', [shape('ELLIPSE', { relativeTransform: turn(20, 250, 100, -1) })], disc],
  ['triangle', [shape('POLYGON', { pointCount: 3, rotation: 10 })], (3 * Math.sqrt(3) / 4) * 40 * 30, [40, 30]],
  ['star', [shape('STAR', { pointCount: 5, innerRadius: 0.5 })], 5 * 0.5 * Math.sin(Math.PI / 5) * 40 * 30, [40, 30]],
  ['vector', [shape('VECTOR', { strokes: [], vectorPaths: [{ windingRule: 'NONZERO', data: 'M 0 0 L 80 0 L 0 60 Z' }], rotation: -15 })], rect / 2, [80 / 3, 20]],
  ['pencil stroke', [shape('VECTOR', { fills: [], strokes: [grey], strokeWeight: 20, strokeCap: 'NONE', height: 0, vectorPaths: [{ windingRule: 'NONE', data: 'M 0 0 L 80 0' }], rotation: 25 })], 80 * 20],
  ['outside stroke', [shape('RECTANGLE', { strokes: [grey], strokeWeight: 10, strokeAlign: 'OUTSIDE', strokeJoin: 'MITER' })], 100 * 80],
  ['boolean group', [{ type: 'BOOLEAN_OPERATION', name: 'Mask', booleanOperation: 'SUBTRACT', fills: [grey], children: [shape('RECTANGLE', { name: 'A' }), shape('RECTANGLE', { name: 'B', x: 170, y: 105, width: 40, height: 30 })] } as SceneNode], rect - 40 * 30],
  ['group of shapes', [{ type: 'GROUP', name: 'Mask', children: [shape('RECTANGLE', { name: 'A', width: 30 }), shape('RECTANGLE', { name: 'B', x: 200, width: 30 })] } as SceneNode], 60 * 60],
  ['frame without paint, with its corners', [shape('FRAME', { fills: [], cornerRadius: 20, rotation: 33 })], rounded],
  ['shape without paint', [shape('ELLIPSE', { fills: [{ ...grey, visible: false }] })], disc],
  ['half-strong shape', [shape('RECTANGLE', { opacity: 0.5 })], rect / 2],
  ['half-strong fill', [shape('RECTANGLE', { fills: [{ ...grey, opacity: 0.5 }] })], rect / 2],
  ['blurred shape', [shape('RECTANGLE', { effects: [{ type: 'LAYER_BLUR', radius: 16, visible: true }], rotation: 12 })], rect],
  ['hidden shape', [shape('ELLIPSE', { visible: false, rotation: 20 })], disc],
  ['hidden, blurred shape', [shape('RECTANGLE', { visible: false, effects: [{ type: 'LAYER_BLUR', radius: 16, visible: true }] })], rect],
  ['shape in a hidden group', [{ type: 'GROUP', name: 'Off', visible: false, children: [shape('RECTANGLE', { rotation: 50, y: 150 })] } as SceneNode], rect],
  ['Figma mask', [shape('RECTANGLE', { isMask: true })], rect],
  ['locked, nested, turned in a turned frame', [{ type: 'FRAME', name: 'Card', relativeTransform: turn(30, 180, 60), width: 160, height: 120, fills: [], clipsContent: false, children: [{ type: 'GROUP', name: 'G', locked: true, children: [shape('RECTANGLE', { x: 30, y: 25, rotation: 40 })] }] } as SceneNode], rect],
  ['layer of an instance', [{ type: 'COMPONENT', id: '1:1', name: 'Main', x: 900, width: 100, height: 100, fills: [], children: [shape('RECTANGLE', { name: 'Other', x: 10, y: 10, cornerRadius: 20 })] } as SceneNode, { type: 'INSTANCE', name: 'One', mainComponent: '1:1', x: 140, y: 80, width: 100, height: 100, fills: [], children: [shape('RECTANGLE', { x: 10, y: 10, cornerRadius: 20, visible: false })] } as SceneNode], rounded],
]

describe('coverage', () => {
  it.each(kinds)('of a %s', async (_name, nodes, area, centre) => {
    const plugin = await open([photo(), ...nodes]), before = plugin.written()
    const { area: seen, x, y } = await covered(plugin)
    expect(Math.abs(seen / (area * 4) - 1)).toBeLessThan(0.005)
    if (centre !== null) {
      const node = plugin.node('Mask'), [u, v] = centre ?? [node.width / 2, node.height / 2]
      const at = applyTo(plugin.document.absoluteTransform(node.id), u, v)
      expect(Math.hypot(x - (at.x - 50) * 2, y - (at.y - 40) * 2)).toBeLessThan(0.15)
    }
    expect(plugin.written()).toBe(before)
    await plugin.close()
  })

  it('of text is its letters', async () => {
    const plugin = await open([photo(), { type: 'TEXT', name: 'Mask', characters: 'HI', fontSize: 100, x: 150, y: 60, fills: [grey] } as SceneNode])
    const { area, at, mask } = await covered(plugin)
    expect(area).toBeGreaterThan(5000)
    // The stem of the H is at its left, the gap between the letters right of the middle of the H is not.
    expect(at(2 * (100 + 14), 2 * (20 + 60))).toBeGreaterThan(0.9)
    expect(at(2 * (100 + 35), 2 * (20 + 40))).toBeLessThan(0.1)
    expect(mask.name).toBe('Mask')
    await plugin.close()
  })

  it.each<[string, SceneNode, number]>([
    ['turned, flipped picture with a crop', photo({ relativeTransform: turn(25, 330, 60, -1) }, { scaleMode: 'CROP', imageTransform: [[0.5, 0.1, 0.2], [-0.05, 0.6, 0.2]] }), 600 * 400 * (0.3 + 0.005) / (300 * 200)],
    ['picture turned by 90 degrees', photo({}, { rotation: 90 }), 4 * (200 / 300) ** 2 * (300 / 400) ** 2 * 4],
    ['dense picture', photo({ width: 75, height: 50, x: 160, y: 95 }), 64],
  ])('lies right on a %s', async (_name, source, areaScale) => {
    const plugin = await open([source, shape('ELLIPSE', { width: 30, height: 20, x: 180, y: 110 })])
    const { area, x, y, source: { toSource, widthPx } } = await covered(plugin)
    const scale = Math.abs(toSource[0][0] * toSource[1][1] - toSource[0][1] * toSource[1][0]), at = applyTo(toSource, 195, 120)
    if (widthPx === 600 && areaScale === 64) expect(scale).toBeCloseTo(64, 6)
    expect(Math.abs(area / (Math.PI * 15 * 10 * scale) - 1)).toBeLessThan(0.005)
    expect(Math.hypot(x - at.x, y - at.y)).toBeLessThan(0.15)
    await plugin.close()
  })
})

describe('resolution', () => {
  it('is about one px to a source px, four to a unit at most, and never above what was asked', async () => {
    const plugin = await open([photo(), shape('RECTANGLE')])
    expect((await read(plugin)).mask).toMatchObject({ widthPx: 160, heightPx: 120 })
    const small = await read(plugin, 'Mask', 40)
    expect(small.mask).toMatchObject({ widthPx: 40, heightPx: 30 })
    expect(applyTo(small.mask.toSource, 40, 30)).toEqual({ x: 360, y: 220 })
    await plugin.close()
    const dense = await open([photo({ width: 30, height: 20, x: 150, y: 90 }), shape('RECTANGLE')])
    expect((await read(dense)).mask).toMatchObject({ widthPx: 320, heightPx: 240 })
    await dense.close()
  })
})

describe('what is no mask of it', () => {
  it.each<[string, SceneNode[], string, string]>([
    ['beside the picture', [photo(), shape('RECTANGLE', { x: 400 })], 'mask.outside-source', 'Mask does not touch the picture of Photo.'],
    ['turned, only its box touches', [photo(), shape('RECTANGLE', { x: 359, y: 190, width: 200, height: 4, rotation: 45 })], 'mask.outside-source', 'Mask does not touch the picture of Photo.'],
    ['over the layer, but not over the fitted picture', [photo({ width: 400 }, { scaleMode: 'FIT' }), shape('RECTANGLE', { x: 52, width: 40 })], 'mask.outside-source', 'Mask does not touch the picture of Photo.'],
    ['over a part that the layer hides', [photo({ height: 100 }), shape('RECTANGLE', { y: 150, height: 20 })], 'mask.outside-source', 'Mask does not touch the picture of Photo.'],
    ['of no opacity', [photo(), shape('RECTANGLE', { opacity: 0 })], 'selection.unsupported', 'Mask has an opacity of 0, so it marks nothing.'],
    ['an empty text', [photo(), shape('TEXT', { characters: '' })], 'selection.unsupported', 'Mask marks nothing.'],
  ])('%s', async (_name, nodes, code, message) => {
    const plugin = await open(nodes)
    await expect(read(plugin)).rejects.toMatchObject({ code, message })
    await plugin.close()
  })

  it('deleted', async () => {
    const plugin = await open([photo(), shape('RECTANGLE')])
    await plugin.snapshot('Photo', 'Mask')
    const ids = { nodeId: plugin.node('Mask').id, sourceId: plugin.node('Photo').id }
    await plugin.host.run(`(await figma.getNodeByIdAsync('${ids.nodeId}')).remove()`)
    await expect(plugin.ask('mask.read', { ...ids, paintIndex: 0, maxEdgePx: 100 })).rejects.toMatchObject({ code: 'selection.changed', message: 'Mask was deleted meanwhile.' })
    await plugin.close()
  })
})

it('covers tiles other than the first, where the picture repeats', async () => {
  const plugin = await open([photo({}, { scaleMode: 'TILE', scalingFactor: 0.1 }), shape('RECTANGLE')])
  const { mask } = await read(plugin)
  const at = applyTo(mask.toSource, 0, 0)
  expect([Math.round(at.x), Math.round(at.y)]).toEqual([1000, 500])
  await plugin.close()
})
