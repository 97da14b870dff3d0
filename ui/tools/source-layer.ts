// Which selected layer is edited, and which shapes over it are its mask. Pure.
import type { LayerSnapshot, SelectionSnapshot } from '../../src/shared/snapshot'
import type { ToolId } from '../state/state'

/** Tools that change an existing picture. */
export const editsPictures = (tool: ToolId): boolean => tool === 'edit' || tool === 'expand' || tool === 'finish'

export const hasPicture = (layer: LayerSnapshot): boolean => layer.fills?.some((fill) => fill.type === 'IMAGE' && fill.visible && fill.opacity > 0) ?? false

/**
 * The source; else, when an editing tool was chosen by hand, the first layer that shows a picture, a reference before a layer to fill; to expand into a selected frame,
 * the only picture in it. Null: nothing to edit.
 */
export function sourceLayerOf(snapshot: SelectionSnapshot | null, tool: ToolId): LayerSnapshot | null {
  const layers = snapshot?.layers ?? []
  const pictures = layers.filter((layer) => layer.role !== 'mask' && layer.type !== 'TEXT' && hasPicture(layer))
  const own = layers.find(({ role }) => role === 'source') ?? pictures.find(({ role }) => role === 'reference') ?? pictures[0]
  return own ?? (tool === 'expand' ? snapshot?.nearby?.find(hasPicture) : undefined) ?? null
}

export const maskLayersOf = (snapshot: SelectionSnapshot | null): LayerSnapshot[] => snapshot?.layers.filter(({ role }) => role === 'mask') ?? []
