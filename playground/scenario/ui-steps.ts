// One function per kind of ui step: what a person does in the plugin's window.
import { readFileSync } from 'node:fs'
import { basename, extname, resolve } from 'node:path'
import type { Locator } from 'playwright-core'
import { anything, choose, control, readControl, setSlider, StepError } from './controls'
import type { UiStep } from './schema'
import type { Stage } from './stage'

type Player = (stage: Stage, step: UiStep) => Promise<void>
type Point = [x: number, y: number]

const text = (step: Record<string, unknown>, key: string): string => String(step[key])
const mimes: Record<string, string> = { '.png': 'image/png', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.webp': 'image/webp', '.gif': 'image/gif', '.svg': 'image/svg+xml', '.csv': 'text/csv', '.txt': 'text/plain', '.json': 'application/json' }
/** What the size of a stroke is set with. */
const brushSize = 'Brush size'

async function boxOf(locator: Locator, name: string): Promise<{ x: number; y: number; width: number; height: number }> {
  await locator.scrollIntoViewIfNeeded()
  const box = await locator.boundingBox()
  if (!box) throw new StepError(`"${name}" has no place on the screen`)
  return box
}

/** Until it has stood in one place for two drawn frames; a control that keeps moving is pressed after about half a second. */
const standStill = (control: Locator): Promise<void> => control.evaluate(async (element) => {
  const place = (): string => { const { x, y, width, height } = element.getBoundingClientRect(); return [x, y, width, height].join() }
  element.scrollIntoView({ block: 'nearest' })
  for (let frames = 0, last = '', same = 0; frames < 30 && same < 2; frames += 1) {
    const now = place()
    same = now === last ? same + 1 : 0
    last = now
    await new Promise((drawn) => requestAnimationFrame(drawn))
  }
})

/** As a person does: where it stands still, and once more when the press missed because the window moved under it after all. A control that was replaced meanwhile counts as pressed. */
async function press(control: Locator): Promise<void> {
  for (let attempt = 1; attempt <= 3; attempt++) {
    if (attempt > 1 && (await control.count()) === 0) return
    await standStill(control).catch(() => undefined) // replaced meanwhile: the press looks for it again
    const told = await control.evaluateHandle((element) => {
      const record = { element, hit: false }
      document.addEventListener('click', ({ target }) => { record.hit = element.contains(target as Node) }, { once: true, capture: true })
      return record
    })
    await control.click({ force: true })
    const arrived = await told.evaluate(({ element, hit }) => hit || !element.isConnected).catch(() => true) // the window closed
    if (arrived) return
  }
}

/** Presses a chord and holds it for `ms` of the scenario's time. */
async function hold({ page, clock }: Stage, chord: string, ms: number): Promise<void> {
  const keys = chord.split('+')
  for (const key of keys) await page.keyboard.down(key)
  await clock.sleep(ms)
  for (const key of keys.reverse()) await page.keyboard.up(key)
}

const attach: Player = async ({ prepared, panel }, step) => {
  const name = text(step, 'name'), path = resolve(prepared.baseDir, text(step, 'file'))
  const file = { name: basename(path), mimeType: mimes[extname(path).toLowerCase()] ?? 'application/octet-stream', buffer: readFileSync(path) }
  const input = (await panel.frame()).locator(`input[type=file][aria-label="${name.replace(/["\\]/g, '\\$&')}"]`)
  if ((await input.count()) > 0) return input.first().setInputFiles(file)
  const target = await anything(panel, name, step.timeoutMs)
  // Dropped on it, as from the desktop.
  await target.evaluate((element, { fileName, type, base64 }) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], fileName, { type }))
    const box = element.getBoundingClientRect(), at = { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 }
    let taken = false
    for (const kind of ['dragenter', 'dragover', 'drop']) taken = !element.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true, composed: true, ...at })) || taken
    if (!taken) throw new Error('nothing takes a file there')
  }, { fileName: file.name, type: file.mimeType, base64: file.buffer.toString('base64') })
}

