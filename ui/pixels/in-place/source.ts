// The source of an edit as the window has it, and the pixel worker's memory of the last one, so that a large picture is decoded once.
import { PluginError } from '../../../src/shared/errors'
import type { Affine, Extent } from '../../../src/shared/geometry'
import type { RasterCodec } from '../canvas-codec'
import { decodePicture } from '../codec'
import { openedAs } from '../image-header'
import { resampleSteps, type Scaling } from '../upscale/resample'
import { layOver } from './lay-over'
import type { Pixels } from './pixels'

/** A patch that lies over a source; `toSource` maps its px to source px. */
export type Overlay = { bytes: Uint8Array<ArrayBuffer>; mime: string; toSource: Affine }
/** An encoded picture; equal keys (a hash of the bytes, and of those of `over`, and `enlarged`) mean equal pictures. `enlarged`: all work is done on the larger picture. */
export type EncodedSource = { key: string; bytes: Uint8Array<ArrayBuffer>; mime: string; over?: readonly Overlay[]; /** As Figma counts it: every map and mask is made for it. */ extent?: Extent; enlarged?: Scaling }
export type Source = EncodedSource | Pixels
/** As it is sent to the worker: without the bytes of a picture that it holds. */
export type SentSource = Omit<EncodedSource, 'bytes'> & { bytes: Uint8Array<ArrayBuffer> | null } | Pixels

/** `copy`: of the bytes, made while there was time. */
export type SourceMemory = { key: string; pixels: Pixels; copy?: Pixels['data'] | null } | null

export type WorkPlace = { raster: RasterCodec; held: SourceMemory }

/** Decodes a source, or remembers it. The pixels stay the memory's: never write to them. Raises what decodePicture raises, and pixels.extent-mismatch. */
export async function readSource(source: SentSource, place: WorkPlace): Promise<Pixels> {
  if ('data' in source) return source
  if (place.held?.key === source.key) return place.held.pixels
  place.held = null // before the next one is made: two large pictures do not fit
  if (!source.bytes) throw new PluginError('internal', 'Something in Inlay went wrong.', { hint: 'the pixel worker does not hold this source' })
  const { extent } = source
  let pixels = await decodePicture(extent ? openedAs(source.bytes, extent) : source.bytes, source.mime, place.raster)
  if (extent && (pixels.width !== extent.width || pixels.height !== extent.height)) {
    throw new PluginError('pixels.extent-mismatch', 'This picture is stored in another way than Figma shows it.', { hint: `It opens as ${pixels.width} x ${pixels.height} px, Figma counts ${extent.width} x ${extent.height}. Export it as PNG, and edit that.` })
  }
  for (const { bytes, mime, toSource } of source.over ?? []) layOver(pixels, await decodePicture(bytes, mime, place.raster), toSource)
  if (source.enlarged) pixels = resample(pixels, source.enlarged)
  place.held = { key: source.key, pixels }
  return pixels
}

function resample(pixels: Pixels, scaling: Scaling): Pixels {
  const steps = resampleSteps(pixels, scaling)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** Copies a source ahead of the edit that will need it: of a large picture it takes as long as a stage of the edit. */
export function copyAhead({ held }: WorkPlace): void {
  if (held) held.copy ??= held.pixels.data.slice()
}

/** The copy, if there is one, for the caller to write into. */
export function takeCopy(source: Pixels, { held }: WorkPlace): Pixels['data'] | null {
  if (held?.pixels !== source) return null
  const copy = held.copy ?? null
  held.copy = null
  return copy
}
