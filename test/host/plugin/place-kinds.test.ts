// Landing on layers that are not plain frames.
import { describe, expect, it } from 'vitest'
import { openPlugin, picture, plan, type Plugin } from './open-plugin'
import type { Scene } from '../../../playground/model/scene'
import type { PlacementPlan } from '../../../src/shared/placement'

const place = (plugin: Plugin, name: string, seed: number, more: Partial<PlacementPlan> = {}) =>
  plugin.ask('place', { plan: plan({ targetId: plugin.node(name).id, ...more }), bytes: picture(seed), imageHash: null })
const parentOf = (plugin: Plugin, id: string) => plugin.document.must(plugin.document.must(id).parentId!)
const boxOf = async (plugin: Plugin, id: string) => plugin.host.run(`const b = (await figma.getNodeByIdAsync('${id}')).absoluteBoundingBox; return [b.x, b.y, b.width, b.height].map(Math.round)`)

describe('groups and slices', () => {
  const scene: Scene = { nodes: [{ type: 'FRAME', name: 'Card', x: 100, y: 50, width: 400, height: 400, children: [
    { type: 'GROUP', name: 'Stack', children: [{ type: 'RECTANGLE', name: 'A', x: 20, y: 30, width: 60, height: 40 }, { type: 'RECTANGLE', name: 'B', x: 100, y: 90, width: 20, height: 10 }] },
    { type: 'SLICE', name: 'Cut', x: 200, y: 200, width: 80, height: 50 },
    { type: 'RECTANGLE', name: 'Top', x: 0, y: 0, width: 20, height: 20 },
  ] }] }

  it.each([['Stack', [120, 80, 100, 70]], ['Cut', [300, 250, 80, 50]]] as const)('%s: a rectangle of the same box lands directly above it', async (name, box) => {
    const plugin = await openPlugin({ scene })
    const outcome = await place(plugin, name, 1)
    expect(outcome.placed).toBe('layer')
    expect(await boxOf(plugin, outcome.nodeId)).toEqual(box)
    const siblings = parentOf(plugin, outcome.nodeId).childIds
    const id = plugin.document.subtree(plugin.document.rootId).find((one) => one.name === name && one.type !== 'RECTANGLE')!.id
    expect(siblings.indexOf(outcome.nodeId)).toBe(siblings.indexOf(id) + 1)
    expect((plugin.document.must(outcome.nodeId).fills as unknown[])).toMatchObject([{ type: 'IMAGE', imageHash: outcome.imageHash }])
    await plugin.close()
  })

  it('a second run uses the same rectangle', async () => {
    const plugin = await openPlugin({ scene }), targetId = plugin.node('Stack').id
    const first = await plugin.ask('place', { plan: plan({ targetId }), bytes: picture(1), imageHash: null })
    const second = await plugin.ask('place', { plan: plan({ targetId, runId: 'run2', jobId: 'job2' }), bytes: picture(2), imageHash: null })
    expect(second.nodeId).toBe(first.nodeId)
    expect(plugin.document.must(first.nodeId).fills).toMatchObject([{ imageHash: second.imageHash }])
    expect(await plugin.ask('run.undo', { runId: 'run2' })).toMatchObject({ skipped: [] })
    expect(plugin.document.must(first.nodeId).fills).toMatchObject([{ imageHash: first.imageHash }])
    await plugin.ask('run.undo', { runId: 'run1' })
    expect(plugin.document.node(first.nodeId)).toBeUndefined()
    await plugin.close()
  })

  it('in an auto-layout frame the rectangle is placed freely and nothing moves', async () => {
    const plugin = await openPlugin({ scene: { nodes: [{ type: 'FRAME', name: 'List', x: 10, y: 10, width: 300, height: 300, layoutMode: 'VERTICAL', itemSpacing: 8, children: [
      { type: 'GROUP', name: 'Stack', children: [{ type: 'RECTANGLE', name: 'A', width: 60, height: 40 }] }, { type: 'RECTANGLE', name: 'Below', width: 100, height: 20 },
    ] }] } })
    const before = await boxOf(plugin, plugin.node('Below').id), stack = await boxOf(plugin, plugin.node('Stack').id)
    const outcome = await place(plugin, 'Stack', 1)
    expect(plugin.document.must(outcome.nodeId).props['layoutPositioning']).toBe('ABSOLUTE')
    expect(await boxOf(plugin, outcome.nodeId)).toEqual(stack)
    expect(await boxOf(plugin, plugin.node('Below').id)).toEqual(before)
    await plugin.close()
  })

  it('a turned frame keeps the rectangle on its group', async () => {
    const plugin = await openPlugin({ scene: { nodes: [{ type: 'FRAME', name: 'Card', x: 100, y: 300, width: 200, height: 200, rotation: 30, children: [{ type: 'GROUP', name: 'Stack', children: [{ type: 'RECTANGLE', name: 'A', x: 20, y: 30, width: 60, height: 40 }] }] }] } })
    const stack = await boxOf(plugin, plugin.node('Stack').id)
    const outcome = await place(plugin, 'Stack', 1)
    expect(await boxOf(plugin, outcome.nodeId)).toEqual(stack)
    await plugin.close()
  })
})