/** As events: the browser does not carry a real drag out of a sandboxed frame when it is driven by a script. */
const drag: Player = async ({ panel, page }, step) => {
  const name = text(step, 'name')
  const thing = await anything(panel, name, step.timeoutMs)
  await boxOf(thing, name)
  const to = await page.evaluate((node) => window.inlayHooks!.nodeCentre(node), text(step, 'toNode'))
  const frame = await boxOf(page.locator('iframe[data-plugin-window]'), 'the window')
  await thing.evaluate((element, [x, y]) => {
    const source = element.closest('[draggable=true]')
    if (!source) throw new Error('it cannot be dragged')
    const dataTransfer = new DataTransfer(), box = source.getBoundingClientRect()
    const tell = (kind: string, clientX: number, clientY: number): boolean => source.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true, composed: true, clientX, clientY }))
    if (tell('dragstart', box.left + box.width / 2, box.top + box.height / 2)) tell('dragend', x, y)
  }, [to.x - frame.x, to.y - frame.y] as const)
}

export const uiSteps: Record<UiStep['ui'], Player> = {
  async fill({ panel }, step) {
    const box = await control(panel, 'fill', text(step, 'name'), step.timeoutMs)
    await box.fill(text(step, 'value'))
    // A number box takes its value when it is left.
    if ((await box.getAttribute('inputmode')) !== null) await box.blur()
  },
  choose: ({ panel }, step) => choose(panel, text(step, 'name'), text(step, 'value'), step.timeoutMs),
  async check({ panel }, step) {
    const box = await control(panel, 'check', text(step, 'name'), step.timeoutMs)
    const on = (await readControl(box)) === 'true'
    // The kit hides the input of a switch under its label.
    if (step['value'] === undefined || on !== step['value']) await box.click({ force: true })
  },
  set: ({ panel }, step) => setSlider(panel, text(step, 'name'), Number(step['value']), step.timeoutMs),
  async click({ panel, clock }, step) {
    if (step['name'] !== undefined) return press(await control(panel, 'click', text(step, 'name'), step.timeoutMs))
    const end = Date.now() + (step.timeoutMs ?? 10_000)
    for (;;) {
      const button = (await panel.frame()).locator(`[data-action="${text(step, 'action')}"]`).filter({ visible: true }).first()
      // Pressed as it is: a button that cannot run explains itself.
      if ((await button.count()) > 0) return press(button)
      if (Date.now() > end) throw new StepError(`there is nothing to ${text(step, 'action')}`)
      await clock.pass()
    }
  },
  async press(stage, step) {
    const frame = await stage.panel.frame()
    if (step['name'] !== undefined) await (await anything(stage.panel, text(step, 'name'), step.timeoutMs)).focus()
    else if (!(await frame.evaluate(() => document.hasFocus()))) await frame.locator('body').evaluate((body) => { window.focus(); body.focus() })
    for (const chord of text(step, 'keys').split(' ').filter(Boolean)) {
      if (step['holdMs'] === undefined) await stage.page.keyboard.press(chord)
      else await hold(stage, chord, Number(step['holdMs']))
    }
  },
  async paint({ panel, page }, step) {
    if (step['size'] !== undefined) await setSlider(panel, brushSize, Number(step['size']), step.timeoutMs)
    const name = text(step, 'name')
    const box = await boxOf(await anything(panel, name, step.timeoutMs), name)
    const [first, ...rest] = (step['points'] as Point[]).map(([x, y]): Point => [box.x + x * box.width, box.y + y * box.height])
    await page.mouse.move(...first!)
    await page.mouse.down()
    for (const [x, y] of rest) await page.mouse.move(x, y, { steps: 4 })
    await page.mouse.up()
  },
  attach,
  drag,
  async read({ panel, reads }, step) {
    reads[text(step, 'as')] = await readControl(await anything(panel, text(step, 'name'), step.timeoutMs))
  },
}
