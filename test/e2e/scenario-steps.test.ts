// Step kinds beyond those of scenarios.test.ts: opening by command and relaunch button, files and drags, held keys, sliders and strokes, names that fit twice.
import { describe, expect, it } from 'vitest'
import { StepError } from '../../playground/scenario/controls'
import type { Stage } from '../../playground/scenario/stage'
import { uiSteps } from '../../playground/scenario/ui-steps'
import { useScenarios, type NodeDump } from '../support/scenario'

const { play, browser } = useScenarios('scenario steps')
const frame = (id: string, name: string, x = 0, more: object = {}) => ({ type: 'FRAME', id, name, x, y: 0, width: 400, height: 300, fills: [], ...more })
const one = { nodes: [frame('1:1', 'Hero')] }
const imagesOf = (node: NodeDump | undefined) => (node?.fills ?? []).filter((paint) => paint['type'] === 'IMAGE')
const generate = [{ select: ['Hero'] }, { ui: 'fill', name: 'Prompt', value: 'misty hills' }, { ui: 'choose', name: 'Model', value: 'Demo' }, { ui: 'click', name: 'Generate' }, { await: 'idle' }]

describe('opening and closing', () => {
  it('presses the relaunch button of a layer, by command', async () => {
    const played = await play('relaunch', { scene: { nodes: [frame('1:1', 'Hero', 0, { relaunchData: { results: 'See them' } })] }, steps: [{ plugin: 'open', command: 'results', on: 'Hero' }, { ui: 'read', name: 'Places', as: 'place' }] })
    expect(played.report.failed).toBeNull()
    expect(played.reads['place']).toBe('Results')
  })
  it('fails where the layer has no such button, and says which it has', async () => {
    const none = await play('no relaunch', { scene: one, steps: [{ plugin: 'open', on: 'Hero' }] })
    expect(none.report.failed?.why).toBe('"Hero" has no relaunch button; it has none')
    const other = await play('unknown command', { scene: one, steps: [{ plugin: 'open', command: 'fly' }] })
    expect(other.report.failed?.why).toMatch(/no command "fly"; it has generate, (\w+, )*results/)
  })
  it('opens by itself once, and not again after it was closed', async () => {
    const played = await play('closed', { scene: one, steps: [{ ui: 'read', name: 'Prompt', as: 'prompt' }, { plugin: 'close' }, { ui: 'read', name: 'Prompt', as: 'again' }] })
    expect(played.report).toMatchObject({ exit: 1, failed: { index: 2, why: expect.stringContaining('the plugin is closed') as string } })
  })
  it('plays a scenario without steps', async () => {
    const played = await play('no steps', { scene: 'cards' })
    expect(played.report.exit).toBe(0)
    expect(played.document.children![0]!.children).toHaveLength(12)
    expect(JSON.parse(played.text('messages.jsonl') || 'null')).toBeNull()
  })
})

describe('window', () => {
  it('takes a file that is dropped on it', async () => {
    const played = await play('attach', { scene: one, steps: [{ select: ['Hero'] }, { ui: 'attach', name: 'Prompt', file: 'scenarios/coffee.png' }, { await: 'idle' }, { ui: 'read', name: 'Reference 1', as: 'tile' }, { shot: 'reference', of: 'window' }] })
    expect(played.report.failed).toBeNull()
    expect(played.a11y[0]!.controls.find(({ name }) => name.startsWith('Reference 1'))).toMatchObject({ role: 'button', group: 'References' })
  })
  it('drags a picture from the window onto a layer', async () => {
    const played = await play('drag', {
      scene: { nodes: [frame('1:1', 'Hero'), frame('1:2', 'Other', 500)] }, settings: { whenReady: 'keep' },
      steps: [...generate, { ui: 'click', name: 'Results' }, { ui: 'drag', name: 'misty hills', toNode: 'Other' }, { await: 'idle' }],
    })
    expect(played.report.failed).toBeNull()
    expect(imagesOf(played.node('Other'))).toHaveLength(1)
    expect(imagesOf(played.node('Hero'))).toHaveLength(0)
  })
  it('lists the controls that a name fits', async () => {
    const played = await play('ambiguous', { scene: one, steps: [...generate, { ui: 'click', name: 'Results' }, { ui: 'click', name: 'Copy' }] })
    expect(played.report.failed).toMatchObject({ index: generate.length + 1, why: '"Copy" is ambiguous; it fits "Copy picture", "Copy prompt"' })
  })
  it('names what there is when a name or a value does not exist', async () => {
    const box = await play('no box', { scene: one, steps: [{ ui: 'fill', name: 'Colour', value: 'red', timeoutMs: 100 }] })
    expect(box.report.failed?.why).toMatch(/^there is no textbox or searchbox or spinbutton named "Colour"; there are: .*"Prompt"/)
    const value = await play('no value', { scene: one, steps: [{ ui: 'choose', name: 'Quality', value: 'Cheap' }] })
    expect(value.report.failed?.why).toMatch(/^"Quality" has no "Cheap"; it has .*Standard/)
  })
  it('is dark, of the wished size, and offline from the start', async () => {
    const played = await play('dark', { scene: one, theme: 'dark', window: { width: 500, height: 600 }, network: 'off', providers: { openai: { key: 'sk-test' } }, steps: [{ select: ['Hero'] }, { ui: 'fill', name: 'Prompt', value: 'x' }, { ui: 'click', action: 'run' }, { await: { text: 'You are offline' } }, { shot: 'dark', of: 'window' }] })
    expect(played.report.failed).toBeNull()
    const png = played.bytes('shots/1-dark.png')
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([500, 600])
  })
})

