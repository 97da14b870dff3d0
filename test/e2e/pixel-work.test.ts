// The plugin's pixel work in a real browser, where workers start and where the page refuses every one of them.
import { build } from 'esbuild'
import type { Browser } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { inlineWorker } from '../../playground/build/inline-worker.js'
import { sharedBrowser } from '../support/browser'
import type { PixelWorkRun } from '../support/pixel-work-page.ts'

let browser: Browser, script = ''
beforeAll(async () => {
  browser = await sharedBrowser()
  const made = await build({ entryPoints: ['test/support/pixel-work-page.ts'], bundle: true, write: false, format: 'iife', target: 'chrome110', minify: true, logLevel: 'error', plugins: [inlineWorker()] })
  script = made.outputFiles[0]!.text
})

async function run(workers: string): Promise<PixelWorkRun & { started: number }> {
  const page = await browser.newPage()
  const count = 'window.started = 0; { const Own = Worker; window.Worker = function (url) { const made = new Own(url); made.addEventListener("message", () => { window.started = 1 }); return made } }'
  await page.setContent(`<!doctype html><html lang="en"><head><meta http-equiv="Content-Security-Policy" content="default-src data: blob:; script-src 'unsafe-inline'; worker-src ${workers}"><title>Pixels</title><script>${count}</script><script>${script.replaceAll('</', '<\\/')}</script></head><body></body></html>`)
  const result = await page.evaluate('run()') as PixelWorkRun, started = await page.evaluate('window.started') as number
  await page.close()
  return { ...result, started }
}

describe('pixel work', () => {
  it('gives the same pictures where the page refuses every worker, stops when cancelled and keeps the window drawing', async () => {
    const inWorker = await run('blob:'), here = await run("'none'")
    expect([inWorker.started, here.started]).toEqual([1, 0])
    const pictures = ({ image, mask, picture, changedOutside }: PixelWorkRun) => ({ image, mask, picture, changedOutside })
    expect(pictures(here)).toEqual(pictures(inWorker))
    expect(here).toMatchObject({ changedOutside: 0, cancelled: 'cancelled' })
    expect(inWorker.cancelled).toBe('cancelled')
    expect(here.picture.startsWith('0:')).toBe(false)
    process.stdout.write(`pixel work without workers: longest task ${Math.round(here.longestTaskMs)} ms\n`)
  })
})
