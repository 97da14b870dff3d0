// Everything a scenario leaves behind (README.md beside this file lists it).
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StepError } from './controls'
import type { RunReport, Stage } from './run-scenario'

export type Shot = { n: number; name: string; controls: unknown[] }

const extensionOf: Record<string, string> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp', 'image/gif': 'gif' }
const safeName = (name: string): string => name.replace(/[^a-zA-Z0-9_-]+/g, '-').slice(0, 60) || 'shot'
const keyLike = /\b(sk|key|fal|r8|AIza)[-_][A-Za-z0-9_-]{4,}/g
const mask = (text: string): string => text.replace(keyLike, '[secret]')

function write(outDir: string, path: string, content: string | Uint8Array): void {
  const file = join(outDir, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
}
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
const lines = (values: unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('')

/** Roles, names, values and states of every control in the window, read in the page. */
function readControls(): unknown[] {
  const implicit: Record<string, string> = { BUTTON: 'button', A: 'link', TEXTAREA: 'textbox', SELECT: 'combobox', TABLE: 'table' }
  const roleOf = (element: Element): string | null => {
    const given = element.getAttribute('role')
    if (given) return given
    if (element instanceof HTMLInputElement) return { checkbox: 'checkbox', radio: 'radio', range: 'slider', search: 'searchbox', file: 'file', button: 'button' }[element.type] ?? 'textbox'
    return implicit[element.tagName] ?? null
  }
  const nameOf = (element: Element): string => {
    const labelled = element.getAttribute('aria-labelledby')
    if (labelled) return labelled.split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim()
    const label = element.getAttribute('aria-label')
    if (label) return label
    const labels = (element as HTMLInputElement).labels
    if (labels && labels.length > 0) return [...labels].map((l) => l.textContent ?? '').join(' ').trim()
    return (element.textContent ?? '').trim().replace(/\s+/g, ' ')
  }
  const wanted = ['button', 'link', 'textbox', 'searchbox', 'combobox', 'radiogroup', 'radio', 'checkbox', 'switch', 'slider', 'listbox', 'option', 'menu', 'menuitem', 'list', 'listitem', 'group', 'toolbar', 'table', 'tab', 'status', 'alert', 'dialog', 'progressbar', 'img', 'spinbutton', 'file']
  return [...document.querySelectorAll('button, a, input, textarea, select, table, [role]')].flatMap((element) => {
    const role = roleOf(element)
    if (!role || !wanted.includes(role)) return []
    if (!(element as HTMLElement).checkVisibility() && !(element instanceof HTMLInputElement)) return []
    const input = element as HTMLInputElement
    const state = [...element.attributes].filter(({ name }) => /^aria-(checked|selected|expanded|disabled|pressed|current|invalid|busy|valuenow)$/.test(name)).map(({ name, value }) => `${name.slice(5)}=${value}`)
    if (input.disabled === true) state.push('disabled=true')
    if (input.type === 'checkbox' || input.type === 'radio') state.push(`checked=${input.checked}`)
    const group = element.parentElement?.closest('[role=radiogroup], [role=group], [role=toolbar], [role=list], [role=listbox], [role=menu]')
    const value = input.type === 'password' ? '•'.repeat(Math.min(8, input.value.length)) : (input.value ?? element.getAttribute('aria-valuetext') ?? null)
    return [{ role, name: nameOf(element).slice(0, 200), value: typeof value === 'string' ? value : null, state, group: group ? nameOf(group).slice(0, 80) : null }]
  })
}

/** Takes a picture of canvas, window, both, or "node:Hero", and notes the window's controls. */
export async function takeShot(stage: Stage, name: string, of: string): Promise<void> {
  const n = stage.shots.length + 1
  const path = `shots/${n}-${safeName(name)}.png`
  const open = await stage.page.evaluate(() => window.inlayHooks!.pluginOpen())
  if (of.startsWith('node:')) {
    write(stage.outDir, path, Buffer.from(await stage.page.evaluate((node) => window.inlayHooks!.nodeImage(node), of.slice(5)), 'base64'))
  } else if (of === 'both') {
    write(stage.outDir, path, await stage.page.screenshot())
  } else if (of === 'canvas' || of === 'window') {
    if (of === 'window' && !open) throw new StepError('the plugin is closed; there is no window to picture')
    const locator = of === 'canvas' ? stage.page.getByLabel('Canvas', { exact: true }) : stage.page.locator('iframe[data-plugin-window]')
    write(stage.outDir, path, await locator.screenshot())
  } else throw new StepError(`"of" is canvas, window, both or node:<name>, not "${of}"`)
  const frame = open ? await stage.window() : null
  stage.shots.push({ n, name, controls: frame ? await frame.evaluate(readControls) : [] })
  await stage.onShot?.(name, frame)
}

/** Writes every output of design D1; called on success and on failure. */
export async function collectOutputs(stage: Stage, report: RunReport, unhandled: string[]): Promise<void> {
  const { page, outDir } = stage
  const dump = await page.evaluate(() => window.inlayHooks!.dump())
  write(outDir, 'document.json', json(dump.document))
  write(outDir, 'storage.json', mask(json(Object.fromEntries(Object.entries(dump.storage).map(([key, value]) => [key, key.startsWith('inlay/secret/') ? '[secret]' : value])))))
  for (const [name, value] of Object.entries(stage.dumps)) write(outDir, `dumps/${safeName(name)}.json`, mask(json(value)))
  for (const image of await page.evaluate(() => window.inlayHooks!.images())) write(outDir, `images/${image.hash}.${image.extension}`, Buffer.from(image.base64, 'base64'))
  const nodes = await page.evaluate(() => window.inlayHooks!.nodeImages())
  write(outDir, 'nodes.json', json(nodes.map(({ id, name }, i) => ({ file: `nodes/${i + 1}-${safeName(id)}.png`, id, name }))))
  nodes.forEach(({ id, png }, i) => write(outDir, `nodes/${i + 1}-${safeName(id)}.png`, Buffer.from(png, 'base64')))
  const messages = await page.evaluate(() => window.inlayHooks!.messages())
  write(outDir, 'messages.jsonl', mask(lines(messages)))
  write(outDir, 'jobs.json', json(await page.evaluate(() => window.inlayHooks!.jobs())))
  write(outDir, 'notifications.json', json(await page.evaluate(() => window.inlayHooks!.notifications())))
  const console_ = await page.evaluate(() => window.inlayHooks!.console())
  write(outDir, 'console.jsonl', mask(lines([...console_, ...unhandled.map((text) => ({ realm: 'host', level: 'unhandled', text }))])))
  write(outDir, 'reads.json', json(stage.reads))
  write(outDir, 'a11y.json', json(stage.shots.map(({ n, name, controls }) => ({ shot: `${n}-${safeName(name)}`, controls }))))
  write(outDir, 'requests.jsonl', mask(lines(stage.proxy.requests)))
  const wanted = new Set((await page.evaluate(() => window.inlayHooks!.jobs())).flatMap((job) => job.results.map(({ sha256 }) => sha256)))
  for (const frame of page.frames()) {
    for (const { mime, base64 } of await frame.evaluate(() => window.inlayWatch?.blobs() ?? [])) {
      const bytes = Buffer.from(base64, 'base64')
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      if (wanted.has(sha256)) write(outDir, `results/${sha256}.${extensionOf[mime] ?? 'bin'}`, bytes)
    }
  }
  write(outDir, 'run.json', json(report))
}
