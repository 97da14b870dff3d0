// A copy of a layer that can be dressed for an export while the original is never touched.
import { PluginError } from '../shared/errors'
import { absoluteTransformOf } from './layer'
import type { RunMemory } from './run-memory'

/** Canvas units from the origin, up and left: out of everybody's sight. */
const away = -1e5

/** Raises selection.changed when the layer is gone by its turn. The copy stands alone on the page, far off, turned and flipped as the original, and is gone afterwards. In turn with landings and uncommitted on purpose: together it changes nothing, and adds no undo step. */
export function onCopy<T>(node: SceneNode, memory: RunMemory, dress: (copy: SceneNode) => void, work: (copy: SceneNode) => Promise<T>): Promise<T> {
  return memory.inTurn(async () => {
    if (node.removed) throw new PluginError('selection.changed', 'A layer was deleted meanwhile.', { hint: 'Select the layers again.' })
    const absolute = absoluteTransformOf(node), copy = node.clone() as FrameNode
    try {
      figma.currentPage.appendChild(copy)
      copy.relativeTransform = [[absolute[0][0], absolute[0][1], away], [absolute[1][0], absolute[1][1], away]]
      dress(copy)
      return await work(copy)
    } finally {
      if (!copy.removed) copy.remove()
    }
  })
}
