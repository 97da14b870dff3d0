// Layers that carry a recipe: what History lists of a file, whoever made it.
import type { Asks } from '../shared/protocol'
import { shownPicture } from './fills'
import { findLayer, nameOf } from './layer'
import { readRecipe } from './recipe-data'
import { recipeKey } from '../shared/recipe'

const most = 200

export async function findRecipes(nodeId: string | null): Promise<Asks['recipes.find']['reply']> {
  const only = nodeId === null ? null : await findLayer(nodeId)
  const nodes = nodeId === null ? figma.currentPage.findAllWithCriteria({ pluginData: { keys: [recipeKey] } }) : only ? [only] : []
  const layers: Asks['recipes.find']['reply']['layers'] = []
  for (const node of nodes.slice(0, most)) {
    const recipe = readRecipe(node)
    if (recipe) layers.push({ nodeId: node.id, name: nameOf(node), imageHash: shownPicture(node)?.imageHash ?? null, recipe })
  }
  return { layers, unreadable: only !== null && layers.length === 0 && only.getPluginData(recipeKey) !== '' }
}
