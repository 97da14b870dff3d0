// In-place edits into the fill: what the new picture takes over, what is kept under it, and what can come between.
import { describe, expect, it } from 'vitest'
import { edit, openPlugin, picture, plan, recipe, type Plugin } from './open-plugin'
import { drawn, mapError, nodeRenderer, ramp } from './pixels'
import { applyTo, type Affine } from '../../../src/shared/geometry'
import type { PlacementEdit, PlacementPlan } from '../../../src/shared/placement'
import type { Paint } from '../../../playground/model/types'
import type { Scene, SceneNode } from '../../../playground/model/scene'

const red = { type: 'SOLID', color: { r: 1, g: 0, b: 0 } }, veil = { type: 'SOLID', color: { r: 0, g: 0, b: 0 }, opacity: 0.2 }
const image = (more: object = {}) => ({ type: 'IMAGE', image: 'photo', scaleMode: 'FILL', ...more })
const photo = (fills: object[] = [image()], more: object = {}): SceneNode => ({ type: 'RECTANGLE', name: 'Photo', x: 40, y: 30, width: 150, height: 100, fills, ...more }) as SceneNode
const mask = (name: string, more: object = {}): SceneNode => ({ type: 'ELLIPSE', name, x: 60, y: 40, width: 30, height: 30, ...more }) as SceneNode
const open = (...nodes: SceneNode[]) => openPlugin({ scene: { nodes } as Scene, renderer: nodeRenderer(), images: (path) => ramp(200, 120, path === 'photo' ? 10 : 20) })

type More = Partial<PlacementEdit> & { plan?: Partial<PlacementPlan>; bytes?: Uint8Array }
/** Lands picture `seed` as an edit of the picture that the layer shows, or of `imageHash`. */
async function land(plugin: Plugin, seed: number, { plan: morePlan, bytes, ...more }: More = {}) {
  const shown = plugin.picturesOf('Photo').filter((paint) => paint.visible !== false).pop()!
  return plugin.ask('place', {
    plan: plan({ mode: 'replace-paint', targetId: plugin.node('Photo').id, jobId: `job${seed}`, recipe: recipe({ prompt: `edit ${seed}`, runId: morePlan?.runId ?? 'run1' }), ...morePlan, edit: edit({ imageHash: String(shown.imageHash), ...more }) }),
    bytes: bytes ?? picture(seed, 200, 120), imageHash: null,
  })
}
const change = (plugin: Plugin, code: string) => plugin.host.run(`const node = await figma.getNodeByIdAsync('${plugin.node('Photo').id}'); ${code}; figma.commitUndo()`)
const stackOf = (plugin: Plugin) => plugin.fillsOf('Photo').map((paint) => [paint.type === 'IMAGE' ? paint.imageHash : paint.type, paint.visible !== false])

