// What can be asked of the pixel worker, and the one place that does it: in the worker or on the window's thread.
import type { Affine, Bounds, Extent } from '../../../src/shared/geometry'
import { PluginError, type ErrorReport } from '../../../src/shared/errors'
import { finishExpandWork, prepareExpandWork, type EncodedExpand, type FinishExpandOrder, type PreparedExpandPicture, type PrepareExpandOrder } from '../expand/expand-order'
import { alphaWork, cutOutWork, groundWork, type AlphaOrder, type CutOutOrder, type EncodedCutOut, type Ground, type GroundOrder } from '../cut-out/cut-out-order'
import { resampleSteps, type Scaling } from '../upscale/resample'
import { alphaOf, rasteriseMasks, type MaskPlane } from '../mask/rasterise-masks'
import { differenceMap } from './difference-map'
import { drawnOf, toPng, toSent, type EncodedAnswer, type EncodedPicture, type Steps, type WorkStage } from './encoded'
import { finishSteps, type FinishOptions } from './finish-edit'
import { patchOf } from './patch'
import { prepareMask } from './intents'
import { extentOf, isOpaque, type Pixels, type Rgb } from './pixels'
import type { CropPlan } from './plan-crop'
import type { EditPlan } from './plan-edit'
import { prepareEdit } from './prepare-edit'
import { reduced } from './reduce'
import { warning, type EditReport } from './report'
import { finishWholeSteps, markupOf, prepareWhole, type FinishedWhole } from './whole'
import { readSource, takeCopy, type Source, type SentSource, type WorkPlace } from './source'

/** `mask`: one byte per source pixel: prepareMask's coverage, or with `drawn` as it was drawn, to be prepared for the plan's intent. */
type Edit<S> = { source: S; mask: Uint8Array<ArrayBuffer>; plan: EditPlan; drawn?: boolean }

export type PrepareOrder<S = Source> = Edit<S> & { kind: 'prepare'; options: Pick<FinishOptions, 'behind'> }
/** `form`: the whole picture (default), or a patch of the changed box to be laid over the source. */
export type FinishOrder<S = Source> = Edit<S> & { kind: 'finish'; answer: EncodedAnswer | Pixels; options: FinishOptions & { form?: 'whole' | 'patch' } }
/** A small copy: its longer side is at most `longestPx`. */
export type PreviewOrder<S = Source> = { kind: 'preview'; source: S; longestPx: number }
/** The whole picture, without a mask. */
export type PrepareWholeOrder<S = Source> = { kind: 'prepare-whole'; source: S; plan: CropPlan; behind?: Rgb; /** Drawn hints to be sent as an outline; one byte a source px. */ hints?: Uint8Array<ArrayBuffer> }
export type FinishWholeOrder<S = Source> = { kind: 'finish-whole'; source: S; plan: CropPlan; behind?: Rgb; answer: EncodedAnswer | Pixels }
/** The picture enlarged. `part` (px of the new picture): a tile, to be laid over the picture itself. */
export type UpscaleOrder<S = Source> = { kind: 'upscale'; source: S; scaling: Scaling; part?: Bounds }
/** Mask pictures (PNG, alpha is coverage) as one coverage of the source. */
export type MasksOrder = { kind: 'masks'; masks: readonly EncodedMask[]; extent: Extent; tiled: boolean }
export type EncodedMask = { bytes: Uint8Array<ArrayBuffer>; toSource: Affine }
export type WorkOrder<S = Source> = MasksOrder | PrepareOrder<S> | FinishOrder<S> | PreviewOrder<S> | PrepareWholeOrder<S> | FinishWholeOrder<S> | PrepareExpandOrder<S> | FinishExpandOrder<S> | UpscaleOrder<S> | CutOutOrder<S> | GroundOrder<S> | AlphaOrder<S>

export type EncodedRequest = {
  /** Opaque RGB: PNG, or JPEG where it would be larger than services take. */
  image: EncodedPicture
  /** PNG in our convention: alpha 255 = change, 0 = keep. A provider converts it. */
  requestMask: EncodedPicture
  /** Box of all pixels that the edit may change, source px. */
  support: Bounds
  source: Extent
}

