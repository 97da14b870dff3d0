// In-place edits through the whole plugin, against the local server: what is sent, what changes and above all what does not.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { beforeAll, describe, expect, it } from 'vitest'
import { useScenarios, type Played } from '../support/scenario'

const { play } = useScenarios('edit')
const photos = resolve('playground/scenes/photos')
const made = resolve('test/results/edit-pictures')
const large = join(made, 'large.png')
const key = { openai: { key: 'sk-test' } }

type Rgba = { width: number; height: number; data: Uint8ClampedArray }
async function rgbaOf(picture: string | Buffer): Promise<Rgba> {
  const image = await loadImage(picture), canvas = createCanvas(image.width, image.height), context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  return { width: image.width, height: image.height, data: context.getImageData(0, 0, image.width, image.height).data }
}
/** How many of the pixels for which `where` holds differ. */
function differences(a: Rgba, b: Rgba, where: (x: number, y: number) => boolean): number {
  let count = 0
  for (let y = 0, i = 0; y < a.height; y++) {
    for (let x = 0; x < a.width; x++, i += 4) {
      if (where(x + 0.5, y + 0.5) && (a.data[i] !== b.data[i] || a.data[i + 1] !== b.data[i + 1] || a.data[i + 2] !== b.data[i + 2] || a.data[i + 3] !== b.data[i + 3])) count++
    }
  }
  return count
}
const imagePaints = (played: Played, name: string) => (played.node(name)?.fills ?? []).filter((paint) => paint['type'] === 'IMAGE') as { imageHash: string; visible?: boolean; scaleMode: string; imageTransform?: unknown }[]
const shownHash = (played: Played, name: string): string | undefined => imagePaints(played, name).find(({ visible }) => visible !== false)?.imageHash
const imageBytes = (played: Played, hash: string): Buffer => played.bytes(`images/${played.files('images').find((file) => file.startsWith(hash))}`)

const coffee = { width: 600, height: 400 }
/** The photo px for unit on the canvas, with an ellipse over the cup. */
const scene = {
  nodes: [{
    type: 'FRAME', id: '1:1', name: 'Card', x: 0, y: 0, width: 640, height: 480, fills: [], children: [
      { type: 'RECTANGLE', id: '1:2', name: 'Photo', x: 20, y: 40, ...coffee, cornerRadius: 12, fills: [{ type: 'IMAGE', image: join(photos, 'coffee.png'), scaleMode: 'FILL' }] },
      { type: 'ELLIPSE', id: '1:3', name: 'Mask', x: 220, y: 120, width: 160, height: 140, fills: [{ type: 'SOLID', color: { r: 0.5, g: 0.2, b: 0.9 } }] },
    ],
  }],
}
/** px outside the ellipse of `scene`; positive outside. */
const outsideMask = (x: number, y: number): boolean => Math.hypot((x - 280) / (80 + 60), (y - 150) / (70 + 60)) > 1
const replace = (prompt: string) => [{ ui: 'choose', name: 'Intent', value: 'Replace' }, { ui: 'fill', name: 'Prompt', value: prompt }, { ui: 'click', action: 'run' }, { await: 'idle' }]

beforeAll(async () => {
  mkdirSync(made, { recursive: true })
  const photo = await loadImage(join(photos, 'rocket.jpg')), canvas = createCanvas(4000, 3000), context = canvas.getContext('2d')
  context.imageSmoothingQuality = 'high'
  context.drawImage(photo, 0, 0, 4000, 3000)
  writeFileSync(large, canvas.toBuffer('image/png'))
})

describe('a large photo', () => {
  it('in a rotated, cropped, rounded frame keeps every pixel outside the mask, whatever the answer', async () => {
    // The frame shows the photo from (1000, 600) on, 2000 x 1500 px of it; turned by 20 degrees about its corner.
    const crop = [[0.5, 0, 0.25], [0, 0.5, 0.2]]
    const turned = { x: 400, y: 300, rotation: 20 }
    const played = await play('large photo', {
      providers: key, settings: { landEdits: 'fill' },
      scene: {
        nodes: [
          { type: 'FRAME', id: '1:2', name: 'Photo', width: 800, height: 600, ...turned, cornerRadius: 80, fills: [{ type: 'IMAGE', image: large, scaleMode: 'CROP', imageTransform: crop }], children: [
            { type: 'ELLIPSE', id: '1:3', name: 'Mask', x: 320, y: 200, width: 240, height: 160, fills: [{ type: 'SOLID', color: { r: 1, g: 0, b: 0 } }] },
          ] },
        ],
      },
      server: [{ do: { shift: [0.004, -0.003], scale: 1.006, gain: [1.05, 1, 0.97] } }],
      steps: [{ select: ['Photo', 'Mask'] }, { await: 'idle' }, ...replace('a blue sphere'), { shot: 'after', of: 'both' }],
    })
    expect(played.report.failed).toBeNull()
    const [request] = played.requests, [job] = played.jobs
    const [width, height] = String(request!.fields['size']).split('x').map(Number) as [number, number]
    expect(width * height).toBeLessThanOrEqual(2_097_152)
    expect(request!.files.map(({ field, width: w, height: h }) => [field, w, h])).toEqual(expect.arrayContaining([['mask', width, height]]))
    expect(job).toMatchObject({ state: 'done', changedOutside: 0 })
    expect(Math.abs(job!.alignment!.scale - 1.006)).toBeLessThan(0.003)

    const [before, after] = await Promise.all([rgbaOf(large), rgbaOf(imageBytes(played, shownHash(played, 'Photo')!))])
    expect([after.width, after.height]).toEqual([4000, 3000])
    // Centre of the ellipse in the frame is (440, 280) of 800 x 600: (2100, 1300) px; radii 300 and 200 px.
    const distance = (x: number, y: number): number => Math.hypot((x - 2100) / 300, (y - 1300) / 200)
    expect(differences(before, after, (x, y) => distance(x, y) > 1.9)).toBe(0)
    expect(differences(before, after, (x, y) => distance(x, y) < 0.8)).toBeGreaterThan(0.5 * Math.PI * 300 * 200 * 0.64)
    const [paint, former] = [imagePaints(played, 'Photo').find(({ visible }) => visible !== false)!, imagePaints(played, 'Photo').find(({ visible }) => visible === false)!]
    expect(paint).toMatchObject({ scaleMode: 'CROP', imageTransform: crop })
    expect(former).toMatchObject({ scaleMode: 'CROP', imageTransform: crop })
  })
})

