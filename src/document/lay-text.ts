// A copy of a text layer over the place where a picture showed its words: same characters, fonts and look, turned and sized to fit.
import { invert, mapBounds, multiply, rotation, translation, type Bounds } from '../shared/geometry'
import type { TextPlace } from '../shared/placement'
import { absoluteTransformOf, findLayer, nameOf, outermostInstance, relativeTo, type Parent } from './layer'
import { placeAbove } from './overlay'
import { placementError } from './placement-errors'
import type { RunMemory } from './run-memory'

type Wish = { nodeId: string; targetId: string; place: TextPlace; runId: string; jobId: string; resultIndex: number }

/** One undo step, taken back with the run. Raises selection.changed when one of the two is gone. */
export function layText({ nodeId, targetId, place, runId, jobId, resultIndex }: Wish, memory: RunMemory): Promise<{ nodeId: string; name: string }> {
  return memory.inTurn(async () => {
    const text = await findLayer(nodeId), target = await findLayer(targetId)
    if (!text || text.type !== 'TEXT' || !target) throw placementError('selection.changed', 'The text layer was deleted meanwhile.')
    const inside = (target.type === 'FRAME' || target.type === 'COMPONENT') && !outermostInstance(target)
    const { parent, above } = inside ? { parent: target as Parent, above: (target as Parent).children.length } : placeAbove(target)
    const copy = text.clone()
    try {
      parent.insertChild(above, copy)
      if ('layoutMode' in parent && parent.layoutMode !== 'NONE') copy.layoutPositioning = 'ABSOLUTE'
      copy.visible = true
      const ink = inkOf(text), scale = Math.max(0.01, Math.min(place.width / ink.width, place.height / ink.height))
      copy.rescale(scale)
      const turned = multiply(translation(place.x, place.y), rotation(-place.degrees))
      copy.relativeTransform = relativeTo(parent, multiply(turned, translation(-(ink.x + ink.width / 2) * scale, -(ink.y + ink.height / 2) * scale)))
    } catch (error) {
      copy.remove()
      throw error
    }
    memory.rememberCreated({ runId, jobId, resultIndex }, copy, [])
    figma.commitUndo()
    return { nodeId: copy.id, name: nameOf(copy) }
  })
}

/** What is drawn of a text, in its own units; its box where that is not known. */
function inkOf(text: TextNode): Bounds {
  const drawn = text.absoluteRenderBounds, toLayer = invert(absoluteTransformOf(text))
  const box = drawn && toLayer && Math.abs(toLayer[0][1]) < 1e-6 ? mapBounds(toLayer, drawn) : { x: 0, y: 0, width: text.width, height: text.height }
  return { ...box, width: Math.max(1, box.width), height: Math.max(1, box.height) }
}
