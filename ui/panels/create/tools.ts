// The five tools and why one cannot run.
import type { ToolItem } from '../../components/tool-strip'
import type { AppState } from '../../state/state'
import { sourceLayerOf } from '../../tools/source-layer'

export const toolNames = ['Generate', 'Edit', 'Expand', 'Text', 'Finish'] as const

/** The tools that a picture in the selection allows. */
export const picturesSelected = ({ snapshot }: Pick<AppState, 'snapshot'>): 'edit' | 'expand' | 'none' => (sourceLayerOf(snapshot, 'edit') ? 'edit' : sourceLayerOf(snapshot, 'expand') ? 'expand' : 'none')

/** `pictures`: 'expand' where the only picture lies in a selected frame. */
export function toolItems(pictures: ReturnType<typeof picturesSelected>): ToolItem[] {
  const none = 'Select a layer that has a picture.'
  const reasons: Record<(typeof toolNames)[number], string | null> = { Generate: null, Edit: pictures === 'edit' ? null : none, Expand: pictures === 'none' ? none : null, Text: null, Finish: pictures === 'edit' ? null : none }
  return toolNames.map((label) => ({ id: label.toLowerCase(), label, reason: reasons[label] }))
}