describe('the new picture', () => {
  it.each<[string, object]>([
    ['FILL with adjustments', { opacity: 0.9, blendMode: 'MULTIPLY', filters: { contrast: 0.3 }, rotation: 90 }],
    ['CROP', { scaleMode: 'CROP', imageTransform: [[0.5, 0.1, 0.2], [0, 0.4, 0.3]] }],
    ['TILE', { scaleMode: 'TILE', scalingFactor: 0.25, rotation: 180 }],
  ])('takes over every setting, and the former one stays hidden under it: %s', async (_name, settings) => {
    const plugin = await open(photo([red, image(settings), veil]))
    const before = plugin.fillsOf('Photo'), written = plugin.written(), depth = plugin.document.undoDepth
    const outcome = await land(plugin, 1, { paintIndex: 1, maskKey: 'm1' })
    expect(outcome).toMatchObject({ placed: 'target', nodeId: plugin.node('Photo').id, warnings: [] })
    expect(plugin.fillsOf('Photo')).toEqual([before[0], { ...before[1], visible: false }, { ...before[1], imageHash: outcome.imageHash }, before[2]])
    expect(plugin.recipeOf('Photo')).toMatchObject({ prompt: 'edit 1', variations: [{ imageHash: outcome.imageHash, edit: { from: before[1]!['imageHash' as never], toolId: 'edit', prompt: 'edit 1', maskKey: 'm1' } }] })
    expect(plugin.node('Photo').relaunchData).toEqual({ generate: '', vary: '', edit: '', expand: '', 'cut-out': '', upscale: '', results: '' })
    expect(plugin.document.undoDepth).toBe(depth + 1)
    plugin.document.undo('user')
    expect(plugin.written()).toBe(written)
    await plugin.close()
  })

  it('shows first of several, whichever comes first; the others join hidden directly under it', async () => {
    const plugin = await open(photo([red, image(), veil]))
    const original = plugin.picturesOf('Photo')[0]!.imageHash as string, of = { imageHash: original, paintIndex: 1 }
    const third = await land(plugin, 3, { ...of, show: false, plan: { resultIndex: 2 } })
    expect(third.placed).toBe('variation')
    expect(stackOf(plugin)).toEqual([['SOLID', true], [third.imageHash, false], [original, true], ['SOLID', true]])
    const first = await land(plugin, 1, { ...of, plan: { resultIndex: 0 } })
    const second = await land(plugin, 2, { ...of, show: false, plan: { resultIndex: 1 } })
    expect(stackOf(plugin)).toEqual([['SOLID', true], [third.imageHash, false], [original, false], [second.imageHash, false], [first.imageHash, true], ['SOLID', true]])
    expect((await plugin.snapshot('Photo'))[0]).toMatchObject({ variations: [third, first, second].map(({ imageHash }) => imageHash), original, role: 'source' })
    expect(await plugin.ask('run.undo', { runId: 'run1' })).toEqual({ restored: ['Photo'], skipped: [] })
    expect(stackOf(plugin)).toEqual([['SOLID', true], [original, true], ['SOLID', true]])
    await plugin.close()
  })

  it('is told to be the same when the result is', async () => {
    const plugin = await open(photo()), written = plugin.written(), depth = plugin.document.undoDepth
    expect(await land(plugin, 1, { bytes: ramp(200, 120, 10) })).toMatchObject({ placed: 'target', warnings: [{ code: 'placement.unchanged' }] })
    expect([plugin.written(), plugin.document.undoDepth]).toEqual([written, depth])
    await plugin.close()
  })

  it('joins once when two results are equal', async () => {
    const plugin = await open(photo()), original = plugin.picturesOf('Photo')[0]!.imageHash as string
    const first = await land(plugin, 1)
    await land(plugin, 2, { bytes: picture(1, 200, 120), imageHash: original, show: false })
    expect(stackOf(plugin)).toEqual([[original, false], [first.imageHash, true]])
    expect((await plugin.ask('variation.show', { nodeId: plugin.node('Photo').id, imageHash: null })).shown).toBe(true)
    expect(stackOf(plugin)).toEqual([[original, true], [first.imageHash, false]])
    await plugin.close()
  })
})

describe('keeping one', () => {
  it('takes the other ways off and leaves the original under it; flattening takes that, too, in one undo step', async () => {
    const plugin = await open(photo([red, image()])), nodeId = plugin.node('Photo').id
    const original = plugin.picturesOf('Photo')[0]!.imageHash as string, of = { imageHash: original, paintIndex: 1 }
    const first = await land(plugin, 1, { ...of, plan: { resultIndex: 0 } })
    await land(plugin, 2, { ...of, show: false, plan: { resultIndex: 1 } })
    expect(await plugin.ask('variation.keep', { nodeId, imageHash: first.imageHash })).toEqual({ removed: 1 })
    expect(stackOf(plugin)).toEqual([['SOLID', true], [original, false], [first.imageHash, true]])
    const depth = plugin.document.undoDepth
    expect(await plugin.ask('variation.keep', { nodeId, imageHash: first.imageHash, flatten: true })).toEqual({ removed: 1 })
    expect([stackOf(plugin), plugin.document.undoDepth]).toEqual([[['SOLID', true], [first.imageHash, true]], depth + 1])
    expect((await plugin.snapshot('Photo'))[0]).not.toHaveProperty('variations')
    plugin.document.undo('user')
    expect(stackOf(plugin)).toHaveLength(3)
    await plugin.close()
  })
})

