// The worker's side of pixel work: answers orders one by one. Runs in the worker or, where workers are refused, on the window's thread.
import { toErrorReport } from '../../../src/shared/errors'
import type { RasterCodec } from '../canvas-codec'
import { nameMemoryError } from '../out-of-memory'
import { copyAhead, type SentSource, type WorkPlace } from './source'
import { buffersOf, runWork, type WorkAnswer, type WorkOrder } from './work-order'

/** What the code sees of the worker that it runs in. `pause`, on the window's thread only: lets the window draw; rejects once the work was ended. */
export type WorkEnd = {
  postMessage(answer: WorkAnswer, options: { transfer: Transferable[] }): void
  addEventListener(type: 'message', listener: (event: MessageEvent<WorkOrder<SentSource>>) => void): void
  pause?(): Promise<void>
}

/** `spare`: done step by step once the first order is answered and none waits; where there is some, a picture that was prepared is also copied ahead. */
export function serveWork(end: WorkEnd, raster: RasterCodec, spare: Iterator<void, void> | null = null): void {
  const place: WorkPlace = { raster, held: null }
  const post = (message: WorkAnswer, transfer: Transferable[] = []): void => end.postMessage(message, { transfer })

  const work = async (order: WorkOrder<SentSource>): Promise<void> => {
    try {
      const steps = runWork(order, place)
      let last = ''
      for (;;) {
        const step = await steps.next()
        if (step.done) {
          post({ kind: 'done', result: step.value }, buffersOf(step.value))
          return
        }
        if (step.value !== last) post({ kind: 'stage', stage: (last = step.value) as typeof step.value })
        await end.pause?.()
      }
    } catch (error) {
      post({ kind: 'failed', report: toErrorReport(nameMemoryError(error)) })
    }
  }
  let under = 0, asked = false, warm = spare
  const rest = (): void => {
    if (under > 0 || !spare) return
    if (asked) copyAhead(place)
    asked = false
    if (!warm) return
    if (warm.next().done) warm = null
    else setTimeout(rest, 0)
  }
  end.addEventListener('message', ({ data }) => {
    under += 1
    asked = data.kind === 'prepare'
    void work(data).finally(() => {
      under -= 1
      setTimeout(rest, 0)
    })
  })
  post({ kind: 'ready' })
}
