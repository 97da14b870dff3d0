// What is kept on a layer so that its picture can be made again. Never a price, a user, a key, an endpoint or a path (design D0.11).
import * as z from 'zod/mini'

export const recipeVersion = 1
/** Key of `setPluginData`. */
export const recipeKey = 'inlay.recipe'

export const recipeVariation = z.object({
  imageHash: z.string(), jobId: z.string(), resultIndex: z.number(),
  extent: z.optional(z.object({ widthPx: z.number(), heightPx: z.number() })),
  /** In-place edits only: the picture it was made from, which shows again when this one does not; and what was asked. */
  edit: z.optional(z.object({ from: z.string(), toolId: z.string(), prompt: z.optional(z.string()), maskKey: z.optional(z.string()) })),
})

export const recipe = z.object({
  version: z.custom<typeof recipeVersion>((value) => value === recipeVersion),
  tool: z.string(),
  providerId: z.string(),
  modelId: z.string(),
  /** Left out when "Keep recipes in this file" is "hash only". */
  prompt: z.optional(z.string()),
  promptHash: z.string(),
  widthPx: z.number(),
  heightPx: z.number(),
  quality: z.string(),
  ratio: z.string(),
  seed: z.optional(z.number()),
  /** `nodeId`: the layer it was exported from, in this file. */
  references: z.array(z.object({ role: z.string(), name: z.string(), hash: z.string(), nodeId: z.optional(z.string()) })),
  madeAt: z.string(),
  runId: z.string(),
  /** Hashes of every image paint that Inlay put on this layer; these paints may be replaced by a later run. */
  variations: z.array(recipeVariation),
})
export type Recipe = z.infer<typeof recipe>
export type RecipeVariation = z.infer<typeof recipeVariation>

/** Reads a recipe written by any version; anything else gives null. Never throws: the text comes from a file. */
export function restoreRecipe(text: string): Recipe | null {
  if (text === '' || text.length > 100_000) return null
  try {
    const result = recipe.safeParse(JSON.parse(text))
    return result.success ? result.data : null
  } catch {
    return null // not JSON: somebody else's data under our key
  }
}
