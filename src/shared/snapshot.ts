// A frozen read of the selection: what the window knows of the document. Canvas units, absolute coordinates.
import * as z from 'zod/mini'
import { affine, bounds } from './geometry-schemas'
import { isNumbers } from './light-schemas'
import { editStep } from './source'

export const roles = ['target', 'source', 'mask', 'reference'] as const
export const role = z.enum(roles)
export type Role = z.infer<typeof role>

export const layerProblem = z.enum(['locked', 'too-small', 'hidden', 'boolean-child', 'no-area', 'not-a-layer', 'read-only', 'unsupported'])
export type LayerProblem = z.infer<typeof layerProblem>

export const paintSummary = z.object({
  type: z.string(),
  visible: z.boolean(),
  opacity: z.number(),
  imageHash: z.optional(z.string()),
  scaleMode: z.optional(z.string()),
  /** Inlay put this image paint here, by the layer's recipe. */
  byInlay: z.boolean(),
})

export const layerSnapshot = z.object({
  id: z.string(),
  /** Untrusted: control and bidirectional characters removed, at most 200 characters. */
  name: z.string(),
  type: z.string(),
  parentId: z.nullable(z.string()),
  role,
  /** One clause that says why this role was guessed: "empty frame", "has a picture", "shape over Photo". */
  why: z.string(),
  /** Set when nothing can be placed into or read from this layer, with a sentence for the designer. */
  problem: z.nullable(z.object({ kind: layerProblem, message: z.string() })),
  /** Box of the layer itself, before rotation. */
  width: z.number(),
  height: z.number(),
  /** Axis-aligned box on the page. */
  bounds,
  transform: affine,
  /** Bottom first, as Figma lists them; null when mixed; empty for groups and the like. */
  fills: z.nullable(z.array(paintSummary)),
  canHaveFills: z.boolean(),
  /** Changes whenever the fills change; compared before a landing. */
  fillsSignature: z.string(),
  locked: z.boolean(),
  inInstance: z.boolean(),
  hasChildren: z.boolean(),
  /** Characters of text layers in or at this layer, cleaned; at most 20 of 500 characters. */
  texts: z.array(z.string()),
  /** Of each of `texts`, but at text layers: its layer and where it lies on the page. Left out: none. */
  textLayers: z.optional(z.array(z.object({ id: z.string(), bounds, /** Red, green, blue, 0 to 255; null when it is not one colour. */ colour: z.nullable(z.custom<[number, number, number]>((value) => isNumbers(value, 3), 'expected a colour')) }))),
  /** A fill style or a variable is bound to the fills and would be detached by a landing. Names, for the warning. */
  fillBinding: z.nullable(z.string()),
  /** For a main component: how many instances follow it; null for anything else. */
  instanceCount: z.nullable(z.number()),
  /** Prompt and model of the recipe on this layer, when there is one. */
  recipe: z.nullable(z.object({ prompt: z.string(), modelId: z.string(), variations: z.number() })),
  /** Image hashes of the pictures that Inlay put on it and that are still there, oldest first. Left out: none. */
  variations: z.optional(z.array(z.string())),
  /** In-place edits only: image hash of the picture that shows when none of `variations` does. */
  original: z.optional(z.string()),
  /** Short text that differs whenever a mask made from this layer would: shape, look and place. Only on layers that can be masks. */
  shape: z.optional(z.string()),
  /** In-place edits that are on the layer, oldest first. Left out: none. */
  steps: z.optional(z.array(editStep)),
  /** Name of the nearest section around it. Left out: none. */
  section: z.optional(z.string()),
  /** Its topmost visible picture leaves a part of it empty: there is room to expand. Left out: no. */
  uncovered: z.optional(z.boolean()),
  pinned: z.boolean(),
})
export type LayerSnapshot = z.infer<typeof layerSnapshot>

export const selectionSnapshot = z.object({
  pageId: z.string(),
  pageName: z.string(),
  layers: z.array(layerSnapshot),
  /** Layers beyond the first 200 are only counted. */
  more: z.number(),
  viewport: bounds,
  /** Not selected, but what an expansion may use: the frame around the selected picture, or the only picture in the selected frame. Left out: none. */
  nearby: z.optional(z.array(layerSnapshot)),
  /** What is kept with the board around the only selected layer: untrusted. Left out: none. */
  board: z.optional(z.string()),
  /** Counter, rising with every read; the window drops an older one that arrives late. */
  revision: z.number(),
})
export type SelectionSnapshot = z.infer<typeof selectionSnapshot>

const unsafe = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
/** Text from layers, files and services, made safe to show and to send: no control or bidirectional characters, bounded length. */
export const cleanText = (text: string, maxLength: number): string => {
  const clean = text.replace(unsafe, '')
  return clean.length > maxLength ? `${clean.slice(0, maxLength - 1)}…` : clean
}
