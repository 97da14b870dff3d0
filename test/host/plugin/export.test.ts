import { loadImage, createCanvas } from '@napi-rs/canvas'
import { beforeAll, describe, expect, it } from 'vitest'
import { createRenderer } from '../../../playground/render/index'
import { nodeCanvas } from '../../../playground/render/node-canvas'
import { openPlugin, picture, plan, type Plugin } from './open-plugin'
import type { Renderer } from '../../../playground/sandbox/index'
import type { Scene } from '../../../playground/model/scene'

const solid = (r: number, g: number, b: number) => [{ type: 'SOLID' as const, color: { r, g, b } }]
const scene: Scene = { nodes: [
  { type: 'FRAME', name: 'Card', x: 10, y: 20, width: 100, height: 60, fills: solid(0, 1, 0), children: [
    { type: 'TEXT', name: 'Words', characters: 'WWWWWWWW', fontSize: 40, x: 0, y: 0, fills: solid(1, 0, 0) },
    { type: 'RECTANGLE', name: 'Box', x: 80, y: 40, width: 20, height: 20, fills: solid(0, 0, 1) },
  ] },
  { type: 'FRAME', name: 'Empty', x: 300, width: 50, height: 50, fills: [] },
  { type: 'FRAME', name: 'Ghost', x: 400, width: 50, height: 50, visible: false, children: [{ type: 'RECTANGLE', name: 'In ghost', width: 20, height: 20 }] },
  { type: 'RECTANGLE', name: 'Photo', x: 500, width: 100, height: 50, fills: [{ type: 'IMAGE', image: 'a', scaleMode: 'FILL' }, { type: 'IMAGE', image: 'b', scaleMode: 'FILL', visible: false }] as never },
] }
let renderer: Renderer
beforeAll(() => { renderer = createRenderer(nodeCanvas()) as Renderer })
const open = () => openPlugin({ scene, renderer, images: (path) => picture(path === 'a' ? 10 : 20, 64, 32) })
const look = (plugin: Plugin, name: string, more: object = {}) => plugin.ask('layer.export', { nodeId: plugin.node(name).id, what: 'look', leaveOut: 'nothing', maxEdgePx: 4096, ...more })

async function pixels(bytes: Uint8Array) {
  const image = await loadImage(Buffer.from(bytes)), canvas = createCanvas(image.width, image.height), context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  return { width: image.width, height: image.height, at: (x: number, y: number) => [...context.getImageData(x, y, 1, 1).data], red: () => [...context.getImageData(0, 0, image.width, image.height).data].filter((value, index, all) => index % 4 === 0 && value > 200 && all[index + 1]! < 80).length }
}

describe('the look of a layer', () => {
  it('is a PNG of its whole box, at most the edge that was asked', async () => {
    const plugin = await open()
    for (const [maxEdgePx, width, height] of [[4096, 200, 120], [50, 50, 30]] as const) {
      const answer = await look(plugin, 'Card', { maxEdgePx })
      expect(answer).toMatchObject({ mime: 'image/png', widthPx: width, heightPx: height })
      const shown = await pixels(answer.bytes)
      expect([shown.width, shown.height, shown.at(width - 2, height - 2)]).toEqual([width, height, [0, 0, 255, 255]])
    }
    await plugin.close()
  })

  it('leaves out texts without touching the layer or the selection, and adds no undo step to the landing after it', async () => {
    const plugin = await open()
    plugin.select('Card')
    const before = plugin.written(), depth = plugin.document.undoDepth
    expect((await pixels((await look(plugin, 'Card')).bytes)).red()).toBeGreaterThan(50)
    const bare = await pixels((await look(plugin, 'Card', { leaveOut: 'overlays' })).bytes)
    expect([bare.red(), bare.at(198, 118), bare.width]).toEqual([0, [0, 0, 255, 255], 200])
    expect([plugin.written(), plugin.document.selection()]).toEqual([before, [plugin.node('Card').id]])
    await plugin.ask('place', { plan: plan({ targetId: plugin.node('Empty').id }), bytes: picture(1), imageHash: null })
    expect(plugin.document.undoDepth).toBe(depth + 1)
    plugin.document.undo('user')
    expect(plugin.written()).toBe(before)
    await plugin.close()
  })

  it.each([
    ['Empty', 'Empty has nothing to show.'], ['Ghost', 'Ghost is hidden.'], ['In ghost', 'In ghost is inside Ghost, which is hidden.'],
  ])('of %s cannot be had, and the reason is told', async (name, message) => {
    const plugin = await open()
    await expect(look(plugin, name)).rejects.toMatchObject({ code: 'selection.unsupported', message })
    await plugin.close()
  })

  it('of a layer that is gone cannot be had', async () => {
    const plugin = await open()
    await plugin.snapshot('Card')
    const nodeId = plugin.node('Card').id
    await plugin.host.run(`(await figma.getNodeByIdAsync('${nodeId}')).remove()`)
    await expect(plugin.ask('layer.export', { nodeId, what: 'look', leaveOut: 'nothing', maxEdgePx: 100 })).rejects.toMatchObject({ code: 'selection.changed', message: 'Card was deleted meanwhile.' })
    await plugin.close()
  })
})

describe('the image fill of a layer', () => {
  it('is the stored bytes of the topmost picture that shows', async () => {
    const plugin = await open()
    const answer = await look(plugin, 'Photo', { what: 'fill' })
    expect(answer).toMatchObject({ mime: 'image/png', widthPx: 64, heightPx: 32 })
    expect(answer.bytes).toEqual(picture(10, 64, 32))
    await plugin.close()
  })
  it('does not exist on a plain layer', async () => {
    const plugin = await open()
    await expect(look(plugin, 'Card', { what: 'fill' })).rejects.toMatchObject({ code: 'selection.unsupported', message: 'Card has no picture of its own.' })
    await plugin.close()
  })
})