describe('finding the source again', () => {
  it('by its picture, nearest to where it was', async () => {
    const plugin = await open(photo([image(), red, image(), image({ image: 'other' })]))
    const [low, , high, other] = plugin.fillsOf('Photo')
    await change(plugin, 'node.fills = [{ type: "SOLID", color: { r: 0, g: 1, b: 0 } }, ...node.fills]')
    const { imageHash, placed } = await land(plugin, 1, { imageHash: (high as { imageHash: string }).imageHash, paintIndex: 2, plan: { expectFills: 'as before' } })
    expect(placed).toBe('target')
    expect(plugin.fillsOf('Photo').slice(1)).toEqual([low, red, { ...high, visible: false }, { ...high, imageHash }, other].map((paint) => expect.objectContaining(paint as object)))
    await plugin.ask('variation.show', { nodeId: plugin.node('Photo').id, imageHash: null })
    expect(plugin.fillsOf('Photo').map((paint) => paint.visible)).toEqual([true, true, true, true, false, true])
    await plugin.close()
  })

  it.each<[string, string]>([
    ['replaced by another picture', 'node.fills = [{ ...node.fills[0], imageHash: OTHER }]'],
    ['hidden by somebody, another one shown', 'node.fills = [{ ...node.fills[0], visible: false }, { ...node.fills[0], imageHash: OTHER }]'],
  ])('%s: the result becomes a hidden variation of what is there now', async (_name, code) => {
    const plugin = await open(photo(), photo([image({ image: 'other' })], { name: 'Beside', x: 600 }))
    const [before] = await plugin.snapshot('Photo'), original = before!.fills![0]!.imageHash!, other = plugin.picturesOf('Beside')[0]!.imageHash as string
    await change(plugin, code.replace('OTHER', `'${other}'`))
    const outcome = await land(plugin, 1, { imageHash: original, hideIds: [plugin.node('Beside').id], plan: { expectFills: before!.fillsSignature } })
    expect(outcome).toMatchObject({ placed: 'variation', warnings: [{ code: 'selection.changed', message: 'Photo was changed meanwhile. The picture became variation 1.' }] })
    expect(stackOf(plugin)).toContainEqual([other, true])
    expect(stackOf(plugin)).toContainEqual([outcome.imageHash, false])
    expect(plugin.node('Beside').props['visible']).toBeUndefined()
    await plugin.ask('variation.show', { nodeId: outcome.nodeId, imageHash: outcome.imageHash })
    expect(stackOf(plugin).filter(([, visible]) => visible)).toEqual([[outcome.imageHash, true]])
    await plugin.ask('variation.show', { nodeId: outcome.nodeId, imageHash: null })
    expect(stackOf(plugin).filter(([, visible]) => visible)).toEqual([[other, true]])
    await plugin.close()
  })

  it('deleted, locked: nothing is written, the picture stays in Results', async () => {
    const plugin = await open(photo())
    await change(plugin, 'node.locked = true')
    const locked = plugin.written()
    await expect(land(plugin, 1)).rejects.toMatchObject({ code: 'selection.locked', hint: 'The picture is kept in Results.' })
    expect(plugin.written()).toBe(locked)
    const targetId = plugin.node('Photo').id, imageHash = plugin.picturesOf('Photo')[0]!.imageHash as string
    await plugin.snapshot('Photo')
    await change(plugin, 'node.remove()')
    await expect(plugin.ask('place', { plan: plan({ mode: 'replace-paint', targetId, edit: edit({ imageHash }) }), bytes: picture(1), imageHash: null })).rejects.toMatchObject({ code: 'placement.target-gone', message: 'Photo was deleted meanwhile. The picture is kept in Results.' })
    await expect(plugin.ask('place', { plan: plan({ mode: 'replace-paint', targetId }), bytes: picture(1), imageHash: null })).rejects.toMatchObject({ code: 'request.invalid' })
    await plugin.close()
  })
})

