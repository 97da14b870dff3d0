import { beforeAll, describe, expect, it } from 'vitest'
import { createRenderer } from '../../../playground/render/index'
import { nodeCanvas } from '../../../playground/render/node-canvas'
import { boardParts, chosenOutline } from '../../../ui/batch/board-parts'
import type { PlannedBoard } from '../../../ui/batch/board-view'
import { openPlugin, picture, plan, type Plugin } from './open-plugin'
import type { Renderer } from '../../../playground/sandbox/index'

const scene = { nodes: [{ type: 'FRAME' as const, name: 'Hero', width: 400, height: 300, fills: [] }, { type: 'FRAME' as const, name: 'In the way', x: 440, y: 0, width: 200, height: 200, fills: [] }] }
const near = { x: 0, y: 0, width: 400, height: 300 }
const planned: PlannedBoard = {
  title: 'Compare, Hero', words: null, target: { id: '1', name: 'Hero' }, columns: ['Alpha', 'Beta', 'Gamma'], rows: ['A: one', 'B: two', 'C: three'],
  refused: [], ratio: 4 / 3, near, pageId: null,
}
const { parts, cells } = boardParts(planned, planned.rows.map(() => planned.columns.map(() => 'Not made yet')))
let renderer: Renderer
beforeAll(() => { renderer = createRenderer(nodeCanvas()) as Renderer })

async function laid() {
  const plugin = await openPlugin({ scene, renderer }), before = plugin.written(), depth = plugin.document.undoDepth
  const { ids } = await plugin.ask('board.lay', { runId: 'run1', near, parts })
  const cell = (row: number, column: number) => Object.fromEntries(Object.entries(cells[row]![column]!).map(([key, index]) => [key, ids[index]!])) as { [K in keyof (typeof cells)[number][number]]: string }
  return { plugin, before, depth, ids, cell }
}
const place = (plugin: Plugin, targetId: string, seed: number) => plugin.ask('place', { plan: plan({ targetId, jobId: `job${seed}` }), bytes: picture(seed), imageHash: null })
const boxOf = (plugin: Plugin, name: string) => { const { width, height, relativeTransform: [[, , x], [, , y]] } = plugin.node(name); return { x, y, width, height } }

