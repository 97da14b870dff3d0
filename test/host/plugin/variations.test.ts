import { beforeAll, describe, expect, it } from 'vitest'
import { createRenderer } from '../../../playground/render/index'
import { nodeCanvas } from '../../../playground/render/node-canvas'
import { edit, openPlugin, picture, plan, type Plugin } from './open-plugin'
import type { Renderer } from '../../../playground/sandbox/index'
import type { Scene } from '../../../playground/model/scene'

const white = { type: 'SOLID' as const, color: { r: 1, g: 1, b: 1 } }
const scene: Scene = { nodes: [{ type: 'FRAME', name: 'Hero', width: 200, height: 100, fills: [white] }, { type: 'FRAME', name: 'Phone', x: 300, width: 100, height: 100, fills: [white] }] }
let renderer: Renderer
beforeAll(() => { renderer = createRenderer(nodeCanvas()) as Renderer })
const place = (plugin: Plugin, resultIndex: number, more: Parameters<typeof plan>[0] = {}) =>
  plugin.ask('place', { plan: plan({ targetId: plugin.node('Hero').id, resultIndex, mode: resultIndex === 0 ? 'add-paint' : 'variation', ...more }), bytes: picture(resultIndex + 1), imageHash: null })
const visible = (plugin: Plugin): string[] => plugin.picturesOf('Hero').flatMap((paint) => (paint.visible !== false ? [String(paint['imageHash'])] : []))

async function threeOnHero() {
  const plugin = await openPlugin({ scene, renderer }), before = plugin.written(), hashes: string[] = []
  for (const index of [0, 1, 2]) hashes.push((await place(plugin, index)).imageHash)
  return { plugin, before, hashes: hashes as [string, string, string], nodeId: plugin.node('Hero').id }
}

describe('variations of a layer', () => {
  it('are listed oldest first, also for a later session', async () => {
    const { plugin, hashes } = await threeOnHero()
    expect((await plugin.snapshot('Hero'))[0]!.variations).toEqual(hashes)
    await plugin.close()
    const later = await openPlugin({ document: plugin.document })
    expect((await later.snapshot('Hero'))[0]!.variations).toEqual(hashes)
    expect((await later.snapshot('Phone'))[0]!).not.toHaveProperty('variations')
    await later.close()
  })

  it('switch at once, and a series that is committed at its end is one undo step', async () => {
    const { plugin, hashes, nodeId } = await threeOnHero()
    const depth = plugin.document.undoDepth
    for (const imageHash of [hashes[1], hashes[2], null]) {
      await plugin.ask('variation.show', { nodeId, imageHash, commit: false })
      expect(visible(plugin)).toEqual(imageHash === null ? [] : [imageHash])
    }
    await plugin.ask('variation.show', { nodeId, imageHash: hashes[2] })
    expect([visible(plugin), plugin.document.undoDepth]).toEqual([[hashes[2]], depth + 1])
    plugin.document.undo('user')
    expect(visible(plugin)).toEqual([hashes[0]])
    await plugin.close()
  })

  it('keeps one, removes only its own others, and lets a removed one be placed again', async () => {
    const { plugin, hashes, nodeId } = await threeOnHero()
    const depth = plugin.document.undoDepth
    expect(await plugin.ask('variation.keep', { nodeId, imageHash: hashes[1] })).toEqual({ removed: 2 })
    expect([plugin.fillsOf('Hero').map((paint) => paint.type), visible(plugin), plugin.document.undoDepth]).toEqual([['SOLID', 'IMAGE'], [hashes[1]], depth + 1])
    expect(plugin.recipeOf('Hero')?.variations.map((variation) => variation.imageHash)).toEqual([hashes[1]])
    await place(plugin, 0)
    expect(plugin.picturesOf('Hero')).toHaveLength(2)
    await plugin.close()
  })

  it('a further one shows at once, hides the others, and is one undo step', async () => {
    const { plugin, hashes } = await threeOnHero()
    const before = plugin.written(), depth = plugin.document.undoDepth
    const further = await place(plugin, 3, { runId: 'run2', jobId: 'job2', mode: 'variation', show: true })
    expect(further).toMatchObject({ placed: 'target', nodeName: 'Hero' })
    expect([visible(plugin), plugin.document.undoDepth]).toEqual([[further.imageHash], depth + 1])
    expect((await plugin.snapshot('Hero'))[0]!.variations).toEqual([...hashes, further.imageHash])
    expect(await plugin.ask('run.undo', { runId: 'run2' })).toEqual({ restored: ['Hero'], skipped: [] })
    expect(plugin.written()).toBe(before)
    await plugin.close()
  })

  it('restores the original: no picture, no recipe, no button', async () => {
    const { plugin, nodeId } = await threeOnHero()
    expect(await plugin.ask('variation.keep', { nodeId, imageHash: null })).toEqual({ removed: 3 })
    expect([plugin.fillsOf('Hero').map((paint) => paint.type), plugin.recipeOf('Hero')]).toEqual([['SOLID'], null])
    await plugin.close()
  })

  it('shows the look with and without a picture, and changes nothing by it', async () => {
    const { plugin, hashes, nodeId } = await threeOnHero()
    const now = plugin.written(), depth = plugin.document.undoDepth
    const looks = await Promise.all([null, hashes[0], hashes[1]].map((imageHash) => plugin.ask('variation.look', { nodeId, imageHash, maxEdgePx: 64 })))
    expect(looks.map(({ widthPx, heightPx, mime }) => [widthPx, heightPx, mime])).toEqual(Array(3).fill([64, 32, 'image/png']))
    expect(new Set(looks.map(({ bytes }) => bytes.join())).size).toBe(3)
    expect([plugin.written(), plugin.document.undoDepth]).toEqual([now, depth])
    await expect(plugin.ask('variation.look', { nodeId, imageHash: 'gone', maxEdgePx: 64 })).rejects.toMatchObject({ code: 'selection.changed' })
    await plugin.close()
  })

  it('refuses on a locked layer, in words', async () => {
    const { plugin, hashes, nodeId } = await threeOnHero()
    await plugin.host.run(`(await figma.getNodeByIdAsync('${nodeId}')).locked = true; figma.commitUndo()`)
    await expect(plugin.ask('variation.show', { nodeId, imageHash: hashes[1] })).rejects.toMatchObject({ code: 'selection.locked', message: 'Hero is locked. Unlock it to change its picture.' })
    await plugin.close()
  })
})