describe('mask layers', () => {
  const scene = [photo(), mask('A'), mask('Locked', { locked: true }), mask('Off', { visible: false }), mask('Gone')]
  const shown = (plugin: Plugin) => ['A', 'Locked', 'Off'].map((name) => plugin.node(name).props['visible'] !== false)
  const landWithMasks = async (plugin: Plugin) => {
    await plugin.snapshot('Gone')
    const hideIds = ['A', 'Locked', 'Off', 'Gone', 'Photo'].map((name) => plugin.node(name).id)
    await plugin.host.run(`(await figma.getNodeByIdAsync('${hideIds[3]}')).remove(); figma.commitUndo()`)
    const before = plugin.written(), depth = plugin.document.undoDepth
    const { warnings } = await land(plugin, 1, { hideIds })
    expect(plugin.document.undoDepth).toBe(depth + 1)
    return { before, warnings }
  }

  it('are hidden in the same undo step; locked and deleted ones are named', async () => {
    const plugin = await open(...scene), { before, warnings } = await landWithMasks(plugin)
    expect(shown(plugin)).toEqual([false, true, false])
    expect(plugin.node('Photo').props['visible']).toBeUndefined()
    expect(warnings).toEqual([{ code: 'placement.mask-not-hidden', message: 'Locked is locked and still shows.' }, { code: 'placement.mask-not-hidden', message: 'Gone was deleted meanwhile.' }])
    plugin.document.undo('user')
    expect(plugin.written()).toBe(before)
    await plugin.close()
  })

  it.each<[string, (plugin: Plugin) => Promise<unknown>]>([
    ['Undo run', (plugin) => plugin.ask('run.undo', { runId: 'run1' })],
    ['taking the landing back', (plugin) => plugin.ask('placement.undo', {})],
  ])('come back with %s, in one undo step', async (_name, undo) => {
    const plugin = await open(...scene), { before } = await landWithMasks(plugin), depth = plugin.document.undoDepth
    await undo(plugin)
    expect([plugin.written(), plugin.document.undoDepth]).toEqual([before, depth + 1])
    await plugin.close()
  })

  it('stay hidden with a picture that Undo run has to leave alone', async () => {
    const plugin = await open(...scene)
    await landWithMasks(plugin)
    await change(plugin, 'node.fills = [...node.fills, { type: "SOLID", color: { r: 1, g: 0, b: 0 } }]')
    expect(await plugin.ask('run.undo', { runId: 'run1' })).toMatchObject({ skipped: [{ name: 'Photo', why: 'was changed since' }] })
    expect(shown(plugin)).toEqual([false, true, false])
    await plugin.close()
  })
})

