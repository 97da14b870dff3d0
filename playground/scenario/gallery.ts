// `npm run gallery -- [DIR]`: a picture of every state of the window, in both themes and three widths.
import { mkdirSync, readdirSync, copyFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright-core'
import { browserFlags, requireBrowser } from '../build/browser'
import { startPlayground } from '../serve'
import { galleryStates } from './gallery-states'
import { runScenario } from './run-scenario'

const [folder = 'build/gallery', ...only] = process.argv.slice(2)
const out = resolve(folder)
const widths = [320, 360, 900]
const browser = await chromium.launch({ executablePath: requireBrowser(), args: browserFlags })
const page = await startPlayground({ port: 0, openBrowser: false })
let failed = 0, shots = 0
mkdirSync(out, { recursive: true })
for (const { name, scenario } of galleryStates.filter((state) => only.length === 0 || only.includes(state.name))) {
  for (const theme of ['light', 'dark']) {
    for (const width of widths) {
      const dir = join(out, '.runs', `${name}-${theme}-${width}`)
      rmSync(dir, { recursive: true, force: true })
      const report = await runScenario({ text: JSON.stringify({ version: 1, theme, window: { width, height: 680 }, ...scenario }), baseDir: resolve('playground/scenes'), outDir: dir, browser, pageURL: page.url, scale: 2 })
      for (const file of readdirSync(join(dir, 'shots'))) {
        copyFileSync(join(dir, 'shots', file), join(out, `${file.replace(/^\d+-|\.png$/g, '')}-${width}-${theme}.png`))
        shots += 1
      }
      rmSync(dir, { recursive: true, force: true })
      if (!report.failed) continue
      failed += 1
      process.stderr.write(`${name} ${theme} ${width}: step ${report.failed.index}: ${report.failed.why}\n`)
    }
  }
}
rmSync(join(out, '.runs'), { recursive: true, force: true })
process.stdout.write(`${shots} pictures in ${out}${failed ? `, ${failed} states failed` : ''}\n`)
await browser.close()
await page.close()
process.exit(failed ? 1 : 0)
