// A full page while panning, in the real page of the playground.
import type { Page } from 'playwright-core'
import { median, quantile, type Row } from './measure.ts'

/** Ms of one frame at 60 per second; a frame counts as late beyond it and the clock's own unrest. */
const frameMs = 1000 / 60, unrestMs = 1.5

/** `workMs` is the main thread's time for one frame. */
export type Panned = { frames: number[]; late: number; workMs: number }

/** 100 cards of five layers each: picture with rounded clip, shadow, two texts, ellipse. */
export async function fillPage(page: Page, layers: number): Promise<void> {
  await page.evaluate(async (count) => {
    const { document } = window.inlayPlayground, canvas = new OffscreenCanvas(640, 480), context = canvas.getContext('2d')!
    const hashes: string[] = []
    for (let i = 0; i < 12; i++) {
      const gradient = context.createLinearGradient(0, 0, 640, 480)
      gradient.addColorStop(0, `hsl(${i * 30} 70% 40%)`)
      gradient.addColorStop(1, `hsl(${i * 30 + 90} 70% 70%)`)
      context.fillStyle = gradient
      context.fillRect(0, 0, 640, 480)
      hashes.push(document.user.addImage(new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())))
    }
    document.change('user', () => {
      for (let i = 0; i < count / 5; i++) {
        document.user.insert(document.currentPageId, { type: 'FRAME', name: `Card ${i + 1}`, x: (i % 10) * 360, y: Math.floor(i / 10) * 320, width: 320, height: 280, cornerRadius: 16, effects: i % 4 === 0 ? [{ type: 'DROP_SHADOW', color: { r: 0, g: 0, b: 0, a: 0.2 }, offset: { x: 0, y: 4 }, radius: 12, visible: true, blendMode: 'NORMAL' }] : [], children: [
          { type: 'RECTANGLE', width: 320, height: 200, fills: [{ type: 'IMAGE', scaleMode: 'FILL', imageHash: hashes[i % hashes.length] }] },
          { type: 'TEXT', x: 16, y: 212, characters: `Card number ${i + 1}`, fontSize: 19 }, { type: 'TEXT', x: 16, y: 242, characters: 'A window seat with tea', fontSize: 14 },
          { type: 'ELLIPSE', x: 260, y: 180, width: 40, height: 40, rotation: 10, strokes: [{ type: 'SOLID', color: { r: 1, g: 1, b: 1 } }], strokeWeight: 2 },
        ] })
      }
    })
    document.user.select([])
  }, layers)
  await page.keyboard.press('Shift+Digit1')
}

/** Turns the wheel over the canvas once a frame, there and back; ms between frames after `warmUp` of them. */
export async function pan(page: Page, frames: number, warmUp = 30): Promise<Panned> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const busyMs = async (): Promise<number> => 1000 * ((await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN)
  const before = await busyMs()
  const times = await page.evaluate(([count, skipped]) => new Promise<number[]>((done) => {
    const canvas = document.querySelector<HTMLCanvasElement>('.canvas canvas')!, box = canvas.getBoundingClientRect()
    const stamps: number[] = []
    const frame = (now: number): void => {
      stamps.push(now)
      if (stamps.length > count! + skipped!) { done(stamps.slice(skipped)); return }
      const forth = Math.floor(stamps.length / 30) % 2 === 0
      canvas.dispatchEvent(new WheelEvent('wheel', { deltaX: forth ? 9 : -9, deltaY: forth ? 5 : -5, clientX: box.left + box.width / 2, clientY: box.top + box.height / 2, bubbles: true, cancelable: true }))
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  }), [frames, warmUp])
  const between = times.slice(1).map((time, i) => time - times[i]!)
  const workMs = ((await busyMs()) - before) / (frames + warmUp)
  await session.detach()
  return { frames: between, workMs, late: between.filter((ms) => ms > frameMs + unrestMs).length }
}

export function panRow(what: string, full: readonly Panned[], empty: readonly Panned[]): Row {
  const frames = full.flatMap((one) => one.frames), others = empty.flatMap((one) => one.frames)
  return {
    what, ms: median(full.map((one) => one.workMs)), baseline: 'the empty page', baselineMs: median(empty.map((one) => one.workMs)),
    more: `a frame every ${median(frames).toFixed(1)} ms; late: ${full.reduce((sum, one) => sum + one.late, 0)} of ${frames.length} frames (empty page ${empty.reduce((sum, one) => sum + one.late, 0)} of ${others.length}); 95 % within ${quantile(frames, 0.95).toFixed(1)} ms`,
  }
}
