import { describe, expect, it } from 'vitest'
import { openPlugin, picture, plan, type Plugin } from './open-plugin'
import type { Scene } from '../../../playground/model/scene'
import type { PlacementPlan } from '../../../src/shared/placement'

const red = { type: 'SOLID', color: { r: 1, g: 0, b: 0 } } as const
const cards: Scene = {
  nodes: [
    { type: 'FRAME', name: 'Hero', x: 0, y: 0, width: 1440, height: 1024, fills: [red] },
    { type: 'FRAME', name: 'Square', x: 1500, y: 0, width: 1080, height: 1080, fills: [red] },
    { type: 'FRAME', name: 'Phone', x: 2700, y: 0, width: 390, height: 844, fills: [red] },
  ],
}
const place = (plugin: Plugin, name: string, seed: number, more: Partial<PlacementPlan> = {}) =>
  plugin.ask('place', { plan: plan({ targetId: plugin.node(name).id, jobId: `job-${name}`, ...more }), bytes: picture(seed), imageHash: null })
const failure = (promise: Promise<unknown>) => promise.then(() => { throw new Error('it worked') }, (error: unknown) => error)

describe('placing into frames', () => {
  it('fills three frames, keeps what was there, one undo step each', async () => {
    const plugin = await openPlugin({ scene: cards })
    const layers = await plugin.snapshot('Hero', 'Square', 'Phone')
    const depth = plugin.document.undoDepth
    for (const [index, layer] of layers.entries()) {
      const outcome = await place(plugin, layer.name, index, { expectFills: layer.fillsSignature })
      expect(outcome).toMatchObject({ placed: 'target', nodeId: layer.id, nodeName: layer.name, warnings: [] })
      expect(plugin.document.undoDepth).toBe(depth + index + 1)
      expect(plugin.fillsOf(layer.name)).toMatchObject([red, { type: 'IMAGE', scaleMode: 'FILL', imageHash: outcome.imageHash, visible: true }])
      expect(plugin.document.image(outcome.imageHash)?.bytes).toEqual(picture(index))
    }
    plugin.document.undo('user')
    expect(plugin.picturesOf('Phone')).toEqual([])
    expect(plugin.picturesOf('Square')).toHaveLength(1)
    expect(plugin.node('Phone').pluginData).toEqual({})
    await plugin.close()
  })

  it('says whether the layer is in view, and leaves the view and the selection alone', async () => {
    const moved: unknown[] = []
    const view = { center: { x: 0, y: 0 }, zoom: 1, bounds: { x: 0, y: 0, width: 1000, height: 800 } }
    const plugin = await openPlugin({ scene: cards, sandbox: { viewport: { get: () => view, set: (change) => moved.push(change), show: (ids) => moved.push(ids) } } })
    plugin.select('Square')
    expect(await place(plugin, 'Hero', 1)).toMatchObject({ onScreen: true })
    expect(await place(plugin, 'Phone', 2)).toMatchObject({ onScreen: false })
    expect(plugin.document.selection()).toEqual([plugin.node('Square').id])
    expect(moved).toEqual([])
    await plugin.close()
  })

  it('gives the first outcome again when a placement is repeated, and writes nothing', async () => {
    const plugin = await openPlugin({ scene: cards })
    const first = await place(plugin, 'Hero', 1), depth = plugin.document.undoDepth, written = plugin.written()
    expect(await place(plugin, 'Hero', 2)).toEqual(first)
    expect([plugin.document.undoDepth, plugin.written()]).toEqual([depth, written])
    await plugin.close()
  })

  it('writes once when the same placement is asked twice at the same time', async () => {
    const plugin = await openPlugin({ scene: cards })
    const depth = plugin.document.undoDepth
    const [a, b] = await Promise.all([place(plugin, 'Hero', 1), place(plugin, 'Hero', 1)])
    expect(a).toEqual(b)
    expect(plugin.picturesOf('Hero')).toHaveLength(1)
    expect(plugin.document.undoDepth).toBe(depth + 1)
    await plugin.close()
  })

  it('keeps the recipe and offers the relaunch buttons', async () => {
    const plugin = await openPlugin({ scene: cards })
    const { imageHash } = await place(plugin, 'Hero', 1)
    expect(plugin.recipeOf('Hero')).toMatchObject({ prompt: 'a red chair', variations: [{ imageHash, jobId: 'job-Hero', resultIndex: 0, extent: { widthPx: 8, heightPx: 8 } }] })
    expect(plugin.node('Hero').relaunchData).toEqual({ generate: '', vary: '', edit: '', expand: '', 'cut-out': '', upscale: '', results: '' })
    await plugin.close()
  })

  it('keeps no recipe when the plan has none', async () => {
    const plugin = await openPlugin({ scene: cards })
    await place(plugin, 'Hero', 1, { recipe: null })
    expect(plugin.recipeOf('Hero')).toBeNull()
    expect(plugin.picturesOf('Hero')).toHaveLength(1)
    await plugin.close()
  })

  it('replaces only its own earlier picture, and keeps the designer\'s adjustments and overlays', async () => {
    const plugin = await openPlugin({ scene: cards })
    await place(plugin, 'Hero', 1)
    const veil = { type: 'SOLID', color: { r: 0, g: 0, b: 0 }, opacity: 0.3 } as const
    await plugin.host.run(`const hero = await figma.getNodeByIdAsync('${plugin.node('Hero').id}'); hero.fills = [hero.fills[0], { ...hero.fills[1], opacity: 0.8, filters: { contrast: 0.2 } }, ${JSON.stringify(veil)}]`)
    const second = await place(plugin, 'Hero', 2, { runId: 'run2', jobId: 'job2' })
    expect(plugin.fillsOf('Hero')).toMatchObject([red, { type: 'IMAGE', imageHash: second.imageHash, opacity: 0.8, filters: { contrast: 0.2 } }, veil])
    expect(plugin.recipeOf('Hero')?.variations.map((variation) => variation.imageHash)).toEqual([second.imageHash])
    await plugin.close()
  })

  it('replaces its own earlier picture after a restart, by the recipe', async () => {
    const first = await openPlugin({ scene: cards })
    await place(first, 'Hero', 1)
    await first.close()
    const second = await openPlugin({ document: first.document })
    const { imageHash } = await place(second, 'Hero', 2, { runId: 'run2', jobId: 'job2' })
    expect(second.picturesOf('Hero')).toMatchObject([{ imageHash }])
    await second.close()
  })

  it('leaves a picture of the designer under the new one', async () => {
    const plugin = await openPlugin({ scene: { nodes: [{ type: 'RECTANGLE', name: 'Photo', width: 100, height: 100, fills: [{ type: 'IMAGE', image: 'own', scaleMode: 'FILL' }] }] }, images: () => picture(50) })
    const own = plugin.picturesOf('Photo')[0]!
    const { imageHash } = await place(plugin, 'Photo', 1)
    expect(plugin.picturesOf('Photo')).toMatchObject([own, { imageHash }])
    await plugin.close()
  })

  it('stacks the variations of one run hidden under the shown picture, whichever comes first', async () => {
    const plugin = await openPlugin({ scene: cards })
    const [hero] = await plugin.snapshot('Hero')
    const expectFills = hero!.fillsSignature
    const third = await place(plugin, 'Hero', 3, { resultIndex: 2, mode: 'variation', expectFills })
    const first = await place(plugin, 'Hero', 1, { resultIndex: 0, expectFills })
    const second = await place(plugin, 'Hero', 2, { resultIndex: 1, mode: 'variation', expectFills })
    expect([third.placed, first.placed, second.placed]).toEqual(['variation', 'target', 'variation'])
    expect(plugin.picturesOf('Hero').map((paint) => [paint.imageHash, paint.visible])).toEqual([[third.imageHash, false], [second.imageHash, false], [first.imageHash, true]])
    expect(plugin.recipeOf('Hero')?.variations.map((variation) => variation.resultIndex).sort()).toEqual([0, 1, 2])
    expect(await plugin.ask('variation.show', { nodeId: hero!.id, imageHash: second.imageHash })).toEqual({ shown: true })
    expect(plugin.picturesOf('Hero').map((paint) => paint.visible)).toEqual([false, true, false])
    expect(plugin.fillsOf('Hero')[0]).toMatchObject({ type: 'SOLID', visible: true })
    expect(await plugin.ask('variation.show', { nodeId: hero!.id, imageHash: 'unknown' })).toEqual({ shown: false })
    await plugin.close()
  })

  it('uses FIT when asked, and takes a picture that the document has', async () => {
    const plugin = await openPlugin({ scene: cards })
    const { imageHash } = await place(plugin, 'Hero', 1, { scaleMode: 'FIT' })
    expect(plugin.picturesOf('Hero')).toMatchObject([{ scaleMode: 'FIT' }])
    const again = await plugin.ask('place', { plan: plan({ targetId: plugin.node('Phone').id, jobId: 'again' }), bytes: null, imageHash })
    expect(again.imageHash).toBe(imageHash)
    expect(await failure(plugin.ask('place', { plan: plan({ targetId: plugin.node('Phone').id, jobId: 'lost' }), bytes: null, imageHash: 'ff' }))).toMatchObject({ code: 'placement.rejected-by-figma' })
    await plugin.close()
  })
})

