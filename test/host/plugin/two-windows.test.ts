import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { HostDocument } from '../../../playground/model/document'
import type { Manifest } from '../../../playground/sandbox/index'
import type { Port } from '../../../src/shared/channel'
import { defaultSettings } from '../../../src/shared/settings'
import { openHost } from '../../support/host'
import { jobsOf, testKey, tryApp, type Trial } from '../../support/try-app'
import { settle } from '../../support/virtual-time'

const built = { source: readFileSync('build/main.js', 'utf8'), manifest: JSON.parse(readFileSync('manifest.json', 'utf8')) as Manifest }
const numbers = (seed: number) => () => { seed = (seed * 16_807) % 2_147_483_647; return seed / 2_147_483_647 }

/** Both halves of windows on one user's storage; the messages of all of them pass in an order of chance, those of one end in their own. */
async function openWindows(count: number, frames: number, capPerDayUsd: number, seed: number) {
  const document = HostDocument.fromScene({ nodes: Array.from({ length: frames }, (_, n) => ({ type: 'FRAME', id: `1:${n + 1}`, name: `Frame ${n + 1}`, width: 64, height: 64, x: n * 100, y: 0 })) })
  document.select(document.children(document.currentPageId).map(({ id }) => id), 'user')
  document.storage.set('inlay/settings', { ...defaultSettings, capPerDayUsd, concurrentRequests: 4 })
  document.storage.set('inlay/secret/paid', { key: testKey, origin: 'https://api.paint.test' })
  const lines: (() => void)[][] = [], random = numbers(seed)
  const windows: { trial: Trial; close(): void }[] = []
  for (let number = 0; number < count; number++) {
    const up: (() => void)[] = [], down: (() => void)[] = []
    lines.push(up, down)
    let listener: (message: unknown) => void = () => undefined
    const host = await openHost({ ...built, document, sandbox: { onUIMessage: (message) => void down.push(() => listener(message)), timers: { set: () => 0, clear: () => undefined } } })
    const port: Port = { post: (message) => void up.push(() => host.sandbox.postFromUI(message)), onMessage: (listen) => { listener = listen; return () => { listener = () => undefined } } }
    const trial = await tryApp({ deps: { port, random: numbers(seed * 10 + number + 1) } })
    windows.push({ trial, close: () => { trial.app.dispose(); host.sandbox.close() } })
  }
  /** Until no message is under way and nobody waits for a lock. */
  async function pass(): Promise<void> {
    for (let still = 0; still < 3;) {
      await settle()
      const ready = lines.filter((line) => line.length > 0)
      if (ready.length > 0) { ready[Math.floor(random() * ready.length)]!.shift()!(); still = 0; continue }
      for (const { trial } of windows) await trial.time.advance(50)
      still += 1
    }
  }
  await pass()
  return { document, trials: windows.map(({ trial }) => trial), pass, close: () => windows.forEach(({ close }) => close()) }
}

describe('two windows of one user', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('never both spend the last cent, and one of them gets it (order %i)', async (seed) => {
    const { document, trials, pass, close } = await openWindows(2, 2, 0.35, seed)
    for (const trial of trials) {
      trial.usePaid()
      trial.app.actions.editDraft({ prompt: 'a red chair' })
    }
    for (const trial of trials) trial.app.actions.run()
    await pass()
    expect(trials.map(({ paid }) => paid.calls.length).reduce((sum, calls) => sum + calls)).toBe(3)
    for (const trial of trials) trial.paid.calls.forEach((call) => call.answer())
    await pass()
    expect(trials.flatMap(jobsOf).map(({ state }) => state).sort()).toEqual(['done', 'done', 'done', 'failed'])
    const ledger = document.storage.get('inlay/state/ledger') as { usd: number }[]
    expect([ledger.length, document.storage.keys().filter((key) => key.startsWith('inlay/lock/'))]).toEqual([3, []])
    close()
  })
})
