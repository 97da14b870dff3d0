// The five tools and why one cannot run.
import type { ToolItem } from '../../components/tool-strip'
import type { AppState } from '../../state/state'

export const toolNames = ['Generate', 'Edit', 'Expand', 'Text', 'Finish'] as const
const next = 'Comes with the next version.'

export const picturesSelected = ({ snapshot }: Pick<AppState, 'snapshot'>): boolean =>
  snapshot?.layers.some((layer) => layer.fills?.some((fill) => fill.type === 'IMAGE' && fill.visible)) ?? false

/** `hasPicture`: a selected layer shows a picture. */
export function toolItems(hasPicture: boolean): ToolItem[] {
  const picture = hasPicture ? next : 'Select a layer that has a picture.'
  const reasons: Record<(typeof toolNames)[number], string | null> = { Generate: null, Edit: hasPicture ? null : picture, Expand: picture, Text: next, Finish: picture }
  return toolNames.map((label) => ({ id: label.toLowerCase(), label, reason: reasons[label] }))
}
