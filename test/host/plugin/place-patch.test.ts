// In-place edits as patch layers: each px of the patch over its source px, inside the outline of the source, and gone again with Undo run.
import { describe, expect, it } from 'vitest'
import { edit, openPlugin, plan, recipe, type Plugin } from './open-plugin'
import { drawn, mapError, nodeRenderer, ramp } from './pixels'
import { invert, mapBounds, multiply, translation, type Affine } from '../../../src/shared/geometry'
import type { PlacementEdit, PlacementPlan } from '../../../src/shared/placement'
import type { Scene, SceneNode } from '../../../playground/model/scene'

const image = (more: object = {}) => ({ type: 'IMAGE', image: 'photo', scaleMode: 'FILL', ...more })
const photo = (paint: object = {}, more: object = {}): SceneNode => ({ type: 'RECTANGLE', name: 'Photo', x: 140, y: 130, width: 150, height: 100, fills: [image(paint)], ...more }) as SceneNode
const open = (...nodes: SceneNode[]) => openPlugin({ scene: { nodes } as Scene, renderer: nodeRenderer(), images: () => ramp(200, 120) })
/** Source px, well inside what every scene shows. */
const patch = { x: 75, y: 45, width: 50, height: 32 }

async function land(plugin: Plugin, { plan: morePlan, bytes, ...more }: Partial<PlacementEdit> & { plan?: Partial<PlacementPlan>; bytes?: Uint8Array } = {}) {
  const photo = plugin.node('Photo'), imageHash = String((photo.fills as { imageHash?: string }[])[0]!.imageHash), box = more.patch ?? patch
  return plugin.ask('place', {
    plan: plan({ mode: 'patch-layer', targetId: photo.id, layerName: 'a red hat', recipe: recipe({ runId: morePlan?.runId ?? 'run1' }), ...morePlan, edit: edit({ imageHash, patch: box, ...more }) }),
    bytes: bytes ?? ramp(box.width, box.height, 30), imageHash: null,
  })
}
const source = async (plugin: Plugin) => (await plugin.ask('source.read', { nodeId: plugin.node('Photo').id, paintIndex: null, haveHash: null })).source
const parentOf = (plugin: Plugin, id: string) => plugin.document.must(plugin.document.must(id).parentId!)
const turned: Affine = [[-Math.cos(0.4), -Math.sin(0.4), 300], [-Math.sin(0.4), Math.cos(0.4), 220]]
const skew = { scaleMode: 'CROP', imageTransform: [[0.5, 0.12, 0.2], [-0.08, 0.6, 0.2]] }

const places: [string, SceneNode[]][] = [
  ['plain', [photo()]],
  ['turned and flipped', [photo({}, { relativeTransform: turned })]],
  ['cropped, the scale not even', [photo({ scaleMode: 'CROP', imageTransform: [[0.6, 0, 0.2], [0, 0.9, 0.05]] }, { rotation: 20 })]],
  ['skewed crop in a flipped layer', [photo(skew, { relativeTransform: turned })]],
  ['picture turned by 90 degrees', [photo({ rotation: 90 })]],
  ['in a group in a turned frame', [{ type: 'FRAME', name: 'Card', x: 100, y: 300, width: 400, height: 300, rotation: 25, children: [{ type: 'GROUP', name: 'G', children: [photo({}, { rotation: 70 }), { type: 'RECTANGLE', name: 'Top', x: 10, y: 10, width: 20, height: 20 }] }] } as SceneNode]],
  ['in auto layout', [{ type: 'FRAME', name: 'List', x: 10, y: 20, width: 400, height: 300, layoutMode: 'HORIZONTAL', paddingLeft: 13, itemSpacing: 9, children: [{ type: 'RECTANGLE', name: 'First', width: 40, height: 40 }, photo(), { type: 'RECTANGLE', name: 'Last', width: 40, height: 40 }] } as SceneNode]],
  ['rounded, at a corner', [photo({}, { cornerRadius: 30 })]],
  ['an ellipse', [photo(skew, { type: 'ELLIPSE', rotation: 15, strokes: [{ type: 'SOLID', color: { r: 0, g: 0, b: 0 } }], strokeWeight: 4 })]],
  ['a frame that clips, with layers in it', [photo({}, { type: 'FRAME', cornerRadius: 20, rotation: 10, children: [{ type: 'RECTANGLE', name: 'Badge', x: 5, y: 5, width: 10, height: 10 }] })]],
  ['a layer of an instance', [
    { type: 'COMPONENT', id: '1:1', name: 'Main', x: 900, width: 300, height: 200, children: [photo({}, { id: '1:2', name: 'Other' })] } as SceneNode,
    { type: 'INSTANCE', id: '2:1', name: 'One', mainComponent: '1:1', x: 100, y: 300, rotation: 15, width: 300, height: 200, children: [{ type: 'RECTANGLE', name: 'Photo' }] } as SceneNode,
  ]],
]

