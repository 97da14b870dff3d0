// How a batch of many frames holds up: `npm run bench:batch [-- --json FILE]`. 100 frames against the time that cannot be avoided, and 200 large ones against memory.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { parseArgs } from 'node:util'
import { createCanvas } from '@napi-rs/canvas'
import { chromium, type Frame } from 'playwright-core'
import { browserFlags, requireBrowser } from '../build/browser.ts'
import { runScenario } from '../scenario/run-scenario.ts'
import { startPlayground } from '../serve.ts'
import { answerInBrowser, readHandled, startBatchService, type BatchService, type Handled } from './batch-service.ts'
import { machine } from './measure.ts'

const inFlight = 8, answerMs = 300, frames = 100
/** Limits of the issue: share of slot time, factor over the ideal, bytes. */
const limits = { idle: 0.03, total: 1.1, growth: 16 * 2 ** 20 }
const { values } = parseArgs({ options: { json: { type: 'string' }, memory: { type: 'boolean', default: true }, time: { type: 'boolean', default: true } }, allowNegative: true })
const browser = await chromium.launch({ executablePath: requireBrowser(), headless: true, args: [...browserFlags, '--js-flags=--expose-gc'] })
const host = await startPlayground({ port: 0, openBrowser: false })

/** An encoded picture of its own for every number: one drawing, with the number in a text chunk before its end. */
function pictures(widthPx: number, heightPx: number, noise: number): (n: number) => Buffer {
  const canvas = createCanvas(widthPx, heightPx), context = canvas.getContext('2d')
  context.fillStyle = 'hsl(200 60% 55%)'
  context.fillRect(0, 0, widthPx, heightPx)
  for (let spot = 0; spot < noise; spot++) {
    context.fillStyle = `hsl(${(spot * 53) % 360} 70% ${30 + (spot % 50)}%)`
    context.fillRect((spot * 97) % widthPx, (spot * 193) % heightPx, 24, 24)
  }
  const png = canvas.toBuffer('image/png'), endBytes = 12
  return (n) => {
    const data = Buffer.from(`tEXtComment\0${n}`), length = Buffer.alloc(4), sum = Buffer.alloc(4)
    length.writeUInt32BE(data.length - 4)
    sum.writeUInt32BE(crc32(data))
    return Buffer.concat([png.subarray(0, -endBytes), length, data, sum, png.subarray(-endBytes)])
  }
}

const frameOf = (n: number): object => ({ type: 'FRAME', id: `1:${n}`, name: `Frame ${n}`, x: (n % 10) * 300, y: Math.floor(n / 10) * 300, width: 256, height: 256, fills: [] })
const sceneOf = (count: number): object => ({ nodes: Array.from({ length: count }, (_, n) => frameOf(n + 1)) })

