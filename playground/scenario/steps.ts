// One function per kind of step.
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Locator } from 'playwright-core'
import { anything, choose, control, readControl, StepError } from './controls'
import { takeShot } from './outputs'
import type { Stage } from './run-scenario'
import { kindOf, type AwaitStep, type HostStep, type Step, type UiStep } from './schema'

const base64 = (path: string): string => readFileSync(path).toString('base64')
const text = (step: Record<string, unknown>, key: string): string => String(step[key])

const uiSteps: Record<string, (stage: Stage, step: UiStep) => Promise<void>> = {
  async fill(stage, step) {
    const box = await control(await stage.window(), 'fill', text(step, 'name'), step.timeoutMs)
    await box.fill(text(step, 'value'))
    // A number box takes its value when it is left.
    if ((await box.getAttribute('inputmode')) !== null) await box.blur()
  },
  choose: async (stage, step) => choose(await stage.window(), text(step, 'name'), text(step, 'value'), step.timeoutMs),
  async check(stage, step) {
    const box = await control(await stage.window(), 'check', text(step, 'name'), step.timeoutMs)
    const on = (await readControl(box)) === 'true'
    if (step.value === undefined || on !== step.value) await box.click({ force: true })
  },
  async set(stage, step) {
    const slider = await control(await stage.window(), 'set', text(step, 'name'), step.timeoutMs)
    await slider.fill(text(step, 'value'))
  },
  async click(stage, step) {
    const frame = await stage.window()
    if (step.name !== undefined) return (await control(frame, 'click', text(step, 'name'), step.timeoutMs)).click({ force: true })
    const button = frame.locator(`[data-action="${text(step, 'action')}"]`).first()
    await button.waitFor({ state: 'visible', timeout: step.timeoutMs ?? 10_000 }).catch(() => { throw new StepError(`there is nothing to ${text(step, 'action')}`) })
    // Pressed as it is: a button that cannot run explains itself.
    await button.click({ force: true })
  },
  async press(stage, step) {
    const frame = await stage.window()
    if (step.name !== undefined) await (await anything(frame, text(step, 'name'), step.timeoutMs)).focus()
    else if (!(await frame.evaluate(() => document.hasFocus()))) await frame.locator('body').evaluate((body) => { window.focus(); body.focus() })
    const keys = text(step, 'keys').split(' ')
    for (const key of keys) await stage.page.keyboard.press(key, step.holdMs === undefined ? {} : { delay: Number(step.holdMs) })
  },
  async paint(stage, step) {
    const surface = await anything(await stage.window(), text(step, 'name'), step.timeoutMs)
    const box = await boxOf(surface)
    const points = (step.points as [number, number][]).map(([x, y]) => [box.x + x * box.width, box.y + y * box.height] as const)
    const [first, ...rest] = points
    if (!first) throw new StepError('paint needs points')
    await stage.page.mouse.move(...first)
    await stage.page.mouse.down()
    for (const point of rest) await stage.page.mouse.move(point[0], point[1], { steps: 4 })
    await stage.page.mouse.up()
  },
  async attach(stage, step) {
    const path = stage.fileFor(text(step, 'file'))
    const frame = await stage.window()
    const input = frame.locator(`input[type=file][aria-label="${text(step, 'name')}"]`)
    if ((await input.count()) === 0) throw new StepError(`nothing named "${text(step, 'name')}" takes a file`)
    await input.setInputFiles({ name: basename(path), mimeType: 'image/*', buffer: readFileSync(path) })
  },
  async drag(stage, step) {
    const thing = await anything(await stage.window(), text(step, 'name'), step.timeoutMs)
    const from = await boxOf(thing)
    const to = await stage.page.evaluate((name) => window.inlayHooks!.nodeCentre(name), text(step, 'toNode'))
    await stage.page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
    await stage.page.mouse.down()
    await stage.page.mouse.move(to.x, to.y, { steps: 8 })
    await stage.page.mouse.up()
  },
  async read(stage, step) {
    stage.reads[text(step, 'as')] = await readControl(await anything(await stage.window(), text(step, 'name'), step.timeoutMs))
  },
}

async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox()
  if (!box) throw new StepError('it has no place on the screen')
  return box
}

