// How fast the host itself is: `npm run bench:host`. Every number is a median after warm-up, with a baseline measured in the same run.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { browserFlags, requireBrowser } from '../build/browser.ts'
import { startPlayground } from '../serve.ts'
import { machine, table, type Row } from './measure.ts'
import { fillPage, pan, panRow, type Panned } from './pan.ts'
import { bytesThroughVm, placements, starts } from './vm.ts'

const root = join(import.meta.dirname, '../..')
const rounds = 5, layers = 500, framesEach = 120

async function panning(): Promise<{ rows: Row[]; browser: string }> {
  const browser = await chromium.launch({ executablePath: requireBrowser(), headless: true, args: browserFlags })
  const host = await startPlayground({ port: 0, openBrowser: false })
  try {
    const open = async () => {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
      await page.goto(`${host.url}/?scene=empty&open=0`)
      await page.evaluate(() => window.inlayPlayground.ready)
      return page
    }
    const empty = await open(), full = await open()
    await fillPage(full, layers)
    const measure = async (): Promise<[Panned[], Panned[]]> => {
      const own: Panned[] = [], other: Panned[] = []
      for (let round = 0; round < rounds; round++) {
        for (const [page, list] of [[full, own], [empty, other]] as const) {
          await page.bringToFront()
          list.push(await pan(page, framesEach))
        }
      }
      return [own, other]
    }
    const rows = [panRow(`panning ${layers} layers, all in view, work per frame`, ...(await measure()))]
    await full.keyboard.press('Shift+Digit0')
    rows.push(panRow(`panning ${layers} layers at 100 %, work per frame`, ...(await measure())))
    return { rows, browser: `Chromium ${browser.version()}, headless without GPU` }
  } finally {
    await browser.close()
    await host.close()
  }
}

const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const rows = [await bytesThroughVm(15, rounds), await placements(100, rounds), await starts(read('build/main.js'), read('build/ui.js'), rounds)]
const { rows: pans, browser } = await panning()
process.stdout.write(`${machine()}, ${browser}\n\n${table([...rows, ...pans])}\n`)
