// `npm run gallery -- [DIR] [STATE…]`: a picture of every state of the window, in both themes and three widths, and a page that shows them side by side.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium, type Frame } from 'playwright-core'
import { browserFlags, requireBrowser } from '../build/browser'
import { startPlayground } from '../serve'
import { galleryPage, type GalleryPicture } from './gallery-page'
import { galleryStates } from './gallery-states'
import { inTheme } from './in-theme'
import { runScenario } from './run-scenario'

const [folder = 'build/gallery', ...only] = process.argv.slice(2)
const out = resolve(folder), runs = join(out, '.runs')
const widths = [320, 360, 900] as const, themes = ['light', 'dark'] as const
/** Wider windows are pictured at one px a px: at two, headless Chromium loses presses in a large frame that animates. */
const sharpUpToPx = 400
const browser = await chromium.launch({ executablePath: requireBrowser(), args: browserFlags })
const page = await startPlayground({ port: 0, openBrowser: false })
const pictures: GalleryPicture[] = []
let failed = 0

async function picture(frame: Frame, name: string, width: number): Promise<void> {
  const element = await frame.frameElement()
  for (const theme of themes) {
    await inTheme(frame, theme)
    const file = `${name}-${width}-${theme}.png`
    await element.screenshot({ path: join(out, file) })
    pictures.push({ name, width, theme, file })
  }
  await inTheme(frame, themes[0])
}

mkdirSync(out, { recursive: true })
for (const { name, scenario } of galleryStates.filter((state) => only.length === 0 || only.includes(state.name))) {
  for (const width of widths) {
    const report = await runScenario({
      text: JSON.stringify({ version: 1, window: { width, height: 680 }, ...scenario }), baseDir: resolve('playground/scenes'), outDir: join(runs, `${name}-${width}`), browser, pageURL: page.url, scale: width > sharpUpToPx ? 1 : 2,
      onShot: async (shot, frame) => { if (frame) await picture(frame, shot, width) },
    })
    if (!report.failed) continue
    failed += 1
    process.stderr.write(`${name} ${width}: step ${report.failed.index}: ${report.failed.why}\n`)
  }
}
rmSync(runs, { recursive: true, force: true })
writeFileSync(join(out, 'index.html'), galleryPage(pictures))
process.stdout.write(`${pictures.length} pictures in ${join(out, 'index.html')}${failed ? `, ${failed} runs failed` : ''}\n`)
await browser.close()
await page.close()
process.exit(failed ? 1 : 0)
