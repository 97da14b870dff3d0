// The worker's own file: bundled to text by `?worker`, started by pixel-work.ts.
import { PluginError, toErrorReport } from '../../../src/shared/errors'
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
    const failed = error instanceof RangeError && /alloc|memory/i.test(error.message) ? new PluginError('pixels.out-of-memory', 'There is not enough memory for this picture.', { cause: error }) : error
    post({ kind: 'failed', report: toErrorReport(failed) })
  }
})
post({ kind: 'ready' })