export type EncodedEdit = {
  /** PNG of the whole picture or of the patch; null when nothing changed. */
  picture: EncodedPicture | null
  /** Box of the pixels that differ, source px: where a patch belongs. */
  changed: Bounds
  report: EditReport
  /** Small PNG, black where nothing changed; null when nothing did. */
  differences: EncodedPicture | null
}

/** True extent of the source and its small copy. */
export type Preview = { extent: Extent; preview: Pixels }

export type Coverage = { coverage: Uint8Array<ArrayBuffer> }
export type PreparedWhole = { image: EncodedPicture; markup: EncodedPicture | null }
export type EncodedUpscale = { upscaled: EncodedPicture }
export type EncodedWhole = { picture: EncodedPicture; alignment: FinishedWhole['alignment'] }

export type WorkResult = Coverage | EncodedRequest | EncodedEdit | Preview | PreparedWhole | EncodedWhole | PreparedExpandPicture | EncodedExpand | EncodedUpscale | EncodedCutOut | { ground: Ground }

export type WorkAnswer =
  | { kind: 'ready' }
  | { kind: 'stage'; stage: WorkStage }
  | { kind: 'done'; result: WorkResult }
  | { kind: 'failed'; report: ErrorReport }

/** In steps, so that a caller on the window's thread can pause or stop between them. */
export async function* runWork(order: WorkOrder<SentSource>, place: WorkPlace): Steps<WorkResult> {
  yield 'decode'
  if (order.kind === 'masks') return yield* coverageOf(order, place)
  const source = await readSource(order.source, place)
  if (order.kind === 'preview') return { extent: extentOf(source), preview: reduced(source, order.longestPx) }
  switch (order.kind) {
    case 'prepare': return yield* prepare(source, order, place)
    case 'finish': return yield* finish(source, order, place)
    case 'prepare-expand': return yield* prepareExpandWork(source, order, place)
    case 'finish-expand': return yield* finishExpandWork(source, order, place)
    case 'upscale': return yield* upscale(source, order)
    case 'cut-out': return yield* cutOutWork(source, order, place)
    case 'ground': return groundWork(source)
    case 'alpha': return alphaWork(source)
    case 'prepare-whole': {
      yield 'cut'
      const image = yield* toSent(prepareWhole(source, order.plan, order.behind), place)
      return { image, markup: order.hints ? yield* toPng(markupOf(source, order.hints, order.plan)) : null }
    }
    case 'finish-whole': {
      const { result, alignment } = yield* finishWholeSteps(source, order.plan, await drawnOf(order.answer, place), order.behind)
      return { picture: yield* toPng(result), alignment }
    }
  }
}

async function* coverageOf({ masks, extent, tiled }: MasksOrder, place: WorkPlace): Steps<Coverage> {
  const planes: MaskPlane[] = []
  for (const { bytes, toSource } of masks) {
    const picture = await drawnOf({ bytes, mime: 'image/png' }, place)
    planes.push({ width: picture.width, height: picture.height, alpha: alphaOf(picture), toSource })
    yield 'decode'
  }
  return { coverage: rasteriseMasks(planes, extent, tiled) as Uint8Array<ArrayBuffer> }
}

/** Raises selection.unsupported. */
async function* upscale(source: Pixels, { scaling, part }: UpscaleOrder<SentSource>): Steps<EncodedUpscale> {
  if (part && !isOpaque(source)) throw new PluginError('selection.unsupported', 'This picture has see-through parts: a layer over it would show them twice.', { hint: 'Let it go into the fill, as one picture.' })
  const steps = resampleSteps(source, scaling, part)
  for (;;) {
    yield 'resample'
    const step = steps.next()
    if (step.done) return { upscaled: yield* toPng(step.value) }
  }
}

/** Raises mask.empty. */
function maskOf(source: Pixels, { mask, drawn, plan }: Edit<unknown>): Uint8Array {
  if (!drawn) return mask
  const { coverage, pixels } = prepareMask(mask, source, plan.intent)
  if (pixels === 0) throw new PluginError('mask.empty', 'Nothing is marked. Mark what should change.')
  return coverage
}

