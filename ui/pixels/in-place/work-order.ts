// What can be asked of the pixel worker, and the one place that does it: in the worker or on the window's thread.
import type { ErrorReport } from '../../../src/shared/errors'
import { finishSteps, type FinishedEdit, type FinishOptions, type FinishStage } from './finish-edit'
import type { Pixels } from './pixels'
import type { EditPlan } from './plan-edit'
import { prepareEdit, type PreparedEdit } from './prepare-edit'

type Picture = { source: Pixels; mask: Uint8Array<ArrayBuffer>; plan: EditPlan }
export type PrepareOrder = Picture & { kind: 'prepare'; options: Pick<FinishOptions, 'behind'> }
export type FinishOrder = Picture & { kind: 'finish'; answer: Pixels; options: FinishOptions }
export type WorkOrder = PrepareOrder | FinishOrder
export type WorkResult = PreparedEdit | FinishedEdit
export type WorkStage = 'cut' | FinishStage

export type WorkAnswer =
  | { kind: 'ready' }
  | { kind: 'stage'; stage: WorkStage }
  | { kind: 'done'; result: WorkResult }
  | { kind: 'failed'; report: ErrorReport }

export function* runWork(order: WorkOrder): Generator<WorkStage, WorkResult> {
  if (order.kind === 'finish') return yield* finishSteps(order.source, order.mask, order.plan, order.answer, order.options)
  yield 'cut'
  return prepareEdit(order.source, order.mask, order.plan, order.options)
}

/** The buffers to hand over with an order or a result, so that nothing is copied twice. */
export function buffersOf(message: WorkOrder | WorkResult): ArrayBuffer[] {
  if ('result' in message) return [message.result.data.buffer]
  if ('image' in message) return [message.image.data.buffer, message.requestMask.data.buffer]
  return [message.source.data.buffer, message.mask.buffer, ...(message.kind === 'finish' ? [message.answer.data.buffer] : [])]
}

const copyPixels = (pixels: Pixels): Pixels => ({ ...pixels, data: pixels.data.slice() })

/** A copy whose buffers may be given away: the caller keeps its own, also when the work is cancelled. */
export const copyOrder = <Order extends WorkOrder>(order: Order): Order => ({
  ...order,
  source: copyPixels(order.source),
  mask: order.mask.slice(),
  ...(order.kind === 'finish' ? { answer: copyPixels(order.answer) } : {}),
})