describe('components', () => {
  const scene: Scene = { nodes: [
    { type: 'COMPONENT', id: '1:1', name: 'Main', width: 200, height: 100, children: [{ type: 'RECTANGLE', id: '1:2', name: 'Cover', width: 100, height: 50 }, { type: 'GROUP', id: '1:3', name: 'Stack', children: [{ type: 'RECTANGLE', id: '1:4', name: 'Inner', x: 120, y: 10, width: 40, height: 40 }] }] },
    { type: 'INSTANCE', id: '2:1', name: 'First', mainComponent: '1:1', x: 300, y: 0, width: 200, height: 100, children: [{ type: 'RECTANGLE', id: 'I2:1;1:2', name: 'Cover', width: 100, height: 50 }, { type: 'GROUP', id: 'I2:1;1:3', name: 'Stack', children: [{ type: 'RECTANGLE', id: 'I2:1;1:4', name: 'Inner', x: 120, y: 10, width: 40, height: 40 }] }] },
    { type: 'INSTANCE', id: '3:1', name: 'Second', mainComponent: '1:1', x: 600, y: 0, width: 200, height: 100, children: [{ type: 'RECTANGLE', id: 'I3:1;1:2', name: 'Cover', width: 100, height: 50 }, { type: 'GROUP', id: 'I3:1;1:3', name: 'Stack', children: [{ type: 'RECTANGLE', id: 'I3:1;1:4', name: 'Inner', x: 120, y: 10, width: 40, height: 40 }] }] },
  ] }

  it('a main component, or a layer in it, says how many instances follow', async () => {
    const plugin = await openPlugin({ scene })
    const [main] = await plugin.snapshot('Main')
    expect(main).toMatchObject({ instanceCount: 2, role: 'target' })
    expect((await place(plugin, 'Main', 1)).warnings).toEqual([{ code: 'placement.main-component', message: 'Main is in a main component: 2 instances show the picture, too.' }])
    expect((await place(plugin, '#1:2', 2, { jobId: 'job2' })).warnings).toMatchObject([{ code: 'placement.main-component' }])
    await plugin.close()
  })

  it('an instance and a layer in it take the picture as an override', async () => {
    const plugin = await openPlugin({ scene })
    expect(await plugin.snapshot('First', '#I2:1;1:2')).toMatchObject([{ name: 'First', role: 'target', inInstance: false, instanceCount: null }, { name: 'Cover', inInstance: true }])
    expect(await place(plugin, 'First', 1)).toMatchObject({ placed: 'target', warnings: [] })
    expect(await place(plugin, '#1:2', 2, { jobId: 'job2' })).toMatchObject({ placed: 'target' })
    expect(plugin.picturesOf('Second')).toEqual([])
    await plugin.close()
  })

  it('a group in an instance gets its rectangle above the instance', async () => {
    const plugin = await openPlugin({ scene })
    const box = await boxOf(plugin, 'I2:1;1:3')
    const outcome = await plugin.ask('place', { plan: plan({ targetId: 'I2:1;1:3' }), bytes: picture(1), imageHash: null })
    expect(parentOf(plugin, outcome.nodeId).type).toBe('PAGE')
    const siblings = parentOf(plugin, outcome.nodeId).childIds
    expect(siblings.indexOf(outcome.nodeId)).toBe(siblings.indexOf('2:1') + 1)
    expect(await boxOf(plugin, outcome.nodeId)).toEqual(box)
    await plugin.close()
  })
})

