// Expanding through the whole plugin: the kept pixels are the same bytes, and the old picture has not moved on the canvas.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { beforeAll, describe, expect, it } from 'vitest'
import { applyTo, scaling, translation, multiply, type Affine } from '../../src/shared/geometry'
import { layerToPicture } from '../../src/document/paint-map'
import { useScenarios, type NodeDump, type Played } from '../support/scenario'

const { play } = useScenarios('expand')
const made = resolve('test/results/expand-pictures'), photo = join(made, 'photo.png'), strip = join(made, 'strip.png')
const size = { width: 800, height: 600 }, hero = { width: 1600, height: 900 }

beforeAll(async () => {
  mkdirSync(made, { recursive: true })
  const image = await loadImage(resolve('playground/scenes/photos/rocket.jpg')), canvas = createCanvas(size.width, size.height)
  canvas.getContext('2d').drawImage(image, 0, 0, size.width, size.height)
  writeFileSync(photo, canvas.toBuffer('image/png'))
  const thin = createCanvas(640, 128)
  thin.getContext('2d').drawImage(canvas, 80, 400, 640, 128, 0, 0, 640, 128)
  writeFileSync(strip, thin.toBuffer('image/png'))
})

type Fill = { type: string; imageHash: string; visible?: boolean; scaleMode: 'FILL' | 'FIT' | 'CROP'; imageTransform?: Affine }
const pictures = (node: NodeDump | undefined): Fill[] => ((node?.fills ?? []) as Fill[]).filter(({ type }) => type === 'IMAGE')
const image = (more: object = {}) => ({ type: 'IMAGE', image: photo, scaleMode: 'FILL', ...more })

async function rgbaOf(picture: string | Buffer) {
  const read = await loadImage(picture), canvas = createCanvas(read.width, read.height), context = canvas.getContext('2d')
  context.drawImage(read, 0, 0)
  return { width: read.width, height: read.height, data: context.getImageData(0, 0, read.width, read.height).data }
}
const bytesOf = (played: Played, hash: string): Buffer => played.bytes(`images/${played.files('images').find((file) => file.startsWith(hash))}`)

/** Kept pixels that differ in the new picture, where the old one lies at `at`. */
async function changedKept(played: Played, hash: string, at: { x: number; y: number }, picture = photo): Promise<number> {
  const before = await rgbaOf(picture), after = await rgbaOf(bytesOf(played, hash))
  let count = 0
  for (let y = 0; y < before.height; y++) {
    for (let x = 0; x < before.width * 4; x++) if (before.data[y * before.width * 4 + x] !== after.data[((at.y + y) * after.width + at.x) * 4 + x]) count++
  }
  return count
}

/** Canvas units that the old picture moved by at most, from how it lay to how it lies in `fill` of a layer. */
function moved(fill: Fill, layer: { width: number; height: number }, extent: { width: number; height: number }, at: { x: number; y: number }, before: Affine): number {
  const toOld = multiply(translation(-at.x, -at.y), layerToPicture(fill as never, layer, extent)!)
  const perUnit = Math.sqrt(Math.abs(before[0][0] * before[1][1] - before[0][1] * before[1][0]))
  return Math.max(...[[0, 0], [layer.width, 0], [0, layer.height], [layer.width, layer.height]].map(([x, y]) => {
    const a = applyTo(before, x!, y!), b = applyTo(toOld, x!, y!)
    return Math.hypot(a.x - b.x, a.y - b.y) / perUnit
  }))
}

const distorted = { when: { path: '/v1/images/edits' }, do: { shift: [0.004, -0.003], scale: 1.006, gain: [1.04, 0.97, 1.02] } }

