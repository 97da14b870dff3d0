import { expect, it } from 'vitest'
import { openPlugin, picture, plan, type Plugin } from './open-plugin'
import type { Scene } from '../../../playground/model/scene'

const scene: Scene = { nodes: ['Hero', 'Square', 'Phone'].map((name, index) => ({ type: 'FRAME' as const, name, x: index * 300, y: 0, width: 200, height: 200, pluginData: { 'other.plugin': 'kept' } })) }
const run = async (plugin: Plugin, runId = 'run1'): Promise<void> => {
  for (const [index, name] of ['Hero', 'Square', 'Phone'].entries()) await plugin.ask('place', { plan: plan({ runId, jobId: `${runId}-${name}`, targetId: plugin.node(name).id }), bytes: picture(index + runId.length), imageHash: null })
}
const change = (plugin: Plugin, name: string, code: string) => plugin.host.run(`const node = await figma.getNodeByIdAsync('${plugin.node(name).id}'); ${code}; figma.commitUndo()`)
const undo = (plugin: Plugin, runId = 'run1') => plugin.ask('run.undo', { runId })

it('restores the document as it was, in one undo step', async () => {
  const plugin = await openPlugin({ scene }), before = plugin.written()
  await run(plugin)
  const depth = plugin.document.undoDepth
  expect(await undo(plugin)).toEqual({ restored: ['Hero', 'Square', 'Phone'], skipped: [] })
  expect(plugin.written()).toBe(before)
  expect(plugin.document.undoDepth).toBe(depth + 1)
  plugin.document.undo('user')
  expect(plugin.picturesOf('Hero')).toHaveLength(1)
  await plugin.close()
})

it('keeps a foreign edit made in between, on a target and elsewhere', async () => {
  const plugin = await openPlugin({ scene })
  await run(plugin)
  await change(plugin, 'Hero', 'node.fills = [...node.fills, { type: "SOLID", color: { r: 0, g: 0, b: 0 }, opacity: 0.5 }]')
  await change(plugin, 'Square', 'node.x = 900; node.name = "Square moved"')
  const hero = JSON.stringify(plugin.node('Hero'))
  expect(await undo(plugin)).toEqual({ restored: ['Square', 'Phone'], skipped: [{ name: 'Hero', why: 'was changed since' }] })
  expect(JSON.stringify(plugin.node('Hero'))).toBe(hero)
  expect(plugin.picturesOf('Square moved')).toEqual([])
  expect(plugin.node('Square moved').relativeTransform[0][2]).toBe(900)
  await plugin.close()
})

it('can finish later what it had to skip', async () => {
  const plugin = await openPlugin({ scene })
  await run(plugin)
  await change(plugin, 'Hero', 'node.locked = true')
  expect(await undo(plugin)).toEqual({ restored: ['Square', 'Phone'], skipped: [{ name: 'Hero', why: 'is locked' }] })
  await change(plugin, 'Hero', 'node.locked = false')
  expect(await undo(plugin)).toEqual({ restored: ['Hero'], skipped: [] })
  await expect(undo(plugin)).rejects.toMatchObject({ code: 'request.invalid', message: 'Inlay no longer knows what this run changed.' })
  await plugin.close()
})

it('names a target that was deleted', async () => {
  const plugin = await openPlugin({ scene })
  await run(plugin)
  await change(plugin, 'Phone', 'node.remove()')
  expect(await undo(plugin)).toEqual({ restored: ['Hero', 'Square'], skipped: [{ name: 'Phone', why: 'was deleted' }] })
  await plugin.close()
})

it('takes several pictures in one target back at once, also after a variation was shown', async () => {
  const plugin = await openPlugin({ scene }), before = plugin.written(), targetId = plugin.node('Hero').id
  await plugin.ask('place', { plan: plan({ targetId }), bytes: picture(1), imageHash: null })
  const second = await plugin.ask('place', { plan: plan({ targetId, resultIndex: 1, mode: 'variation' }), bytes: picture(2), imageHash: null })
  await plugin.ask('variation.show', { nodeId: targetId, imageHash: second.imageHash })
  expect(await undo(plugin)).toEqual({ restored: ['Hero'], skipped: [] })
  expect(plugin.written()).toBe(before)
  await plugin.close()
})

it('undoes runs independently: the later one first', async () => {
  const plugin = await openPlugin({ scene })
  await run(plugin, 'run1')
  const between = plugin.written()
  await run(plugin, 'second')
  expect((await undo(plugin, 'run1')).skipped).toHaveLength(3)
  expect((await undo(plugin, 'second')).restored).toHaveLength(3)
  expect(plugin.written()).toBe(between)
  expect((await undo(plugin, 'run1')).restored).toHaveLength(3)
  await plugin.close()
})

it('removes the layers it made, but not one that was worked on since', async () => {
  const plugin = await openPlugin({ scene })
  for (const rowIndex of [0, 1]) await plugin.ask('place', { plan: plan({ mode: 'new-layer', layerName: `New ${rowIndex}`, jobId: `j${rowIndex}`, rowIndex, rowCount: 2 }), bytes: picture(rowIndex), imageHash: null })
  await change(plugin, 'New 1', 'node.x += 10')
  expect(await undo(plugin)).toEqual({ restored: ['New 0'], skipped: [{ name: 'New 1', why: 'was changed since' }] })
  expect(plugin.document.subtree(plugin.document.rootId).map((node) => node.name)).not.toContain('New 0')
  await plugin.close()
})

it('lets a result be placed again afterwards', async () => {
  const plugin = await openPlugin({ scene })
  await run(plugin)
  await undo(plugin)
  await run(plugin)
  expect(plugin.picturesOf('Phone')).toHaveLength(1)
  await plugin.close()
})

it('does not know a run of an earlier session, and says so', async () => {
  const first = await openPlugin({ scene })
  await run(first)
  await first.close()
  const second = await openPlugin({ document: first.document })
  await expect(undo(second)).rejects.toMatchObject({ code: 'request.invalid' })
  await second.close()
})
