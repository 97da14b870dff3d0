// How long a plugin's window takes to open, in the real page of the playground.
import type { Browser, Page } from 'playwright-core'
import { meterFrame, type FrameTimes } from './window-meter.ts'

/** ms from the press that opens it. `ownPaintMs` counts from the start of the frame's own document: the part that is the plugin's. */
export type Opened = { paintMs: number; ownPaintMs: number; typeMs: number }

const uiPath = '/plugin/build/ui.js'

/** `files` stand in for those of the built plugin, by the path they are asked at; its window's script is always among them. */
export async function openingPage(browser: Browser, pageURL: string, files: Record<string, string>): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  // Within the plugin's own script: the driver's may come too late for a sandboxed frame.
  const metered = { ...files, [uiPath]: `(${meterFrame.toString()})();${files[uiPath] ?? ''}` }
  for (const [path, body] of Object.entries(metered)) await page.route(`**${path}`, (route) => route.fulfill({ body, contentType: path.endsWith('.json') ? 'application/json' : 'text/javascript' }))
  await page.goto(`${pageURL}/?scene=empty&open=0`)
  await page.evaluate(() => window.inlayPlayground.ready)
  return page
}

export async function openOnce(page: Page): Promise<Opened> {
  await page.bringToFront()
  const pressed = await page.evaluate(() => {
    const at = performance.timeOrigin + performance.now()
    ;[...document.querySelectorAll('button')].find((button) => button.textContent === 'Open Inlay')!.click()
    return at
  })
  const frame = await (await page.waitForSelector('iframe[data-plugin-window]', { state: 'attached' })).contentFrame()
  if (!frame) throw new Error('the window did not open')
  await frame.waitForFunction(() => window.inlayMeter !== undefined && window.inlayMeter.times.painted !== null && window.inlayMeter.times.typable !== null, null, { timeout: 20_000 })
  const { began, painted, typable }: FrameTimes = await frame.evaluate(() => window.inlayMeter!.times)
  await page.getByLabel('Close plugin').click()
  await page.waitForSelector('iframe[data-plugin-window]', { state: 'detached' })
  return { paintMs: painted! - pressed, ownPaintMs: painted! - began, typeMs: typable! - pressed }
}
