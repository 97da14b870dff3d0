// The worker's own file: bundled to text by `?worker`, started by pixel-work.ts.
import { toErrorReport } from '../../../src/shared/errors'
import { canvasRaster } from '../canvas-codec'
import { nameMemoryError } from '../out-of-memory'
import type { SentSource, WorkPlace } from './source'
import { buffersOf, runWork, type WorkAnswer, type WorkOrder } from './work-order'

const post = (message: WorkAnswer, transfer: Transferable[] = []): void => self.postMessage(message, { transfer })
const place: WorkPlace = { raster: canvasRaster, held: null }

async function work(order: WorkOrder<SentSource>): Promise<void> {
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
    }
  } catch (error) {
    post({ kind: 'failed', report: toErrorReport(nameMemoryError(error)) })
  }
}

self.addEventListener('message', ({ data }: MessageEvent<WorkOrder<SentSource>>) => void work(data))
post({ kind: 'ready' })
