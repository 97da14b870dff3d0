// Rescued results (design D0.8): one frame a page for pictures that their layers cannot take.
import { describe, expect, it } from 'vitest'
import { openPlugin, picture, plan, type Plugin } from './open-plugin'
import type { Scene } from '../../../playground/model/scene'
import type { PlacementPlan } from '../../../src/shared/placement'

const scene: Scene = { pages: [{ id: '0:1', name: 'One', children: [{ type: 'FRAME', name: 'Hero', x: 0, y: 0, width: 400, height: 300, fills: [], locked: true }] }, { id: '0:2', name: 'Two', children: [] }] }
const rescue = (plugin: Plugin, seed: number, more: Partial<PlacementPlan> = {}) =>
  plugin.ask('place', { plan: plan({ mode: 'rescue', jobId: `job-${seed}`, layerName: `Hero, ${seed}`, layerWidth: 480, layerHeight: 320, ...more }), bytes: picture(seed), imageHash: null })
const inside = ({ document }: Plugin, id: string) => document.children(id).map(({ name }) => name)
const shelves = ({ document }: Plugin, page = '0:1') => document.children(page).filter(({ name }) => name === 'Rescued results')

describe('rescued results', () => {
  it('stand in one row with their recipes, an undo step each, and the selection stays', async () => {
    const plugin = await openPlugin({ scene })
    plugin.select('Hero')
    const depth = plugin.document.undoDepth
    expect(await rescue(plugin, 1)).toMatchObject({ placed: 'rescued', nodeName: 'Hero, 1' })
    await rescue(plugin, 2, { runId: 'run2' })
    expect(plugin.document.undoDepth).toBe(depth + 2)
    expect(shelves(plugin)).toHaveLength(1)
    const shelf = plugin.node('Rescued results')
    expect(inside(plugin, shelf.id)).toEqual(['Hero, 1', 'Hero, 2'])
    expect([shelf.width, shelf.height]).toEqual([24 + 480 + 24 + 480 + 24, 24 + 320 + 24])
    expect(shelf.props).toMatchObject({ layoutMode: 'HORIZONTAL', primaryAxisSizingMode: 'AUTO', counterAxisSizingMode: 'AUTO' })
    expect(plugin.recipeOf('Hero, 1')).toMatchObject({ prompt: 'a red chair', variations: [{ jobId: 'job-1' }] })
    expect(plugin.document.selection()).toEqual([plugin.node('Hero').id])
    plugin.document.undo('user')
    expect(inside(plugin, shelf.id)).toEqual(['Hero, 1'])
    await plugin.close()
  })

  it('take what was on its way or waited when the window closed, nothing that was refused, is in place or no longer waits', async () => {
    const plugin = await openPlugin({ scene }), { document } = plugin
    const free = document.user.insert('0:1', { type: 'FRAME', name: 'Free', x: 900, y: 0, width: 200, height: 100, fills: [] })
    const put = (seed: number, targetId: string) => plugin.ask('place', { plan: plan({ jobId: `job-${seed}`, targetId, layerName: `Picture ${seed}` }), bytes: picture(seed), imageHash: null })
    const wait = (seed: number, bytes: Uint8Array | null = picture(seed)) => plugin.ask('picture.wait', { plan: plan({ mode: 'rescue', jobId: `job-${seed}`, layerName: `Picture ${seed}` }), bytes })
    await expect(put(1, plugin.node('Hero').id)).rejects.toThrow('locked')
    for (const seed of [2, 3, 4]) await wait(seed)
    await put(2, free)
    expect(await wait(3, null)).toEqual({ imageHash: null })
    put(5, free).catch(() => undefined)
    await plugin.close()
    const shelf = plugin.node('Rescued results'), hashes = document.children(shelf.id).map(({ fills }) => (fills as { imageHash: string }[])[0]!.imageHash)
    expect(inside(plugin, shelf.id)).toEqual(['Picture 4', 'Picture 5'])
    expect(hashes.map((hash) => Buffer.compare(document.image(hash)!.bytes, picture(hash === hashes[0] ? 4 : 5)))).toEqual([0, 0])
  })

  it('are found again by the mark after renaming and a restart; a page has its own', async () => {
    const first = await openPlugin({ scene })
    await rescue(first, 1)
    first.document.user.rename(first.node('Rescued results').id, 'Keep these')
    await first.close()
    const second = await openPlugin({ document: first.document })
    await rescue(second, 2)
    expect(inside(second, second.node('Keep these').id)).toEqual(['Hero, 1', 'Hero, 2'])
    second.document.switchPage('0:2', 'user')
    await rescue(second, 3)
    expect(shelves(second, '0:2')).toHaveLength(1)
    await second.close()
  })

  it('never lie over another layer: a new frame finds room, a growing one moves, one that somebody put over a layer stays', async () => {
    const plugin = await openPlugin({ scene }), { document } = plugin
    const boxes = () => document.children('0:1').map(({ name, width, height, relativeTransform: [[, , x], [, , y]] }) => ({ name, x, y, width, height }))
    const boxOf = (name: string) => boxes().find((box) => box.name === name)!
    const over = () => boxes().filter((a) => boxes().some((b) => a.name !== b.name && a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)).map(({ name }) => name)
    document.user.insert('0:1', { type: 'FRAME', name: 'Above', x: -400, y: 380, width: 1200, height: 20, fills: [] })
    await rescue(plugin, 1, { near: { x: 0, y: 0, width: 400, height: 300 } })
    expect(over()).toEqual([])
    const shelf = boxOf('Rescued results')
    document.user.insert('0:1', { type: 'FRAME', name: 'Neighbour', x: shelf.x + shelf.width + 60, y: shelf.y, width: 400, height: 300, fills: [] })
    await rescue(plugin, 2)
    expect(over()).toEqual([])
    expect(boxOf('Rescued results').y).toBeGreaterThan(shelf.y)
    const { x, y } = boxOf('Neighbour')
    document.user.move(plugin.node('Rescued results').id, { x, y })
    await rescue(plugin, 3)
    expect(boxOf('Rescued results')).toMatchObject({ x, y })
    await plugin.close()
  })

  it('leave a locked or hidden frame alone', async () => {
    const plugin = await openPlugin({ scene })
    await rescue(plugin, 1)
    plugin.document.user.lock(plugin.node('Rescued results').id, true)
    await rescue(plugin, 2)
    expect(shelves(plugin)).toHaveLength(2)
    await plugin.close()
  })

  it('go with Undo run, and the empty frame with the last', async () => {
    const plugin = await openPlugin({ scene })
    await rescue(plugin, 1)
    await rescue(plugin, 2, { runId: 'run2' })
    expect(await plugin.ask('run.undo', { runId: 'run1' })).toEqual({ restored: ['Hero, 1'], skipped: [] })
    expect(inside(plugin, plugin.node('Rescued results').id)).toEqual(['Hero, 2'])
    await plugin.ask('run.undo', { runId: 'run2' })
    expect(shelves(plugin)).toEqual([])
    await plugin.close()
  })

  it('leave the frame when their layer takes them after all, in the same undo step', async () => {
    const plugin = await openPlugin({ scene })
    await rescue(plugin, 1)
    const hero = plugin.node('Hero').id, depth = plugin.document.undoDepth
    plugin.document.user.lock(hero, false)
    expect(await plugin.ask('place', { plan: plan({ jobId: 'job-1', targetId: hero }), bytes: picture(1), imageHash: null })).toMatchObject({ placed: 'target' })
    expect(plugin.document.undoDepth).toBe(depth + 2)
    expect(shelves(plugin)).toEqual([])
    expect(await plugin.ask('run.undo', { runId: 'run1' })).toEqual({ restored: ['Hero'], skipped: [] })
    expect(plugin.picturesOf('Hero')).toEqual([])
    await plugin.close()
  })
})