describe('an expansion', () => {
  const cases: [string, object, object, { x: number; y: number; width: number; height: number }, string][] = [
    ['FIT to the ratio of the layer', { scaleMode: 'FIT' }, { width: 300, height: 120 }, { x: -50, y: 0, width: 300, height: 120 }, 'FILL'],
    ['FIT to another ratio', { scaleMode: 'FIT' }, { width: 300, height: 120 }, { x: -50, y: -30, width: 260, height: 160 }, 'CROP'],
    ['FILL by one side', {}, {}, { x: 0, y: -40, width: 200, height: 160 }, 'CROP'],
    ['FILL, turned by 90 degrees, evenly', { rotation: 90 }, { width: 60, height: 100 }, { x: -20, y: -12, width: 240, height: 144 }, 'CROP'],
    ['CROP turned and skewed', { scaleMode: 'CROP', imageTransform: [[1.4, 0.15, -0.2], [-0.1, 1.5, -0.3]] }, {}, { x: -60, y: -40, width: 330, height: 200 }, 'CROP'],
    ['a turned, flipped layer', { scaleMode: 'FIT' }, { relativeTransform: [[-Math.cos(0.4), -Math.sin(0.4), 260], [-Math.sin(0.4), Math.cos(0.4), 120]], width: 260 }, { x: -31, y: -7, width: 277, height: 140 }, 'CROP'],
  ]
  it.each(cases)('moves no old pixel on the canvas: %s', async (_name, settings, layer, expanded, scaleMode) => {
    const plugin = await open(photo([image(settings)], layer)), nodeId = plugin.node('Photo').id
    const before = (await plugin.ask('source.read', { nodeId, paintIndex: null, haveHash: null })).source
    await land(plugin, 1, { expanded, bytes: ramp(expanded.width, expanded.height, 30) })
    const after = (await plugin.ask('source.read', { nodeId, paintIndex: null, haveHash: null })).source
    expect([after.scaleMode, after.widthPx, after.heightPx]).toEqual([scaleMode, expanded.width, expanded.height])
    const perPx = 1 / Math.sqrt(Math.abs(before.toSource[0][0] * before.toSource[1][1] - before.toSource[0][1] * before.toSource[1][0]))
    for (const [x, y] of [[0, 0], [400, 0], [0, 300], [400, 300], [123, 45]] as const) {
      const old = applyTo(before.toSource as Affine, x, y), now = applyTo(after.toSource as Affine, x, y)
      expect(Math.hypot(now.x + expanded.x - old.x, now.y + expanded.y - old.y) * perPx).toBeLessThan(0.01)
    }
    const error = mapError(await drawn(plugin, nodeId), after.toSource, after)
    expect(error.samples).toBeGreaterThan(500)
    expect(error.mean).toBeLessThan(0.1)
    await plugin.ask('variation.keep', { nodeId, imageHash: null })
    expect(plugin.fillsOf('Photo')).toMatchObject([{ ...settings, imageHash: before.imageHash, visible: true } as Partial<Paint>])
    await plugin.close()
  })

  it('goes into the frame around the picture, each old pixel under its own', async () => {
    const plugin = await open({ type: 'FRAME', name: 'Card', x: 10, y: 20, width: 320, height: 180, rotation: 10, fills: [red], children: [photo([image()], { x: 85, y: 40 })] } as SceneNode)
    const card = plugin.node('Card').id, sourceId = plugin.node('Photo').id, written = plugin.written()
    const { source } = await plugin.ask('source.read', { nodeId: sourceId, paintIndex: null, haveHash: null })
    const expanded = { x: -93, y: -48, width: 385, height: 217 }
    const outcome = await plugin.ask('place', { plan: plan({ mode: 'replace-paint', targetId: card, edit: edit({ imageHash: source.imageHash, sourceId, expanded, hideIds: [sourceId] }) }), bytes: ramp(385, 217, 30), imageHash: null })
    expect(outcome).toMatchObject({ placed: 'target', nodeId: card, warnings: [] })
    expect(plugin.fillsOf('Card').map((paint) => paint.type)).toEqual(['SOLID', 'IMAGE'])
    expect(plugin.node('Photo').props['visible']).toBe(false)
    const after = (await plugin.ask('source.read', { nodeId: card, paintIndex: null, haveHash: null })).source
    const old = applyTo(source.toSource as Affine, 150, 90), now = applyTo(after.toSource as Affine, 150, 90)
    expect(Math.hypot(now.x - 93 - old.x, now.y - 48 - old.y)).toBeLessThan(0.01)
    expect(mapError(await drawn(plugin, card), after.toSource, after).mean).toBeLessThan(0.1)
    await plugin.ask('run.undo', { runId: 'run1' })
    expect(plugin.written()).toBe(written)
    await plugin.close()
  })
})
