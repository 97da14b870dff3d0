// Undo run (design D0.7): puts back what one run changed, skips and names what somebody changed since, touches nothing else. One undo step.
import { recipeKey } from '../shared/recipe'
import type { UndoOutcome } from '../shared/placement'
import type { Asks } from '../shared/protocol'
import { fillsSignature } from './fills'
import { showMasks } from './hide-masks'
import { findLayer, findLoaded, hasFills, lockedBy, pageOf } from './layer'
import { removeLayer } from './rescue-shelf'
import { layerSignature, type Change, type RunMemory } from './run-memory'

/** Raises request.invalid when this session knows no change of the run. */
export function undoRun(runId: string, memory: RunMemory): Promise<UndoOutcome> {
  return memory.inTurn(async () => {
    const changes = memory.changesOf(runId), outcome: UndoOutcome = { restored: [], skipped: [] }, left: Change[] = []
    for (const change of changes.slice().reverse()) {
      const why = await undoOne(change)
      if (why === null) outcome.restored.push(change.name)
      else {
        outcome.skipped.push({ name: change.name, why })
        if (why !== gone) left.unshift(change)
      }
    }
    figma.commitUndo()
    memory.afterUndo(runId, left)
    return { restored: outcome.restored.reverse(), skipped: outcome.skipped.reverse() }
  })
}

/** Takes the newest landing back. One undo step. A layer that was deleted is passed over once it was told. */
export function undoLast(memory: RunMemory): Promise<Asks['placement.undo']['reply']> {
  return memory.inTurn(async () => {
    const landing = memory.lastLanding()
    if (!landing) return { undone: null }
    const { runId, jobId, resultIndex, change } = landing
    const why = await undoOne(change)
    figma.commitUndo()
    if (why === null || why === gone) memory.forgetLanding(landing, change.kind === 'created' || why === gone ? null : await findLayer(change.nodeId))
    return { undone: { runId, jobId, resultIndex, name: change.name, removed: change.kind === 'created', why } }
  })
}

const gone = 'was deleted'

/** Null when it was put back, else the reason why not, to follow the layer's name. The masks that were hidden along show again unless the picture stays. */
async function undoOne(change: Change): Promise<string | null> {
  const why = await restore(change)
  if (why === null || why === gone) await showMasks(change.hidden)
  return why
}

async function restore(change: Change): Promise<string | null> {
  const node = await findLoaded(change.nodeId)
  if (!node || !pageOf(node)) return gone
  if (lockedBy(node)) return 'is locked'
  try {
    if (change.kind === 'created') {
      if (layerSignature(node) !== change.signature) return 'was changed since'
      removeLayer(node)
      return null
    }
    if (!hasFills(node) || fillsSignature(node) !== change.signature) return 'was changed since'
    const { former } = change
    if (former.box && 'resize' in node) {
      node.resize(former.box.width, former.box.height)
      node.relativeTransform = former.box.relativeTransform
    }
    node.fills = former.fills
    node.setPluginData(recipeKey, former.recipe)
    node.setRelaunchData(former.relaunch)
    if (former.styleId !== '') await node.setFillStyleIdAsync(former.styleId)
    return null
  } catch (error) {
    return `cannot be changed here (${error instanceof Error ? error.message.slice(0, 100) : 'Figma refused'})`
  }
}