describe('an 800 x 600 picture in a 1600 x 900 frame', () => {
  it('fills the frame: known pixels identical, picture not moved, the former one under it, one undo', async () => {
    const crop = { scaleMode: 'CROP', imageTransform: [[2, 0, -0.5], [0, 1.5, -0.25]] }
    const played = await play('own room', {
      scene: { nodes: [{ type: 'FRAME', name: 'Hero wide', x: 100, y: 100, ...hero, fills: [image(crop)] }] },
      providers: { openai: { key: 'sk-test' } }, server: [distorted],
      steps: [
        { select: ['Hero wide'] }, { ui: 'read', name: 'Left', as: 'left' }, { ui: 'read', name: 'Top', as: 'top' },
        { ui: 'click', name: 'Expand to Hero wide' }, { await: 'idle' }, { dump: 'landed' }, { host: 'undo' }, { dump: 'undone' }, { host: 'redo' },
      ],
    })
    expect(played.report.exit).toBe(0)
    expect(played.reads).toEqual({ left: '400', top: '150' })
    expect(played.jobs).toMatchObject([{ tool: 'expand', state: 'done', changedOutside: 0, warnings: [], results: [{ placed: 'target' }] }])
    expect(played.jobs[0]!.alignment!.scale).toBeCloseTo(1.006, 3)
    const files = (played.requests[0] as unknown as { files: { field: string; width: number; height: number }[] }).files
    expect(files.map(({ width, height }) => [width, height])).toEqual([[1600, 912], [1600, 912]])

    const [old, shown] = pictures(played.node('Hero wide'))
    expect([old!.visible, shown!.visible !== false]).toEqual([false, true])
    expect(await changedKept(played, shown!.imageHash, { x: 400, y: 150 })).toBe(0)
    expect(moved(shown!, hero, hero, { x: 400, y: 150 }, translation(-400, -150))).toBeLessThan(0.01)
    expect(pictures(played.node('Hero wide', played.dump('undone').document))).toHaveLength(1)
  }, 180_000)

  it('stays where FIT showed it, also at fractions of a pixel; a reframed answer changes nothing', async () => {
    const scene = { nodes: [{ type: 'FRAME', name: 'Hero wide', x: 0, y: 0, ...hero, fills: [image({ scaleMode: 'FIT' })] }] }
    const played = await play('fit', {
      scene, providers: { openai: { key: 'sk-test' } },
      server: [{ when: { path: '/v1/images/edits' }, times: 1, do: { shift: [0.2, 0] } }, distorted],
      steps: [
        { select: ['Hero wide'] }, { ui: 'click', name: 'Expand to Hero wide' }, { await: { text: 'The model reframed the picture, so nothing was changed.' } }, { await: 'idle' }, { dump: 'refused' },
        { ui: 'click', name: 'Expand to Hero wide' }, { await: 'idle' },
      ],
    })
    expect(played.report.exit).toBe(0)
    expect(pictures(played.node('Hero wide', played.dump('refused').document))).toMatchObject([{ scaleMode: 'FIT' }])
    expect(played.jobs.map(({ state, error }) => [state, error?.code ?? null])).toEqual([['failed', 'pixels.extent-mismatch'], ['done', null]])
    const shown = pictures(played.node('Hero wide')).find(({ visible }) => visible !== false)!
    const extent = await rgbaOf(bytesOf(played, shown.imageHash))
    // 1600 x 900 units are 1066.67 x 600 px: 133.33 px on either side, rounded outward.
    expect([extent.width, extent.height]).toEqual([1068, 600])
    expect(await changedKept(played, shown.imageHash, { x: 134, y: 0 })).toBe(0)
    expect(moved(shown, hero, extent, { x: 134, y: 0 }, multiply(scaling(1 / 1.5), translation(-200, 0)))).toBeLessThan(0.01)
  }, 180_000)

  it('as a layer in it: the frame gets the larger picture under it, from Demo and by keyboard; beyond a lone layer it is a layer', async () => {
    const played = await play('child', {
      scene: { nodes: [
        { type: 'FRAME', name: 'Hero wide', x: 100, y: 100, ...hero, fills: [], children: [{ type: 'RECTANGLE', name: 'Photo', x: 400, y: 150, ...size, fills: [image()] }] },
        { type: 'RECTANGLE', name: 'Lone', x: 2000, y: 100, ...size, fills: [image()] },
      ] },
      settings: { hintsDone: true },
      steps: [
        { select: ['Hero wide'] }, { ui: 'choose', name: 'Tool', value: 'Expand' }, { ui: 'click', name: 'Expand to Hero wide' }, { await: 'idle' },
        { select: ['Lone'] }, { ui: 'choose', name: 'Tool', value: 'Expand' }, { ui: 'choose', name: 'Aspect ratio', value: '1:1' }, { ui: 'read', name: 'Top', as: 'square' },
        { ui: 'press', name: 'Right edge', keys: 'Shift+ArrowRight Shift+ArrowRight ArrowRight ArrowLeft' }, { ui: 'read', name: 'Right', as: 'right' },
        { ui: 'fill', name: 'Top', value: '0' }, { ui: 'fill', name: 'Bottom', value: '0' }, { ui: 'click', name: 'Expand Lone' }, { await: 'idle' },
      ],
    })
    expect(played.report.exit).toBe(0)
    expect(played.reads).toEqual({ square: '100', right: '20' })
    expect(played.jobs.map(({ state, changedOutside, results }) => [state, changedOutside, results[0]?.placed])).toEqual([['done', 0, 'target'], ['done', 0, 'patch']])
    const [shown] = pictures(played.node('Hero wide'))
    expect(await changedKept(played, shown!.imageHash, { x: 400, y: 150 })).toBe(0)
    expect(moved(shown!, hero, hero, { x: 400, y: 150 }, translation(-400, -150))).toBeLessThan(0.01)
    expect(pictures(played.node('Photo'))).toHaveLength(1)
    const wider = played.node('Lone, expanded')
    expect([wider?.x, wider?.y, wider?.width, wider?.height]).toEqual([2000, 100, 820, 600])
    expect(await changedKept(played, pictures(wider)[0]!.imageHash, { x: 0, y: 0 })).toBe(0)
  }, 180_000)
})