async function until(stage: Stage, what: string, timeoutMs: number, done: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + timeoutMs
  while (!(await done())) {
    if (Date.now() > end) throw new StepError(`waited ${timeoutMs} ms for ${what}`)
    await stage.page.waitForTimeout(40)
  }
}

const endStates = ['done', 'failed', 'cancelled']
/** No job outside an end state, no open ask, nothing pending in the window, two frames drawn: twice in a row. */
async function isIdle(stage: Stage): Promise<boolean> {
  for (let pass = 0; pass < 2; pass += 1) {
    // A closed plugin has nothing under way, whatever it said last of its jobs.
    if (!(await stage.page.evaluate(() => window.inlayHooks!.pluginOpen()))) return true
    const calm = await stage.page.evaluate((ends) => window.inlayHooks!.jobs().every((job) => ends.includes(job.state)) && window.inlayHooks!.openAsks() === 0, endStates)
    if (!calm) return false
    const frame = await stage.window()
    if ((await frame.evaluate(() => window.inlayWatch?.pendingTimers() ?? 0)) > 0) return false
    await frame.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  }
  return true
}

async function awaitStep(stage: Stage, step: AwaitStep): Promise<void> {
  const timeout = step.timeoutMs ?? 60_000
  const { await: what } = step
  if (what === 'idle') return until(stage, 'everything to come to rest', timeout, () => isIdle(stage))
  if (what === 'running') return until(stage, 'a job to run', timeout, () => stage.page.evaluate(() => window.inlayHooks!.jobs().some((job) => job.state === 'running')))
  if ('requests' in what) return until(stage, `${what.requests} requests, ${stage.proxy.requests.length} came`, timeout, async () => stage.proxy.requests.length >= what.requests)
  if ('partial' in what) {
    return until(stage, `${what.partial} partial pictures`, timeout, () => stage.page.evaluate((count) => window.inlayHooks!.jobs().reduce((sum, job) => sum + (job.partials ?? 0), 0) >= count, what.partial))
  }
  if ('text' in what) return until(stage, `the text "${what.text}"`, timeout, async () => (await (await stage.window()).getByText(what.text).filter({ visible: true }).count()) > 0)
  return until(stage, `the notification "${what.notification}"`, timeout, () => stage.page.evaluate((part) => window.inlayHooks!.notifications().some(({ message }) => message.includes(part)), what.notification))
}

type Player<S> = (stage: Stage, step: S) => Promise<void>
const players = {
  select: (stage: Stage, step: { select: string[] }) => stage.page.evaluate((names) => window.inlayHooks!.select(names), step.select),
  plugin: (stage: Stage, { plugin, command, on }: { plugin: 'open' | 'close'; command?: string; on?: string }) =>
    plugin === 'close' ? stage.page.evaluate(() => window.inlayHooks!.closePlugin()) : stage.page.evaluate(([name, layer]) => window.inlayHooks!.openPlugin(name ?? null, layer ?? null), [command, on]),
  async ui(stage: Stage, step: UiStep) {
    await stage.ensureOpen()
    await uiSteps[step.ui]!(stage, step)
  },
  await: awaitStep,
  async host(stage: Stage, step: HostStep) {
    const file = step.host === 'dropFile' ? base64(stage.fileFor(text(step, 'file'))) : null
    const note = await stage.page.evaluate(({ value, bytes }) => window.inlayHooks!.host(value, bytes), { value: { ...step } as Record<string, unknown>, bytes: file })
    if (note) stage.notes.push(note)
  },
  server: async (stage: Stage, step: { gate: string }) => stage.releaseGate(step.gate),
  async network(stage: Stage, step: { network: 'on' | 'off' }) {
    stage.proxy.online(step.network === 'on')
    await stage.page.context().setOffline(step.network === 'off')
  },
  async dump(stage: Stage, step: { dump: string }) {
    stage.dumps[step.dump] = await stage.page.evaluate(() => window.inlayHooks!.dump())
  },
  shot: (stage: Stage, step: { shot: string; of?: string }) => takeShot(stage, step.shot, step.of ?? 'both'),
}

/** Plays one step; throws StepError with the reason when it cannot be done. */
export const playStep = (stage: Stage, step: Step): Promise<void> => (players[kindOf(step)] as Player<Step>)(stage, step)