describe('an answer in another frame', () => {
  it('is refused: nothing changes, the answer is kept, a retry works', async () => {
    const played = await play('reframed', {
      providers: key, scene, server: [{ times: 1, do: { shift: [0.2, 0] } }],
      steps: [
        { select: ['Photo', 'Mask'] }, { await: 'idle' }, { dump: 'before' }, ...replace('a blue sphere'), { await: { text: 'The model reframed the picture' } }, { dump: 'refused' }, { shot: 'refused', of: 'window' },
        { ui: 'click', name: 'Try again' }, { await: 'idle' }, { shot: 'again', of: 'both' },
      ],
    })
    expect(played.report.failed).toBeNull()
    expect(played.dump('refused').document).toEqual(played.dump('before').document)
    expect(played.requests).toHaveLength(2)
    expect(played.files('results').length).toBeGreaterThanOrEqual(2)
    expect(played.jobs[0]).toMatchObject({ state: 'done', changedOutside: 0 })
    expect(imagePaints(played, 'Photo')).toHaveLength(2)
  })
})

describe('edits of edits', () => {
  it('go on from what shows, lead back to any step, and the original comes back after the file was reopened', async () => {
    const played = await play('chain', {
      providers: key, scene,
      steps: [
        { select: ['Photo', 'Mask'] }, { await: 'idle' }, { dump: 'start' }, ...replace('a blue sphere'), { dump: 'one' },
        { host: 'move', node: 'Mask', x: 420, y: 260 }, { select: ['Photo', 'Mask'] }, { await: 'idle' }, ...replace('a red cube'), { dump: 'two' },
        { select: ['Photo'] }, { await: 'idle' }, { ui: 'choose', name: 'Intent', value: 'Whole' }, { ui: 'fill', name: 'Prompt', value: 'make it evening' }, { ui: 'click', action: 'run' }, { await: 'idle' }, { dump: 'three' },
        { ui: 'click', name: 'Results' }, { await: 'idle' }, { shot: 'steps', of: 'window' }, { ui: 'click', name: 'Step 1' }, { await: 'idle' }, { dump: 'back' },
        { host: 'reopenDocument' }, { plugin: 'open' }, { select: ['Photo'] }, { await: 'idle' }, { ui: 'click', name: 'Results' }, { await: 'idle' }, { ui: 'click', name: 'Restore original' }, { await: 'idle' },
      ],
    })
    expect(played.report.failed).toBeNull()
    const hashAt = (name: string): string | undefined => (played.node('Photo', played.dump(name).document)?.fills ?? []).filter((paint) => paint['type'] === 'IMAGE' && paint['visible'] !== false).map((paint) => paint['imageHash'] as string)[0]
    const [start, one, two, three] = ['start', 'one', 'two', 'three'].map(hashAt)
    expect(new Set([start, one, two, three]).size).toBe(4)
    expect(hashAt('back')).toBe(one)
    expect(imagePaints(played, 'Photo').map(({ imageHash, visible }) => [imageHash, visible !== false])).toEqual([[start, true]])
    // Each edit was made of the picture before it.
    expect(played.jobs.map(({ changedOutside }) => changedOutside)).toEqual([0, 0, null])
  })
})