describe('what can come between', () => {
  const unchanged = async (plugin: Plugin, work: () => Promise<unknown>): Promise<unknown> => {
    const before = plugin.written(), depth = plugin.document.undoDepth
    const error = await failure(work())
    expect([plugin.written(), plugin.document.undoDepth]).toEqual([before, depth])
    return error
  }

  it('target deleted: nothing is written and the picture stays in Results', async () => {
    const plugin = await openPlugin({ scene: cards })
    const [hero] = await plugin.snapshot('Hero')
    await plugin.host.run(`(await figma.getNodeByIdAsync('${hero!.id}')).remove(); figma.commitUndo()`)
    const error = await unchanged(plugin, () => plugin.ask('place', { plan: plan({ targetId: hero!.id }), bytes: picture(1), imageHash: null }))
    expect(error).toMatchObject({ code: 'placement.target-gone', message: 'Hero was deleted meanwhile. The picture is kept in Results.', actions: [{ kind: 'place-on-page' }, { kind: 'choose-layer' }] })
    const onPage = await plugin.ask('place', { plan: plan({ mode: 'new-layer', layerName: 'a red chair' }), bytes: picture(1), imageHash: null })
    expect(onPage).toMatchObject({ placed: 'layer', nodeName: 'a red chair' })
    await plugin.close()
  })

  it('target changed: the foreign edit stays on show, the picture becomes a hidden variation', async () => {
    const plugin = await openPlugin({ scene: cards })
    const [hero] = await plugin.snapshot('Hero')
    const blue = { type: 'SOLID', color: { r: 0, g: 0, b: 1 } } as const
    await plugin.host.run(`(await figma.getNodeByIdAsync('${hero!.id}')).fills = [${JSON.stringify(blue)}]`)
    const outcome = await place(plugin, 'Hero', 1, { expectFills: hero!.fillsSignature })
    expect(outcome).toMatchObject({ placed: 'variation', warnings: [{ code: 'selection.changed', message: 'Hero was changed meanwhile. The picture became variation 1.' }] })
    expect(plugin.fillsOf('Hero')).toMatchObject([blue, { type: 'IMAGE', visible: false }])
    await plugin.close()
  })

  it('two runs into one frame at once are no foreign change', async () => {
    const plugin = await openPlugin({ scene: cards })
    const [hero] = await plugin.snapshot('Hero')
    await place(plugin, 'Hero', 1, { expectFills: hero!.fillsSignature })
    expect(await place(plugin, 'Hero', 2, { runId: 'run2', jobId: 'job2', expectFills: hero!.fillsSignature })).toMatchObject({ placed: 'target', warnings: [] })
    expect(plugin.picturesOf('Hero')).toHaveLength(1)
    await plugin.close()
  })

  it('page switched: the picture lands on the target\'s own page', async () => {
    const plugin = await openPlugin({ scene: { pages: [{ name: 'Work', children: cards.nodes! }, { name: 'Notes', children: [{ type: 'FRAME', name: 'Other', width: 100, height: 100 }] }] } })
    const [hero] = await plugin.snapshot('Hero')
    plugin.document.switchPage(plugin.node('Notes').id, 'user')
    const notes = JSON.stringify(plugin.document.subtree(plugin.node('Notes').id))
    expect(await place(plugin, 'Hero', 1, { expectFills: hero!.fillsSignature })).toMatchObject({ placed: 'target', onScreen: false })
    expect(await plugin.ask('place', { plan: plan({ mode: 'new-layer', jobId: 'job2', pageId: plugin.node('Work').id }), bytes: picture(2), imageHash: null })).toMatchObject({ placed: 'layer', onScreen: false })
    expect(plugin.node('a red chair').parentId).toBe(plugin.node('Work').id)
    expect(JSON.stringify(plugin.document.subtree(plugin.node('Notes').id))).toBe(notes)
    expect(plugin.document.currentPageId).toBe(plugin.node('Notes').id)
    await plugin.close()
  })

  it('page switched before the page was ever loaded', async () => {
    const plugin = await openPlugin({ scene: { pages: [{ name: 'Notes', children: [] }, { name: 'Work', children: cards.nodes! }] } })
    expect(await place(plugin, 'Hero', 1)).toMatchObject({ placed: 'target' })
    await plugin.close()
  })

  it.each([
    ['the layer itself', { locked: true }, {}, 'Hero is locked. Unlock it or choose another layer.'],
    ['a layer around it', {}, { locked: true }, 'Hero is inside Card, which is locked. Unlock that or choose another layer.'],
  ])('locked: %s', async (_name, own, around, message) => {
    const plugin = await openPlugin({ scene: { nodes: [{ type: 'FRAME', name: 'Card', width: 300, height: 300, ...around, children: [{ type: 'FRAME', name: 'Hero', width: 100, height: 100, ...own }] }] } })
    expect(await unchanged(plugin, () => place(plugin, 'Hero', 1))).toMatchObject({ code: 'selection.locked', message, hint: 'The picture is kept in Results.' })
    await plugin.close()
  })

  it.each([
    ['too large', () => picture(1, 4097, 1), 'pixels.too-large'],
    ['not a picture', () => new Uint8Array([1, 2, 3]), 'placement.rejected-by-figma'],
  ])('Figma refuses the bytes: %s', async (_name, bytes, code) => {
    const plugin = await openPlugin({ scene: cards })
    expect(await unchanged(plugin, () => plugin.ask('place', { plan: plan({ targetId: plugin.node('Hero').id }), bytes: bytes(), imageHash: null }))).toMatchObject({ code })
    await plugin.close()
  })

  it('a text of several colours is refused, with a way out', async () => {
    const plugin = await openPlugin({ scene: { nodes: [{ type: 'TEXT', name: 'Title', characters: 'Two colours', fills: 'mixed' }] } })
    expect(await unchanged(plugin, () => place(plugin, 'Title', 1))).toMatchObject({ code: 'selection.unsupported', actions: [{ kind: 'place-on-page' }, { kind: 'choose-layer' }] })
    await plugin.close()
  })

  it('part of a boolean shape is refused', async () => {
    const plugin = await openPlugin({ scene: { nodes: [{ type: 'BOOLEAN_OPERATION', name: 'Union', children: [{ type: 'RECTANGLE', name: 'Part', width: 100, height: 100 }] }] } })
    expect(await unchanged(plugin, () => place(plugin, 'Part', 1))).toMatchObject({ code: 'selection.unsupported' })
    await plugin.close()
  })

  it('plugin closed: what was placed stays, nothing is unhandled, no timer runs on', async () => {
    const plugin = await openPlugin({ scene: cards })
    await place(plugin, 'Hero', 1)
    const lost = place(plugin, 'Phone', 2).catch((error: { code: string }) => error.code)
    await plugin.close()
    expect(await lost).toBe('protocol.closed')
    expect(plugin.picturesOf('Hero')).toHaveLength(1)
    expect(plugin.host.console.filter((line) => line.level === 'unhandled' || line.level === 'error')).toEqual([])
    expect(plugin.clock.running()).toBe(0)
  })
})