describe('taking the last landing back', () => {
  it('goes back one by one to the document as it was, each in one undo step', async () => {
    const { plugin, before } = await threeOnHero()
    const depth = plugin.document.undoDepth
    for (const left of [2, 1, 0]) {
      expect((await plugin.ask('placement.undo', {})).undone).toMatchObject({ runId: 'run1', jobId: 'job1', resultIndex: left, name: 'Hero', removed: false, why: null })
      expect(plugin.picturesOf('Hero')).toHaveLength(left)
    }
    expect([plugin.written(), plugin.document.undoDepth]).toEqual([before, depth + 3])
    expect(await plugin.ask('placement.undo', {})).toEqual({ undone: null })
    await expect(plugin.ask('run.undo', { runId: 'run1' })).rejects.toMatchObject({ code: 'request.invalid' })
    await plugin.close()
  })

  it('removes a layer that it made, and the picture can be placed again', async () => {
    const plugin = await openPlugin({ scene })
    const row = { mode: 'new-layer' as const, targetId: null, layerName: 'New' }
    await place(plugin, 0, row)
    expect((await plugin.ask('placement.undo', {})).undone).toMatchObject({ name: 'New', removed: true, why: null })
    expect(plugin.document.subtree(plugin.document.rootId).map((node) => node.name)).not.toContain('New')
    await place(plugin, 0, row)
    expect(plugin.node('New').type).toBe('FRAME')
    await plugin.close()
  })

  it('leaves alone what somebody changed since, and says so', async () => {
    const { plugin, nodeId } = await threeOnHero()
    await plugin.host.run(`const node = await figma.getNodeByIdAsync('${nodeId}'); node.fills = [...node.fills, { type: 'SOLID', color: { r: 1, g: 0, b: 0 } }]; figma.commitUndo()`)
    const now = plugin.written()
    expect((await plugin.ask('placement.undo', {})).undone).toMatchObject({ name: 'Hero', why: 'was changed since' })
    expect(plugin.written()).toBe(now)
    await plugin.close()
  })

  it('still fits Undo run afterwards, which takes back the rest', async () => {
    const { plugin, before } = await threeOnHero()
    await plugin.ask('placement.undo', {})
    expect(await plugin.ask('run.undo', { runId: 'run1' })).toEqual({ restored: ['Hero'], skipped: [] })
    expect(plugin.written()).toBe(before)
    expect(await plugin.ask('placement.undo', {})).toEqual({ undone: null })
    await plugin.close()
  })
})