it('by hand: a side is dragged, beyond 4096 px there is a stated choice; the original comes back after the file was reopened', async () => {
  const played = await play('by hand', {
    scene: { nodes: [{ type: 'FRAME', name: 'Hero wide', x: 100, y: 100, ...hero, fills: [image({ scaleMode: 'CROP', imageTransform: [[2, 0, -0.5], [0, 1.5, -0.25]] })] }] },
    settings: { hintsDone: true },
    steps: [
      { select: ['Hero wide'] }, { ui: 'choose', name: 'Tool', value: 'Expand' }, { ui: 'choose', name: 'Expand to', value: 'By side' },
      { ui: 'fill', name: 'Right', value: '0' }, { ui: 'paint', name: 'Right edge', points: [[0.5, 0.5], [2, 0.5], [2.5, 0.5]] }, { ui: 'read', name: 'Right', as: 'dragged' },
      { ui: 'fill', name: 'Left', value: '3900' }, { ui: 'read', name: 'Beyond 4096 px', as: 'usual' }, { ui: 'choose', name: 'Beyond 4096 px', value: 'Reduce' }, { ui: 'read', name: 'Beyond 4096 px', as: 'chosen' }, { shot: 'beyond', of: 'window' },
      { ui: 'choose', name: 'Expand to', value: 'To frame' }, { ui: 'click', name: 'Expand to Hero wide' }, { await: 'idle' }, { dump: 'landed' },
      { host: 'reopenDocument' }, { plugin: 'open' }, { select: ['Hero wide'] }, { await: 'idle' }, { ui: 'click', name: 'Results' }, { await: 'idle' }, { ui: 'click', name: 'Restore original' }, { await: 'idle' },
    ],
  })
  expect(played.report.failed).toBeNull()
  expect(Number(played.reads['dragged'])).toBeGreaterThan(20)
  expect([played.reads['usual'], played.reads['chosen']]).toEqual(['Stop at 4096 px', 'Reduce the whole picture'])
  const shownAt = (dump?: string) => pictures(played.node('Hero wide', dump ? played.dump(dump).document : undefined)).filter(({ visible }) => visible !== false)
  expect(shownAt('landed')).toHaveLength(1)
  expect(await changedKept(played, shownAt('landed')[0]!.imageHash, { x: 400, y: 150 })).toBe(0)
  const [back] = shownAt()
  expect(await rgbaOf(bytesOf(played, back!.imageHash))).toMatchObject(size)
  expect(back!.imageTransform).toEqual([[2, 0, -0.5], [0, 1.5, -0.25]])
}, 180_000)