describe('a patch layer', () => {
  it.each(places)('lies exactly over its place: %s', async (_name, nodes) => {
    const plugin = await open(...nodes), before = plugin.written(), depth = plugin.document.undoDepth
    const first = await source(plugin)
    const outcome = await land(plugin)
    expect(outcome).toMatchObject({ placed: 'patch', nodeName: 'Edit: a red hat', warnings: [] })
    expect(plugin.document.undoDepth).toBe(depth + 1)
    const toPatch = multiply(translation(-patch.x, -patch.y), first.toSource as Affine)
    const error = mapError(await drawn(plugin, outcome.nodeId), toPatch, { widthPx: patch.width, heightPx: patch.height })
    expect(error.samples).toBeGreaterThan(300)
    expect(error.mean).toBeLessThan(0.06)
    expect(error.worst).toBeLessThan(0.8)

    const { patches } = await source(plugin)
    expect(patches).toMatchObject([{ nodeId: outcome.nodeId, imageHash: outcome.imageHash, visible: true }])
    const back = patches![0]!.toSource.flat()
    ;[1, 0, patch.x, 0, 1, patch.y].forEach((value, index) => expect(back[index]).toBeCloseTo(value, 3))

    expect(await plugin.ask('run.undo', { runId: 'run1' })).toEqual({ restored: ['Edit: a red hat'], skipped: [] })
    expect(plugin.written()).toBe(before)
    await plugin.close()
  })

  it('is as large as what changed, filled by the picture, directly above the source', async () => {
    const plugin = await open(photo({ filters: { contrast: 0.2 } }), { type: 'RECTANGLE', name: 'Over', x: 150, y: 140, width: 10, height: 10 } as SceneNode)
    const first = await source(plugin), { nodeId, imageHash } = await land(plugin), layer = plugin.document.must(nodeId)
    const box = mapBounds(invert(first.toSource as Affine)!, patch)
    expect([layer.type, layer.width, layer.height, layer.relativeTransform[0][2], layer.relativeTransform[1][2]].map((value) => (typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value))).toEqual(['RECTANGLE', ...[box.width, box.height, box.x, box.y].map((value) => Math.round(value * 1e6) / 1e6)])
    expect(layer.fills).toMatchObject([{ type: 'IMAGE', scaleMode: 'FILL', imageHash, visible: true, filters: { contrast: 0.2 } }])
    expect(parentOf(plugin, nodeId).childIds).toEqual([plugin.node('Photo').id, nodeId, plugin.node('Over').id])
    expect(layer.relaunchData).toEqual({ generate: '', vary: '', edit: '', expand: '', 'cut-out': '', upscale: '', results: '' })
    expect((await plugin.snapshot(`#${nodeId}`))[0]).toMatchObject({ role: 'source', why: 'has a picture' })
    await plugin.close()
  })

  it.each<[string, SceneNode[], string]>([
    ['into a frame that clips, under what it holds', places[9]![1], 'Photo'],
    ['over a frame that does not clip', [photo({}, { type: 'FRAME', clipsContent: false })], 'Page 1'],
    ['over the instance', places[10]![1], 'Page 1'],
    ['into the auto layout, but out of its flow', places[6]![1], 'List'],
  ])('goes %s', async (_name, nodes, parent) => {
    const plugin = await open(...nodes), { nodeId } = await land(plugin)
    expect(parentOf(plugin, nodeId).name).toBe(parent)
    if (parent === 'Photo') expect(parentOf(plugin, nodeId).childIds[0]).toBe(nodeId)
    if (parent === 'List') expect(plugin.document.must(nodeId).props['layoutPositioning']).toBe('ABSOLUTE')
    await plugin.close()
  })

  it('shows nothing outside the layer: not beyond its edge, not outside its round corner', async () => {
    const plugin = await open(photo({}, { cornerRadius: 30 }))
    const first = await source(plugin)
    // The picture is 200 px wide, of which 180 show: the first 10 lie left of the layer.
    const { nodeId } = await land(plugin, { patch: { x: 0, y: 0, width: 60, height: 50 }, bytes: ramp(60, 50, 30) })
    const seen = await drawn(plugin, nodeId, 4)
    expect([Math.round(seen.box.x), Math.round(seen.box.y)]).toEqual([140, 130])
    expect(seen.at(2, 2)[3]).toBe(0)
    expect(seen.at(130, 130)[3]).toBe(255)
    expect(mapError(seen, first.toSource as Affine, { widthPx: 60, heightPx: 50 }).mean).toBeLessThan(0.06)
    await plugin.close()
  })
})

