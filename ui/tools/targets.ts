// Which selected layers receive a picture, and what the selection lends as references. Pure.
import type { LayerSnapshot, SelectionSnapshot } from '../../src/shared/snapshot'
import type { ErrorReport } from '../../src/shared/errors'
import type { ToolId } from '../state/state'
import { lendsWords } from '../words/text-draft'
import { editsPictures, sourceLayerOf } from './source-layer'
import { blockedBy } from './tool'

/** A picture that Inlay made is a target again: that is what "Generate again" on it means. */
const isTarget = (layer: LayerSnapshot): boolean => layer.role === 'target' || (layer.role === 'source' && layer.recipe !== null)

/** Layers that Generate fills, in selection order. */
export const targetsOf = (snapshot: SelectionSnapshot | null): LayerSnapshot[] =>
  snapshot?.layers.filter((layer) => isTarget(layer) && layer.problem === null) ?? []

/** Selected layers that are sent along as pictures; the one that `tool` edits is not one of them. */
export function referenceLayersOf(snapshot: SelectionSnapshot | null, tool: ToolId): LayerSnapshot[] {
  // Texts lend the Text tool their words, not their looks.
  if (tool === 'text') return referenceLayersOf(snapshot && { ...snapshot, layers: snapshot.layers.filter((layer) => !lendsWords(layer)) }, 'generate')
  const edited = editsPictures(tool) ? sourceLayerOf(snapshot, tool) : null
  return snapshot?.layers.filter((layer) => layer !== edited && (layer.role === 'reference' || layer.role === 'source') && !isTarget(layer) && layer.problem === null) ?? []
}

/** Why nothing of the selection can be filled, when something was meant to be; null otherwise. */
export function selectionProblem(snapshot: SelectionSnapshot | null): ErrorReport | null {
  if (!snapshot || targetsOf(snapshot).length > 0) return null
  const layer = snapshot.layers.find((candidate) => isTarget(candidate) && candidate.problem)
  if (!layer?.problem) return null
  const code = layer.problem.kind === 'locked' ? 'selection.locked' : layer.problem.kind === 'too-small' ? 'selection.too-small' : layer.problem.kind === 'read-only' ? 'placement.read-only' : 'selection.unsupported'
  return blockedBy(code, layer.problem.message, [], layer.name)
}
