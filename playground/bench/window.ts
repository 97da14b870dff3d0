// How quick the plugin's window is to the hand: `npm run bench:window [-- --json FILE]`. Medians, beside a baseline of the same run.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { browserFlags, requireBrowser } from '../build/browser.ts'
import { startPlayground } from '../serve.ts'
import { buildHello } from './hello.ts'
import { machine, median, quantile, table, type Row } from './measure.ts'
import { openingPage, openOnce, type Opened } from './window-open.ts'
import type { FrameTimes } from './window-meter.ts'
import { streamedRun, typedDuringEdit } from './window-run.ts'

const root = join(import.meta.dirname, '../..'), rounds = 9, warmUp = 2
/** A frame later than this at 60 a second was preceded by a dropped one, ms. */
const lateMs = 25

const { values } = parseArgs({ options: { json: { type: 'string' } } })
const browser = await chromium.launch({ executablePath: requireBrowser(), headless: true, args: browserFlags })
const host = await startPlayground({ port: 0, openBrowser: false })
const where = { browser, pageURL: host.url }

async function opening(): Promise<Row[]> {
  const own = await openingPage(browser, host.url, { '/plugin/build/ui.js': readFileSync(join(root, 'build/ui.js'), 'utf8') }), hello = await openingPage(browser, host.url, buildHello())
  const times: [Opened[], Opened[]] = [[], []]
  for (let round = 0; round < rounds + warmUp; round++) {
    for (const [index, page] of [own, hello].entries()) {
      const opened = await openOnce(page)
      if (round >= warmUp) times[index]!.push(opened)
    }
  }
  await Promise.all([own.close(), hello.close()])
  const row = (what: string, pick: (opened: Opened) => number): Row => ({ what, ms: median(times[0].map(pick)), baseline: "the toolkit's hello world", baselineMs: median(times[1].map(pick)) })
  return [row('first paint after Open', (opened) => opened.paintMs), row('first paint, from its own document on', (opened) => opened.ownPaintMs), row('ready to type after Open', (opened) => opened.typeMs)]
}

const dropped = ({ frames }: FrameTimes): string => {
  const late = frames.filter((ms) => ms > lateMs)
  return `${late.length} of ${frames.length} frames late`
}
const longest = ({ longTasks }: FrameTimes): string => longTasks.length === 0 ? 'no task over 50 ms' : `${longTasks.length} tasks over 50 ms: ${longTasks.map(({ ms }) => Math.round(ms)).join(', ')}`
const frameMs = ({ frames }: FrameTimes): number => quantile(frames, 0.99)

async function streamed(model: 'Demo' | 'GPT Image 2'): Promise<Row> {
  const { run, idle } = await streamedRun(where, model)
  return { what: `${model}, partial pictures of three frames: frame, 99 of 100`, ms: frameMs(run), baseline: 'the same window at rest', baselineMs: frameMs(idle), more: `${dropped(run)}, ${longest(run)}; at rest ${dropped(idle)}` }
}

async function typing(): Promise<Row[]> {
  const { working, resting } = await typedDuringEdit(where, join(root, 'playground/scenes/photos/coffee.png'))
  const keys = ({ inputs }: FrameTimes) => inputs.filter(({ kind }) => kind === 'keydown')
  const row = (what: string, pick: (input: { delayMs: number; drawnMs: number }) => number): Row => {
    const [own, rest] = [working, resting].map((times) => keys(times).map(pick)) as [number[], number[]]
    return { what: `${what}, median`, ms: median(own), baseline: 'nothing under way', baselineMs: median(rest), more: `worst ${Math.max(...own).toFixed(0)} of ${own.length} keys; ${longest(working)}` }
  }
  return [row('key handled while a 4096 px edit is made', ({ delayMs }) => delayMs), row('key drawn while a 4096 px edit is made', ({ drawnMs }) => drawnMs)]
}

try {
  const rows = [...(await opening()), await streamed('Demo'), await streamed('GPT Image 2'), ...(await typing())]
  process.stdout.write(`${machine()}, Chromium ${browser.version()}, headless without GPU\n\n${table(rows)}\n`)
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine: machine(), browser: browser.version(), rows }, null, 2)}\n`)
} finally {
  await browser.close()
  await host.close()
}
