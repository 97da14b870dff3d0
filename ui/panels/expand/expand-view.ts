// What the Expand panel shows, worked out from the state. Pure.
import type { Bounds, Extent } from '../../../src/shared/geometry'
import { noSides, type ExpandDraft } from '../../edit/expand-draft'
import { grownBy, mostEdgePx, sidesAround, type ExpandPlan } from '../../pixels/expand/plan-expand'
import type { Sides } from '../../pixels/expand/plan-window'
import { checkRun } from '../../state/check-run'
import type { AppState } from '../../state/state'
import { expandTarget, roomFor, type ExpandTarget } from '../../tools/expand-target'
import { sourceLayerOf } from '../../tools/source-layer'

export type ExpandView = {
  target: ExpandTarget
  /** Name of the frame to fill; null: none is larger than the picture. */
  frameName: string | null
  /** px that each side of what shows is to grow by. */
  sides: Sides
  /** The new picture's box and what is kept of the old one, px of the source. */
  box: Bounds
  kept: Bounds
  /** Of the old picture. */
  picture: Extent
  /** What the main button would run; null while nothing is to be done. */
  plan: ExpandPlan | null
  /** The wish goes beyond what Figma takes. */
  tooLarge: boolean
  url: string | null
}

/** Null without a picture that was read. */
export function expandView(state: AppState): ExpandView | null {
  const { snapshot, edit, expandDraft } = state, layer = sourceLayerOf(snapshot, 'expand'), source = edit?.source
  if (!layer || !source || edit.layerId !== layer.id || source.scaleMode === 'TILE') return null
  const target = expandTarget(expandDraft, snapshot, layer, source), room = roomFor(snapshot, layer, source)
  const { jobs } = checkRun(state), planned = jobs[0]?.edit, plan = planned?.kind === 'expand' ? planned.plan : null
  const reached = jobs.find(({ keep }) => !keep)?.placements[0]?.edit?.expanded
  const picture = { width: source.widthPx, height: source.heightPx }
  const sides = plan || target.mode === 'side' ? sidesAround(target.shown, target.target) : noSides
  return {
    target, frameName: room?.layer.name ?? null, sides, plan, picture, tooLarge: plan ? plan.beyond !== null : Math.max(target.target.width, target.target.height) > mostEdgePx, url: edit.preview?.url ?? null,
    box: reached ?? plan?.expanded ?? grownBy(target.shown, sides), kept: plan?.part ?? target.shown,
  }
}

/** Where By side begins: at what shows now, but not at a ratio that nobody chose. */
export const firstSides = ({ mode, sides }: ExpandDraft, view: Pick<ExpandView, 'sides' | 'target'>): Sides => (mode === null && view.target.mode === 'ratio' ? sides : view.sides)
