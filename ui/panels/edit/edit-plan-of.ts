// The plan of the area edit that the main button would run, for what is drawn of it. Pure.
import type { EditPlan } from '../../pixels/in-place/plan-edit'
import { checkRun } from '../../state/check-run'
import type { AppState } from '../../state/state'

export function editPlanOf(state: AppState): EditPlan | null {
  const edit = checkRun(state).jobs[0]?.edit
  return edit?.kind === 'area' ? edit.plan : null
}
