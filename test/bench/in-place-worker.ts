// node playground/build/run.js test/bench/in-place-worker.ts [--side 4096]
// One edit of a large picture in real Chromium, through the worker: time of each stage, and how long the window was blocked.
import { build, type Plugin } from 'esbuild'
import { dirname, resolve } from 'node:path'
import { chromium } from 'playwright-core'
import { browserFlags } from '../../playground/build/browser'

/** As playground/build/inline-worker.js does for the plugin. */
const inlineWorker: Plugin = {
  name: 'inline-worker',
  setup(bundle) {
    bundle.onResolve({ filter: /\?worker$/ }, (args) => ({ path: resolve(dirname(args.importer), args.path.replace(/\?worker$/, '')), namespace: 'worker' }))
    bundle.onLoad({ filter: /.*/, namespace: 'worker' }, async ({ path }) => {
      const made = await build({ entryPoints: [path], bundle: true, write: false, minify: true, format: 'iife', target: 'chrome110' })
      return { contents: made.outputFiles[0]!.text, loader: 'text' }
    })
  },
}

const side = Number(process.argv[process.argv.indexOf('--side') + 1]) || 4096
const entry = `
import { openPixelWork } from './ui/pixels/in-place/open-pixel-work'
import { planEdit } from './ui/pixels/in-place/plan-edit'
import { gptImageExtents } from './ui/models/gpt-image'
export async function run(side) {
  const source = { width: side, height: side, data: new Uint8ClampedArray(side * side * 4) }
  const waves = Array.from({ length: 7 }, (_, i) => [Math.sin(i * 3.1) * 0.2, Math.cos(i * 1.7) * 0.2, i])
  for (let y = 0, i = 0; y < side; y++) for (let x = 0; x < side; x++, i += 4) {
    let v = 128
    for (const [a, b, c] of waves) v += 12 * Math.sin(a * x + b * y + c)
    source.data[i] = v; source.data[i + 1] = v * 0.8; source.data[i + 2] = 255 - v; source.data[i + 3] = 255
  }
  const box = { x: side * 0.45, y: side * 0.45, width: side * 0.1, height: side * 0.1 }
  const mask = new Uint8Array(side * side)
  for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) if (Math.hypot(x - side / 2, y - side / 2) < side * 0.05) mask[y * side + x] = 255
  const plan = planEdit({ sourceExtent: { width: side, height: side }, maskBounds: box, rule: gptImageExtents, intent: 'fill' })
  let longest = 0, last = performance.now(), watching = true
  const watch = () => { const now = performance.now(); longest = Math.max(longest, now - last); last = now; if (watching) setTimeout(watch, 0) }
  const work = openPixelWork()
  watch()
  const start = performance.now()
  const prepared = await work.prepare({ source, mask, plan, options: {} })
  const cut = performance.now() - start, stages = []
  const answer = { ...prepared.image, data: prepared.image.data.slice() }
  for (let i = 0; i < answer.data.length; i += 4) { answer.data[i] = answer.data[i] * 1.04 + 3; if (prepared.requestMask.data[i + 3]) answer.data[i + 1] = 40 }
  let mark = performance.now()
  const begun = mark
  const finished = await work.finish({ source, mask, plan, answer, options: {} }, { onStage: (stage) => { const now = performance.now(); stages.push(stage + ' ' + (now - mark).toFixed(0)); mark = now } })
  watching = false
  return { request: plan.request, cut, finish: performance.now() - begun, stages, blocked: longest, report: finished.report, changed: finished.changed }
}`
const bundled = await build({ stdin: { contents: entry, resolveDir: '.', loader: 'ts' }, bundle: true, write: false, minify: true, format: 'iife', globalName: 'bench', target: 'chrome110', plugins: [inlineWorker] })
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: browserFlags })
try {
  const page = await browser.newPage()
  await page.addScriptTag({ content: bundled.outputFiles[0]!.text })
  const found = await page.evaluate(`bench.run(${side})`)
  console.log(`bundle with the worker ${(bundled.outputFiles[0]!.text.length / 1000).toFixed(0)} KB`)
  console.log(JSON.stringify(found, null, 1))
} finally {
  await browser.close()
}
