// Everything a scenario leaves behind (README.md beside this file lists it).
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StepError } from './controls'
import { readControls, type ControlRecord } from './read-controls'
import { digestOf, pictureFacts } from './recorded-body'
import type { RunReport } from './run-scenario'
import { maskMessage, maskOf, maskStorage, secretsIn } from './secrets'
import type { Stage } from './stage'

export type Shot = { n: number; name: string; controls: ControlRecord[] }

/** Part of a file name: never a raw name of a layer or of a step. */
const safeName = (name: string): string => name.replace(/[^a-zA-Z0-9_-]+/g, '-').slice(0, 60) || 'unnamed'

function write(outDir: string, path: string, content: string | Uint8Array): void {
  const file = join(outDir, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
}

const twoFrames = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))

/** Takes a picture of canvas, window, both, or "node:Hero", and notes the window's controls. */
export async function takeShot(stage: Stage, name: string, of: string): Promise<void> {
  const { page, outDir } = stage
  const n = stage.shots.length + 1
  const path = `shots/${n}-${safeName(name)}.png`
  const open = await page.evaluate(() => window.inlayHooks!.pluginOpen())
  if (of === 'window' && !open) throw new StepError('the plugin is closed; there is no window to picture')
  await page.evaluate(twoFrames)
  if (of.startsWith('node:')) write(outDir, path, Buffer.from(await page.evaluate((node) => window.inlayHooks!.nodeImage(node), of.slice(5)), 'base64'))
  else if (of === 'both') write(outDir, path, await page.screenshot())
  else write(outDir, path, await (of === 'canvas' ? page.getByLabel('Canvas', { exact: true }) : page.locator('iframe[data-plugin-window]')).screenshot())
  const frame = open ? await stage.panel.frame() : null
  stage.shots.push({ n, name, controls: frame ? await frame.evaluate(readControls) : [] })
  await stage.onShot?.(name, frame)
}

/** Notes every picture that the window or the document holds now, each once; gives those of the document. */
export async function collectPictures({ page, pictures, imagesKept, blobsSeen }: Stage): Promise<{ hash: string; extension: string; bytes: Uint8Array }[]> {
  const keep = (base64: string): Buffer => {
    const bytes = Buffer.from(base64, 'base64')
    pictures.set(digestOf(bytes), bytes)
    return bytes
  }
  const images = await page.evaluate((known) => window.inlayHooks!.images(known), [...imagesKept.keys()])
  for (const { hash, base64 } of images) if (base64 !== null) imagesKept.set(hash, keep(base64))
  for (const frame of page.frames()) {
    const seen = blobsSeen.get(frame) ?? 0
    const blobs = await frame.evaluate((from) => window.inlayWatch?.blobs(from) ?? [], seen).catch(() => []) // a frame that is just going away
    blobsSeen.set(frame, seen + blobs.length)
    for (const { base64 } of blobs) keep(base64)
  }
  return images.map(({ hash, extension }) => ({ hash, extension, bytes: imagesKept.get(hash)! }))
}

/** Keys that were given, stored or typed: none may stand in an output. */
function secretsOf({ prepared: { scenario }, dumps }: Stage, storage: Record<string, unknown>, messages: readonly { message: unknown }[]): string[] {
  const given = Object.values(scenario.providers ?? {}).flatMap(({ key }) => key ?? [])
  const typed = scenario.steps.flatMap((step) => ('ui' in step && step.ui === 'fill' && /\bkey$/i.test(String(step['name'])) ? String(step['value']) : []))
  const told = messages.flatMap(({ message }) => {
    const key = (message as { body?: { key?: unknown } } | null)?.body?.key
    return typeof key === 'string' ? key : []
  })
  return [...given, ...typed, ...told, ...[storage, scenario.storage ?? {}, ...Object.values(dumps).map((dump) => dump.storage)].flatMap(secretsIn)]
}

/** Writes every output of design D1; called on success and on failure. */
export async function collectOutputs(stage: Stage, report: RunReport): Promise<void> {
  const { page, outDir, proxy } = stage
  const dump = await page.evaluate(() => window.inlayHooks!.dump())
  const jobs = await page.evaluate(() => window.inlayHooks!.jobs())
  const messages = await page.evaluate(() => window.inlayHooks!.messages())
  const mask = maskOf(secretsOf(stage, dump.storage, messages))
  const json = (path: string, value: unknown): void => write(outDir, path, mask(`${JSON.stringify(value, null, 2)}\n`))
  const lines = (path: string, values: readonly unknown[]): void => write(outDir, path, mask(values.map((value) => `${JSON.stringify(value)}\n`).join('')))

  json('document.json', dump.document)
  json('storage.json', maskStorage(dump.storage))
  for (const [name, value] of Object.entries(stage.dumps)) json(`dumps/${safeName(name)}.json`, { document: value.document, storage: maskStorage(value.storage) })
  for (const { hash, extension, bytes } of await collectPictures(stage)) write(outDir, `images/${hash}.${extension}`, bytes)
  if (stage.picturesNodes) {
    const nodes = await page.evaluate(() => window.inlayHooks!.nodeImages())
    json('nodes.json', nodes.map(({ id, name, png }, i) => ({ file: png === null ? null : `nodes/${i + 1}-${safeName(id)}.png`, id, name })))
    nodes.forEach(({ id, png }, i) => { if (png !== null) write(outDir, `nodes/${i + 1}-${safeName(id)}.png`, Buffer.from(png, 'base64')) })
  }
  lines('messages.jsonl', messages.map((entry) => ({ ...entry, message: maskMessage(entry.message) })))
  json('jobs.json', jobs)
  json('notifications.json', await page.evaluate(() => window.inlayHooks!.notifications()))
  lines('console.jsonl', [...(await page.evaluate(() => window.inlayHooks!.console())), ...stage.console])
  json('reads.json', stage.reads)
  json('a11y.json', stage.shots.map(({ n, name, controls }) => ({ shot: `${n}-${safeName(name)}`, controls })))
  lines('requests.jsonl', proxy.requests)
  for (const sha256 of new Set(jobs.flatMap((job) => job.results.map((result) => result.sha256)))) {
    const bytes = stage.pictures.get(sha256) ?? proxy.pictures.get(sha256)
    if (bytes) write(outDir, `results/${sha256}.${pictureFacts(bytes).extension}`, bytes)
    else report.notes.push(`The bytes of result ${sha256} could not be kept.`)
  }
  json('run.json', report)
}
