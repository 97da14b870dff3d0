import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { ExtentRule } from '../../../../ui/models/model-card'
import { decodePicture, encodePng } from '../../../../ui/pixels/codec'
import { startPixelWork, type PixelWork, type WorkerLike, type WorkHost } from '../../../../ui/pixels/in-place/pixel-work'
import { planEdit, type EditPlan } from '../../../../ui/pixels/in-place/plan-edit'
import { serveWork } from '../../../../ui/pixels/in-place/serve-work'
import type { SentSource } from '../../../../ui/pixels/in-place/source'
import { startOnThread } from '../../../../ui/pixels/in-place/thread-worker'
import { buffersOf, type WorkOrder } from '../../../../ui/pixels/in-place/work-order'
import { nodeRaster } from '../../../support/node-raster'
import { ellipse, texture } from './scenes'

const rule: ExtentRule = { kind: 'free', multipleOf: 16, minPixels: 10_000, maxPixels: 400_000, maxEdgePx: 1024, maxRatio: 3 }
const box = { x: 40, y: 30, width: 40, height: 30 }
const source = texture(160, 120)
const order = () => ({
  source: { ...source, data: source.data.slice() }, mask: ellipse(160, 120, box), options: {},
  plan: planEdit({ sourceExtent: { width: 160, height: 120 }, maskBounds: box, rule, intent: 'fill' }) as EditPlan,
})
const encoded = async (key = 'a', picture = source) => ({ ...order(), source: { key, mime: 'image/png', bytes: await encodePng(picture) } })

/** A worker that answers from the same code, or hangs. */
class FakeWorker extends EventTarget implements WorkerLike {
  ended = false
  readonly sent: WorkOrder<SentSource>[] = []
  private hear: ((event: MessageEvent<WorkOrder<SentSource>>) => void) | null = null
  constructor(private readonly way: 'works' | 'refused' | 'hangs') {
    super()
    const say = (data: object): boolean => this.dispatchEvent(new MessageEvent('message', { data }))
    queueMicrotask(() => {
      if (way === 'refused') return this.dispatchEvent(new Event('error'))
      return serveWork({ postMessage: say, addEventListener: (_, listener) => void (this.hear = listener) }, nodeRaster, [][Symbol.iterator]())
    })
  }
  postMessage(message: WorkOrder<SentSource>): void {
    if (this.way === 'hangs') {
      this.dispatchEvent(new MessageEvent('message', { data: { kind: 'stage', stage: 'cut' } }))
      return
    }
    const data = structuredClone(message, { transfer: buffersOf(message) })
    this.sent.push(data)
    this.hear?.(new MessageEvent('message', { data }))
  }
  terminate(): void {
    this.ended = true
  }
}

function host(way: (url: string) => 'works' | 'refused' | 'hangs' | 'raises') {
  const started: string[] = [], workers: FakeWorker[] = []
  let pauses = 0
  const own: WorkHost = {
    blobUrl: () => 'blob:null/1', revoke: () => undefined,
    startHere: () => startOnThread((end) => serveWork(end, nodeRaster), async () => void pauses++),
    startWorker(url) {
      started.push(url.slice(0, 5))
      const now = way(url)
      if (now === 'raises') throw new Error('refused by policy')
      const made = new FakeWorker(now)
      workers.push(made)
      return made
    },
  }
  return { own, started, workers, pauses: () => pauses, open: (): PixelWork => startPixelWork(async () => 'code', own) }
}
const works = () => host(() => 'works')
const onThread = () => host(() => 'raises')
const bytesSent = ({ workers }: ReturnType<typeof host>): (number | null)[] => workers.flatMap(({ sent }) => sent).map((order) => (order.kind === 'masks' ? 0 : 'bytes' in order.source ? (order.source.bytes?.length ?? null) : -1))

