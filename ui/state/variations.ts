// Which of Inlay's pictures the selected layer carries. Pure.
import type { LayerSnapshot } from '../../src/shared/snapshot'
import type { AppState } from './state'

export type Variations = {
  layer: LayerSnapshot
  /** Oldest first. */
  hashes: readonly string[]
  /** What shows on the canvas, or will in a moment; null is the original. */
  shown: string | null
}

/** Of the only selected layer beside masks; null when it carries no picture of Inlay's. */
export function variationsOf({ snapshot, variationChosen }: Pick<AppState, 'snapshot' | 'variationChosen'>): Variations | null {
  const [layer, ...others] = snapshot?.layers.filter(({ role }) => role !== 'mask') ?? []
  if (!layer || others.length + (snapshot?.more ?? 0) > 0 || !layer.variations || layer.variations.length === 0) return null
  const hashes = layer.variations
  const visible = [...(layer.fills ?? [])].reverse().find((fill) => fill.visible && fill.imageHash !== undefined && hashes.includes(fill.imageHash))?.imageHash ?? null
  const chosen = variationChosen[layer.id]
  return { layer, hashes, shown: chosen !== undefined && (chosen === null || hashes.includes(chosen)) ? chosen : visible }
}

/** Ids of the layers with edits that show over the picture under edit, bottom first; empty unless it is the only selected layer beside masks. */
export function patchesOver({ snapshot, edit }: Pick<AppState, 'snapshot' | 'edit'>): string[] {
  const [layer, ...others] = snapshot?.layers.filter(({ role }) => role !== 'mask') ?? []
  if (!layer || others.length > 0 || edit?.layerId !== layer.id || edit.state !== 'ready') return []
  return (edit.source?.patches ?? []).flatMap(({ nodeId, visible }) => (visible ? nodeId : []))
}
