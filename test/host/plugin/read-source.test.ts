// The map from canvas to picture, checked against what the host draws with the same paint; and what cannot be read.
import { describe, expect, it } from 'vitest'
import { openPlugin, picture, recipe, type Plugin } from './open-plugin'
import { drawn, mapError, nodeRenderer, ramp } from './pixels'
import type { Scene, SceneNode } from '../../../playground/model/scene'

const open = (nodes: SceneNode[], images: (path: string) => Uint8Array = () => ramp(200, 120)) => openPlugin({ scene: { nodes } as Scene, renderer: nodeRenderer(), images })
const image = (more: object = {}): never => ({ type: 'IMAGE', image: 'ramp', scaleMode: 'FILL', ...more }) as never
const photo = (more: object = {}, paint: object = {}): SceneNode => ({ type: 'RECTANGLE', name: 'Photo', x: 40, y: 30, width: 150, height: 100, fills: [image(paint)], ...more })
const read = (plugin: Plugin, name = 'Photo', more: object = {}) => plugin.ask('source.read', { nodeId: plugin.node(name).id, paintIndex: null, haveHash: null, ...more })

const flipped = [[-1, 0, 190], [0, 1, 30]], turned = [[Math.cos(0.5), -Math.sin(0.5), 100], [Math.sin(0.5), Math.cos(0.5), 20]]
const flippedAndTurned = [[-Math.cos(0.5), -Math.sin(0.5), 260], [-Math.sin(0.5), Math.cos(0.5), 120]]
const crop = { scaleMode: 'CROP', imageTransform: [[0.4, 0, 0.3], [0, 0.5, 0.2]] }
const skewed = { scaleMode: 'CROP', imageTransform: [[0.4, 0.15, 0.2], [-0.1, 0.5, 0.3]] }
const cases: [string, SceneNode[]][] = [
  ['FILL in a wider layer', [photo({ width: 300, height: 100 })]],
  ['FILL in a taller layer', [photo({ width: 70, height: 160 })]],
  ['FIT', [photo({ width: 220, height: 100 }, { scaleMode: 'FIT' })]],
  ['CROP', [photo({}, crop)]],
  ['CROP turned, skewed and reaching over the edge', [photo({}, skewed)]],
  ['CROP that shows the whole picture and more', [photo({}, { scaleMode: 'CROP', imageTransform: [[1.5, 0, -0.2], [0, 1.3, -0.1]] })]],
  ['TILE', [photo({ width: 170 }, { scaleMode: 'TILE', scalingFactor: 0.5 })]],
  ['TILE turned by 90 degrees', [photo({ width: 170 }, { scaleMode: 'TILE', scalingFactor: 0.5, rotation: 90 })]],
  ...[90, 180, 270].map((rotation): [string, SceneNode[]] => [`FILL turned by ${rotation} degrees`, [photo({}, { rotation })]]),
  ['FIT turned by 90 degrees', [photo({}, { scaleMode: 'FIT', rotation: 90 })]],
  ['a turned layer', [photo({ rotation: 30 })]],
  ['a flipped layer', [photo({ relativeTransform: flipped })]],
  ['a turned and flipped layer with a crop', [photo({ relativeTransform: flippedAndTurned }, skewed)]],
  ['a rounded ellipse', [photo({ type: 'ELLIPSE', rotation: -70 })]],
  ['a layer in a group in a turned frame', [{ type: 'FRAME', name: 'Card', relativeTransform: turned, width: 400, height: 300, clipsContent: false, children: [{ type: 'GROUP', name: 'Stack', children: [photo({ x: 60, y: 90, rotation: 45 }), { type: 'RECTANGLE', name: 'Other', x: 300, y: 10, width: 20, height: 20 }] }] } as SceneNode]],
  ['a layer in auto layout', [{ type: 'FRAME', name: 'List', x: 10, y: 20, width: 400, height: 300, layoutMode: 'HORIZONTAL', paddingLeft: 13, paddingTop: 7, itemSpacing: 9, children: [{ type: 'RECTANGLE', name: 'First', width: 40, height: 40 }, photo()] } as SceneNode]],
  ['a layer of an instance', [
    { type: 'COMPONENT', id: '1:1', name: 'Main', x: 900, width: 300, height: 200, children: [photo({ id: '1:2', name: 'Other' })] } as SceneNode,
    { type: 'INSTANCE', name: 'One', mainComponent: '1:1', x: 100, y: 200, rotation: 15, width: 300, height: 200, children: [{ type: 'RECTANGLE', name: 'Photo', width: 150, height: 100 }] } as SceneNode,
  ]],
]