it('moves a stored key between device and session without it leaving the sandbox', async () => {
  const key = 'sk-proj-THISisTHEsecret1234567890wxyz', origin = 'https://api.openai.com'
  const plugin = await openPlugin({ scene })
  expect(await plugin.ask('secret.keep', { providerId: 'openai', keep: 'session' })).toEqual({ kept: false })
  await plugin.ask('secret.save', { providerId: 'openai', origin, key, keep: 'device' })
  const sent = plugin.log.length
  for (const keep of ['session', 'device', 'session'] as const) {
    expect(await plugin.ask('secret.keep', { providerId: 'openai', keep })).toEqual({ kept: true })
    expect(JSON.stringify(plugin.host.storage.toJSON()).includes(key)).toBe(keep === 'device')
  }
  expect(JSON.stringify(plugin.log.slice(sent))).not.toContain(key)
  expect(await plugin.ask('secret.read', { providerId: 'openai', origin })).toEqual({ key })
  await plugin.close()
})

it('collapses to a strip and comes back as large as it was', async () => {
  const plugin = await openPlugin({ scene })
  plugin.notify('window.resize', { width: 500, height: 700 })
  plugin.notify('window.collapse', { collapsed: true })
  await plugin.host.idle()
  plugin.notify('window.resize', { width: 900, height: 900 })
  plugin.notify('window.collapse', { collapsed: false })
  await plugin.host.idle()
  expect(plugin.host.changes).toMatchObject([{ width: 500, height: 700 }, { width: 320, height: 56 }, { width: 500, height: 700 }])
  await plugin.close()
})

describe('four variations of a picture', () => {
  const photo = { type: 'RECTANGLE' as const, name: 'Photo', width: 200, height: 120, fills: [{ type: 'IMAGE' as const, image: 'own', scaleMode: 'FILL' as const }] }
  const card = { type: 'FRAME' as const, name: 'Card', width: 240, height: 200, layoutMode: 'VERTICAL' as const, itemSpacing: 8, fills: [white], children: [photo, { type: 'RECTANGLE' as const, name: 'Below', width: 200, height: 20, fills: [] }] }
  const shownOf = (plugin: Plugin): unknown[] => plugin.picturesOf('Photo').filter((paint) => paint.visible !== false).map((paint) => paint['imageHash'])
  const layoutOf = (plugin: Plugin) => ['Card', 'Photo', 'Below'].map((name) => { const { width, height, relativeTransform } = plugin.node(name); return { width, height, relativeTransform } })

  async function fourOnPhoto() {
    const plugin = await openPlugin({ scene: { nodes: [card] }, images: () => picture(50, 200, 120) }), own = String(plugin.picturesOf('Photo')[0]!['imageHash']), layout = layoutOf(plugin), hashes: string[] = []
    for (const index of [0, 1, 2, 3]) {
      const { imageHash } = await plugin.ask('place', { plan: plan({ targetId: plugin.node('Photo').id, mode: 'replace-paint', resultIndex: index, edit: edit({ imageHash: own, show: index === 0 }) }), bytes: picture(index + 1, 200, 120), imageHash: null })
      hashes.push(imageHash)
    }
    return { plugin, own, layout, hashes, nodeId: plugin.node('Photo').id, depth: plugin.document.undoDepth }
  }

  it('are five image paints of one layer with one visible, and nothing in the layout moves', async () => {
    const { plugin, own, layout, hashes } = await fourOnPhoto()
    expect(plugin.fillsOf('Photo').map(({ type }) => type)).toEqual(['IMAGE', 'IMAGE', 'IMAGE', 'IMAGE', 'IMAGE'])
    expect(new Set(plugin.picturesOf('Photo').map((paint) => paint['imageHash']))).toEqual(new Set([own, ...hashes]))
    expect(shownOf(plugin)).toEqual([hashes[0]])
    expect(layoutOf(plugin)).toEqual(layout)
    await plugin.close()
  })

  it.each([
    ['choose: the original stays hidden under the chosen one', 2, false, (own: string, hashes: string[]) => [[own, false], [hashes[2], true]]],
    ['flatten: only the chosen one is left', 3, true, (_: string, hashes: string[]) => [[hashes[3], true]]],
    ['restore: the original alone, as it was', null, false, (own: string) => [[own, true]]],
  ])('%s, in one undo step', async (_, index, flatten, left) => {
    const { plugin, own, layout, hashes, nodeId, depth } = await fourOnPhoto(), before = plugin.written()
    await plugin.ask('variation.keep', { nodeId, imageHash: index === null ? null : hashes[index]!, flatten })
    expect(plugin.picturesOf('Photo').map((paint) => [paint['imageHash'], paint.visible !== false])).toEqual(left(own, hashes))
    expect([plugin.document.undoDepth, layoutOf(plugin)]).toEqual([depth + 1, layout])
    plugin.document.undo('user')
    expect(plugin.written()).toBe(before)
    await plugin.close()
  })
})
