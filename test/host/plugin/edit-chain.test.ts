// Three edits in a chain: any step can be shown again, one kept, the original restored, in this session and after the file was reopened.
import { describe, expect, it } from 'vitest'
import { edit, openPlugin, picture, plan, recipe, type Plugin } from './open-plugin'
import { decode, nodeRenderer } from './pixels'
import type { Scene } from '../../../playground/model/scene'

const red = { type: 'SOLID' as const, color: { r: 1, g: 0, b: 0 } }
const scene: Scene = { nodes: [
  { type: 'RECTANGLE', name: 'Photo', width: 200, height: 120, fills: [red, { type: 'IMAGE', image: 'photo', scaleMode: 'FILL', filters: { contrast: 0.1 } }] as never },
  { type: 'FRAME', name: 'Hero', x: 300, width: 200, height: 120 },
] }
/** Every picture has one colour of its own: red tells them apart. */
const open = () => openPlugin({ scene, renderer: nodeRenderer(), images: () => picture(200, 200, 120) })
const show = (plugin: Plugin, imageHash: string | null, name = 'Photo') => plugin.ask('variation.show', { nodeId: plugin.node(name).id, imageHash })
const keep = (plugin: Plugin, imageHash: string | null, { name = 'Photo', flatten = false } = {}) => plugin.ask('variation.keep', { nodeId: plugin.node(name).id, imageHash, flatten })
const shown = (plugin: Plugin, name = 'Photo') => plugin.picturesOf(name).flatMap((paint) => (paint.visible !== false ? [String(paint['imageHash'])] : []))

async function land(plugin: Plugin, seed: number, from: string, { name = 'Photo', keepRecipe = true, ...more } = {} as { name?: string; keepRecipe?: boolean; show?: boolean }) {
  const outcome = await plugin.ask('place', {
    plan: plan({ mode: 'replace-paint', targetId: plugin.node(name).id, runId: `run${seed}`, jobId: `job${seed}`, recipe: keepRecipe ? recipe({ prompt: `step ${seed}`, runId: `run${seed}` }) : null, edit: edit({ imageHash: from, paintIndex: 1, maskKey: `m${seed}`, ...more }) }),
    bytes: picture(seed * 40, 200, 120), imageHash: null,
  })
  return outcome.imageHash
}
async function chain(keepRecipe = true) {
  const plugin = await open(), original = shown(plugin)[0]!, before = plugin.written(), steps: string[] = []
  for (const seed of [1, 2, 3]) steps.push(await land(plugin, seed, steps[steps.length - 1] ?? original, { keepRecipe }))
  return { plugin, original, before, steps: steps as [string, string, string] }
}
/** Closes the plugin and the file, opens both again. */
async function reopen(plugin: Plugin): Promise<Plugin> {
  await plugin.close()
  plugin.document.reopen()
  return openPlugin({ document: plugin.document, renderer: nodeRenderer() })
}
const stepsOf = async (plugin: Plugin) => (await plugin.snapshot('Photo'))[0]!

