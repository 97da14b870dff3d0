// How fast the pixel work of an edit is: `npm run bench:pixels [-- --json FILE]`, in Chromium. Medians, and ratios to a copy of the same bytes in the same run.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'esbuild'
import { Jimp } from 'jimp'
import { chromium } from 'playwright-core'
import { browserFlags, requireBrowser } from '../build/browser.ts'
import { inlineWorker } from '../build/inline-worker.js'
import { machine, race } from './measure.ts'
import type { RoundTrip, Stage } from './pixels-page.ts'

/** inpaint-method.md 4.2. */
const targets = { totalMs: 3300, localMs: 800, peakMiB: 320, longestTaskMs: 50 }
const root = join(import.meta.dirname, '../..')

const bundle = await build({ entryPoints: [join(root, 'playground/bench/pixels-page.ts')], bundle: true, write: false, format: 'iife', target: 'chrome110', minify: true, plugins: [inlineWorker()], define: { global: 'globalThis' }, logLevel: 'error' })
const script = bundle.outputFiles[0]!.text
const photo = readFileSync(join(root, 'playground/scenes/photos/coffee.png'))
const server = http.createServer((request, response) => {
  if (request.url === '/photo.png') return void response.writeHead(200, { 'content-type': 'image/png' }).end(photo)
  response.writeHead(200, { 'content-type': request.url === '/bench.js' ? 'text/javascript' : 'text/html' }).end(request.url === '/bench.js' ? script : '<!doctype html><script src="/bench.js"></script>')
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

/** Tells this run's browser from others on the machine. */
const marker = `--inlay-bench=${process.pid}`
type Process = { pid: number; parent: number; command: string; kib: number }
function processes(): Process[] {
  const list: Process[] = []
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number)) {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8'), read = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0)
      list.push({ pid, parent: read('PPid'), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8'), kib: read('VmRSS') })
    } catch {
      // it ended meanwhile
    }
  }
  return list
}
/** Resident MiB of all renderers below this run's browser; 0 where there is no /proc. */
function rendererMiB(): number {
  if (!existsSync('/proc/self/status')) return 0
  const all = processes(), own = new Set(all.filter(({ command }) => command.includes(marker)).map(({ pid }) => pid))
  for (let before = -1; before !== own.size;) {
    before = own.size
    for (const { pid, parent } of all) if (own.has(parent)) own.add(pid)
  }
  return all.filter(({ pid, command }) => own.has(pid) && command.includes('--type=renderer')).reduce((sum, { kib }) => sum + kib, 0) / 1024
}

type PageBench = { pixelBench: { stages(url: string, tell: (stage: Stage) => void): Promise<void>; makeLarge(url: string): Promise<{ bytes: number; request: string }>; roundTrip(): Promise<RoundTrip> } }
const browser = await chromium.launch({ executablePath: requireBrowser(), headless: true, args: [...browserFlags, `--js-flags=--expose-gc`, marker] })
try {
  const page = await browser.newPage()
  await page.goto(url)
  const list: Stage[] = []
  await page.exposeFunction('tellStage', (stage: Stage) => {
    list.push(stage)
    const perMp = stage.ms / stage.megapixels
    console.log(`${stage.what.padEnd(50)}${perMp.toFixed(perMp < 10 ? 2 : 0).padStart(8)} ms/MP${(stage.copies ?? 0).toFixed(1).padStart(9)} copies${stage.limit ? `   ${stage.copies! <= stage.limit ? 'ok' : 'TOO SLOW'} (at most ${stage.limit})` : ''}`)
  })
  console.log(`${machine()}, Chromium ${browser.version()}, headless without GPU\n`)
  await page.evaluate(() => {
    const { pixelBench, tellStage } = window as unknown as PageBench & { tellStage(stage: Stage): void }
    return pixelBench.stages('/photo.png', tellStage)
  })
  // Its browser build has no exports of its own, so it runs in Node, beside a copy there.
  const edge = 2048, picture = (): InstanceType<typeof Jimp> => new Jimp({ width: edge, height: edge, color: 0x336699ff })
  const below = picture(), above = picture(), copied = Buffer.from(below.bitmap.data)
  for (let i = 3; i < above.bitmap.data.length; i += 4) above.bitmap.data[i] = 128
  const jimp = await race(() => void below.composite(above, 0, 0), () => void copied.set(below.bitmap.data), { rounds: 2, warmUp: 1 })
  console.log(`${'jimp in Node: blend, all soft'.padEnd(50)}${(jimp.ms / 4.194).toFixed(0).padStart(8)} ms/MP${(jimp.ms / jimp.baselineMs).toFixed(1).padStart(9)} copies`)
  const trips: (RoundTrip & { peakMiB: number })[] = []
  for (let round = 0; round < 3; round++) {
    const fresh = await browser.newPage()
    await fresh.goto(url)
    const made = await fresh.evaluate(() => (window as unknown as PageBench).pixelBench.makeLarge('/photo.png'))
    await fresh.evaluate(() => (globalThis as unknown as { gc?: () => void }).gc?.())
    if (round === 0) console.log(`\n4096 x 4096 px (PNG of ${(made.bytes / 1e6).toFixed(0)} MB), request ${made.request}`)
    const idle = rendererMiB()
    let peak = idle
    const sampling = setInterval(() => { peak = Math.max(peak, rendererMiB()) }, 40)
    const trip = await fresh.evaluate(() => (window as unknown as PageBench).pixelBench.roundTrip())
    clearInterval(sampling)
    trips.push({ ...trip, peakMiB: peak - idle })
    await fresh.close()
  }
  const best = [...trips].sort((a, b) => a.totalMs - b.totalMs)[Math.floor(trips.length / 2)]!
  const local = best.totalMs - best.codecMs
  const verdict = (value: number, most: number): string => (value <= most ? 'ok' : 'OVER')
  console.log(Object.entries(best.stages).map(([name, ms]) => `  ${name.padEnd(12)}${ms.toFixed(0).padStart(7)} ms`).join('\n'))
  console.log(`round trip without network and the model's 3 s: ${best.totalMs.toFixed(0)} ms, ${verdict(best.totalMs, targets.totalMs)} (at most ${targets.totalMs}); without decoding and encoding ${local.toFixed(0)} ms, ${verdict(local, targets.localMs)} (at most ${targets.localMs})`)
  console.log(`peak above idle ${best.peakMiB.toFixed(0)} MiB, ${verdict(best.peakMiB, targets.peakMiB)} (at most ${targets.peakMiB}); longest task of the window ${best.longestTaskMs.toFixed(0)} ms, ${verdict(best.longestTaskMs, targets.longestTaskMs)} (at most ${targets.longestTaskMs}); pixels changed outside ${best.changedOutside}`)
  const file = process.argv[process.argv.indexOf('--json') + 1]
  if (process.argv.includes('--json') && file) writeFileSync(file, JSON.stringify({ machine: machine(), stages: list, trips }, null, 2))
} finally {
  await browser.close()
  server.close()
}
