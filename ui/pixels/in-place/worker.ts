// The worker's own file: bundled to text by `?worker`, started by pixel-work.ts.
import { toErrorReport } from '../../../src/shared/errors'
import { nameMemoryError } from '../out-of-memory'
import { buffersOf, runWork, type WorkAnswer, type WorkOrder } from './work-order'

const post = (message: WorkAnswer, transfer: Transferable[] = []): void => self.postMessage(message, { transfer })

self.addEventListener('message', ({ data: order }: MessageEvent<WorkOrder>) => {
  try {
    const steps = runWork(order)
    for (;;) {
      const step = steps.next()
      if (step.done) {
        post({ kind: 'done', result: step.value }, buffersOf(step.value))
        return
      }
      post({ kind: 'stage', stage: step.value })
    }
  } catch (error) {
    post({ kind: 'failed', report: toErrorReport(nameMemoryError(error)) })
  }
})
post({ kind: 'ready' })
