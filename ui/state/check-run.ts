// Whether a press of the main button would run, what it would send, and for how much. Pure; read by the button and by the press.
import type { ErrorReport } from '../../src/shared/errors'
import type { PlannedBoard } from '../batch/board-view'
import { blockedBy, type Plan, type PlanInput, type PlannedJob } from '../tools/tool'
import { chooseMethod, finishMethods } from '../finish/finish-methods'
import { activeTool } from '../tools/index'
import { baseURLOf, originOf } from '../jobs/context'
import { endStates, type Estimate } from '../jobs/job'
import { referenceMaxEdgePx } from '../jobs/export-references'
import { keyMissing } from '../jobs/key-missing'
import { modelKey } from '../models/index'
import type { FinishChoice } from '../finish/finish-method'
import type { ModelCard } from '../models/model-card'
import { checkCaps, countWithinCaps, type CapBreach } from '../money/caps'
import { estimateRequest, pricedRequest, sumEstimates } from '../money/estimate'
import { isSameDay } from '../money/ledger'
import { cleanPrompt } from '../prompts/clean-prompt'
import { dressDraft } from '../brand/dress-draft'
import { cardByModelKey, draftCard, providerOf } from './catalog'
import type { AppState, DraftReference, ProviderInfo } from './state'

export type RunCheck = {
  card: ModelCard | null
  prompt: string
  jobs: readonly PlannedJob[]
  estimates: readonly (Estimate | null)[]
  /** Of all jobs; null when the price is not known. */
  estimate: Estimate | null
  notes: readonly string[]
  blocked: ErrorReport | null
  /** How many of the jobs, from the first on, the caps let through; all of them without a breach. */
  allowed: number
  breach: CapBreach | null
  /** Of a comparison. */
  board?: PlannedBoard | undefined
}

/** px as sent, bounded like the export; a layer of unknown extent counts as the largest. */
export function sentExtent({ from }: DraftReference): { widthPx: number; heightPx: number } {
  if (from.kind === 'file') return { widthPx: from.image.widthPx, heightPx: from.image.heightPx }
  const { width, height } = from.extent ?? { width: referenceMaxEdgePx, height: referenceMaxEdgePx }
  const scale = Math.min(1, referenceMaxEdgePx / Math.max(width, height, 1))
  return { widthPx: Math.max(1, Math.round(width * scale)), heightPx: Math.max(1, Math.round(height * scale)) }
}

type Planned = Pick<RunCheck, 'jobs' | 'estimates' | 'estimate' | 'notes' | 'blocked' | 'board'>
type PlanKeys = readonly unknown[]
let lastPlan: { keys: PlanKeys; planned: Planned } | null = null

/** What a dressed draft says beyond the designer's own words. */
export const dressingOf = (state: Pick<AppState, 'draft'>, dressed: AppState['draft']): string => (dressed === state.draft ? '' : dressed.prompt.slice(state.draft.prompt.trim().length))

/** Planning 100 frames takes a few ms and every redraw asks: the last plan is kept while its inputs are the same objects. */
function planned(state: AppState, card: ModelCard): Planned {
  const tool = activeTool(state), draft = dressDraft(state, card)
  const finish = finishOf(state)
  const keys: PlanKeys = [tool, state.finishDraft, finish?.method, state.compare, state.catalog, state.snapshot, draft, card, state.settings.showPartials, state.settings.moderation, state.editDraft, state.edit, state.expandDraft, state.text, state.fill, state.fillTargets]
  if (lastPlan && lastPlan.keys.every((key, index) => key === keys[index])) return lastPlan.planned
  const result = pricePlan(card, tool.plan({ snapshot: state.snapshot, draft, card, settings: state.settings, editDraft: state.editDraft, edit: state.edit, expandDraft: state.expandDraft, finish, text: state.text, comparison: comparisonOf(state, card), fill: state.fill, fillTargets: state.fillTargets, catalog: state.catalog, dressing: dressingOf(state, draft) }))
  lastPlan = { keys, planned: result }
  return result
}

/** Null while a tool is in use that needs no method. */
export function finishOf(state: AppState): FinishChoice | null {
  const { finishDraft: draft, edit, catalog } = state
  if (!activeTool(state).byMethod) return null
  return { draft, method: chooseMethod(finishMethods(catalog.cards, draft.way), draft, edit?.source ? { edit, source: edit.source, draft } : null, (card) => modelProblem(state, card)) }
}

/** The draft of a comparison with the cards that it names. */
export const comparisonOf = (state: Pick<AppState, 'catalog' | 'compare'>, card: ModelCard): NonNullable<PlanInput['comparison']> =>
  ({ draft: state.compare, cards: [card, ...state.compare.models.flatMap((key) => cardByModelKey(state, key) ?? [])] })

/** What the main button says without its price. */
export function runLabel(state: AppState): string {
  const { snapshot, draft, edit, expandDraft, text, fill, fillTargets } = state, card = draftCard(state)
  return activeTool(state).button({ snapshot, draft, edit, expandDraft, finish: finishOf(state), text, fill, fillTargets, ...(card ? { card, comparison: comparisonOf(state, card) } : {}) })
}

const nothing: Estimate = { low: 0, high: 0, exact: true }