describe("other people's edits", () => {
  it('inserts and fills with pictures of the scenario', async () => {
    const picture = [{ type: 'IMAGE', image: 'scenarios/coffee.png', scaleMode: 'FIT' }]
    const played = await play('pictures', { scene: one, steps: [{ host: 'insert', parent: 'Hero', node: { type: 'RECTANGLE', name: 'Photo', x: 1, y: 2, width: 30, height: 40, fills: picture } }, { host: 'setFills', node: 'Hero', fills: picture }] })
    expect(played.report.failed).toBeNull()
    expect(imagesOf(played.node('Hero'))).toMatchObject([{ scaleMode: 'FIT' }])
    expect(imagesOf(played.node('Photo'))).toHaveLength(1)
    expect(played.files('images')).toHaveLength(1)
  })
  it('notes an undo that had nothing to undo', async () => {
    const played = await play('nothing to undo', { scene: one, steps: [{ dump: 'before' }, { host: 'undo' }, { host: 'redo' }, { dump: 'after' }] })
    expect(played.report).toMatchObject({ exit: 0, notes: ['There was nothing to undo.', 'There was nothing to redo.'] })
    expect(played.dump('after').document).toEqual(played.dump('before').document)
  })
  it('tells the window of a change before the next step in it', async () => {
    const played = await play('told', { scene: { nodes: [frame('1:1', 'Hero'), frame('1:2', 'Other', 500)] }, providers: { openai: { key: 'sk-test' } }, steps: [{ ui: 'fill', name: 'Prompt', value: 'x' }, { select: ['Hero', 'Other'] }, { ui: 'click', action: 'run' }, { await: 'idle' }] })
    expect(played.jobs).toHaveLength(2)
  })
  it('fails with the reason when a layer is not there or not unique', async () => {
    const twice = { nodes: [frame('1:1', 'Card'), frame('1:2', 'Card', 500)] }
    expect((await play('unknown layer', { scene: one, steps: [{ host: 'delete', node: 'Nobody' }] })).report.failed?.why).toBe('There is no layer "Nobody" on this page')
    expect((await play('layer twice', { scene: twice, steps: [{ select: ['#1:2'] }, { select: ['Card'] }] })).report.failed).toMatchObject({ index: 1, why: '2 layers are called "Card": #1:1, #1:2' })
  })
})

describe('steps for controls that stand alone', () => {
  const html = `<input type=range aria-label=Grow min=0 max=100 value=10>
    <div role=slider tabindex=0 aria-label="Brush size" aria-valuenow=20>size</div>
    <div role=img aria-label=Stage style="width:200px;height:100px;background:#ddd"></div>
    <button aria-label="Original">o</button><button disabled id=later>Later</button><label><input type=file aria-label="Add picture"></label>
    <script>
      const slider = document.querySelector('[role=slider]')
      slider.onkeydown = (event) => { const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]; if (step) slider.setAttribute('aria-valuenow', Number(slider.getAttribute('aria-valuenow')) + step) }
      window.strokes = []; let down = false
      const stage = document.querySelector('[role=img]')
      stage.onpointerdown = (event) => { down = true; strokes.push([event.offsetX, event.offsetY]) }
      stage.onpointermove = (event) => { if (down) strokes.push([event.offsetX, event.offsetY]) }
      onpointerup = () => { down = false }
      window.pressed = 0; later.onclick = () => { pressed++ }; setTimeout(() => { later.disabled = false }, 300)
      window.held = []; onkeydown = () => held.push(performance.now()); onkeyup = () => held.push(performance.now())
    </script>`
  it('waits for what is disabled, sets sliders, paints strokes, holds keys and fills file inputs', async () => {
    const context = await browser().newContext()
    const page = await context.newPage()
    await page.setContent(html)
    const wait = (ms: number): Promise<void> => page.waitForTimeout(ms)
    const stage = { page, panel: { frame: async () => page.mainFrame(), pass: () => wait(10) }, clock: { sleep: wait }, prepared: { baseDir: 'test/fixtures' }, reads: {} } as unknown as Stage
    await expect(uiSteps.click(stage, { ui: 'click', name: 'Later', timeoutMs: 20 })).rejects.toThrow('"Later" stayed disabled for 20 ms')
    await uiSteps.click(stage, { ui: 'click', name: 'Later' })
    await uiSteps.set(stage, { ui: 'set', name: 'Grow', value: 42 })
    await uiSteps.read(stage, { ui: 'read', name: 'Grow', as: 'grow' })
    await uiSteps.paint(stage, { ui: 'paint', name: 'Stage', size: 24, points: [[0.1, 0.5], [0.5, 0.5], [0.9, 0.1]] })
    await uiSteps.read(stage, { ui: 'read', name: 'Brush size', as: 'size' })
    await uiSteps.press(stage, { ui: 'press', name: 'Original', keys: 'o', holdMs: 120 })
    await uiSteps.attach(stage, { ui: 'attach', name: 'Add picture', file: 'scenarios/coffee.png' })
    expect(stage.reads).toEqual({ grow: '42', size: '24' })
    type Seen = { strokes: [number, number][]; held: number[]; pressed: number }
    const { strokes, held, pressed, file } = await page.evaluate(() => {
      const { strokes, held, pressed } = window as unknown as Seen
      return { strokes, held, pressed, file: document.querySelector<HTMLInputElement>('input[type=file]')!.files![0]!.type }
    })
    expect(pressed).toBe(1)
    expect(strokes[0]).toEqual([20, 50])
    expect(strokes.at(-1)).toEqual([180, 10])
    expect(held.at(-1)! - held.at(-2)!).toBeGreaterThan(100)
    expect(file).toBe('image/png')
    await expect(uiSteps.set(stage, { ui: 'set', name: 'Missing', value: 1, timeoutMs: 50 })).rejects.toThrow(StepError)
    await context.close()
  })
})