describe('several patches of one run', () => {
  it('join in one layer, one shows at a time, and none shows the picture under them', async () => {
    const plugin = await open(photo()), before = plugin.written()
    const second = await land(plugin, { show: false, plan: { resultIndex: 1 }, bytes: ramp(50, 32, 40) })
    const first = await land(plugin, { plan: { resultIndex: 0 } })
    const third = await land(plugin, { show: false, plan: { resultIndex: 2 }, bytes: ramp(50, 32, 50) })
    expect(new Set([first, second, third].map(({ nodeId }) => nodeId)).size).toBe(1)
    const name = `#${first.nodeId}`
    expect(plugin.picturesOf(name).map(({ imageHash, visible }) => [imageHash, visible])).toEqual([[second.imageHash, false], [third.imageHash, false], [first.imageHash, true]])
    expect((await plugin.snapshot(name))[0]!.variations).toEqual([second, first, third].map(({ imageHash }) => imageHash))
    await plugin.ask('variation.show', { nodeId: first.nodeId, imageHash: third.imageHash })
    expect((await source(plugin)).patches).toMatchObject([{ imageHash: third.imageHash, visible: true }])
    await plugin.ask('variation.show', { nodeId: first.nodeId, imageHash: null })
    expect((await source(plugin)).patches).toMatchObject([{ visible: false }])
    expect(await plugin.ask('run.undo', { runId: 'run1' })).toEqual({ restored: ['Edit: a red hat'], skipped: [] })
    expect(plugin.written()).toBe(before)
    await plugin.close()
  })

  it('keep their places when they differ: the layer grows, and is as before when the later one is taken back', async () => {
    const plugin = await open(photo({}, { rotation: 15 })), toSource = (await source(plugin)).toSource as Affine
    const rounded = (): string => plugin.written().replace(/\d+\.\d{7,}/g, (digits) => Number(digits).toFixed(6))
    const first = await land(plugin)
    await plugin.ask('variation.show', { nodeId: first.nodeId, imageHash: null })
    const alone = rounded()
    const wider = { x: 60, y: 50, width: 90, height: 40 }
    const second = await land(plugin, { patch: wider, plan: { resultIndex: 1 }, bytes: ramp(90, 40, 40), show: false })
    expect(second.nodeId).toBe(first.nodeId)
    for (const [imageHash, { x, y, width, height }] of [[first.imageHash, patch], [second.imageHash, wider]] as const) {
      await plugin.ask('variation.show', { nodeId: first.nodeId, imageHash })
      const error = mapError(await drawn(plugin, first.nodeId), multiply(translation(-x, -y), toSource), { widthPx: width, heightPx: height })
      expect([error.samples > 300, error.mean < 0.06, error.worst < 0.8]).toEqual([true, true, true])
    }
    await plugin.ask('variation.show', { nodeId: first.nodeId, imageHash: first.imageHash })
    expect((await plugin.ask('placement.undo', {})).undone).toMatchObject({ removed: false, why: null })
    expect(rounded()).toBe(alone)
    await plugin.close()
  })

  it('of another run, or after the layer was moved, get a layer of their own above', async () => {
    const plugin = await open(photo())
    const first = await land(plugin)
    const other = await land(plugin, { plan: { runId: 'run2', jobId: 'job2' }, bytes: ramp(50, 32, 40) })
    await plugin.host.run(`(await figma.getNodeByIdAsync('${first.nodeId}')).x += 5; figma.commitUndo()`)
    const third = await land(plugin, { plan: { resultIndex: 1 }, bytes: ramp(50, 32, 50) })
    expect((await source(plugin)).patches!.map(({ nodeId }) => nodeId)).toEqual([first, other, third].map(({ nodeId }) => nodeId))
    await plugin.close()
  })

  it('taken away for good take the layer along', async () => {
    const plugin = await open(photo()), before = plugin.written(), { nodeId } = await land(plugin)
    expect(await plugin.ask('variation.keep', { nodeId, imageHash: null })).toEqual({ removed: 1 })
    expect(plugin.written()).toBe(before)
    expect(await plugin.ask('run.undo', { runId: 'run1' })).toEqual({ restored: [], skipped: [{ name: 'Edit: a red hat', why: 'was deleted' }] })
    await plugin.close()
  })
})

