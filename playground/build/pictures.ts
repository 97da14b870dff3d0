// The pictures of README.md, from the real page with the built plugin: `npm run pictures [-- DIR]`.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { chromium, type Frame, type Locator, type Page } from 'playwright-core'
import { startPlayground } from '../serve.ts'
import { browserFlags, requireBrowser } from './browser.ts'

const folder = resolve(process.argv[2] ?? 'playground/pictures')
const viewport = { width: 1440, height: 860 }, scale = 1.5, quality = 88
mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({ executablePath: requireBrowser(), args: browserFlags })
const host = await startPlayground({ port: 0, openBrowser: false })

type Theme = 'light' | 'dark'
/** The page as a newcomer meets it. */
async function visit(scene: string, theme: Theme, work: (page: Page, frame: Frame) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport, deviceScaleFactor: scale, colorScheme: theme }), page = await context.newPage()
  await page.goto(`${host.url}/?scene=${scene}&theme=${theme}`)
  await page.evaluate(() => window.inlayPlayground.ready)
  const frame = page.frames()[1]!
  await frame.locator('[data-action=run]:not([aria-disabled=true])').waitFor()
  await work(page, frame)
  await context.close()
}
/** WebP: a quarter of the bytes, and the letters stay sharp. */
async function shoot(what: Page | Locator, name: string): Promise<void> {
  const image = await loadImage(await what.screenshot()), canvas = createCanvas(image.width, image.height)
  canvas.getContext('2d').drawImage(image, 0, 0)
  writeFileSync(join(folder, `${name}.webp`), await canvas.encode('webp', quality))
}
/** Every job at its end, and the strip's words drawn. */
const settled = async (page: Page, frame: Frame): Promise<void> => {
  await page.waitForFunction(() => window.inlayHooks!.jobs().length > 0 && window.inlayHooks!.jobs().every(({ state }) => state === 'done'), null, { timeout: 60_000 })
  await frame.getByText(/in place/).first().waitFor()
}
const run = (frame: Frame): Promise<void> => frame.locator('[data-action=run]').click()

await visit('empty', 'light', async (page) => {
  await shoot(page.locator('.window'), 'window')
})
for (const theme of ['light', 'dark'] as const) {
  const named = (name: string): string => (theme === 'dark' ? `${name}-dark` : name)
  await visit('space-museum', theme, async (page, frame) => {
    if (theme === 'light') await shoot(page, 'playground')
    await run(frame)
    await settled(page, frame)
    await shoot(page, named('filled'))
  })
}
await visit('space-museum', 'light', async (page, frame) => {
  await page.getByRole('button', { name: 'Hide the steps' }).click()
  await page.evaluate(() => window.inlayPlayground.select(['Photo', 'Ellipse 3']))
  await page.keyboard.press('Shift+2')
  await frame.getByRole('radio', { name: 'Replace' }).click()
  await frame.getByRole('textbox', { name: 'Prompt' }).fill('A cobalt blue enamel cup and saucer, same light')
  await frame.locator('[data-action=run]:not([aria-disabled=true])').waitFor()
  await shoot(page, 'edit')
})
await browser.close()
await host.close()
process.exit(0)
