import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { useScenarios, type NodeDump, type Played } from '../support/scenario'

const { play } = useScenarios('generate')
const key = 'sk-test-4242424242424242424242424242'
const white = [{ type: 'SOLID', color: { r: 1, g: 1, b: 1 } }]
const frame = (id: string, name: string, x: number, width: number, height: number, more: object = {}) => ({ type: 'FRAME', id, name, x, y: 0, width, height, fills: white, ...more })
const threeFrames = { nodes: [frame('1:1', 'Hero', 0, 1440, 1024), frame('1:2', 'Post', 1500, 1080, 1080), frame('1:3', 'Phone', 2640, 390, 844)] }
const openai = { providers: { openai: { key } } }
const ask = (prompt = 'a red chair in a sunny room') => [{ ui: 'fill', name: 'Prompt', value: prompt }, { ui: 'choose', name: 'Model', value: 'GPT Image 2' }]

const images = (node: NodeDump | undefined) => (node?.fills ?? []).filter((paint) => paint['type'] === 'IMAGE')
const sha1 = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('hex')
const expectClean = (played: Played): void => {
  expect(played.report.failed).toBeNull()
  expect(played.console.filter(({ level }) => level === 'unhandled')).toEqual([])
}

describe('three frames, one picture each', () => {
  it('asks for a size that fits each frame, lands the served bytes, and undoes the run beside a foreign edit', async () => {
    const played = await play('three frames', {
      ...openai, scene: threeFrames, settings: { showPartials: false },
      steps: [
        { dump: 'before' }, { select: ['Hero', 'Post', 'Phone'] }, ...ask(),
        { ui: 'read', name: 'Generate into', as: 'button' }, { ui: 'click', action: 'run' }, { await: 'idle' },
        { shot: 'landed' }, { dump: 'landed' }, { host: 'rename', node: 'Post', name: 'Post, renamed' }, { host: 'move', node: 'Phone', x: 2700, y: 10 },
        { ui: 'click', name: 'Results' }, { ui: 'click', name: 'Undo run' }, { await: 'idle' }, { dump: 'undone' },
      ],
    })
    expectClean(played)
    expect(played.reads['button']).toMatch(/^Generate into 3 frames · about \$0\.\d\d$/)
    const sizes = played.requests.map(({ fields }) => String(fields['size']))
    expect(sizes).toHaveLength(3)
    expect(sizes).toContain('1440x1024')
    expect(sizes).toContain('1088x1088')
    const phone = sizes.find((size) => size !== '1440x1024' && size !== '1088x1088')!.split('x').map(Number)
    expect(Math.abs(phone[0]! / phone[1]! / (390 / 844) - 1)).toBeLessThan(0.01)

    const served = new Set(played.requests.flatMap(({ answer }) => answer!.files.map(({ sha256 }) => sha256)))
    const landed = played.dump('landed').document
    for (const name of ['Hero', 'Post', 'Phone']) {
      const [paint] = images(played.node(name, landed))
      expect(paint).toMatchObject({ scaleMode: 'FILL' })
      const file = played.files('images').find((one) => one.startsWith(String(paint!['imageHash'])))!
      const bytes = readFileSync(join(played.dir, 'images', file))
      expect(sha1(bytes)).toBe(paint!['imageHash'])
      expect(served).toContain(createHash('sha256').update(bytes).digest('hex'))
    }
    expect(landed.undoDepth).toBe(played.dump('before').document.undoDepth + 3)

    const undone = played.dump('undone').document
    const before = played.dump('before').document
    for (const id of ['1:1', '1:2', '1:3']) {
      const find = (root: NodeDump): NodeDump | undefined => (root.id === id ? root : (root.children ?? []).map(find).find(Boolean))
      expect(find(undone)!.fills).toEqual(find(before)!.fills)
      expect(find(undone)!.pluginData ?? {}).toEqual(find(before)!.pluginData ?? {})
    }
    expect(played.node('Post, renamed', undone)).toBeDefined()
    expect(played.node('Phone', undone)).toMatchObject({ x: 2700, y: 10 })
  })

  it('puts four variations into one frame, one of them visible', async () => {
    const played = await play('variations', { scene: threeFrames, steps: [{ select: ['Hero'] }, { ui: 'fill', name: 'Prompt', value: 'misty hills' }, { ui: 'choose', name: 'Model', value: 'Demo' }, { ui: 'fill', name: 'Count', value: '4' }, { ui: 'click', action: 'run' }, { await: 'running' }, { shot: 'running' }, { await: 'idle' }, { shot: 'done' }] })
    expectClean(played)
    const paints = images(played.node('Hero'))
    expect(paints).toHaveLength(4)
    expect(paints.filter((paint) => paint['visible'] !== false)).toHaveLength(1)
    expect(new Set(paints.map((paint) => paint['imageHash'])).size).toBe(4)
  })

  it('makes frames in the middle of the view when nothing is selected, named after the prompt', async () => {
    const played = await play('nothing selected', { scene: 'Empty', steps: [{ select: [] }, { ui: 'fill', name: 'Prompt', value: 'A quiet harbour at dawn with fishing boats' }, { ui: 'choose', name: 'Model', value: 'Demo' }, { ui: 'fill', name: 'Count', value: '2' }, { ui: 'read', name: 'Generate 2', as: 'button' }, { ui: 'click', action: 'run' }, { await: 'idle' }, { shot: 'placed' }] })
    expectClean(played)
    expect(played.reads['button']).toBe('Generate 2 on the canvas · free')
    const page = played.document.children![0]!
    expect(page.children).toHaveLength(2)
    for (const layer of page.children!) {
      expect(layer.name).toMatch(/^A quiet harbour/)
      expect(images(layer)).toHaveLength(1)
    }
    expect(played.requests).toEqual([])
  })
})

