// A recipe as text for the clipboard, and back: no price, user, key or address (design D0.11). Pure. What comes back may come from anybody.
import * as z from 'zod/mini'
import { recipe as recipeSchema, recipeVersion, type Recipe } from '../../src/shared/recipe'

const marker = 'inlay-recipe:'
/** Characters; beyond it nobody's recipe. */
const longest = 100_000

/** Lines to read, and one line that Inlay reads. `labels`: the model's and the quality's names. */
export function recipeText(recipe: Recipe, { model, quality }: { model: string; quality: string }): string {
  const { prompt = '', widthPx, heightPx, seed, references } = recipe
  const lines = [
    `Prompt: ${prompt || '(none)'}`, `Model: ${model}`, `Quality: ${quality}`, `Size: ${widthPx} × ${heightPx} px`,
    seed === undefined ? '' : `Seed: ${seed}`,
    references.length === 0 ? '' : `References: ${references.map(({ role, name }, index) => `${index + 1} ${role}${name ? `, ${name}` : ''}`).join('; ')}`,
    'To make it again, paste all of this into the prompt of Inlay, in any file.',
    `${marker}${JSON.stringify({ ...recipe, promptHash: '', variations: [] })}`,
  ]
  return lines.filter(Boolean).join('\n')
}

export type ReadRecipe = { kind: 'recipe'; recipe: Recipe } | { kind: 'newer' | 'unreadable' }
const versioned = z.object({ version: z.number() })

/** Null when the text holds no recipe. */
export function readRecipeText(text: string): ReadRecipe | null {
  const at = text.indexOf(marker), json = at >= 0 ? text.slice(at + marker.length).split('\n')[0]! : /^\s*\{.*"modelId"/s.test(text) ? text : null
  if (json === null) return null
  if (text.length > longest) return { kind: 'unreadable' }
  try {
    const parsed: unknown = JSON.parse(json), whole = recipeSchema.safeParse(parsed), version = versioned.safeParse(parsed)
    if (whole.success) return { kind: 'recipe', recipe: whole.data }
    return { kind: version.success && version.data.version > recipeVersion ? 'newer' : 'unreadable' }
  } catch {
    return { kind: 'unreadable' } // cut off, or not ours
  }
}

/** What is said instead, with the next step. */
export const refusals: Record<'newer' | 'unreadable', string> = {
  newer: 'This recipe was made by a newer Inlay. Update Inlay in Figma, or ask for the prompt itself.',
  unreadable: 'This recipe is damaged or not one of Inlay\'s. Copy it once more with Copy recipe, or write the prompt here.',
}
