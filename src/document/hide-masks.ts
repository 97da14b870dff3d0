// Mask layers that are hidden in the same undo step as the edit they were drawn for. They are kept, by their names, for the next edit.
import type { Warning } from './landing'
import { ancestors, findLoaded, lockedBy, nameOf } from './layer'
import type { RunMemory } from './run-memory'

export type Mask = { id: string; node: SceneNode | null }

export const findMasks = (ids: readonly string[]): Promise<Mask[]> => Promise.all(ids.map(async (id) => ({ id, node: await findLoaded(id) })))

/** Hides what can be hidden, and gives the ids of what it hid. Never what is edited, nor what holds it. */
export function hideMasks(masks: readonly Mask[], target: SceneNode, memory: RunMemory, warnings: Warning[]): string[] {
  const kept = [target, ...ancestors(target)].map((node) => node.id), hidden: string[] = []
  const warn = (message: string): void => { warnings.push({ code: 'placement.mask-not-hidden', message }) }
  for (const { id, node } of masks) {
    if (!node || node.removed) {
      warn(`${memory.names.get(id) ?? 'A mask layer'} was deleted meanwhile.`)
      continue
    }
    const name = nameOf(node)
    if (!node.visible || kept.indexOf(id) >= 0) continue
    if (lockedBy(node)) {
      warn(`${name} is locked and still shows.`)
      continue
    }
    try {
      node.visible = false
      hidden.push(id)
    } catch {
      warn(`${name} cannot be hidden here.`) // a layer that Figma does not let us write to: the picture counts
    }
  }
  return hidden
}

/** Shows them again. Locked ones, too: Inlay hid them. */
export async function showMasks(ids: readonly string[]): Promise<void> {
  for (const { node } of await findMasks(ids)) {
    if (node && !node.removed && !node.visible) node.visible = true
  }
}
