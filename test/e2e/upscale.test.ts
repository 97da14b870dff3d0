// Five pictures made larger on the device, with no host but the plugin's own: none moves, each keeps its original, a sixth becomes tiles.
import { resolve } from 'node:path'
import { loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { useScenarios, type NodeDump, type Played } from '../support/scenario'

const { play } = useScenarios('upscale')
const photo = (name: string, file: string, x: number, width: number, height: number, fit: object, type = 'RECTANGLE') =>
  ({ type, name, x, y: 0, width, height, fills: [{ type: 'IMAGE', image: resolve('playground/scenes/photos', file), ...fit }] })
const scene = { nodes: [
  photo('Cat', 'chelsea.png', 0, 451, 300, { scaleMode: 'FILL' }), photo('Coffee', 'coffee.png', 500, 300, 300, { scaleMode: 'FILL' }), photo('Pad', 'rocket.jpg', 900, 400, 400, { scaleMode: 'FIT' }),
  photo('Portrait', 'astronaut.png', 1400, 300, 300, { scaleMode: 'CROP', imageTransform: [[0.5, 0, 0.2], [0, 0.5, 0.05]] }, 'ELLIPSE'), photo('Stars', 'hubble_deep_field.jpg', 1800, 500, 300, { scaleMode: 'TILE', scalingFactor: 0.25 }),
] }

type Fill = { imageHash: string; visible?: boolean; scaleMode: string; scalingFactor?: number; imageTransform?: number[][] }
const fillsOf = (played: Played, name: string, root?: NodeDump): Fill[] => (played.node(name, root)?.fills ?? []) as Fill[]
async function extentOf(played: Played, { imageHash }: Fill): Promise<[number, number]> {
  const { width, height } = await loadImage(played.bytes(`images/${played.files('images').find((file) => file.startsWith(imageHash))}`))
  return [width, height]
}
const upscaled = (layer: string, to: string) => [{ select: [layer] }, { await: 'idle' }, { ui: 'choose', name: 'Tool', value: 'Finish' }, { ui: 'choose', name: 'Upscale to', value: to }, { await: 'idle' }, { ui: 'click', name: `Upscale ${layer}` }, { await: 'idle', timeoutMs: 60_000 }]

describe('upscale', () => {
  it('makes five pictures larger in their places, free and offline; tiles go into a named group; Undo run takes them back', { timeout: 240_000 }, async () => {
    const played = await play('five', {
      scene, window: { width: 360, height: 760 }, settings: { recipesTold: true }, network: 'off',
      steps: [
        { plugin: 'open' }, { dump: 'before' }, { select: ['Cat'] }, { await: 'idle' }, { ui: 'choose', name: 'Tool', value: 'Finish' }, { ui: 'choose', name: 'Finish with', value: 'Upscale' }, { await: 'idle' }, { shot: 'form', of: 'window' },
        ...upscaled('Cat', '2x'), ...upscaled('Coffee', 'Frame at 4x'), ...upscaled('Pad', '4x'), ...upscaled('Portrait', 'Frame at 4x'), ...upscaled('Stars', '2x'), { dump: 'larger' }, { shot: 'larger', of: 'canvas' },
        { select: ['Cat'] }, { await: 'idle' }, { ui: 'choose', name: 'Tool', value: 'Finish' }, { ui: 'choose', name: 'Upscale to', value: 'Print' }, { ui: 'choose', name: 'Size', value: 'A6' }, { ui: 'fill', name: 'Print resolution', value: '900' }, { await: 'idle' }, { shot: 'largest', of: 'window' }, { ui: 'choose', name: 'Beyond 4096 px', value: 'Tiles as layers' }, { await: 'idle' }, { shot: 'tiles', of: 'window' },
        { ui: 'click', name: 'Upscale Cat for A6 at 900 dpi' }, { await: 'idle', timeoutMs: 120_000 }, { dump: 'tiled' }, { ui: 'click', name: 'Results' }, { await: 'idle' }, { shot: 'results', of: 'window' }, { ui: 'click', action: 'undo-run' }, { await: 'idle' },
      ],
    })
    expect(played.report.failed).toBeNull()
    expect(played.requests).toEqual([])
    const larger = played.dump('larger').document, before = played.dump('before').document
    const sizes = { Cat: [902, 600], Coffee: [1800, 1200], Pad: [2560, 1708], Portrait: [2400, 2400], Stars: [2000, 1744] }
    for (const [name, size] of Object.entries(sizes)) {
      const [original, made] = fillsOf(played, name, larger), [was] = fillsOf(played, name, before)
      expect(original).toEqual({ ...was, visible: false })
      expect(made).toMatchObject({ ...was, imageHash: made!.imageHash, visible: true, ...(name === 'Stars' ? { scalingFactor: 0.125 } : {}) })
      expect(await extentOf(played, made!)).toEqual(size)
      expect(Object.keys(played.node(name, larger)!.relaunchData ?? {})).toContain('upscale')
    }
    const group = played.node('Cat, 5594 x 3721 px', played.dump('tiled').document)
    expect(group).toMatchObject({ type: 'GROUP', x: 0, y: 0 })
    expect(group!.children!.map(({ name }) => name)).toEqual(['Tile 1 of 2', 'Tile 2 of 2'])
    for (const tile of group!.children!) expect((tile.fills as Fill[]).map(({ visible }) => visible)).toEqual([true])
    expect(played.node('Cat, 5594 x 3721 px')).toBeUndefined()
    expect(fillsOf(played, 'Cat')).toEqual(fillsOf(played, 'Cat', larger))
    expect(played.jobs.map(({ tool, state, actualUsd }) => [tool, state, actualUsd])).toEqual(Array.from({ length: 7 }, () => ['upscale', 'done', 0]))
  })
})