describe('the map to the picture', () => {
  it.each(cases)('agrees with the drawing: %s', async (_name, nodes) => {
    const plugin = await open(nodes)
    const { source, bytes } = await read(plugin)
    expect(bytes).toEqual(ramp(200, 120))
    expect(source).toMatchObject({ nodeId: plugin.node('Photo').id, name: 'Photo', paintIndex: 0, mime: 'image/png', widthPx: 200, heightPx: 120, layerWidth: plugin.node('Photo').width, layerHeight: plugin.node('Photo').height })
    const error = mapError(await drawn(plugin, source.nodeId), source.toSource, source, { tiled: source.scaleMode === 'TILE' })
    expect(error.samples).toBeGreaterThan(500)
    expect(error.mean).toBeLessThan(0.06)
    expect(error.worst).toBeLessThan(1.2)
    await plugin.close()
  })

  it('starts at the layer: fromLayer is its own part', async () => {
    const plugin = await open([photo({ relativeTransform: flippedAndTurned })])
    const { source } = await read(plugin)
    // FILL of 200 x 120 in 150 x 100: 1.2 units to the px, 10 px hidden on either side.
    expect(source.fromLayer.flat().map((value) => Math.round(value * 1e9) / 1e9)).toEqual([1.2, 0, 10, 0, 1.2, 0])
    await plugin.close()
  })

  it('of a crop without area is refused in words', async () => {
    const plugin = await open([photo({}, { scaleMode: 'CROP', imageTransform: [[0.5, 0.5, 0], [0.5, 0.5, 0]] })])
    await expect(read(plugin)).rejects.toMatchObject({ code: 'selection.unsupported', message: 'The crop of Photo has no area, so its picture cannot be edited.', hint: 'Reset the crop in Figma, then try again.' })
    await plugin.close()
  })
})

describe('which picture', () => {
  const stack = [image(), image({ image: 'b', opacity: 0.5 }), { type: 'SOLID', color: { r: 1, g: 0, b: 0 }, opacity: 0.2 }, image({ image: 'c', visible: false })]
  const images = (path: string) => ramp(200, 120, { b: 40, c: 60 }[path] ?? 20)

  it('is the topmost that shows, or the one that was chosen, shown or not; all are listed', async () => {
    const plugin = await open([photo({ fills: stack })], images), hashes = plugin.picturesOf('Photo').map((paint) => paint.imageHash)
    const first = await read(plugin)
    expect([first.source.paintIndex, first.source.imageHash]).toEqual([1, hashes[1]])
    expect(first.source.pictures).toEqual([[0, true], [1, true], [3, false]].map(([paintIndex, visible], at) => ({ paintIndex, imageHash: hashes[at], visible, byInlay: false })))
    expect(first.source.fillsSignature).toBe((await plugin.snapshot('Photo'))[0]!.fillsSignature)
    const chosen = await read(plugin, 'Photo', { paintIndex: 3 })
    expect([chosen.source.imageHash, chosen.bytes]).toEqual([hashes[2], images('c')])
    await expect(read(plugin, 'Photo', { paintIndex: 2 })).rejects.toMatchObject({ code: 'selection.changed' })
    await plugin.close()
  })

  it('comes without bytes when the window has them', async () => {
    const plugin = await open([photo()])
    const { source } = await read(plugin)
    expect(await read(plugin, 'Photo', { haveHash: source.imageHash })).toEqual({ source, bytes: null })
    expect((await read(plugin, 'Photo', { haveHash: 'other' })).bytes).not.toBeNull()
    await plugin.close()
  })

  it('names the edits that are still on the layer, oldest first', async () => {
    const plugin = await open([photo()])
    const original = plugin.picturesOf('Photo')[0]!.imageHash as string
    await plugin.host.run(`
      const node = await figma.getNodeByIdAsync('${plugin.node('Photo').id}'), hash = figma.createImage(new Uint8Array([${[...picture(9)].join()}])).hash
      node.fills = [{ ...node.fills[0], visible: false }, { ...node.fills[0], imageHash: hash }]
      node.setPluginData('inlay.recipe', JSON.stringify({ ...${JSON.stringify(recipe())}, variations: [{ imageHash: hash, jobId: 'j', resultIndex: 0, edit: { from: '${original}', toolId: 'edit', prompt: 'a hat', maskKey: 'm1' } }] }))`)
    const { source } = await read(plugin)
    expect(source.steps).toEqual([{ imageHash: source.imageHash, from: original, toolId: 'edit', prompt: 'a hat', maskKey: 'm1' }])
    expect(source.pictures.map(({ visible, byInlay }) => [visible, byInlay])).toEqual([[false, false], [true, true]])
    expect((await plugin.snapshot('Photo'))[0]).toMatchObject({ role: 'source', why: 'has a picture', variations: [source.imageHash], original })
    await plugin.close()
  })
})