async function* prepare(source: Pixels, order: PrepareOrder<SentSource>, place: WorkPlace): Steps<EncodedRequest> {
  yield 'cut'
  const mask = maskOf(source, order)
  yield 'cut'
  const { image, requestMask, support } = yield* prepareEdit(source, mask, order.plan, order.options)
  return { image: yield* toSent(image, place), requestMask: yield* toPng(requestMask), support, source: extentOf(source) }
}

async function* finish(source: Pixels, order: FinishOrder<SentSource>, place: WorkPlace): Steps<EncodedEdit> {
  const { options } = order
  const mask = maskOf(source, order)
  yield 'decode'
  const { result, changed, weights, report } = yield* finishSteps(source, mask, order.plan, await drawnOf(order.answer, place), { ...options, copy: takeCopy(source, place) })
  if (changed.width === 0) return { picture: null, changed, report, differences: null }
  yield 'write'
  const differences = yield* toPng(differenceMap(source, result, report.changedOutside ? { x: 0, y: 0, ...extentOf(source) } : changed))
  if (options.form !== 'patch') return { picture: yield* toPng(result), changed, report, differences }
  const { pixels, exact } = patchOf(source, result, changed, weights)
  const warnings = exact ? report.warnings : [...report.warnings, warning('see-through')]
  return { picture: yield* toPng(pixels), changed, report: { ...report, warnings }, differences }
}

/** The buffers to hand over with an order or a result, so that nothing is copied twice. */
export function buffersOf(message: WorkOrder<SentSource> | WorkResult): ArrayBuffer[] {
  if ('coverage' in message) return [message.coverage.buffer]
  if ('masks' in message) return message.masks.map(({ bytes }) => bytes.buffer)
  if ('preview' in message) return [message.preview.data.buffer]
  if ('image' in message) return [message.image.bytes.buffer, ...('requestMask' in message ? [message.requestMask.bytes.buffer] : message.markup ? [message.markup.bytes.buffer] : [])]
  if ('upscaled' in message) return [message.upscaled.bytes.buffer]
  if ('ground' in message) return []
  if ('alignment' in message || 'cut' in message) return [message.picture.bytes.buffer]
  if ('report' in message) return [message.picture, message.differences].flatMap((picture) => (picture ? [picture.bytes.buffer] : []))
  const held = 'data' in message.source ? message.source.data : message.source.bytes
  const buffers = held ? [held.buffer] : []
  if ('marks' in message && message.marks) buffers.push(message.marks.buffer)
  if ('mask' in message) buffers.push(message.mask.buffer)
  if ('hints' in message && message.hints) buffers.push(message.hints.buffer)
  if ('answer' in message && message.answer) buffers.push('data' in message.answer ? message.answer.data.buffer : message.answer.bytes.buffer)
  return [...new Set(buffers)]
}

const copied = <T extends SentSource | EncodedAnswer>(picture: T): T => ('data' in picture ? { ...picture, data: picture.data.slice() } : { ...picture, bytes: picture.bytes?.slice() ?? null })

/** A copy whose buffers may be given away: the caller keeps its own, also when the work is cancelled. */
export function copyOrder(order: WorkOrder<SentSource>): WorkOrder<SentSource> {
  if (order.kind === 'masks') return { ...order, masks: order.masks.map((mask) => ({ ...mask, bytes: mask.bytes.slice() })) }
  const source = copied(order.source)
  switch (order.kind) {
    case 'preview': case 'prepare-expand': case 'upscale': case 'ground': case 'alpha': return { ...order, source }
    case 'prepare-whole': return { ...order, source, ...(order.hints ? { hints: order.hints.slice() } : {}) }
    case 'finish-whole': case 'finish-expand': return { ...order, source, answer: copied(order.answer) }
    case 'cut-out': return { ...order, source, ...(order.marks ? { marks: order.marks.slice() } : {}), ...(order.answer ? { answer: copied(order.answer) } : {}) }
    case 'prepare': return { ...order, source, mask: order.mask.slice() }
    case 'finish': return { ...order, source, mask: order.mask.slice(), answer: copied(order.answer) }
  }
}
