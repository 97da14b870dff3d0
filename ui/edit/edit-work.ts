// The pixel work of an edit as the session asks for it. Why an interface: the session is tested without a browser.
import type { Bounds, Extent } from '../../src/shared/geometry'
import type { Composed, ComposedForm, EncodedPicture } from '../jobs/composite'
import type { Pixels, Rgb } from '../pixels/in-place/pixels'
import type { CutWay, Ground } from '../pixels/cut-out/cut-out-order'
import type { EncodedMask } from '../pixels/in-place/work-order'
import type { EncodedSource } from '../pixels/in-place/source'
import type { CropPlan } from '../pixels/in-place/plan-crop'
import type { EditPlan } from '../pixels/in-place/plan-edit'
import type { ExpandPlan } from '../pixels/expand/plan-expand'
import type { Scaling } from '../pixels/upscale/resample'

/** An encoded picture, with patches of earlier edits over it, that is decoded once: `key` is equal for equal pictures. Never mutated. */
export type SourceInput = EncodedSource & { behind: Rgb | null }

/** `coverage`: one byte a source px, 255 = change, as drawn. */
export type AreaWork = { source: SourceInput; coverage: Uint8Array<ArrayBuffer>; plan: EditPlan; matchTone: boolean; keepUnchanged: boolean }
/** `hints`: drawn marks to be sent along, a byte a source px; null: none. */
export type WholeWork = { source: SourceInput; plan: CropPlan; hints: Uint8Array<ArrayBuffer> | null }
export type ExpandWork = { source: SourceInput; plan: ExpandPlan; strict: boolean; matchTone: boolean }

/** `marks`: what stays, a byte a source px, for a cut by marks. */
export type CutOutWork = { source: SourceInput; way: CutWay; marks: Uint8Array<ArrayBuffer> | null }

export type WorkOptions = { signal: AbortSignal }
export type FinishOptions = WorkOptions & { form: ComposedForm }
export type Prepared = { source: EncodedPicture; mask: EncodedPicture | null; markup: EncodedPicture | null }

export type EditWork = {
  /** Mask pictures as one coverage of the source, a byte a px. Raises pixels.decode-failed. */
  coverageOf(masks: readonly EncodedMask[], extent: Extent, tiled: boolean, options: WorkOptions): Promise<Uint8Array>
  /** The picture with its patches, reduced to `longestPx`. */
  previewOf(source: EncodedSource, longestPx: number, options: WorkOptions): Promise<EncodedPicture>
  /** The picture itself, reduced to `longestPx`. Raises pixels.*. */
  pixelsOf(source: EncodedSource, longestPx: number, options: WorkOptions): Promise<Pixels>
  /** Raises mask.empty and pixels.*. */
  prepareArea(work: AreaWork, options: WorkOptions): Promise<Prepared>
  /** Raises pixels.extent-mismatch when the model drew another frame. */
  finishArea(work: AreaWork, answer: EncodedPicture, options: FinishOptions): Promise<Composed>
  prepareWhole(work: WholeWork, options: WorkOptions): Promise<Prepared>
  finishWhole(work: WholeWork, answer: EncodedPicture, options: WorkOptions): Promise<Composed>
  prepareExpand(work: ExpandWork, options: WorkOptions): Promise<Prepared>
  /** The larger picture, of the form that was asked for. Raises pixels.extent-mismatch when the model drew another frame. */
  finishExpand(work: ExpandWork, answer: EncodedPicture, options: FinishOptions): Promise<Composed>
  /** The picture enlarged, or a part of it (px of the larger one) to be laid over it. Raises selection.unsupported for a part of a picture with transparency. */
  upscale(source: EncodedSource, scaling: Scaling, part: Bounds | null, options: WorkOptions): Promise<EncodedPicture>
  /** What lies behind the subject, by the picture's border. Raises pixels.*. */
  groundOf(source: EncodedSource, options: WorkOptions): Promise<Ground>
  /** The picture's own alpha, a byte a px. Raises pixels.*. */
  alphaOf(source: EncodedSource, options: WorkOptions): Promise<Uint8Array>
  /** Of the form that was asked for; `answer` for a cut by answer. Raises request.invalid where the background is not plain, mask.empty, pixels.extent-mismatch and provider.bad-response. */
  cutOut(work: CutOutWork, answer: EncodedPicture | null, options: FinishOptions): Promise<Composed>
  close(): void
}
