// One picture into five frames: crops without a request, the rest continued around the very pixels of the picture; nothing stretched, one undo each.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { beforeAll, describe, expect, it } from 'vitest'
import { layerToPicture } from '../../src/document/paint-map'
import { useScenarios, type NodeDump, type Played } from '../support/scenario'

const { play } = useScenarios('formats')
const made = resolve('test/results/format-pictures'), photo = join(made, 'master.png')
const size = { width: 900, height: 600 }

beforeAll(async () => {
  mkdirSync(made, { recursive: true })
  const image = await loadImage(resolve('playground/scenes/photos/rocket.jpg')), canvas = createCanvas(size.width, size.height)
  canvas.getContext('2d').drawImage(image, 0, 0, size.width, size.height)
  writeFileSync(photo, canvas.toBuffer('image/png'))
})

const frame = (name: string, x: number, width: number, height: number, children: object[] = []) => ({ type: 'FRAME', name, x, y: 400, width, height, fills: [{ type: 'SOLID', color: { r: 1, g: 1, b: 1 } }], children })
const scene = { nodes: [
  { type: 'RECTANGLE', name: 'Master', x: 0, y: 0, width: 450, height: 300, fills: [{ type: 'IMAGE', image: photo, scaleMode: 'FILL' }] },
  frame('Square', 0, 300, 300), frame('Feed', 320, 320, 400), frame('Story', 660, 270, 480, [{ type: 'TEXT', name: 'Title', x: 20, y: 20, characters: 'Lift-off at dawn', fontSize: 24 }]), frame('Wide', 950, 640, 360), frame('Banner', 1610, 728, 90),
] }
const names = ['Square', 'Feed', 'Story', 'Wide', 'Banner']

type Fill = { type: string; imageHash: string; visible?: boolean; scaleMode: 'FILL' | 'CROP' }
const pictureIn = (node: NodeDump | undefined): Fill => ((node?.fills ?? []) as Fill[]).filter(({ type, visible }) => type === 'IMAGE' && visible !== false)[0]!
const bytesOf = (played: Played, hash: string): Buffer => played.bytes(`images/${played.files('images').find((file) => file.startsWith(hash))}`)
async function rgbaOf(picture: string | Buffer) {
  const read = await loadImage(picture), canvas = createCanvas(read.width, read.height), context = canvas.getContext('2d')
  context.drawImage(read, 0, 0)
  return { width: read.width, height: read.height, data: context.getImageData(0, 0, read.width, read.height).data }
}

/** Bytes of the master's middle two thirds that differ in the new picture, which holds the master's middle in its own. */
async function changedSubject(picture: Buffer): Promise<number> {
  const before = await rgbaOf(photo), after = await rgbaOf(picture)
  const left = Math.floor((after.width - before.width) / 2), top = Math.floor((after.height - before.height) / 2)
  let fewest = Infinity
  // Odd margins round to either side.
  for (const [dx, dy] of [[0, 0], [1, 0], [0, 1], [1, 1]]) {
    let count = 0
    for (let y = 100; y < 500; y++) for (let x = 150 * 4; x < 750 * 4; x++) if (before.data[y * before.width * 4 + x] !== after.data[((top + dy! + y) * after.width + left + dx!) * 4 + x]) count++
    fewest = Math.min(fewest, count)
  }
  return fewest
}

describe('five frames from one picture', () => {
  it('asks only where no crop serves, keeps the subject pixel for pixel, fills every frame without stretching', async () => {
    const played = await play('five', {
      scene, providers: { openai: { key: 'sk-test' } }, settings: { showPartials: false }, window: { width: 360, height: 900 },
      server: [{ when: { path: '/v1/images/edits' }, do: { shift: [0.003, -0.002], gain: [1.03, 0.98, 1.02] } }],
      steps: [
        { plugin: 'open' }, { select: ['Master', ...names] }, { ui: 'read', name: 'Banner, filled by', as: 'banner' }, { shot: 'form', of: 'window' }, { dump: 'before' },
        { ui: 'click', name: 'Fill 5 formats, 3 requests' }, { await: 'idle', timeoutMs: 120_000 }, { dump: 'filled' }, { shot: 'filled', of: 'canvas' },
        { ui: 'click', name: 'Results' }, { await: 'idle' }, { shot: 'results', of: 'window' }, { ui: 'click', action: 'undo-run' }, { await: 'idle' },
      ],
    })
    expect(played.report.failed).toBeNull()
    expect(played.reads['banner']).toContain('Expand')
    const filled = played.dump('filled').document, before = played.dump('before').document, master = pictureIn(played.node('Master', before)).imageHash
    expect(played.requests.map(({ path }) => path)).toEqual(['/v1/images/edits', '/v1/images/edits', '/v1/images/edits'])
    expect(played.requests.map(({ fields }) => String(fields['prompt']).includes('Text will lie'))).toEqual([false, true, false])
    const fills = names.map((name) => pictureIn(played.node(name, filled)))
    expect(fills.map(({ imageHash }) => imageHash === master)).toEqual([true, false, false, true, false])
    expect(filled.undoDepth).toBe(before.undoDepth + 5)
    for (const [index, name] of names.entries()) {
      const node = played.node(name, filled)!, bytes = bytesOf(played, fills[index]!.imageHash), picture = await loadImage(bytes)
      const map = layerToPicture(fills[index] as never, { width: node.width!, height: node.height! }, picture)!
      expect(map[0][0]).toBeCloseTo(map[1][1], 6)
      if (fills[index]!.imageHash === master) continue
      expect([name, await changedSubject(bytes)]).toEqual([name, 0])
      expect(Math.abs(picture.width - (picture.height * node.width!) / node.height!)).toBeLessThan(node.width! / node.height! + 1)
    }
    expect(played.jobs.map(({ state, actualUsd }) => [state, actualUsd === 0])).toEqual([['done', true], ['done', true], ['done', false], ['done', false], ['done', false]])
    expect(names.map((name) => played.node(name)?.fills)).toEqual(names.map((name) => played.node(name, before)?.fills))
  })

  it('in dark at 320 px: each frame can be changed; without any request it costs nothing and works offline', async () => {
    const played = await play('crops only', {
      scene, theme: 'dark', window: { width: 320, height: 760 }, providers: { openai: { key: 'sk-test' } }, network: 'off',
      steps: [
        { plugin: 'open' }, { select: ['Master', 'Square', 'Story'] }, { ui: 'choose', name: 'Story, filled by', value: 'Crop' }, { shot: 'form', of: 'window' },
        { ui: 'click', name: 'Fill 2 formats · free' }, { await: 'idle' },
      ],
    })
    expect(played.report.failed).toBeNull()
    expect(played.requests).toEqual([])
    const master = pictureIn(played.node('Master')).imageHash
    expect(['Square', 'Story'].map((name) => pictureIn(played.node(name)).imageHash)).toEqual([master, master])
  })
})
