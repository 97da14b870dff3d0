// A board: auto-layout frames and texts, as a flat list. What is on it is decided in the window; the sandbox only builds it.
import * as z from 'zod/mini'
import { bounds } from './geometry-schemas'
import { recordOf } from './light-schemas'

/** Properties of a node by their names in the plugin API; colours are made by `solid`. */
const look = recordOf(z.unknown())

export const boardPart = z.object({
  /** Index of the part that holds it; -1: it is the board itself, the first part. */
  parent: z.number(),
  /** Characters of a text; left out: a frame. */
  text: z.optional(z.string()),
  bold: z.optional(z.boolean()),
  look,
  /** Canvas units; 0: as large as what it holds. */
  width: z.number(),
  height: z.number(),
})
export type BoardPart = z.infer<typeof boardPart>

/** `look` takes `characters` as well. */
export const boardChange = z.object({ nodeId: z.string(), look })
export type BoardChange = z.infer<typeof boardChange>

export const boardPlan = z.object({
  runId: z.string(),
  /** The page of the snapshot that the run started from. Left out: the current page. */
  pageId: z.optional(z.string()),
  /** The board goes to the right of it. */
  near: bounds,
  parts: z.array(boardPart),
  /** Kept with the board: comes back with the selection, after the ids of the parts. Left out: nothing is kept. */
  data: z.optional(z.string().check(z.maxLength(50_000))),
})
/** Key of `setPluginData`: JSON of the ids of all parts and `data`. */
export const boardKey = 'inlay.board'
export type BoardPlan = z.infer<typeof boardPlan>

/** Red, green, blue 0 to 255. */
export const solid = (r: number, g: number, b: number) => [{ type: 'SOLID', color: { r: r / 255, g: g / 255, b: b / 255 } }]
