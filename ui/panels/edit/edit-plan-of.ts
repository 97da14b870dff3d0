// What the main button would do: the plan of an area edit, for what is drawn of it, and whether it is a step once more. Pure.
import type { EditPlan } from '../../pixels/in-place/plan-edit'
import { checkRun } from '../../state/check-run'
import type { AppState } from '../../state/state'

export function editPlanOf(state: AppState): EditPlan | null {
  const edit = checkRun(state).jobs[0]?.edit
  return edit?.kind === 'area' ? edit.plan : null
}

/** The main button would make the step once more that shows now, from the picture before it. */
export function repeatsStep(state: AppState): boolean {
  const edit = checkRun(state).jobs[0]?.edit, shown = state.edit?.source?.imageHash
  return edit !== undefined && shown !== undefined && ((edit.kind === 'area' && edit.without !== undefined) || ((edit.kind === 'area' || edit.kind === 'whole') && edit.sourceHash !== shown))
}