describe.each<[string, boolean, boolean]>([['in this session', true, false], ['in this session, no recipes kept', false, false], ['after the file was reopened', true, true]])('a chain of edits %s', (_name, keepRecipe, reopened) => {
  const start = async () => {
    const made = await chain(keepRecipe)
    return reopened ? { ...made, plugin: await reopen(made.plugin) } : made
  }

  it('lists its steps oldest first, never the original', async () => {
    const { plugin, original, steps } = await start()
    const { source } = await plugin.ask('source.read', { nodeId: plugin.node('Photo').id, paintIndex: null, haveHash: null })
    const prompts = keepRecipe ? [{ prompt: 'step 1' }, { prompt: 'step 2' }, { prompt: 'step 3' }] : [{}, {}, {}]
    const expected = steps.map((imageHash, index) => ({ imageHash, from: [original, ...steps][index], toolId: 'edit', maskKey: `m${index + 1}`, ...prompts[index] }))
    expect(source.steps).toEqual(expected)
    expect(source.imageHash).toBe(steps[2])
    expect(await stepsOf(plugin)).toMatchObject({ role: 'source', why: 'has a picture', variations: steps, original, steps: expected })
    await plugin.close()
  })

  it('shows any step alone, and the original, with the settings of the fill; a series is one undo step', async () => {
    const { plugin, original, steps } = await start(), depth = plugin.document.undoDepth
    for (const [wish, expected] of [[steps[0], steps[0]], [null, original], [steps[1], steps[1]], [original, original], [steps[2], steps[2]], [steps[0], steps[0]]] as const) {
      expect(await plugin.ask('variation.show', { nodeId: plugin.node('Photo').id, imageHash: wish, commit: false })).toEqual({ shown: true })
      expect(shown(plugin)).toEqual([expected])
      expect(plugin.picturesOf('Photo').every((paint) => (paint as { filters?: object }).filters !== undefined)).toBe(true)
    }
    await show(plugin, null)
    expect([plugin.fillsOf('Photo')[0]!.visible, plugin.document.undoDepth]).toEqual([true, depth + 1])
    await plugin.close()
  })

  it('keeps one: the other edits go, the original stays hidden under it', async () => {
    const { plugin, steps } = await start()
    const original = (await stepsOf(plugin)).original
    expect(await keep(plugin, steps[1])).toEqual({ removed: 2 })
    expect(plugin.picturesOf('Photo').map(({ imageHash, visible }) => [imageHash, visible !== false])).toEqual([[original, false], [steps[1], true]])
    expect(await show(plugin, null)).toEqual({ shown: true })
    expect(shown(plugin)).toEqual([original])
    await plugin.close()
  })

  it('flattens to one: the others, their sources and the original go, and it is the picture from then on', async () => {
    const { plugin, steps } = await start(), depth = plugin.document.undoDepth, whole = plugin.written()
    expect(await keep(plugin, steps[1], { flatten: true })).toEqual({ removed: 3 })
    expect(plugin.fillsOf('Photo').map((paint) => [paint.type, paint.visible])).toEqual([['SOLID', true], ['IMAGE', true]])
    expect([shown(plugin), plugin.document.undoDepth]).toEqual([[steps[1]], depth + 1])
    const kept = await stepsOf(plugin)
    expect(kept).toMatchObject({ role: 'source', fills: [{}, { byInlay: false }] })
    expect([kept.variations, kept.original]).toEqual([undefined, undefined])
    expect(await show(plugin, null)).toEqual({ shown: false })
    expect(shown(plugin)).toEqual([steps[1]])
    plugin.document.undo('user')
    expect(plugin.written()).toBe(whole)
    expect((await stepsOf(plugin)).variations).toEqual(steps)
    await plugin.close()
  })

  it('restores the original: all of ours goes, the fills are as they were', async () => {
    const { plugin, before } = await start(), depth = plugin.document.undoDepth
    expect(await keep(plugin, null)).toEqual({ removed: 3 })
    expect([plugin.written(), plugin.document.undoDepth]).toEqual([before, depth + 1])
    await plugin.close()
  })

  it('looks as each step and as the original, and changes nothing by it', async () => {
    const { plugin, original, steps } = await start(), now = plugin.written()
    const reds = []
    for (const imageHash of [steps[0], steps[1], null, original]) reds.push((await decode((await plugin.ask('variation.look', { nodeId: plugin.node('Photo').id, imageHash, maxEdgePx: 64 })).bytes)).at(10, 10)[0])
    expect([reds[0]! < reds[1]!, reds[2] === reds[3]]).toEqual([true, true])
    expect(plugin.written()).toBe(now)
    await plugin.close()
  })
})

