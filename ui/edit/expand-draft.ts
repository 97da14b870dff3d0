// How far a picture is to be made larger, as the designer set it.
import type { FormatWay } from '../batch/plan-format'
import type { Beyond } from '../pixels/expand/plan-expand'
import type { Sides } from '../pixels/expand/plan-window'

export const expandModes = ['frame', 'ratio', 'side', 'formats'] as const
export type ExpandMode = (typeof expandModes)[number]

export type ExpandDraft = {
  /** Null: every format where several frames are selected beside the picture, to the frame where there is one that is larger than the picture, else to a ratio. */
  mode: ExpandMode | null
  /** Of the ratio presets. */
  ratioId: string
  /** px of the source, whole, from what shows of it. */
  sides: Sides
  /** Every kept pixel stays as it is; off: blended where old and new meet. */
  strict: boolean
  beyond: Beyond
  /** How single frames of Every format are filled, by layer id; left out: by the rule. */
  formatWays: Readonly<Record<string, FormatWay>>
}

export const noSides: Sides = { left: 0, right: 0, top: 0, bottom: 0 }
export const firstExpandDraft: ExpandDraft = { mode: null, ratioId: '16:9', sides: noSides, strict: true, beyond: 'stop', formatWays: {} }

/** More than Figma takes in all. */
export const mostSidePx = 4096
