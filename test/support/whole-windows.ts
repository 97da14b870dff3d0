// Whole windows on one document and one user's storage: the window's brain over the real built main.js, without a screen. Messages pass only when a test lets them.
import { readFileSync } from 'node:fs'
import { HostDocument } from '../../playground/model/document'
import type { Manifest } from '../../playground/sandbox/index'
import type { Port } from '../../src/shared/channel'
import { defaultSettings, type Settings } from '../../src/shared/settings'
import { openHost } from './host'
import { testKey, tryApp, type Trial } from './try-app'
import { settle } from './virtual-time'

export const chance = (seed: number) => (): number => { seed = (seed * 16_807) % 2_147_483_647; return seed / 2_147_483_647 }

/** So many windows over so many selected frames. `seed`: the order in which the messages of different ends pass; those of one end keep theirs. */
export async function openWindows(count: number, frames: number, settings: Partial<Settings>, seed: number) {
  const built = { source: readFileSync('build/main.js', 'utf8'), manifest: JSON.parse(readFileSync('manifest.json', 'utf8')) as Manifest }
  const document = HostDocument.fromScene({ nodes: Array.from({ length: frames }, (_, n) => ({ type: 'FRAME', id: `1:${n + 1}`, name: `Frame ${n + 1}`, width: 64, height: 64, x: n * 100, y: 0, fills: [] })) })
  document.select(document.children(document.currentPageId).map(({ id }) => id), 'user')
  document.storage.set('inlay/settings', { ...defaultSettings, ...settings })
  document.storage.set('inlay/secret/paid', { key: testKey, origin: 'https://api.paint.test' })
  const lines: (() => void)[][] = [], random = chance(seed)
  const windows: { trial: Trial; close(): void }[] = []
  for (let number = 0; number < count; number++) {
    const up: (() => void)[] = [], down: (() => void)[] = []
    lines.push(up, down)
    let listener: (message: unknown) => void = () => undefined
    const host = await openHost({ ...built, document, sandbox: { onUIMessage: (message) => void down.push(() => listener(message)), timers: { set: () => 0, clear: () => undefined } } })
    const port: Port = { post: (message) => void up.push(() => host.sandbox.postFromUI(structuredClone(message))), onMessage: (listen) => { listener = listen; return () => { listener = () => undefined } } }
    const trial = await tryApp({ deps: { port, random: chance(seed * 10 + number + 1) } })
    // As when the designer closes it: nothing that is under way arrives any more.
    windows.push({ trial, close: () => { up.length = down.length = 0; trial.app.dispose(); up.length = 0; host.sandbox.close() } })
  }
  /** Until no message is under way and nobody waits for a timer, or `enough`. */
  async function pass(enough: () => boolean = () => false): Promise<void> {
    for (let still = 0; still < 3 && !enough();) {
      await settle()
      const ready = lines.filter((line) => line.length > 0)
      if (ready.length > 0) { ready[Math.floor(random() * ready.length)]!.shift()!(); still = 0; continue }
      for (const { trial } of windows) await trial.time.advance(50)
      still += 1
    }
  }
  await pass()
  const trials = windows.map(({ trial }) => trial)
  for (const trial of trials) {
    trial.usePaid()
    trial.app.actions.editDraft({ prompt: 'a red chair' })
  }
  return { document, trials, pass, close: () => windows.forEach(({ close }) => close()) }
}
