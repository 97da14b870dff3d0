// What to change in the document for one result, and what came of it.
import * as z from 'zod/mini'
import { affine, bounds } from './geometry-schemas'
import { recipe } from './recipe'

/** What an in-place edit changes, and on which picture. */
export const placementEdit = z.object({
  /** The picture that was edited; the landing looks for it again, since paints may have moved. */
  imageHash: z.string(),
  paintIndex: z.number(),
  sourceWidthPx: z.number(),
  sourceHeightPx: z.number(),
  /** False: joins hidden. */
  show: z.boolean(),
  /** Box of the patch in source px; for patch-layer. */
  patch: z.nullable(bounds),
  /** The new picture's box in source px where it is larger than the source (expand); scale mode and transform are chosen so that the old pixels do not move on the canvas. Null: same extent. */
  expanded: z.nullable(bounds),
  /** Mask layers to hide in the same undo step. */
  hideIds: z.array(z.string()),
  toolId: z.string(),
  maskKey: z.optional(z.string()),
  /** The layer whose picture was edited, where the target is another one (expand into the frame around it): the target gets the new picture on top of its fills, exactly over the source. */
  sourceId: z.optional(z.string()),
  /** px of the new picture for one of the source's, where it is a larger copy of it (upscale). Left out: 1. */
  larger: z.optional(z.number()),
  /** For patch-layer: a tile of a larger copy, and the name of the group that it joins. */
  group: z.optional(z.string()),
})
export type PlacementEdit = z.infer<typeof placementEdit>

export const placementPlan = z.object({
  runId: z.string(),
  jobId: z.string(),
  resultIndex: z.number(),
  /**
   * add-paint: one image paint on top of the target's paints; an earlier paint that Inlay made on it is replaced.
   * variation: a hidden image paint directly under the visible one; with `show` it is the one that shows, and the others are hidden.
   * new-layer: a new frame on the page, with the picture as its fill.
   * replace-paint: an in-place edit; the new picture takes the source paint's place with all of its settings, the former one stays hidden directly under it.
   *   A further picture of the same run joins as a hidden one (`edit.show` false).
   * rescue: as new-layer, into the frame "Rescued results" of the current page: for a target that cannot take it.
   * patch-layer: an in-place edit; only the changed region, as a layer directly above the source. With `edit.expanded` a larger picture that reaches over its edges.
   */
  mode: z.enum(['add-paint', 'variation', 'new-layer', 'replace-paint', 'patch-layer', 'rescue']),
  /** Null for new-layer. */
  targetId: z.nullable(z.string()),
  /** Signature of the target's fills when the run started (`fillsSignature` of its snapshot); a different one now means somebody changed it meanwhile. Null: do not compare. */
  expectFills: z.nullable(z.string()),
  scaleMode: z.enum(['FILL', 'FIT']),
  /** For add-paint: imageTransform of a CROP, for a layer of layerWidth x layerHeight; one of another extent gets `scaleMode`. */
  crop: z.optional(affine),
  /** For variation. */
  show: z.optional(z.boolean()),
  /** For new-layer, and for a result whose target is gone: name (the prompt's first words) and extent in canvas units. */
  layerName: z.string(),
  layerWidth: z.number(),
  layerHeight: z.number(),
  /** For new-layer: place in the run's row (0-based) and how many the row will hold; `near` is where the row's centre goes. */
  rowIndex: z.number(),
  rowCount: z.number(),
  near: z.nullable(bounds),
  /** For new-layer: the page of the snapshot that the run started from. Left out: the current page. */
  pageId: z.optional(z.string()),
  recipe: z.nullable(recipe),
  /** What the file is known by from now on, whatever its name: kept with the document. Left out: nothing is kept. */
  fileId: z.optional(z.string().check(z.maxLength(40))),
  /** For replace-paint and patch-layer. */
  edit: z.optional(placementEdit),
})
export type PlacementPlan = z.infer<typeof placementPlan>

/** Where a text goes: the middle of a box on the page, its extent, and degrees clockwise. Canvas units. */
export const textPlace = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number(), degrees: z.number() })
export type TextPlace = z.infer<typeof textPlace>

export const placedAs = z.enum(['target', 'variation', 'patch', 'layer', 'rescued', 'results'])
export type PlacedAs = z.infer<typeof placedAs>

export const placementOutcome = z.object({
  placed: placedAs,
  nodeId: z.string(),
  nodeName: z.string(),
  imageHash: z.string(),
  /** False when the layer lies outside the view: the window then offers Show. */
  onScreen: z.boolean(),
  /** Sentences for the designer: "Cobalt (fill style) was detached", "Hero was changed meanwhile; the picture became a variation". */
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
})
export type PlacementOutcome = z.infer<typeof placementOutcome>

export const undoOutcome = z.object({
  restored: z.array(z.string()),
  skipped: z.array(z.object({ name: z.string(), why: z.string() })),
})
export type UndoOutcome = z.infer<typeof undoOutcome>