describe('startPixelWork', () => {
  it('refuses a picture that opens in another extent than Figma counts, as a turned JPEG does, before anything is sent', async () => {
    const { source: held, ...rest } = await encoded(), work = works().open()
    await expect(work.prepare({ ...rest, source: { ...held, extent: { width: source.height, height: source.width } } })).rejects.toMatchObject({ code: 'pixels.extent-mismatch' })
    await expect(work.prepare({ ...rest, source: { ...held, extent: { width: source.width, height: source.height } } })).resolves.toHaveProperty('image')
  })
  it('works in a blob worker and leaves the caller its buffers', async () => {
    const page = works(), given = order(), stages: string[] = []
    const prepared = await page.open().prepare(given, { onStage: (stage) => stages.push(stage) })
    expect(prepared.image.widthPx).toBe(given.plan.request.width)
    expect(given.source.data.length).toBe(160 * 120 * 4)
    expect([...new Set(stages)]).toEqual(['decode', 'cut', 'encode'])
    expect(page.started).toEqual(['blob:'])
  })
  it('hands the buffers over when they are given away', async () => {
    const given = order()
    await works().open().prepare(given, { give: true })
    expect(given.source.data.length).toBe(0)
  })
  it('falls back to a data URL, then to the thread in steps', async () => {
    const data = host((url) => (url.startsWith('blob:') ? 'refused' : 'works'))
    await data.open().prepare(order())
    expect(data.started).toEqual(['blob:', 'data:'])
    const none = host((url) => (url.startsWith('blob:') ? 'raises' : 'refused')), work = none.open()
    const prepared = await work.prepare(order())
    const finished = await work.finish({ ...order(), answer: prepared.image })
    expect(finished.report.changedOutside).toBe(0)
    expect(none.pauses()).toBeGreaterThan(4)
  })
  it('ends the worker on cancel, and the next order gets a new one', async () => {
    let first = true
    const page = host(() => {
      const way = first ? 'hangs' : 'works'
      first = false
      return way
    })
    const work = page.open(), stop = new AbortController()
    const waiting = work.prepare(order(), { signal: stop.signal, onStage: () => stop.abort(new Error('cancelled')) })
    const next = work.prepare(order())
    await expect(waiting).rejects.toThrow('cancelled')
    expect((await next).image.widthPx).toBeGreaterThan(0)
    expect(page.workers.map(({ ended }) => ended)).toEqual([true, false])
  })
  it('stops between steps on the thread', async () => {
    const stop = new AbortController()
    await expect(onThread().open().prepare(order(), { signal: stop.signal, onStage: (stage) => stage === 'cut' && stop.abort(new Error('cancelled')) })).rejects.toThrow('cancelled')
  })
  it('says what went wrong with its code, in the worker and on the thread', async () => {
    for (const page of [works(), onThread()]) {
      const work = page.open()
      await expect(work.finish({ ...order(), mask: new Uint8Array(3), answer: texture(160, 120) })).rejects.toMatchObject({ code: 'pixels.extent-mismatch' })
      await expect(work.finish({ ...order(), answer: { bytes: new Uint8Array(90), mime: 'image/png' } })).rejects.toMatchObject({ code: 'pixels.decode-failed' })
      expect((await work.prepare(order())).image.mime).toBe('image/png')
    }
  })
})

describe('an encoded source', () => {
  it('is sent and decoded once for all orders with its key', async () => {
    const page = works(), work = page.open(), given = await encoded(), size = given.source.bytes.length
    const { extent, preview } = await work.preview({ source: given.source, longestPx: 40 })
    expect([extent, preview.width, preview.height]).toEqual([{ width: 160, height: 120 }, 40, 30])
    const prepared = await work.prepare(given)
    await work.finish({ ...given, answer: prepared.image })
    expect(bytesSent(page)).toEqual([size, null, null])
    expect(given.source.bytes.length).toBe(size)
    await work.preview({ source: (await encoded('b', texture(100, 50))).source, longestPx: 10 })
    await work.prepare(given)
    expect(bytesSent(page).slice(3).map((count) => typeof count)).toEqual(['number', 'number'])
  })
  it('gives the same result whether or not there was time to copy it ahead, and stays as it was', async () => {
    const work = works().open(), given = await encoded(), prepared = await work.prepare(given)
    await turn()
    await turn()
    const { plan } = given, answer = await decodePicture(prepared.image.bytes, 'image/png', nodeRaster), results = []
    for (let y = 35; y < 55; y++) for (let x = 50; x < 70; x++) answer.data.fill(200, (Math.round((y - plan.crop.y) * plan.scale) * answer.width + Math.round((x - plan.crop.x) * plan.scale)) * 4, (Math.round((y - plan.crop.y) * plan.scale) * answer.width + Math.round((x + 1 - plan.crop.x) * plan.scale)) * 4 - 1)
    for (let round = 0; round < 3; round++) results.push(await work.finish({ ...given, answer }))
    expect(results[0]!.report).toMatchObject({ changedOutside: 0, reframed: false })
    expect(results[0]!.report.changedInside).toBeGreaterThan(100)
    for (const { picture, report } of results.slice(1)) expect([picture?.bytes, report]).toEqual([results[0]!.picture?.bytes, results[0]!.report])
    const again = await work.prepare(given)
    expect(again.image.bytes).toEqual(prepared.image.bytes)
  })
  it('is sent again after a cancel and after a failure', async () => {
    const page = works(), work = page.open(), given = await encoded(), stop = new AbortController()
    await work.prepare(given)
    await work.prepare(given, { signal: stop.signal, onStage: () => stop.abort(new Error('cancelled')) }).catch(() => null)
    await work.prepare(given)
    await work.finish({ ...given, mask: new Uint8Array(3), answer: texture(160, 120) }).catch(() => null)
    await work.prepare(given)
    expect(bytesSent(page).map((count) => count === null)).toEqual([false, true, false, true, false])
  })
  it('gives the same pictures as pixels do', async () => {
    const work = works().open(), thread = onThread().open()
    const [one, two, three] = [await work.prepare(await encoded()), await work.prepare(order()), await thread.prepare(await encoded())]
    expect(one.image.bytes).toEqual(two.image.bytes)
    expect(one.image.bytes).toEqual(three.image.bytes)
    expect(one.requestMask.bytes).toEqual(two.requestMask.bytes)
    await expect(decodePicture(one.requestMask.bytes)).resolves.toMatchObject({ width: one.image.widthPx, height: one.image.heightPx })
  })
})
