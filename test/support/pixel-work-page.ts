// A page that does one edit with the plugin's own pixel work, in whichever way its policy allows.
import { startPixelWork } from '../../ui/pixels/in-place/pixel-work'
import { planEdit, type EditPlan } from '../../ui/pixels/in-place/plan-edit'
import code from '../../ui/pixels/in-place/worker.ts?worker'

export type PixelWorkRun = { image: string; mask: string; picture: string; changedOutside: number | null; longestTaskMs: number; cancelled: string }

const text = (bytes: Uint8Array): string => `${bytes.length}:${bytes.reduce((sum, byte) => (sum * 31 + byte) | 0, 7)}`

;(window as unknown as { run(): Promise<PixelWorkRun> }).run = async () => {
  const width = 640, height = 480, canvas = new OffscreenCanvas(width, height), context = canvas.getContext('2d')!, box = { x: 220, y: 160, width: 160, height: 120 }
  for (let i = 0; i < 300; i++) {
    context.fillStyle = `hsl(${(i * 47) % 360} 60% 55%)`
    context.fillRect((i * 83) % width, (i * 59) % height, 40 + (i % 50), 30 + (i % 40))
  }
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer()), mask = new Uint8Array(width * height)
  for (let y = box.y; y < box.y + box.height; y++) mask.fill(255, y * width + box.x, y * width + box.x + box.width)
  const plan = planEdit({ sourceExtent: { width, height }, maskBounds: box, rule: { kind: 'free', multipleOf: 16, minPixels: 65_536, maxPixels: 400_000, maxEdgePx: 1024, maxRatio: 3 }, intent: 'fill' }) as EditPlan
  const order = () => ({ source: { key: 'a', bytes, mime: 'image/png' }, mask, drawn: true, plan })

  let longestTaskMs = 0
  const watch = new PerformanceObserver((list) => { for (const entry of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, entry.duration) })
  watch.observe({ entryTypes: ['longtask'] })
  const work = startPixelWork(code), prepared = await work.prepare({ ...order(), options: {} })
  context.drawImage(await createImageBitmap(new Blob([prepared.image.bytes])), plan.crop.x, plan.crop.y, plan.crop.width, plan.crop.height)
  context.fillStyle = '#c22'
  context.fillRect(box.x, box.y, box.width, box.height)
  const answer = new OffscreenCanvas(prepared.image.widthPx, prepared.image.heightPx)
  answer.getContext('2d')!.drawImage(canvas, plan.crop.x, plan.crop.y, plan.crop.width, plan.crop.height, 0, 0, answer.width, answer.height)
  const drawn = { bytes: new Uint8Array(await (await answer.convertToBlob({ type: 'image/png' })).arrayBuffer()), mime: 'image/png' }
  const stop = new AbortController(), cancelled = await work.finish({ ...order(), answer: drawn, options: {} }, { signal: stop.signal, onStage: () => stop.abort(new Error('cancelled')) }).then(() => 'went on', (error: Error) => error.message)
  const finished = await work.finish({ ...order(), answer: drawn, options: {} })
  work.close()
  return { image: text(prepared.image.bytes), mask: text(prepared.requestMask.bytes), picture: text(finished.picture?.bytes ?? new Uint8Array()), changedOutside: finished.report.changedOutside, longestTaskMs, cancelled }
}
