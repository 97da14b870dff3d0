// One plan per ring of a large expansion: each grows the picture of the one before.
import type { Bounds } from '../../../src/shared/geometry'
import { isExpandProblem, planExpand, type ExpandPlan, type ExpandQuestion } from './plan-expand'
import { ringsTo } from './rings'

/** Up to this growth of a side one request sees enough of the picture to draw the rest. */
const mostLeap = 2

export type Ring = {
  plan: ExpandPlan
  /** The new picture's box, px of the first source. */
  box: Bounds
}

/** `whole`: the plan of the whole wish. It alone where one leap does, where all is reduced, or where the model cannot draw a ring. */
export function planRings(whole: ExpandPlan, { source, rule, maxPixels }: Pick<ExpandQuestion, 'source' | 'rule' | 'maxPixels'>): Ring[] {
  const alone = [{ plan: whole, box: whole.expanded }], { part, expanded } = whole
  if (whole.reduction < 1 || Math.max(expanded.width / part.width, expanded.height / part.height) <= mostLeap) return alone
  const rings: Ring[] = []
  let before: Bounds | null = null
  for (const box of ringsTo(part, expanded)) {
    const question = { rule, ...(maxPixels === undefined ? {} : { maxPixels }) }
    const plan = before
      ? planExpand({ ...question, source: before, target: { ...box, x: box.x - before.x, y: box.y - before.y } })
      : planExpand({ ...question, source, target: box, crops: true })
    if (isExpandProblem(plan)) return alone
    rings.push({ plan: { ...plan, beyond: whole.beyond }, box })
    before = box
  }
  return rings
}
