import { describe, expect, it } from 'vitest'
import type { ExtentRule } from '../../../../ui/models/model-card'
import { startPixelWork, type WorkerLike, type WorkHost } from '../../../../ui/pixels/in-place/pixel-work'
import { planEdit, type EditPlan } from '../../../../ui/pixels/in-place/plan-edit'
import { runWork, type WorkOrder } from '../../../../ui/pixels/in-place/work-order'
import { ellipse, texture } from './scenes'

const rule: ExtentRule = { kind: 'free', multipleOf: 16, minPixels: 10_000, maxPixels: 400_000, maxEdgePx: 1024, maxRatio: 3 }
const box = { x: 40, y: 30, width: 40, height: 30 }
const order = () => ({
  source: texture(160, 120), mask: ellipse(160, 120, box), options: {},
  plan: planEdit({ sourceExtent: { width: 160, height: 120 }, maskBounds: box, rule, intent: 'fill' }) as EditPlan,
})

/** A worker that answers from the same code, or hangs. */
class FakeWorker extends EventTarget implements WorkerLike {
  ended = false
  constructor(private readonly way: 'works' | 'refused' | 'hangs') {
    super()
    queueMicrotask(() => this.dispatchEvent(way === 'refused' ? new Event('error') : new MessageEvent('message', { data: { kind: 'ready' } })))
  }
  postMessage(message: WorkOrder): void {
    if (this.way !== 'works') {
      this.dispatchEvent(new MessageEvent('message', { data: { kind: 'stage', stage: 'cut' } }))
      return
    }
    const received = structuredClone(message, { transfer: [message.source.data.buffer, message.mask.buffer] })
    const steps = runWork(received)
    for (let step = steps.next(); ; step = steps.next()) {
      this.dispatchEvent(new MessageEvent('message', { data: step.done ? { kind: 'done', result: step.value } : { kind: 'stage', stage: step.value } }))
      if (step.done) return
    }
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
    pause: async () => void pauses++,
    startWorker(url) {
      started.push(url.slice(0, 5))
      const now = way(url)
      if (now === 'raises') throw new Error('refused by policy')
      const made = new FakeWorker(now)
      workers.push(made)
      return made
    },
  }
  return { own, started, workers, pauses: () => pauses }
}

describe('startPixelWork', () => {
  it('works in a blob worker and leaves the caller its buffers', async () => {
    const page = host(() => 'works'), given = order(), stages: string[] = []
    const prepared = await startPixelWork('code', page.own).prepare(given, { onStage: (stage) => stages.push(stage) })
    expect(prepared.image.width).toBe(given.plan.request.width)
    expect(given.source.data.length).toBe(160 * 120 * 4)
    expect(stages).toEqual(['cut'])
    expect(page.started).toEqual(['blob:'])
  })
  it('hands the buffers over when they are given away', async () => {
    const given = order()
    await startPixelWork('code', host(() => 'works').own).prepare(given, { give: true })
    expect(given.source.data.length).toBe(0)
  })
  it('falls back to a data URL, then to the thread in steps', async () => {
    const data = host((url) => (url.startsWith('blob:') ? 'refused' : 'works'))
    await startPixelWork('code', data.own).prepare(order())
    expect(data.started).toEqual(['blob:', 'data:'])
    const none = host((url) => (url.startsWith('blob:') ? 'raises' : 'refused'))
    const prepared = await startPixelWork('code', none.own).prepare(order())
    const given = order()
    const finished = await startPixelWork('code', none.own).finish({ ...given, answer: prepared.image })
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
    const work = startPixelWork('code', page.own), stop = new AbortController()
    const waiting = work.prepare(order(), { signal: stop.signal, onStage: () => stop.abort(new Error('cancelled')) })
    const next = work.prepare(order())
    await expect(waiting).rejects.toThrow('cancelled')
    expect((await next).image.width).toBeGreaterThan(0)
    expect(page.workers.map(({ ended }) => ended)).toEqual([true, false])
  })
  it('says what went wrong with its code', async () => {
    const none = host(() => 'raises')
    await expect(startPixelWork('code', none.own).finish({ ...order(), mask: new Uint8Array(3), answer: texture(160, 120) })).rejects.toMatchObject({ code: 'pixels.extent-mismatch' })
  })
})
