// Layers that a recipe names as references, as far as this file has them.
import type { Recipe } from '../../src/shared/recipe'
import type { WindowChannel } from '../jobs/context'
import type { ReferenceRole } from '../jobs/request'
import type { DraftReference } from './state'

const roles: readonly ReferenceRole[] = ['subject', 'style', 'layout']
const most = 16

/** By id and name: the recipe may come from another file, where the same id is another layer. `gone`: those that cannot be sent along again; files that were dropped into the window are among them. */
export async function recipeReferences(channel: WindowChannel, { references }: Pick<Recipe, 'references'>): Promise<{ references: DraftReference[]; gone: number }> {
  const ids = references.slice(0, most).flatMap(({ nodeId }) => nodeId ?? [])
  const layers = ids.length === 0 ? [] : (await channel.ask('layers.find', { text: '', ids })).layers
  const alive = references.slice(0, most).flatMap(({ role, name, nodeId }): DraftReference[] => {
    const layer = layers.find((one) => one.id === nodeId && `${name} `.startsWith(`${one.name} `))
    return layer ? [{ id: `recipe ${layer.id}`, role: roles.find((one) => one === role) ?? 'style', name: layer.name, from: { kind: 'layer', nodeId: layer.id, what: 'look', leaveOut: 'nothing', extent: { width: layer.width, height: layer.height } }, sticky: true }] : []
  })
  return { references: alive, gone: references.length - alive.length }
}
