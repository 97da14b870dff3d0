// What the main button says, worked out from the state. Pure.
import type { LayerSnapshot } from '../../src/shared/snapshot'
import { formatPrice } from '../money/format-price'
import { sumEstimates } from '../money/estimate'
import { selectionProblem, targetsOf } from '../tools/targets'
import { checkRun } from './check-run'
import { middleCut } from './middle-cut'
import type { AppState, MainButton } from './state'

/** Longest layer name on the main button, characters: it still fits beside the price at 320 px. */
const buttonNameLength = 18

const frameTypes = ['FRAME', 'COMPONENT', 'INSTANCE', 'SECTION', 'COMPONENT_SET']
const nounOf = (targets: readonly LayerSnapshot[]): string => (targets.every(({ type }) => frameTypes.includes(type)) ? 'frames' : 'layers')

/** Verb, place, how often, and the price (ui.md 2). The label is the same when it is blocked; only a cap changes it to the part that fits. */
export function mainButton(state: AppState): MainButton {
  const check = checkRun(state)
  const part = check.breach !== null && check.allowed > 0
  const price = formatPrice(part ? sumEstimates(check.estimates.slice(0, check.allowed)) : check.estimate)
  return { label: part ? partLabel(state, check.allowed, check.jobs.length) : wholeLabel(state), price, blocked: check.blocked?.message ?? null }
}

function partLabel(state: AppState, allowed: number, planned: number): string {
  const targets = targetsOf(state.snapshot)
  return `Run ${allowed} of ${planned} ${planned === targets.length ? nounOf(targets) : 'requests'}`
}

function wholeLabel({ snapshot, draft: { count } }: AppState): string {
  const targets = targetsOf(snapshot)
  if (targets.length > 1) return count > 1 ? `Generate ${count} into each of ${targets.length}` : `Generate into ${targets.length} ${nounOf(targets)}`
  const stopped = selectionProblem(snapshot) ? snapshot?.layers.find((layer) => layer.problem !== null) : undefined
  const only = targets[0] ?? stopped
  return only ? `Generate${count > 1 ? ` ${count}` : ''} into ${middleCut(only.name, buttonNameLength)}` : `Generate ${count} on the canvas`
}

/** What will come out differently than asked: "Banner is 8:1, models stop at 3:1. Inlay makes 3:1 and crops." */
export const planNotes = (state: AppState): readonly string[] => checkRun(state).notes
