// What a selection asks for: the tool and the intent that it opens (ui.md 2). Pure.
import type { SelectionSnapshot } from '../../src/shared/snapshot'
import { formatsOf, wantsFormats } from './format-frames'
import type { IntentId } from '../edit/edit-view'
import { ratioOf } from '../../src/shared/geometry'
import type { ToolId } from '../state/state'

export type SelectionKind = { /** Equal for selections that ask for the same. */ kind: string; tool: ToolId; intent: IntentId }

/** `replaceWanted`: Replace has a prompt already; without words a masked area is filled. */
export function selectionKind(snapshot: SelectionSnapshot | null, replaceWanted: boolean): SelectionKind {
  const layers = snapshot?.layers ?? []
  const has = (role: string): boolean => layers.some((layer) => layer.role === role)
  if (wantsFormats({ mode: null }, snapshot) && (!has('source') || has('mask')) && differ(snapshot)) return { kind: 'picture and formats', tool: 'expand', intent: 'whole' }
  if (has('source') && has('mask')) return { kind: 'picture and mask', tool: 'edit', intent: replaceWanted ? 'replace' : 'fill' }
  if (layers.some((layer) => layer.role === 'source' && layer.uncovered) && !has('target')) return { kind: 'picture with room', tool: 'expand', intent: 'whole' }
  if (has('source') && !has('target')) return { kind: 'picture', tool: 'edit', intent: 'whole' }
  if (layers.length > 0 && layers.every(({ type }) => type === 'TEXT')) return { kind: 'texts', tool: 'text', intent: 'whole' }
  return { kind: has('target') ? 'targets' : layers.length > 0 ? 'references' : 'nothing', tool: 'generate', intent: 'whole' }
}

/** Frames of several shapes beside one plain picture ask for formats; of one shape, or beside a board of pictures, they are to be filled. */
function differ(snapshot: SelectionSnapshot | null): boolean {
  const formats = formatsOf(snapshot)
  if (!formats || formats.master.hasChildren || (snapshot?.layers ?? []).filter(({ role, type }) => role === 'reference' && type !== 'TEXT').length > 1) return false
  const ratios = formats.frames.map(ratioOf)
  return Math.max(...ratios) > 1.05 * Math.min(...ratios)
}