type Play = { count: number; service: BatchService; settings?: object; steps: readonly object[]; shots?: Record<string, (frame: Frame) => Promise<void>> }
async function play({ count, service, settings = {}, steps, shots = {} }: Play): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'inlay-batch-'))
  try {
    const text = JSON.stringify({
      version: 1, scene: sceneOf(count), providers: { openai: { baseURL: service.url, key: 'sk-test-4242424242424242' } },
      settings: { showPartials: false, concurrentRequests: inFlight, picturesPerMinute: null, capPerDayUsd: null, ...settings },
      steps: [
        { select: Array.from({ length: count }, (_, n) => `Frame ${n + 1}`) }, { ui: 'choose', name: 'Prompt for', value: 'Each frame its own' }, { ui: 'choose', name: 'Quality', value: 'Draft' },
        { ui: 'fill', name: 'Pattern', value: 'a tile for {layer}' }, { await: 'idle' }, ...steps,
      ],
    })
    const report = await runScenario({ text, baseDir: folder, outDir: join(folder, 'out'), browser, pageURL: host.url, picturesNodes: false, onShot: async (name, frame) => { if (frame) await shots[name]?.(frame) } })
    if (report.failed) throw new Error(`step ${report.failed.index}: ${report.failed.why}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
const shot = (name: string): object => ({ shot: name, of: 'window' })

/** Slot time without a request while a request was still to come, as a share of all slot time of the run. */
function idleShare(handled: readonly Handled[]): number {
  const from = Math.min(...handled.map(({ fromMs }) => fromMs)), lastStart = Math.max(...handled.map(({ fromMs }) => fromMs)), to = Math.max(...handled.map(({ toMs }) => toMs))
  const busy = handled.reduce((sum, { fromMs, toMs }) => sum + Math.max(0, Math.min(toMs, lastStart) - fromMs), 0)
  return Math.max(0, inFlight * (lastStart - from) - busy) / (inFlight * (to - from))
}

type Timed = { runMs: number; idealMs: number; placementsMs: number; idle: number }
async function timed(): Promise<Timed> {
  const small = pictures(256, 256, 20), at: Record<string, number> = {}
  const mark = (name: string) => async (): Promise<void> => { at[name] = performance.now() }
  const service = await startBatchService(small, answerMs), go = (frame: Frame): Promise<void> => answerInBrowser(frame, small, answerMs)
  await play({ count: frames, service, settings: { whenReady: 'keep' }, shots: { go, placing: mark('placing'), placed: mark('placed') }, steps: [shot('go'), { ui: 'click', action: 'run' }, { await: 'idle' }, { ui: 'click', name: 'Results' }, shot('placing'), { ui: 'click', name: 'Place all' }, { await: 'idle' }, shot('placed')] })
  let handled: Handled[] = []
  await play({
    count: frames, service,
    shots: { go, begin: mark('begin'), end: async (frame) => { at['end'] = performance.now(); handled = await readHandled(frame) } },
    steps: [shot('go'), shot('begin'), { ui: 'click', action: 'run' }, { await: 'idle' }, shot('end')],
  })
  await service.close()
  if (handled.length !== frames) throw new Error(`${handled.length} requests instead of ${frames}`)
  return { runMs: at['end']! - at['begin']!, idealMs: Math.ceil(frames / inFlight) * answerMs, placementsMs: at['placed']! - at['placing']!, idle: idleShare(handled) }
}

type Heaps = { uiHeap: number; uiBuffers: number; sandbox: number }
/** After a forced collection; the window's own isolate where it has one, else the page's. */
async function heaps(frame: Frame): Promise<Heaps> {
  const page = frame.page(), context = page.context()
  const session = await context.newCDPSession(frame).catch(() => context.newCDPSession(page))
  await session.send('HeapProfiler.enable')
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage')
  const usage = await session.send('Runtime.getHeapUsage') as { usedSize: number; embedderHeapUsedSize?: number; backingStorageSize?: number }
  await session.detach()
  const sandbox = await page.evaluate(() => window.inlayHooks!.sandboxBytes())
  return { uiHeap: usage.usedSize + (usage.embedderHeapUsedSize ?? 0), uiBuffers: usage.backingStorageSize ?? 0, sandbox }
}

type Grown = { own: boolean; at20: Heaps; at200: Heaps }
async function grown(): Promise<Grown> {
  const service = await startBatchService(pictures(1920, 1088, 4000), 20)
  let at20: Heaps | undefined, at200: Heaps | undefined, own = false
  await play({
    count: 200, service,
    shots: {
      early: async (frame) => { at20 = await heaps(frame); own = await frame.page().context().newCDPSession(frame).then(() => true, () => false) },
      late: async (frame) => { at200 = await heaps(frame) },
    },
    steps: [{ ui: 'click', action: 'run' }, { await: { requests: 20 } }, shot('early'), { await: 'idle', timeoutMs: 600_000 }, shot('late')],
  })
  await service.close()
  return { own, at20: at20!, at200: at200! }
}

type Row = { what: string; value: number; limit: number; unit: '%' | 'x' | 'MB'; within: boolean; more: string }
const rowOf = (what: string, value: number, limit: number, unit: Row['unit'], more: string): Row => ({ what, value: Math.round(value * 1000) / 1000, limit, unit, within: value <= limit, more })
const mb = (bytes: number): number => bytes / 2 ** 20

function timeRows({ runMs, idealMs, placementsMs, idle }: Timed): Row[] {
  const what = `${frames} frames, ${answerMs} ms each, ${inFlight} in flight`, unavoidable = idealMs + placementsMs
  return [
    rowOf(`${what}: idle slot time`, idle * 100, limits.idle * 100, '%', ''),
    rowOf(`${what}: total`, runMs / unavoidable, limits.total, 'x', `${Math.round(runMs)} ms; ideal ${idealMs} ms + placements ${Math.round(placementsMs)} ms`),
  ]
}
const memoryRows = ({ own, at20, at200 }: Grown): Row[] =>
  ([['UI heap', 'uiHeap'], ['UI buffers', 'uiBuffers'], ['sandbox heap', 'sandbox']] as const).map(([what, key]) =>
    rowOf(`200 frames of 2 MP: ${what}, row 200 over row 20`, mb(at200[key] - at20[key]), mb(limits.growth), 'MB', `${mb(at20[key]).toFixed(1)} and ${mb(at200[key]).toFixed(1)} MB${own || key === 'sandbox' ? '' : '; the page shares the isolate: an upper bound'}`))

try {
  process.stdout.write(`${machine()}, Chromium ${browser.version()}, headless without GPU\n\n`)
  const rows: Row[] = []
  const tell = (more: readonly Row[]): void => {
    rows.push(...more)
    for (const { what, value, limit, unit, within, more: detail } of more) process.stdout.write(`${what}: ${value.toFixed(2)} ${unit} (${within ? 'within' : 'OVER'} ${limit} ${unit})${detail ? `, ${detail}` : ''}\n`)
  }
  if (values.time) tell(timeRows(await timed()))
  if (values.memory) tell(memoryRows(await grown()))
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine: machine(), browser: browser.version(), rows }, null, 2)}\n`)
  if (rows.some(({ within }) => !within)) process.exitCode = 1
} finally {
  await browser.close()
  await host.close()
}
