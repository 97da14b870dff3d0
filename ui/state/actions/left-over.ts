// Going on with what the end of an earlier window cut off.
import type { ErrorAction } from '../../../src/shared/errors'
import { resumeQueued, type QueuedRequest } from '../../jobs/queue-state'
import { estimateRequest, pricedRequest, sumEstimates } from '../../money/estimate'
import { addToLedger } from '../../money/ledger'
import { formatPrice } from '../../money/format-price'
import { cardOf } from '../catalog'
import { modelProblem } from '../check-run'
import type { LeftOverKeeper } from '../left-over'
import { noticeOf } from '../notices'
import { queueItem } from '../start-run'
import type { Actions, AppState, LeftOver } from '../state'
import type { ActionContext } from '../action-context'
import { pictures } from '../words'

const key = 'left-over'
const countOf = (requests: readonly QueuedRequest[]): number => requests.reduce((sum, { request }) => sum + request.count, 0)
const was = (count: number): string => (count === 1 ? 'was' : 'were')

/** The price is asked again: it may have changed since. */
function priced(state: AppState, request: QueuedRequest): QueuedRequest {
  const card = cardOf(state, request.providerId, request.request.modelId)
  const inputs = request.references.map(() => ({ widthPx: 1024, heightPx: 1024 }))
  return card ? { ...request, estimate: estimateRequest(card, { ...pricedRequest({ ...request.request, source: null, mask: null, references: [] }), inputs }) } : request
}

/** Under an id of its own: what the first sending may have cost stays in the ledger. */
const anew = (request: QueuedRequest): QueuedRequest => {
  const id = `${request.id}-2`
  return { ...request, id, placements: request.placements.map((placement) => ({ ...placement, jobId: id })) }
}

/** The window closed before it could keep what it had set aside. */
function noted(ledger: AppState['ledger'], { id, request, estimate, run }: QueuedRequest, file: string): AppState['ledger'] {
  if (!estimate || estimate.high <= 0 || ledger.some(({ jobId }) => jobId.split('#')[0] === id)) return ledger
  return addToLedger(ledger, { at: run.startedAt, jobId: id, modelId: request.modelId, pictures: 0, usd: estimate.high, estimated: true, file })
}

export function leftOverActions(context: ActionContext, keeper: LeftOverKeeper): Pick<Actions, 'resumeLeft' | 'leaveLeft'> & { offerLeft(): Promise<void> } {
  const { store, plans, queue, notify, dropNotices, patch, clock, tick, channel, speech } = context
  const price = (requests: readonly QueuedRequest[]): string => formatPrice(sumEstimates(requests.map(({ estimate }) => estimate)))

  function show({ waiting, sent, others }: LeftOver): void {
    const parts = [
      countOf(waiting) > 0 ? `${pictures(countOf(waiting))} ${was(countOf(waiting))} still waiting` : '',
      countOf(sent) > 0 ? `${pictures(countOf(sent))} ${was(countOf(sent))} being made and may have been charged` : '',
      others > 0 ? `${others} ${others === 1 ? 'request needs its' : 'requests need their'} picture again, so make ${others === 1 ? 'it' : 'them'} anew in Edit` : '',
    ].filter(Boolean)
    const go: ErrorAction[] = [
      ...(waiting.length > 0 ? [{ kind: 'resume' as const, label: `Go on with ${countOf(waiting)} · ${price(waiting)}`, value: 'waiting' }] : []),
      ...(sent.length > 0 ? [{ kind: 'resume' as const, label: `Make ${countOf(sent) === 1 ? 'that one' : `those ${countOf(sent)}`} again · ${price(sent)}`, value: 'sent' }] : []),
      { kind: 'resume', label: 'Leave them', value: 'none' },
    ]
    notify({ key, tone: 'warn', message: `When Inlay was closed, ${parts.join('; ')}. What was finished is in History.`, actions: go, at: 'top', jobId: null })
  }

  return {
    /** Requests whose layers this file does not have belong to another file of the same name. */
    async offerLeft() {
      const left = await keeper.load()
      if (!left) return
      const ids = [...left.waiting, ...left.sent].flatMap(({ placements }) => placements.flatMap(({ targetId }) => targetId ?? []))
      const here = new Set(ids.length === 0 ? [] : (await channel.ask('layers.find', { text: '', ids: [...new Set(ids)] })).layers.map(({ id }) => id))
      const ours = (requests: readonly QueuedRequest[]): QueuedRequest[] => requests.filter(({ placements }) => placements.every(({ targetId }) => targetId === null || here.has(targetId))).map((request) => priced(store.get(), request))
      const mine: LeftOver = { waiting: ours(left.waiting), sent: ours(left.sent), others: left.others }
      if (mine.waiting.length + mine.sent.length + mine.others === 0) return
      store.set(({ ledger, fileName }) => ({ left: mine, ledger: mine.sent.reduce((all, sent) => noted(all, sent, fileName), ledger) }))
      show(mine)
    },
    resumeLeft(which) {
      const state = store.get(), { left } = state
      if (!left) return
      const requests = which === 'sent' ? left.sent.map(anew) : left.waiting, [first] = requests, card = first && cardOf(state, first.providerId, first.request.modelId)
      const problem = card && modelProblem(state, card)
      if (!first) return
      if (problem) return notify(noticeOf(problem))
      const { runs, jobs, plans: planned } = resumeQueued(requests, clock())
      planned.forEach((plan, id) => plans.set(id, plan))
      const rest: LeftOver = { ...left, [which]: [] }, any = rest.waiting.length + rest.sent.length > 0
      store.set((now) => ({ left: any ? rest : null, jobs: { ...now.jobs, ...Object.fromEntries(jobs.map((job) => [job.id, job])) }, runs: [...now.runs.filter(({ id }) => !runs.some((run) => run.id === id)), ...runs.map((run) => ({ ...run, jobIds: [...(now.runs.find(({ id }) => id === run.id)?.jobIds ?? []), ...run.jobIds] }))] }))
      for (const job of jobs) patch(job.id, { state: 'queued' })
      queue.add(jobs.map(queueItem))
      store.set({ queueOrder: queue.waitingIds() })
      if (any) show(rest)
      else dropNotices((notice) => notice.key === key)
      speech.say(`Making ${pictures(countOf(requests))}, ${price(requests)}`)
      tick()
    },
    leaveLeft() {
      store.set({ left: null })
      dropNotices((notice) => notice.key === key)
      void keeper.forget()
    },
  }
}
