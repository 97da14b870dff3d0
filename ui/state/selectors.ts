// What the main button says, worked out from the state. Pure.
import { formatPrice } from '../money/format-price'
import { sumEstimates } from '../money/estimate'
import { activeTool } from '../tools/index'
import { nounOf } from '../tools/generate'
import { targetsOf } from '../tools/targets'
import { checkRun, pricePlan, runLabel } from './check-run'
import type { AppState, MainButton } from './state'

/** Verb, place, how often, and the price (ui.md 2). The label is the same when it is blocked; only a cap changes it to the part that fits. */
export function mainButton(state: AppState): MainButton {
  const check = checkRun(state)
  const part = check.breach !== null && check.allowed > 0
  // Without a plan there is no price, not even nothing.
  const price = check.jobs.length === 0 ? '' : formatPrice(part ? sumEstimates(check.estimates.slice(0, check.allowed)) : check.estimate)
  return { label: part ? partLabel(state, check.allowed, check.jobs.length) : runLabel(state), price, blocked: check.blocked?.message ?? null }
}

function partLabel(state: AppState, allowed: number, planned: number): string {
  if (activeTool(state).id === 'fill' && !state.fill.share) return `Run ${allowed} of ${planned} rows`
  const targets = targetsOf(state.snapshot)
  return `Run ${allowed} of ${planned} ${planned === targets.length && state.tool === 'generate' ? nounOf(targets) : 'requests'}`
}

/** What will come out differently than asked: "Banner is 8:1, models stop at 3:1. Inlay makes 3:1 and crops." */
export const planNotes = (state: AppState): readonly string[] => checkRun(state).notes

/** What the references add to the price of the run: "about $0.02"; null without any, or where they cost nothing. */
export function referencesPrice(state: AppState): string | null {
  const { jobs, card, estimate, blocked } = checkRun(state)
  if (!card || !estimate || blocked || !jobs.some(({ references }) => references.length > 0)) return null
  const bare = pricePlan(card, { jobs: jobs.map((job) => ({ ...job, references: [] })), notes: [], blocked: null }).estimate
  const high = estimate.high - (bare?.high ?? estimate.high)
  return high > 0 ? formatPrice({ low: estimate.low - (bare?.low ?? 0), high, exact: estimate.exact }) : null
}
