import { endStates, type Job } from '../../jobs/job'
import { checkCaps } from '../../money/caps'
import { sumEstimates } from '../../money/estimate'
import { modelKey } from '../../models/index'
import { activeTool } from '../../tools/index'
import { blockedBy } from '../../tools/tool'
import { cardOf } from '../catalog'
import { checkRun, modelProblem, reservedUsd, runLabel } from '../check-run'
import { noticeOf } from '../notices'
import { addPrompt } from '../persistence'
import { queueItem, startRun } from '../start-run'
import type { Actions } from '../state'
import type { ActionContext } from '../action-context'

export function runActions(context: ActionContext): Pick<Actions, 'run' | 'cancelJob' | 'cancelAll' | 'cancelQueued' | 'pauseQueue' | 'moveToFront' | 'chooseQueuePlace' | 'retryJob' | 'retryFailed'> {
  const { store, queue, controllers, clock, notify, dropNotices, patch, job: jobOf, tick } = context

  const stop = (job: Job): void => {
    if (queue.remove(job.id) || job.state === 'queued') {
      patch(job.id, { state: 'cancelled', waiting: null, endedAt: clock() })
      const ended = jobOf(job.id)
      if (ended) context.onEnded(ended)
      return
    }
    controllers.get(job.id)?.abort()
  }

  const cancelQueued = (): void => Object.values(store.get().jobs).filter(({ state }) => state === 'queued').forEach(stop)

  /** Failed and cancelled jobs go back to the end of the queue, unless their model or a cap stops them. */
  function restart(jobs: readonly Job[]): void {
    store.set({ nowMs: clock() })
    const state = store.get()
    const again = jobs.filter((job) => job.state === 'failed' || job.state === 'cancelled')
    const [first] = again
    if (!first) return
    const card = cardOf(state, first.providerId, first.request.modelId)
    const breach = checkCaps(sumEstimates(again.map((job) => job.estimate)), state.settings, state.ledger, state.nowMs, reservedUsd(state))
    const problem = (card && modelProblem(state, card)) ?? (breach && blockedBy('request.over-cap', breach.message, [{ kind: 'open-settings', label: 'Change cap', value: 'caps' }]))
    if (problem) return notify(noticeOf(problem, { jobId: first.id }))
    const codes = new Set(again.map((job) => job.error?.code as string | undefined))
    dropNotices(({ key }) => codes.has(key) || key === 'cancelled')
    for (const job of again) patch(job.id, { state: 'queued', error: null, waiting: null, endedAt: null, startedAt: null, attempts: 0, queuedAt: clock() })
    queue.add(again.map(queueItem))
    store.set({ queueOrder: queue.waitingIds() })
    tick()
  }

  return {
    run() {
      store.set({ nowMs: clock() })
      const state = store.get()
      const check = checkRun(state)
      const { card } = check
      if (check.blocked || !card) {
        if (check.blocked) notify(noticeOf(check.blocked))
        return
      }
      // Offline and the countdown of a service go with their own causes.
      dropNotices(({ at, key, jobId }) => at === 'foot' && key !== 'network.offline' && (key !== 'provider.rate-limited' || jobId !== null))
      const planned = check.jobs.slice(0, check.allowed), estimates = check.estimates.slice(0, check.allowed)
      const composites = planned.map(({ edit }) => (edit ? context.edits.composite(edit) : null))
      const key = modelKey(card), { id: toolId, placeholder, byMethod = false } = activeTool(state), own = byMethod ? planned[0]?.card ?? card : card
      store.set({
        promptHistory: check.prompt === '' || byMethod ? state.promptHistory : addPrompt(state.promptHistory, state.draft.prompt),
        recentModels: byMethod ? state.recentModels : [key, ...state.recentModels.filter((other) => other !== key)].slice(0, 2),
      })
      if (state.queuePlace === 'replace') cancelQueued()
      // Where the prompt box is not asked, what stands in it from before says nothing of this run.
      const run = { toolId, prompt: (placeholder === null ? '' : check.prompt) || runLabel(state), providerId: own.providerId, modelId: own.id, jobs: planned, estimates, composites, kept: planned.map((job) => (job.kept ? context.edits.picture() : null)), place: state.queuePlace === 'back' ? 'back' as const : 'front' as const }
      if (check.board) void context.boards.begin(check.board, run)
      else startRun(context, run)
      store.set({ queuePlace: 'back' })
      if (check.breach) notify({ key: 'request.over-cap', tone: 'warn', message: check.breach.message, actions: [{ kind: 'open-settings', label: 'Change cap', value: 'caps' }], at: 'foot', jobId: null })
      if (check.notes.length > 0) notify({ key: 'request.extent-illegal', tone: 'info', message: check.notes.join(' '), actions: [], at: 'foot', jobId: null })
    },
    cancelJob(jobId) {
      const job = jobOf(jobId)
      if (job && !endStates.includes(job.state)) stop(job)
    },
    cancelAll() {
      const open = Object.values(store.get().jobs).filter((job) => !endStates.includes(job.state))
      // Waiting ones first, so that none of them takes the place of one that is stopped.
      for (const job of [...open].sort((a, b) => Number(b.state === 'queued') - Number(a.state === 'queued'))) stop(job)
    },
    cancelQueued,
    pauseQueue(on) {
      store.set({ queuePaused: on })
      queue.pause(on)
      context.speech.say(on ? 'The queue is paused. What runs goes on.' : 'The queue goes on.')
    },
    moveToFront(jobId) {
      if (queue.toFront(jobId)) store.set({ queueOrder: queue.waitingIds() })
    },
    chooseQueuePlace: (queuePlace) => store.set({ queuePlace }),
    retryJob(jobId) {
      const job = jobOf(jobId)
      if (!job) return
      if (job.state === 'done') {
        for (const result of job.results) if (result.placeError) void context.lander.land(job, result.key)
        return
      }
      restart([job])
    },
    retryFailed: () => restart(Object.values(store.get().jobs).filter((job) => job.state === 'failed')),
  }
}