describe('styles and variables', () => {
  it('names a fill style in the snapshot and when it is detached; Undo run binds it again', async () => {
    const cobalt = [{ type: 'SOLID' as const, color: { r: 0, g: 0.2, b: 0.8 } }]
    const plugin = await openPlugin({ scene: { styles: [{ id: 'S:1', name: 'Cobalt', type: 'PAINT', paints: cobalt }], nodes: [{ type: 'FRAME', name: 'Hero', width: 200, height: 100, fills: cobalt, fillStyleId: 'S:1' }] } })
    const before = plugin.written()
    expect(await plugin.snapshot('Hero')).toMatchObject([{ fillBinding: 'Cobalt (fill style)' }])
    expect((await place(plugin, 'Hero', 1)).warnings).toEqual([{ code: 'placement.detached', message: 'Cobalt (fill style) was detached from Hero.' }])
    expect(await plugin.ask('run.undo', { runId: 'run1' })).toEqual({ restored: ['Hero'], skipped: [] })
    expect(plugin.written()).toBe(before)
    await plugin.close()
  })

  it('names a bound variable, and keeps it bound under the picture', async () => {
    const plugin = await openPlugin({ scene: { variables: [{ id: 'V:1', name: 'brand/primary', resolvedType: 'COLOR', value: { r: 1, g: 0, b: 0 } }], nodes: [
      { type: 'FRAME', name: 'Hero', width: 200, height: 100, fills: [{ type: 'SOLID', color: { r: 1, g: 0, b: 0 }, boundVariables: { color: { type: 'VARIABLE_ALIAS', id: 'V:1' } } }] },
    ] } })
    expect(await plugin.snapshot('Hero')).toMatchObject([{ fillBinding: 'brand/primary (variable)' }])
    expect((await place(plugin, 'Hero', 1)).warnings).toEqual([])
    expect(plugin.fillsOf('Hero')[0]).toMatchObject({ boundVariables: { color: { id: 'V:1' } } })
    await plugin.close()
  })
})

describe('new layers', () => {
  const scene: Scene = { nodes: [{ type: 'FRAME', name: 'Old', x: -50, y: -50, width: 400, height: 300 }] }
  const four = async (plugin: Plugin) => {
    const outcomes = []
    for (const rowIndex of [2, 0, 3, 1]) outcomes.push(await plugin.ask('place', { plan: plan({ mode: 'new-layer', jobId: `job${rowIndex}`, rowIndex, rowCount: 4 }), bytes: picture(rowIndex), imageHash: null }))
    return outcomes
  }

  it('stand in a row at the middle of the view, over nothing, named by the prompt, selected', async () => {
    const plugin = await openPlugin({ scene })
    const depth = plugin.document.undoDepth, ids = (await four(plugin)).map((outcome) => outcome.nodeId)
    const boxes = await Promise.all(ids.map((id) => boxOf(plugin, id))) as number[][]
    const inRow = boxes.slice().sort((a, b) => a[0]! - b[0]!)
    expect(inRow.map((box) => box[0])).toEqual([-460, -220, 20, 260])
    expect(new Set(boxes.map((box) => box[1])).size).toBe(1)
    expect(boxes[0]![1]).toBeGreaterThanOrEqual(250 + 40)
    expect(boxes.map((box) => box[0])).toEqual([20, -460, 260, -220])
    for (const id of ids) expect(plugin.document.must(id)).toMatchObject({ type: 'FRAME', name: 'a red chair', fills: [{ type: 'IMAGE' }] })
    expect(plugin.document.selection().slice().sort()).toEqual(ids.slice().sort())
    expect(plugin.document.undoDepth).toBe(depth + 4)
    await plugin.close()
  })

  it('leave the selection alone when the designer selected something else', async () => {
    const plugin = await openPlugin({ scene })
    plugin.select('Old')
    await four(plugin)
    expect(plugin.document.selection()).toEqual([plugin.node('Old').id])
    await plugin.close()
  })

  it('go where they were dropped', async () => {
    const plugin = await openPlugin({ scene })
    const { nodeId } = await plugin.ask('place', { plan: plan({ mode: 'new-layer', near: { x: 1000, y: 2000, width: 0, height: 0 } }), bytes: picture(1), imageHash: null })
    expect(await boxOf(plugin, nodeId)).toEqual([900, 1950, 200, 100])
    await plugin.close()
  })
})

describe('a crop of a picture that the document has', () => {
  const crop: [[number, number, number], [number, number, number]] = [[0.5, 0, 0.25], [0, 1, 0]]
  it('lies in the fill as planned, and fills the frame when it was resized meanwhile', async () => {
    const plugin = await openPlugin({ scene: { nodes: [{ type: 'FRAME', name: 'Hero', width: 200, height: 100, fills: [] }, { type: 'FRAME', name: 'Card', x: 300, width: 200, height: 100, fills: [] }] } })
    const known = await plugin.ask('place', { plan: plan({ targetId: plugin.node('Card').id }), bytes: picture(1), imageHash: null })
    const place = (jobId: string, layerWidth: number) => plugin.ask('place', { plan: plan({ jobId, runId: jobId, targetId: plugin.node('Hero').id, layerWidth, recipe: null, crop }), bytes: null, imageHash: known.imageHash })
    await place('job2', 200)
    expect(plugin.picturesOf('Hero')).toMatchObject([{ imageHash: known.imageHash, scaleMode: 'CROP', imageTransform: crop }])
    await place('job3', 300)
    expect(plugin.picturesOf('Hero')).toMatchObject([{ scaleMode: 'FILL' }])
    await plugin.close()
  })
})