describe('around it', () => {
  it('masks are hidden along, and come back with it', async () => {
    const plugin = await open(photo(), { type: 'ELLIPSE', name: 'Mask', x: 180, y: 150, width: 30, height: 30 } as SceneNode), before = plugin.written()
    await land(plugin, { hideIds: [plugin.node('Mask').id] })
    expect(plugin.node('Mask').props['visible']).toBe(false)
    expect((await plugin.ask('placement.undo', {})).undone).toMatchObject({ removed: true, why: null })
    expect(plugin.written()).toBe(before)
    await plugin.close()
  })

  it.each<[string, SceneNode, object]>([
    ['a picture that repeats', photo({ scaleMode: 'TILE', scalingFactor: 0.2 }), { code: 'selection.unsupported', message: 'Photo repeats its picture, and a patch covers one place only. Landing in the fill changes every tile.' }],
    ['a picture that was changed', photo(), { code: 'selection.changed', message: 'The picture of Photo was changed meanwhile.', hint: 'The picture is kept in Results.' }],
    ['a locked layer', photo({}, { locked: true }), { code: 'selection.locked' }],
  ])('%s takes none, and nothing is written', async (_name, node, error) => {
    const plugin = await open(node), before = plugin.written()
    await expect(land(plugin, _name.includes('changed') ? { imageHash: 'gone' } : {})).rejects.toMatchObject(error)
    expect(plugin.written()).toBe(before)
    await plugin.close()
  })

  it('says when the old picture shines through', async () => {
    for (const node of [photo({ opacity: 0.5 }), photo({}, { opacity: 0.5 })]) {
      const plugin = await open(node)
      expect((await land(plugin)).warnings).toMatchObject([{ code: 'placement.see-through' }])
      await plugin.close()
    }
  })

  it('says how many instances follow a patch in a main component', async () => {
    const plugin = await open(photo({}, { type: 'COMPONENT', id: '1:1' }), { type: 'INSTANCE', name: 'One', mainComponent: '1:1', x: 600, width: 150, height: 100 } as SceneNode)
    expect((await land(plugin)).warnings).toEqual([{ code: 'placement.main-component', message: 'Photo is in a main component: 1 instance shows the patch, too.' }])
    await plugin.close()
  })

  it('is known after a restart, and not mistaken for another layer\'s', async () => {
    const first = await open(photo(), photo({}, { name: 'Twin', x: 600 }))
    await land(first)
    await first.close()
    const second = await openPlugin({ document: first.document })
    expect((await source(second)).patches).toHaveLength(1)
    expect((await second.ask('source.read', { nodeId: second.node('Twin').id, paintIndex: null, haveHash: null })).source.patches).toBeUndefined()
    await second.close()
  })
})