describe('an edit that is called off', () => {
  it('leaves the picture as it was, and undo takes a finished one back with its mask', async () => {
    const played = await play('cancel and undo', {
      scene, providers: key, server: [{ times: 1, do: { hold: 'g' } }],
      steps: [
        { select: ['Photo', 'Mask'] }, { ui: 'choose', name: 'Intent', value: 'Fill' }, { await: 'idle' }, { dump: 'before' },
        { ui: 'fill', name: 'Prompt', value: 'a sphere' }, { ui: 'click', action: 'run' }, { await: { partial: 1 } }, { ui: 'click', action: 'cancel' }, { await: 'idle' }, { dump: 'cancelled' },
        { ui: 'click', action: 'run' }, { await: 'idle' }, { dump: 'done' }, { host: 'undo' }, { dump: 'undone' },
      ],
    })
    expect(played.report.failed).toBeNull()
    expect(played.dump('cancelled').document).toEqual(played.dump('before').document)
    const nodes = (name: string) => played.dump(name).document.children
    expect(nodes('done')).not.toEqual(nodes('before'))
    expect(nodes('undone')).toEqual(nodes('before'))
  })
})

describe('a mask that is painted in the window', () => {
  it('is enough: what was painted changes and nothing else; an undone stroke does not count', async () => {
    const played = await play('painted', {
      scene, steps: [
        { select: ['Photo'] }, { await: 'idle' }, { ui: 'choose', name: 'Intent', value: 'Remove' },
        { ui: 'paint', name: 'Mask preview', size: 50, points: [[0.7, 0.6], [0.75, 0.7]] }, { ui: 'paint', name: 'Mask preview', size: 50, points: [[0.1, 0.1], [0.2, 0.1]] }, { ui: 'click', name: 'Undo stroke' },
        { await: 'idle' }, { shot: 'painted', of: 'window' }, { ui: 'click', action: 'run' }, { await: 'idle' }, { shot: 'removed', of: 'both' },
      ],
    })
    expect(played.report.failed).toBeNull()
    expect(played.jobs[0]).toMatchObject({ tool: 'remove-object', state: 'done', changedOutside: 0 })
    const [before, after] = await Promise.all([rgbaOf(join(photos, 'coffee.png')), rgbaOf(imageBytes(played, shownHash(played, 'Photo')!))])
    const near = (x: number, y: number): boolean => x > 420 - 75 && x < 450 + 75 && y > 240 - 75 && y < 280 + 75
    expect(differences(before, after, (x, y) => !near(x, y))).toBe(0)
    expect(differences(before, after, near)).toBeGreaterThan(800)
  })
})

it('chooses an earlier mask of the picture by its name, though it is hidden', async () => {
  const played = await play('mask again', {
    scene, providers: key,
    steps: [
      { select: ['Photo', 'Mask'] }, { await: 'idle' }, ...replace('a blue sphere'), { select: ['Photo'] }, { await: 'idle' }, { ui: 'choose', name: 'Intent', value: 'Replace' },
      { ui: 'click', name: 'Context and edge' }, { ui: 'choose', name: 'Mask', value: 'Mask' }, { await: 'idle' }, { shot: 'again', of: 'window' }, { ui: 'fill', name: 'Prompt', value: 'a red cube' }, { ui: 'click', action: 'run' }, { await: 'idle' },
    ],
  })
  expect(played.report.failed).toBeNull()
  expect(played.jobs.map(({ state, changedOutside }) => [state, changedOutside])).toEqual([['done', 0], ['done', 0]])
  const [first, second] = played.requests.map(({ files }) => files.find(({ field }) => field === 'mask')!)
  expect(second!.sha256).toBe(first!.sha256)
})

describe('edits as layers of their own', () => {
  it('leave the fill alone, and the next one starts from what is seen', async () => {
    const played = await play('patches', {
      providers: key, scene, settings: { landEdits: 'patch' },
      steps: [
        { select: ['Photo', 'Mask'] }, { await: 'idle' }, ...replace('a blue sphere'), { host: 'move', node: 'Mask', x: 260, y: 150 }, { select: ['Photo', 'Mask'] }, { await: 'idle' }, ...replace('a red cube'), { shot: 'patches', of: 'both' },
      ],
    })
    expect(played.report.failed).toBeNull()
    expect(played.jobs.map(({ changedOutside, results }) => [changedOutside, results[0]!.placed])).toEqual([[0, 'patch'], [0, 'patch']])
    expect(imagePaints(played, 'Photo')).toHaveLength(1)
    const sent = await Promise.all(played.requests.map(({ files }) => rgbaOf(played.bytes(files.find(({ field }) => field !== 'mask')!.path!))))
    expect(differences(sent[0]!, sent[1]!, () => true)).toBeGreaterThan(5000)
  })
})

it('fills a mask without words, and only there', async () => {
  const played = await play('fill without words', { scene, steps: [{ select: ['Photo', 'Mask'] }, { ui: 'choose', name: 'Intent', value: 'Fill' }, { await: 'idle' }, { ui: 'click', action: 'run' }, { await: 'idle' }, { shot: 'filled', of: 'both' }] })
  expect(played.report.failed).toBeNull()
  const [before, after] = await Promise.all([rgbaOf(join(photos, 'coffee.png')), rgbaOf(imageBytes(played, shownHash(played, 'Photo')!))])
  expect(differences(before, after, outsideMask)).toBe(0)
  expect(differences(before, after, (x, y) => !outsideMask(x, y))).toBeGreaterThan(5000)
})
