// The recipe in a layer's plugin data.
import { recipeKey, restoreRecipe, type Recipe } from '../shared/recipe'

export const readRecipe = (node: BaseNode): Recipe | null => restoreRecipe(node.getPluginData(recipeKey))

/** Figma allows 100 kB an entry (figma-platform 3.3); UTF-16 length is the lower bound, so stay well below. Empty text removes the entry. */
export function writeRecipe(node: BaseNode, recipe: Recipe | null): void {
  if (!recipe) return node.setPluginData(recipeKey, '')
  const text = JSON.stringify(recipe)
  if (text.length <= 30_000) return node.setPluginData(recipeKey, text)
  node.setPluginData(recipeKey, JSON.stringify({ ...recipe, prompt: undefined }))
}
