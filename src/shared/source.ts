// A layer's stored picture, how it lies on the canvas, and the shapes over it: what an in-place edit starts from. Both realms.
import * as z from 'zod/mini'
import { affine } from './geometry-schemas'
import { isNumbers } from './light-schemas'

export const scaleModes = ['FILL', 'FIT', 'CROP', 'TILE'] as const
export const scaleMode = z.enum(scaleModes)
export type ScaleMode = z.infer<typeof scaleMode>

/** One picture of a chain of in-place edits. The first step's `from` is the original. */
export const editStep = z.object({
  imageHash: z.string(),
  /** The picture that this one was made from. */
  from: z.string(),
  toolId: z.string(),
  /** What the designer asked for; left out when prompts are not kept. */
  prompt: z.optional(z.string()),
  /** Short text that is equal for equal masks of one source. */
  maskKey: z.optional(z.string()),
})
export type EditStep = z.infer<typeof editStep>

export const sourcePicture = z.object({
  nodeId: z.string(),
  /** Untrusted, cleaned. */
  name: z.string(),
  /** Of the layer's fills, bottom first. */
  paintIndex: z.number(),
  imageHash: z.string(),
  mime: z.string(),
  widthPx: z.number(),
  heightPx: z.number(),
  scaleMode,
  /** Canvas units to source px, continuous. For TILE that of the tile at the layer's origin; the others repeat every widthPx x heightPx. */
  toSource: affine,
  /** Units of the layer itself (before its own transform) to source px; as `toSource` for TILE. */
  fromLayer: affine,
  layerWidth: z.number(),
  layerHeight: z.number(),
  /** What lies behind transparent parts, 0 to 255 a channel; null when it is not one colour. */
  behind: z.nullable(z.custom<[number, number, number]>((value) => isNumbers(value, 3), 'expected a colour')),
  fillsSignature: z.string(),
  /** Every picture of the layer, bottom first, for choosing another one. */
  pictures: z.array(z.object({ paintIndex: z.number(), imageHash: z.string(), visible: z.boolean(), byInlay: z.boolean() })),
  /** Every in-place edit still on the layer, oldest first. */
  steps: z.array(editStep),
  /** Patch layers that Inlay laid over it, bottom first: the picture as it is seen has them on top. `toSource` maps their px to source px. Left out: none. */
  patches: z.optional(z.array(z.object({ nodeId: z.string(), imageHash: z.string(), visible: z.boolean(), toSource: affine }))),
})
export type SourcePicture = z.infer<typeof sourcePicture>

/** A mask shape as a picture: alpha is coverage, opacity, soft edges and blur included. */
export const maskPicture = z.object({
  nodeId: z.string(),
  name: z.string(),
  widthPx: z.number(),
  heightPx: z.number(),
  /** Px of this picture to source px, continuous. */
  toSource: affine,
})
export type MaskPicture = z.infer<typeof maskPicture>