describe('a frame of more than twice the picture', () => {
  const wide = { width: 2000, height: 700 }, at = { x: 600, y: 50 }
  const scene = { nodes: [{ type: 'FRAME', name: 'Hero wide', x: 0, y: 0, ...wide, fills: [image({ scaleMode: 'CROP', imageTransform: [[2.5, 0, -0.75], [0, 7 / 6, -1 / 12]] })] }] }

  it('is filled ring by ring: three requests in order, priced before, the kept pixels identical in the end', async () => {
    const played = await play('rings', {
      scene, providers: { openai: { key: 'sk-test' } }, server: [distorted],
      steps: [{ select: ['Hero wide'] }, { ui: 'read', name: 'Left', as: 'left' }, { shot: 'planned', of: 'window' }, { ui: 'click', name: 'Expand to Hero wide' }, { await: 'idle' }],
    })
    expect(played.report.exit).toBe(0)
    expect(played.jobs.map(({ state, changedOutside, results }) => [state, changedOutside, results[0]?.placed])).toEqual([['done', 0, 'results'], ['done', 0, 'results'], ['done', 0, 'target']])
    const [old, shown, ...more] = pictures(played.node('Hero wide'))
    expect([more.length, old!.visible, shown!.visible !== false]).toEqual([0, false, true])
    expect(await changedKept(played, shown!.imageHash, at)).toBe(0)
    expect(moved(shown!, wide, wide, at, translation(-at.x, -at.y))).toBeLessThan(0.01)
  }, 180_000)

  it('also a strip of 20:1, where a model draws nothing thinner than 3:1', async () => {
    const long = { width: 2560, height: 128 }
    const played = await play('strip', {
      scene: { nodes: [{ type: 'FRAME', name: 'Strip', x: 0, y: 0, ...long, fills: [{ ...image({ scaleMode: 'CROP', imageTransform: [[4, 0, -1.5], [0, 1, 0]] }), image: strip }] }] },
      providers: { openai: { key: 'sk-test' } }, server: [distorted],
      steps: [{ select: ['Strip'] }, { ui: 'click', name: 'Expand to Strip' }, { await: 'idle' }],
    })
    expect(played.report.exit).toBe(0)
    expect(played.jobs.map(({ state, changedOutside, results }) => [state, changedOutside, results[0]?.placed])).toEqual([['done', 0, 'results'], ['done', 0, 'results'], ['done', 0, 'results'], ['done', 0, 'target']])
    const shown = pictures(played.node('Strip')).find(({ visible }) => visible !== false)!, { width, height } = await rgbaOf(bytesOf(played, shown.imageHash))
    expect({ width, height }).toEqual(long)
    expect(await changedKept(played, shown.imageHash, { x: 960, y: 0 }, strip)).toBe(0)
  }, 180_000)

  it('called off between two rings: what was paid is kept in Results, nothing on the canvas changed', async () => {
    const played = await play('rings called off', {
      scene, providers: { openai: { key: 'sk-test' } },
      server: [{ when: { path: '/v1/images/edits' }, times: 1, do: {} }, { when: { path: '/v1/images/edits' }, do: { delayMs: 60_000 } }],
      steps: [
        { select: ['Hero wide'] }, { ui: 'click', name: 'Expand to Hero wide' }, { await: { requests: 2 } }, { shot: 'between', of: 'window' }, { ui: 'click', action: 'cancel' }, { await: 'idle' },
      ],
    })
    expect(played.jobs.map(({ state, results }) => [state, results.length])).toEqual([['done', 1], ['cancelled', 0], ['cancelled', 0]])
    expect(pictures(played.node('Hero wide'))).toHaveLength(1)
  }, 180_000)
})