describe('what lies behind it', () => {
  const red = { type: 'SOLID', color: { r: 1, g: 0, b: 0 } }, blue = { type: 'SOLID', color: { r: 0, g: 0, b: 1 } }, veil = { type: 'SOLID', color: { r: 1, g: 1, b: 1 }, opacity: 0.2 }
  const gradient = { type: 'GRADIENT_LINEAR', gradientTransform: [[1, 0, 0], [0, 1, 0]], gradientStops: [{ position: 0, color: { r: 0, g: 0, b: 0, a: 1 } }, { position: 1, color: { r: 1, g: 1, b: 1, a: 1 } }] }
  const inCard = (fills: unknown[], card: unknown[]): SceneNode[] => [{ type: 'FRAME', name: 'Card', width: 300, height: 300, fills: card, children: [{ type: 'GROUP', name: 'G', children: [photo({ fills })] }] } as SceneNode]
  it.each<[string, SceneNode[], [number, number, number] | null]>([
    ['the colour under it', inCard([red, image()], [blue]), [255, 0, 0]],
    ['not a colour over it', inCard([image(), red], [blue]), [0, 0, 255]],
    ['the frame around it', inCard([{ ...red, visible: false }, image()], [blue]), [0, 0, 255]],
    ['a veil over a colour', inCard([red, veil, image()], [blue]), [255, 51, 51]],
    ['the page', [photo()], [245, 245, 245]],
    ['no one colour', inCard([image()], [gradient]), null],
  ])('%s', async (_name, nodes, colour) => {
    const plugin = await open(nodes)
    expect((await read(plugin)).source.behind).toEqual(colour)
    await plugin.close()
  })
})

describe('what is no picture to edit', () => {
  const video = { type: 'VIDEO', scaleMode: 'FILL', videoHash: 'v' }, pattern = { type: 'PATTERN', sourceNodeId: '1:1', tileType: 'RECTANGULAR', scalingFactor: 1, spacing: { x: 0, y: 0 }, horizontalAlignment: 'START' }
  const gif = new Uint8Array([0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 4, 0, 4, 0, 0, 0, 0, 0x3b])
  it.each<[string, SceneNode, string]>([
    ['a GIF', photo({}, { image: 'gif' }), 'Photo is a GIF. Inlay edits still pictures.'],
    ['a video', photo({ fills: [video] }), 'Photo has a video. Inlay edits still pictures.'],
    ['a pattern', photo({ fills: [pattern] }), 'Photo has a pattern. Inlay edits pictures.'],
    ['a hidden picture', photo({}, { visible: false }), 'The picture of Photo is hidden.'],
    ['a colour', photo({ fills: [] }), 'Photo has no picture of its own.'],
    ['a group', { type: 'GROUP', name: 'Photo', children: [{ type: 'RECTANGLE', name: 'In', width: 20, height: 20 }] } as SceneNode, 'Photo has no picture of its own.'],
    ['a text of several fills', { type: 'TEXT', name: 'Photo', characters: 'Two', fills: 'mixed' } as SceneNode, 'Photo has several fills at once.'],
    ['a lost picture', photo({ fills: [{ type: 'IMAGE', imageHash: 'ff', scaleMode: 'FILL' }] }), 'This file no longer has the picture of Photo.'],
  ])('%s', async (_name, node, message) => {
    const plugin = await open([node], (path) => (path === 'gif' ? gif : ramp(200, 120)))
    await expect(read(plugin)).rejects.toMatchObject({ code: 'selection.unsupported', message })
    await plugin.close()
  })

  it('a file of more than 50 MB', async () => {
    const large = new Uint8Array(50 * 1024 * 1024 + 1)
    large.set(ramp(200, 120))
    const plugin = await open([photo()], () => large)
    await expect(read(plugin)).rejects.toMatchObject({ code: 'pixels.too-large', message: 'The picture of Photo is larger than 50 MB.' })
    await plugin.close()
  })

  it('a layer that was deleted', async () => {
    const plugin = await open([photo()])
    await plugin.snapshot('Photo')
    const nodeId = plugin.node('Photo').id
    await plugin.host.run(`(await figma.getNodeByIdAsync('${nodeId}')).remove()`)
    await expect(plugin.ask('source.read', { nodeId, paintIndex: null, haveHash: null })).rejects.toMatchObject({ code: 'selection.changed', message: 'Photo was deleted meanwhile.' })
    await plugin.close()
  })
})

it('is read on a page that is not open, and changes nothing', async () => {
  const plugin = await openPlugin({ scene: { pages: [{ name: 'One', children: [] }, { name: 'Two', children: [photo()] }] } as Scene, images: () => ramp(200, 120) })
  const before = plugin.written()
  expect((await read(plugin)).source.widthPx).toBe(200)
  expect(plugin.written()).toBe(before)
  await plugin.close()
})
