// How the window holds up while it works: scenarios of the real plugin, measured from inside its frame.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import type { Browser, Frame } from 'playwright-core'
import { runScenario } from '../scenario/run-scenario.ts'
import { meterFrame, type FrameTimes } from './window-meter.ts'

type Shots = Record<string, (frame: Frame) => Promise<void>>
type Where = { browser: Browser; pageURL: string }

const frameScene = { nodes: [['Hero', 1440, 1024], ['Post', 1080, 1080], ['Phone', 390, 844]].map(([name, width, height], index) => ({ type: 'FRAME', id: `1:${index + 1}`, name, x: index * 1500, y: 0, width, height, fills: [{ type: 'SOLID', color: { r: 0.07, g: 0.11, b: 0.23 } }] })) }
const paid = { providers: { openai: { key: 'sk-test-4242424242424242' } } }
/** ms between two partial pictures of one request. */
const partialEveryMs = 700

async function play({ browser, pageURL }: Where, folder: string, scenario: object, shots: Shots): Promise<void> {
  const report = await runScenario({ text: JSON.stringify({ version: 1, ...scenario }), baseDir: folder, outDir: join(folder, 'out'), browser, pageURL, picturesNodes: false, onShot: async (name, frame) => { if (frame) await shots[name]?.(frame) } })
  if (report.failed) throw new Error(`step ${report.failed.index}: ${report.failed.why}`)
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'inlay-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const start = async (frame: Frame): Promise<void> => {
  await frame.evaluate(`(${meterFrame.toString()})()`)
  await frame.evaluate(() => window.inlayMeter!.reset())
}
const read = (frame: Frame): Promise<FrameTimes> => frame.evaluate(() => window.inlayMeter!.times)

/** Three frames with partial pictures, Results open; `idle` is the same window with nothing to do, for as long. Pressed at places found before: what the driver looks for in the window would count as the window's own work. */
export const streamedRun = (where: Where, model: 'Demo' | 'GPT Image 2'): Promise<{ run: FrameTimes; idle: FrameTimes }> => inFolder(async (folder) => {
  let run: FrameTimes | undefined, idle: FrameTimes | undefined
  const pressed = async (frame: Frame): Promise<void> => {
    const page = frame.page(), boxes = await Promise.all([frame.locator('[data-action=run]'), frame.getByText('Results', { exact: true })].map((place) => place.first().boundingBox()))
    const began = Date.now()
    await start(frame)
    for (const box of boxes) await page.mouse.click(box!.x + box!.width / 2, box!.y + box!.height / 2)
    await page.waitForFunction(() => { const jobs = window.inlayHooks!.jobs(); return jobs.length > 0 && jobs.every(({ state }) => ['done', 'failed', 'cancelled'].includes(state)) }, null, { timeout: 120_000, polling: 200 })
    run = await read(frame)
    await frame.evaluate(() => window.inlayMeter!.reset())
    await page.waitForTimeout(Math.min(Date.now() - began, 6000))
    idle = await read(frame)
  }
  await play(where, folder, {
    ...paid, scene: frameScene, server: [{ when: {}, do: { delayMs: partialEveryMs } }],
    steps: [
      { select: ['Hero', 'Post', 'Phone'] }, { ui: 'fill', name: 'Prompt', value: 'A rocket on its launch pad at blue hour' }, { ui: 'choose', name: 'Model', value: model }, { await: 'idle' },
      { shot: 'pressed', of: 'window' }, { shot: 'end', of: 'window' },
    ],
  }, { pressed, end: async (frame) => { if (await frame.locator('[data-action=run]').count() > 0) throw new Error('Results did not open') } })
  return { run: run!, idle: idle! }
})

/** Side of the picture that is edited, px. */
const edgePx = 4096
async function largePhoto(photo: string): Promise<Buffer> {
  const canvas = createCanvas(edgePx, edgePx)
  canvas.getContext('2d').drawImage(await loadImage(photo), 0, 0, edgePx, edgePx)
  return canvas.encode('jpeg', 88)
}

/** Types into the prompt, one letter after the other, from the press until the edit of a 4096 px picture is in place. */
export const typedDuringEdit = (where: Where, photo: string): Promise<{ working: FrameTimes; resting: FrameTimes }> => inFolder(async (folder) => {
  writeFileSync(join(folder, 'photo.jpg'), await largePhoto(photo))
  let working: FrameTimes | undefined, resting: FrameTimes | undefined
  const type = async (frame: Frame, goesOn: () => Promise<boolean>): Promise<FrameTimes> => {
    await frame.locator('textarea[aria-label=Prompt]').focus()
    await start(frame)
    while (await goesOn()) {
      await frame.page().keyboard.press('a')
      await frame.page().waitForTimeout(90)
    }
    return read(frame)
  }
  const open = (frame: Frame) => async (): Promise<boolean> => frame.page().evaluate(() => window.inlayHooks!.jobs().some((job) => !['done', 'failed', 'cancelled'].includes(job.state)))
  await play(where, folder, {
    ...paid, settings: { landEdits: 'fill' },
    scene: { nodes: [
      { type: 'RECTANGLE', id: '1:1', name: 'Photo', x: 0, y: 0, width: 1024, height: 1024, fills: [{ type: 'IMAGE', scaleMode: 'FILL', image: './photo.jpg' }] },
      { type: 'ELLIPSE', id: '1:2', name: 'Mask', x: 380, y: 420, width: 240, height: 200, fills: [{ type: 'SOLID', color: { r: 0.5, g: 0.2, b: 0.9 } }] },
    ] },
    steps: [
      { select: ['Photo', 'Mask'] }, { await: 'idle', timeoutMs: 60_000 }, { ui: 'fill', name: 'Prompt', value: 'A blue cup' }, { await: 'idle', timeoutMs: 60_000 }, { shot: 'resting', of: 'window' },
      { ui: 'click', action: 'run' }, { shot: 'working', of: 'window' }, { await: 'idle', timeoutMs: 120_000 },
    ],
  }, {
    resting: async (frame) => { let left = 30; resting = await type(frame, async () => left-- > 0) },
    working: async (frame) => {
      working = await type(frame, open(frame))
      const [job] = await frame.page().evaluate(() => window.inlayHooks!.jobs())
      if (job?.state !== 'done' || job.changedOutside !== 0) throw new Error(`the edit ended ${job?.state}: ${job?.error?.message ?? `${job?.changedOutside} px changed outside`}`)
    },
  })
  return { working: working!, resting: resting! }
})