describe('references', () => {
  it('sends two selected layers as PNG, in reading order, with an edit request, and fills only the frame', async () => {
    const words = { type: 'TEXT', id: '1:2', name: 'Words', x: 1100, y: 0, width: 300, height: 60, characters: 'Launch', fontSize: 40, fills: [{ type: 'SOLID', color: { r: 0, g: 0, b: 0 } }] }
    const photo = { type: 'RECTANGLE', id: '1:3', name: 'Photo', x: 1100, y: 300, width: 600, height: 400, fills: [{ type: 'IMAGE', image: './scenarios/coffee.png', scaleMode: 'FILL' }] }
    const played = await play('references', {
      ...openai, settings: { showPartials: false }, scene: { nodes: [frame('1:1', 'Hero', 0, 1024, 1024), words, photo] },
      steps: [{ select: ['Hero', 'Words', 'Photo'] }, ...ask('in the look of the words'), { await: 'idle' }, { shot: 'references' }, { ui: 'click', action: 'run' }, { await: 'idle' }, { shot: 'placed' }],
    })
    expectClean(played)
    expect(played.requests).toHaveLength(1)
    const [request] = played.requests
    expect(request!.path).toBe('/v1/images/edits')
    expect(request!.files.map(({ type, field }) => [type, field])).toEqual([['image/png', 'image[]'], ['image/png', 'image[]']])
    const [first, second] = request!.files
    expect(first!.width! / first!.height!).toBeGreaterThan(2)
    expect(second!.width! / second!.height!).toBeCloseTo(1.5, 2)
    expect(String(request!.fields['prompt'])).toContain('in the look of the words')
    expect(images(played.node('Hero'))).toHaveLength(1)
    expect(played.node('Photo')!.fills).toHaveLength(1)
  })
})

describe('the document changes while a picture is made', () => {
  const held = { ...openai, settings: { showPartials: false }, scene: { pages: [{ id: '0:1', name: 'One', children: threeFrames.nodes }, { id: '0:2', name: 'Two', children: [] }] }, server: [{ when: {}, do: { hold: 'gate' } }] }
  const start = [{ select: ['Hero'] }, ...ask(), { ui: 'click', action: 'run' }, { await: { requests: 1 } }]
  const finish = [{ server: 'release', gate: 'gate' }, { await: 'idle' }]

  it('rescues the picture, and keeps it in Results, when the target was deleted', async () => {
    const played = await play('target deleted', { ...held, steps: [...start, { host: 'delete', node: 'Hero' }, ...finish, { shot: 'kept' }, { await: { text: 'Hero was deleted meanwhile' } }] })
    expectClean(played)
    expect(played.jobs[0]!.results[0]).toMatchObject({ placed: 'rescued' })
    expect(played.files('results')).toHaveLength(1)
    expect(played.document.children![0]!.children!.map(({ name }) => name)).toEqual(['Post', 'Phone', 'Rescued results'])
    expect(images(played.node('Rescued results')!.children![0])).toHaveLength(1)
  })
  it('lands on the layer it was meant for when the page was switched', async () => {
    const played = await play('page switched', { ...held, steps: [...start, { host: 'switchPage', page: 'Two' }, ...finish] })
    expectClean(played)
    expect(images(played.node('Hero'))).toHaveLength(1)
    expect(played.document.children![1]!.children).toEqual([])
  })
  it('lands on the layer it was meant for when the selection changed', async () => {
    const played = await play('selection changed', { ...held, steps: [...start, { select: ['Post'] }, ...finish] })
    expectClean(played)
    expect(images(played.node('Hero'))).toHaveLength(1)
    expect(images(played.node('Post'))).toHaveLength(0)
  })
  it('becomes a hidden variation when the fill was changed', async () => {
    const red = [{ type: 'SOLID', color: { r: 1, g: 0, b: 0 } }]
    const played = await play('fill changed', { ...held, steps: [...start, { host: 'setFills', node: 'Hero', fills: red }, ...finish, { await: { text: 'was changed meanwhile' } }, { shot: 'variation' }] })
    expectClean(played)
    const paints = images(played.node('Hero'))
    expect(paints).toHaveLength(1)
    expect(paints[0]).toMatchObject({ visible: false })
  })
  it('leaves the document alone when the plugin is closed', async () => {
    const played = await play('plugin closed', { ...held, steps: [{ dump: 'before' }, ...start, { plugin: 'close' }, { server: 'release', gate: 'gate' }, { await: 'idle' }, { dump: 'after' }] })
    expectClean(played)
    expect(played.dump('after').document).toEqual(played.dump('before').document)
  })
  it('cancels at once and says so', async () => {
    const played = await play('cancel', { ...held, steps: [{ dump: 'before' }, ...start, { ui: 'click', action: 'cancel' }, { await: { text: 'Cancelled' } }, { server: 'release', gate: 'gate' }, { await: 'idle' }, { shot: 'cancelled' }, { dump: 'after' }, { ui: 'read', name: 'Prompt', as: 'prompt' }] })
    expectClean(played)
    expect(played.jobs[0]!.state).toBe('cancelled')
    expect(played.dump('after').document).toEqual(played.dump('before').document)
    expect(played.reads['prompt']).toBe('a red chair in a sunny room')
  })
})
