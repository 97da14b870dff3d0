// What happens to pixels before and after a request that changes an existing picture. Why an interface: the pipeline runs it and knows no tool.
import type { Bounds } from '../../src/shared/geometry'
import type { ImageInput } from './request'

export type EncodedPicture = { bytes: Uint8Array; mime: string; widthPx: number; heightPx: number }

/** Measured, never assumed; what Results shows and jobs.json holds. */
export type CompositeReport = {
  /** Pixels outside the reach of the mask whose bytes differ from the source's; null where the whole picture may change. */
  changedOutside: number | null
  /** How the answer lay over the request: shift of its centre in request px, degrees clockwise. */
  alignment: { dx: number; dy: number; scale: number; rotation: number } | null
  /** Gain of red, green, blue; empty when the tone was left alone. */
  tone: number[]
  /** Disturbance around the mask, 0 = none; under 0.15 cannot be seen. */
  seam: number | null
  /** Of a cut-out: share of the picture that stays; there `changedOutside` counts those of its whole pixels that differ. Left out: nothing was cut. */
  kept?: number
  /** Of a larger copy that was resampled: nothing was drawn. Left out: something was. */
  resampled?: true
  /** Box of the pixels that changed, source px. */
  changed: Bounds
  warnings: { code: string; message: string }[]
}

/** The whole picture, or only what changed, as a layer to lie over the source. */
export type ComposedForm = 'whole' | 'patch'

export type Composed = {
  form: ComposedForm
  /** Of that form. */
  picture: EncodedPicture
  /** Where the designer sees what changed; null when there is nothing to compare. */
  difference: EncodedPicture | null
  report: CompositeReport
}

export type Composite = {
  /** What is sent instead of the request's own pictures. `before`: of the job that this one follows. Raises mask.* and pixels.*. */
  prepare(options: { signal: AbortSignal; before?: EncodedPicture | null }): Promise<{ source: ImageInput; mask: ImageInput | null; markup?: ImageInput }>
  /** On this device: the picture itself, of that form, and nothing is asked. Left out: a service is asked for what `prepare` gives. Raises pixels.*, request.invalid. */
  make?(options: { signal: AbortSignal; form: ComposedForm }): Promise<EncodedPicture>
  /** The answer, fitted into the source. Raises pixels.*; pixels.extent-mismatch when the model drew another frame. */
  finish(answer: EncodedPicture, options: { signal: AbortSignal; form: ComposedForm; before?: EncodedPicture | null }): Promise<Composed>
  /** Form of the landing when the designer did not choose one: a patch where the whole picture would bloat the file. */
  usualForm: ComposedForm
  /** The composite makes patches. */
  patches: boolean
  /** A mask goes along. Left out: none. */
  masks?: boolean
}