describe('a board', () => {
  it('stands beside the target on free space, in auto layout, with nine cells and headings, as one undo step', async () => {
    const { plugin, before, depth, ids } = await laid()
    expect(ids).toHaveLength(parts.length)
    expect(plugin.document.undoDepth).toBe(depth + 1)
    const board = boxOf(plugin, 'Compare, Hero')
    expect([board.x, board.y]).toEqual([440, 240])
    expect(board.width).toBeGreaterThan(3 * 200)
    const layers = plugin.document.subtree(plugin.node('Compare, Hero').id)
    expect(layers.filter(({ name }) => name.startsWith('Picture '))).toHaveLength(9)
    expect(layers.filter(({ type }) => type === 'FRAME').every(({ props }) => props['layoutMode'] === 'HORIZONTAL' || props['layoutMode'] === 'VERTICAL')).toBe(true)
    expect(layers.flatMap(({ props }) => props['characters'] ?? [])).toEqual(expect.arrayContaining(['Compare, Hero', 'Alpha', 'Gamma', 'A: one', 'C: three']))
    plugin.document.undo('user')
    expect(plugin.written()).toBe(before)
    await plugin.close()
  })

  it('comes back with the selection, whichever of its layers is chosen, also after reopening', async () => {
    const plugin = await openPlugin({ scene, renderer }), { ids } = await plugin.ask('board.lay', { runId: 'run1', near, parts, data: '{"title":"x"}' })
    const boardOf = async (at: Plugin, id: string) => { at.document.select([id], 'user'); return (await at.ask('selection.read', { pinnedIds: [], roles: {} })).snapshot.board }
    for (const id of [ids[0]!, ids[cells[0]![0]!.picture]!, ids[cells[1]![1]!.meta]!]) expect(JSON.parse((await boardOf(plugin, id)) ?? 'null')).toEqual([ids, '{"title":"x"}'])
    expect(await boardOf(plugin, plugin.node('Hero').id)).toBeUndefined()
    await plugin.close()
    const again = await openPlugin({ document: plugin.document })
    expect(JSON.parse((await boardOf(again, ids[0]!)) ?? 'null')).toEqual([ids, '{"title":"x"}'])
    await again.close()
  })

  it('fits what it holds: every cell as high as its picture and its words', async () => {
    const { plugin, cell } = await laid()
    const one = plugin.node(`#${cell(0, 0).cell}`), shown = plugin.node(`#${cell(0, 0).picture}`)
    expect(one.height - shown.height).toBeGreaterThan(30)
    expect(one.height - shown.height).toBeLessThan(90)
    await plugin.close()
  })

  it('takes a picture and its facts in one undo step, and a reason in one', async () => {
    const { plugin, ids, cell, depth } = await laid(), { picture: target, meta, message } = cell(1, 2)
    await plugin.ask('board.write', { boardId: ids[0]!, commit: false, changes: [{ nodeId: message, look: { visible: false } }, { nodeId: meta, look: { characters: 'Standard · 8 × 8 · 2 s · $0.04' } }] })
    const { imageHash } = await place(plugin, target, 1)
    expect(plugin.document.undoDepth).toBe(depth + 2)
    expect((plugin.node(`#${target}`).fills as { imageHash?: string }[]).pop()?.imageHash).toBe(imageHash)
    expect(plugin.node(`#${meta}`).props['characters']).toBe('Standard · 8 × 8 · 2 s · $0.04')
    await plugin.ask('board.write', { boardId: ids[0]!, commit: true, changes: [{ nodeId: cell(0, 0).message, look: { characters: 'The service was busy.' } }] })
    expect(plugin.document.undoDepth).toBe(depth + 3)
    plugin.document.undo('user')
    plugin.document.undo('user')
    expect(plugin.node(`#${meta}`).props['characters']).toBe(' ')
    expect((plugin.node(`#${target}`).fills as { type: string }[]).every(({ type }) => type === 'SOLID')).toBe(true)
    await plugin.close()
  })

  it('goes with Undo run, words and pictures included, and leaves the winner where it was used', async () => {
    const { plugin, ids, cell } = await laid(), hero = plugin.node('Hero').id
    await place(plugin, cell(0, 0).picture, 1)
    await plugin.ask('board.write', { boardId: ids[0]!, commit: false, changes: [{ nodeId: cell(0, 0).cell, look: chosenOutline }, { nodeId: cell(0, 0).chosen, look: { visible: true } }] })
    const used = await plugin.ask('place', { plan: plan({ runId: 'run2', jobId: 'job1', mode: 'variation', show: true, targetId: hero }), bytes: picture(1), imageHash: null })
    expect(plugin.picturesOf('Hero').map((paint) => paint['imageHash'])).toEqual([used.imageHash])
    const { restored, skipped } = await plugin.ask('run.undo', { runId: 'run1' })
    expect([restored.length, skipped]).toEqual([2, []])
    expect(plugin.document.subtree(plugin.document.rootId).some(({ name }) => name === 'Compare, Hero')).toBe(false)
    expect(plugin.picturesOf('Hero')).toHaveLength(1)
    await plugin.close()
  })

  it('passes over cells that are gone or locked, and says how many were written', async () => {
    const { plugin, ids, cell } = await laid()
    plugin.document.user.delete(cell(0, 0).cell)
    plugin.document.user.lock(cell(0, 1).cell, true)
    const { written } = await plugin.ask('board.write', { boardId: ids[0]!, commit: true, changes: [cell(0, 0), cell(0, 1), cell(0, 2)].map(({ meta }) => ({ nodeId: meta, look: { characters: 'x' } })) })
    expect(written).toBe(1)
    await plugin.close()
  })
})