describe('going on from a step', () => {
  it('starts a branch: the step shows again when that goes', async () => {
    const { plugin, original, steps } = await chain()
    await show(plugin, steps[0])
    const branch = await land(plugin, 4, steps[0])
    expect(shown(plugin)).toEqual([branch])
    expect((await stepsOf(plugin)).steps!.map(({ imageHash, from }) => [imageHash, from])).toEqual([[steps[0], original], [steps[1], steps[0]], [steps[2], steps[1]], [branch, steps[0]]])
    await plugin.ask('placement.undo', {})
    expect(shown(plugin)).toEqual([steps[0]])
    await plugin.close()
  })

  it('when a step is deleted by hand, the next one leads to the one before', async () => {
    const { plugin, original, steps } = await chain()
    await plugin.host.run(`const node = await figma.getNodeByIdAsync('${plugin.node('Photo').id}'); node.fills = node.fills.filter((paint) => paint.imageHash !== '${steps[1]}')`)
    expect((await stepsOf(plugin)).steps!.map(({ imageHash, from }) => [imageHash, from])).toEqual([[steps[0], original], [steps[2], steps[0]]])
    await show(plugin, null)
    expect(shown(plugin)).toEqual([original])
    await plugin.close()
  })

  it('when the original is deleted by hand, the first step is the original', async () => {
    const { plugin, original, steps } = await chain()
    await plugin.host.run(`const node = await figma.getNodeByIdAsync('${plugin.node('Photo').id}'); node.fills = node.fills.filter((paint) => paint.imageHash !== '${original}')`)
    expect(await stepsOf(plugin)).toMatchObject({ variations: [steps[1], steps[2]], original: steps[0] })
    await keep(plugin, null)
    expect(shown(plugin)).toEqual([steps[0]])
    await plugin.close()
  })

  it('undoes runs one by one, the last first', async () => {
    const { plugin, before } = await chain()
    expect((await plugin.ask('run.undo', { runId: 'run1' })).skipped).toHaveLength(1)
    for (const runId of ['run3', 'run2', 'run1']) expect(await plugin.ask('run.undo', { runId })).toEqual({ restored: ['Photo'], skipped: [] })
    expect(plugin.written()).toBe(before)
    await plugin.close()
  })
})

describe('beside generated pictures', () => {
  const generate = async (plugin: Plugin, seed: number, name: string) =>
    (await plugin.ask('place', { plan: plan({ targetId: plugin.node(name).id, runId: `run${seed}`, jobId: `job${seed}`, recipe: recipe({ runId: `run${seed}` }) }), bytes: picture(seed, 200, 120), imageHash: null })).imageHash

  it('an edit of a generated picture is one of its variations; none shows the layer as it was before all', async () => {
    const plugin = await open(), made = await generate(plugin, 5, 'Hero')
    const edited = await land(plugin, 6, made, { name: 'Hero' })
    expect((await plugin.snapshot('Hero'))[0]).toMatchObject({ variations: [made, edited], role: 'source' })
    await show(plugin, made, 'Hero')
    expect(shown(plugin, 'Hero')).toEqual([made])
    await show(plugin, null, 'Hero')
    expect(shown(plugin, 'Hero')).toEqual([])
    expect(await keep(plugin, edited, { name: 'Hero' })).toEqual({ removed: 1 })
    expect(shown(plugin, 'Hero')).toEqual([edited])
    await plugin.close()
  })

  it('a picture generated over an edited one replaces nothing of it', async () => {
    const { plugin, original, steps } = await chain(), made = await generate(plugin, 5, 'Photo')
    expect(shown(plugin)).toEqual([steps[2], made])
    await show(plugin, steps[0])
    expect(shown(plugin)).toEqual([steps[0]])
    await show(plugin, made)
    expect(shown(plugin)).toEqual([steps[0], made])
    await show(plugin, null)
    expect(shown(plugin)).toEqual([original])
    await plugin.close()
  })

  it('two pictures of one layer that were both edited do not mind each other', async () => {
    const plugin = await openPlugin({ scene: { nodes: [{ type: 'RECTANGLE', name: 'Photo', width: 200, height: 120, fills: ['low', 'high'].map((image) => ({ type: 'IMAGE', image, scaleMode: 'FILL' })) as never }] }, images: (path) => picture(path === 'low' ? 100 : 110, 200, 120) })
    const [low, high] = shown(plugin) as [string, string]
    const first = await land(plugin, 1, low), second = await land(plugin, 2, high)
    expect(shown(plugin)).toEqual([first, second])
    await keep(plugin, first, { flatten: true })
    expect(plugin.picturesOf('Photo').map(({ imageHash, visible }) => [imageHash, visible])).toEqual([[first, true], [high, false], [second, true]])
    await show(plugin, high)
    expect(shown(plugin)).toEqual([first, high])
    await plugin.close()
  })
})
