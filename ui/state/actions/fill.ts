// The fill plan: switching it on, its rows, tables in and out, finals.
import { dressDraft } from '../../brand/dress-draft'
import { nextFillTargets, type FillDraft } from '../../batch/fill-draft'
import { rowJobs } from '../../batch/row-job'
import { rowsFromTable, tableOfRows } from '../../batch/rows-table'
import { modelKey } from '../../models/index'
import { finalQualityOf, planRows, rowsOf } from '../../tools/fill'
import type { ActionContext } from '../action-context'
import { draftCard } from '../catalog'
import { checkPlan, dressingOf, pricePlan, type RunCheck } from '../check-run'
import { noticeOf } from '../notices'
import { startRun } from '../start-run'
import type { Actions, AppState } from '../state'
import { listOf } from '../words'
import { done } from './done'

type FillActions = Pick<Actions, 'fillEach' | 'editFill' | 'editRow' | 'allRows' | 'pasteRows' | 'copyRows' | 'readWordsAgain' | 'approveSelected' | 'makeFinals'>

/** The plan's rows as they are now. */
export function planRowsOf(state: AppState, quality: string | null = null): ReturnType<typeof rowsOf> {
  const card = draftCard(state)
  if (!card) return []
  const draft = dressDraft(state, card)
  return rowsOf({ ...state, draft, card, dressing: dressingOf(state, draft) }, quality)
}

/** The approved rows in final quality; null without any. Each in the quality that its own model calls so. */
export function checkFinals(state: AppState): RunCheck | null {
  const card = draftCard(state)
  if (!card) return null
  const approved = planRowsOf(state, finalQualityOf(card, state.fill.finalQuality)).filter((row) => row.approved)
  if (approved.length === 0) return null
  return checkPlan(state, card, state.fill.pattern, pricePlan(card, planRows(approved, state.fill.share)))
}

const rowsWord = (count: number): string => `${count} ${count === 1 ? 'row' : 'rows'}`

export function fillActions(context: ActionContext): FillActions {
  const { store, clock, notify, dropNotices, page } = context
  const change = (edit: (fill: FillDraft) => Partial<FillDraft>): void => {
    dropNotices(({ key }) => key === 'request.prompt-missing' || key === 'selection.empty')
    store.set(({ fill }) => ({ fill: { ...fill, ...edit(fill) } }))
  }
  /** Fields that are undefined go. */
  const withEdit = (rows: FillDraft['rows'], id: string, edit: object): FillDraft['rows'] =>
    ({ ...rows, [id]: Object.fromEntries(Object.entries({ ...rows[id], ...edit }).filter(([, value]) => value !== undefined)) })

  return {
    fillEach(on) {
      change(() => ({ on }))
      const { snapshot } = store.get()
      store.set({ fillTargets: on && snapshot ? nextFillTargets(null, snapshot) : null })
    },
    editFill: (edit) => change(() => edit),
    editRow: (id, edit) => change(({ rows }) => ({ rows: withEdit(rows, id, edit) })),
    allRows: (on) => change(({ rows }) => ({ rows: planRowsOf(store.get()).reduce((all, { id }) => withEdit(all, id, { off: on ? undefined : true }), rows) })),
    pasteRows(text, fromId) {
      const state = store.get(), rows = planRowsOf(state)
      const modelOf = (name: string): string | null => {
        const card = state.catalog.cards.find(({ id, label, successorId }) => successorId === null && (id === name || label.toLowerCase() === name.trim().toLowerCase()))
        return card ? modelKey(card) : null
      }
      const { edits, unmatched } = rowsFromTable(text, rows, Math.max(0, rows.findIndex(({ id }) => id === fromId)), modelOf)
      const count = Object.keys(edits).length
      change(({ rows: known }) => ({ rows: Object.entries(edits).reduce((all, [id, edit]) => withEdit(all, id, edit), known) }))
      const message = `${rowsWord(count)} pasted.${unmatched.length === 0 ? '' : ` ${unmatched.length === 1 ? 'One line fits' : `${unmatched.length} lines fit`} no frame here: ${listOf(unmatched.map((one) => one.slice(0, 40)))}.`}`
      if (unmatched.length === 0) done(context, message)
      else notify({ key: 'pasted rows', tone: 'warn', message, actions: [], at: 'foot', jobId: null })
    },
    copyRows() {
      const rows = planRowsOf(store.get()).map(({ name, prompt, job: { request: { extent } }, card, on }) => ({ name, prompt, size: `${extent.widthPx} × ${extent.heightPx}`, model: card.label, on }))
      page.copyText(tableOfRows(rows)).then(() => done(context, `${rowsWord(rows.length)} copied.`), () => notify({ key: 'clipboard', tone: 'warn', message: 'The clipboard did not take the rows.', actions: [], at: 'foot', jobId: null }))
    },
    readWordsAgain: () => store.set(({ fillTargets }) => ({ fillTargets: fillTargets && { ...fillTargets, stale: true } })),
    approveSelected() {
      const state = store.get(), made = rowJobs(state)
      const ids = (state.fillTargets?.selected ?? []).filter((id) => made.get(id)?.result)
      change(({ rows }) => ({ rows: ids.reduce((all, id) => withEdit(all, id, { approved: true }), rows) }))
      done(context, ids.length === 0 ? 'None of the selected frames has a picture of this plan yet.' : `${rowsWord(ids.length)} approved.`)
    },
    makeFinals() {
      store.set({ nowMs: clock() })
      const state = store.get(), check = checkFinals(state)
      if (!check?.card) return
      if (check.blocked) return notify(noticeOf(check.blocked))
      dropNotices(({ at, key, jobId }) => at === 'foot' && key !== 'network.offline' && (key !== 'provider.rate-limited' || jobId !== null))
      const jobs = check.jobs.slice(0, check.allowed), estimates = check.estimates.slice(0, check.allowed)
      const ids = new Set(jobs.flatMap((job) => job.placements.map(({ targetId }) => targetId)))
      startRun(context, { toolId: 'fill', prompt: state.fill.pattern, providerId: check.card.providerId, modelId: check.card.id, jobs, estimates, composites: [] })
      change(({ rows }) => ({ rows: Object.keys(rows).filter((id) => ids.has(id)).reduce((all, id) => withEdit(all, id, { approved: undefined }), rows) }))
      if (check.breach) notify({ key: 'request.over-cap', tone: 'warn', message: check.breach.message, actions: [{ kind: 'open-settings', label: 'Change cap', value: 'caps' }], at: 'foot', jobId: null })
    },
  }
}