export function pricePlan(card: ModelCard, { jobs, notes, blocked, board }: Plan): Planned {
  const estimates = jobs.map(({ request, references, edit, editsFirst, kept, card: own = card }) => (kept ? nothing : estimateRequest(own, { ...pricedRequest(request), inputs: [...(edit || editsFirst ? [request.extent] : []), ...references.map(sentExtent)] })))
  return { jobs, estimates, estimate: sumEstimates(estimates), notes, blocked, board }
}

/** USD that waiting jobs may still cost; what runs is set aside in the ledger. */
export function reservedUsd(state: Pick<AppState, 'jobs' | 'ledger'>): number {
  const counted = new Set(state.ledger.map(({ jobId }) => jobId))
  return Object.values(state.jobs).filter((job) => !endStates.includes(job.state) && job.actualUsd === null && !counted.has(job.id)).reduce((sum, job) => sum + (job.estimate?.high ?? 0), 0)
}

export function checkRun(state: AppState): RunCheck {
  const card = draftCard(state)
  const prompt = cleanPrompt(state.draft.prompt)
  if (!card) return { card, prompt, jobs: [], estimates: [], estimate: null, notes: [], blocked: blockedBy('provider.model-gone', 'Choose a model first.'), allowed: 0, breach: null }
  return checkPlan(state, card, prompt, planned(state, card))
}

/** A finished plan against the model, its key, the network and the caps. */
export function checkPlan(state: AppState, card: ModelCard, prompt: string, plan: Planned): RunCheck {
  const blocked = !state.ready ? blockedBy('selection.empty', 'Inlay is still reading the selection.') : plan.blocked ?? problemOf(state, card, plan.jobs)
  const breach = checkCaps(plan.estimate, state.settings, state.ledger, state.nowMs, reservedUsd(state))
  const allowed = breach ? countWithinCaps(plan.estimates, state.settings, state.ledger, state.nowMs, reservedUsd(state)) : plan.jobs.length
  const overCap = breach && allowed === 0 ? blockedBy('request.over-cap', breach.message, [{ kind: 'open-settings', label: 'Change cap', value: 'caps' }]) : null
  return { ...plan, card, prompt, blocked: blocked ?? overCap, allowed, breach }
}

/** Of the first model of the plan that cannot be used; without jobs of others that of the draft. */
function problemOf(state: AppState, card: ModelCard, jobs: readonly PlannedJob[]): ErrorReport | null {
  const asked = jobs.filter(({ kept }) => !kept)
  for (const one of new Set(jobs.length === 0 ? [card] : asked.map((job) => job.card ?? card))) {
    const problem = modelProblem(state, one)
    if (problem) return problem
  }
  return null
}

/** Why this model cannot be used now, for the model menu as well; null when it can. */
export function modelProblem(state: AppState, card: ModelCard): ErrorReport | null {
  if (card.onDevice) return null
  const provider = providerOf(state, card.providerId)
  if (!provider) return blockedBy('provider.model-gone', `${card.label} is not part of this build.`)
  const gone = goneReport(state, card)
  if (gone) return gone
  if (provider.ownAddress && baseURLOf(state.settings, provider) === '') return blockedBy('auth.key-missing', `${card.label} has no address yet.`, [{ kind: 'open-settings', label: 'Add its address' }])
  if (provider.needsKey && !hasKey(state, provider)) return keyMissing(card, provider)
  if (isLacking(state, provider, card)) {
    const other = state.catalog.cards.find((candidate) => candidate.providerId === card.providerId && candidate.id !== card.id && !candidate.successorId && !isLacking(state, provider, candidate))
    return blockedBy('auth.not-permitted', `Your ${provider.label} account cannot use ${card.label}.`, other ? [{ kind: 'use-model', label: `Use ${other.label}`, value: modelKey(other) }] : [{ kind: 'use-demo', label: 'Use Demo' }])
  }
  if (!state.online && provider.hosts.length > 0) return blockedBy('network.offline', 'You are offline. The prompt is kept.', [{ kind: 'retry', label: 'Try again' }])
  return null
}

/** A key counts only for the address it was entered for. */
export const hasKey = (state: Pick<AppState, 'keys' | 'settings'>, provider: ProviderInfo): boolean =>
  state.keys.some((key) => key.providerId === provider.id && key.origin === originOf(baseURLOf(state.settings, provider)))

function goneReport(state: AppState, card: ModelCard): ErrorReport | null {
  const listed = state.availability[card.providerId]?.find(({ id }) => id === card.id)
  const date = listed?.shutdownDate ?? card.shutdownDate
  const passed = date !== null && Date.parse(date) <= state.nowMs && !isSameDay(Date.parse(date), state.nowMs)
  if (!card.successorId && !passed) return null
  const successor = state.catalog.cards.find((other) => other.providerId === card.providerId && other.id === card.successorId)
  return blockedBy('provider.model-gone', `${card.label} has been shut down.`, successor ? [{ kind: 'use-model', label: `Use ${successor.label}`, value: modelKey(successor) }] : [])
}

/** The account's list lacks the model. A list from the designer's own address may use other names, so it blocks nothing. */
function isLacking(state: AppState, provider: ProviderInfo, card: ModelCard): boolean {
  const listed = state.availability[provider.id]
  return !!listed && baseURLOf(state.settings, provider) === provider.defaultBaseURL && !listed.some(({ id }) => id === card.id)
}
