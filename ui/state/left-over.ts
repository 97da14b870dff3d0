// Requests that the window's end cut off: kept while they wait or run, and offered at the next opening. Nothing is sent before a press.
import type { Timers } from '../../src/shared/channel'
import { toErrorReport } from '../../src/shared/errors'
import { jobRecord, type JobRecord } from '../../src/shared/protocol'
import type { JobPlan, WindowChannel } from '../jobs/context'
import { endStates, type Job } from '../jobs/job'
import { queuedRequests, restoreQueued, type QueuedRequest } from '../jobs/queue-state'
import type { AppState, LeftOver } from './state'
import type { Store } from './store'

const saveAfterMs = 1000

/** Files of one name share it: layers have to be there for a request to be offered. */
export function leftOverName(fileName: string): string {
  let hash = 7
  for (const letter of fileName) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0
  return `waiting-${hash.toString(36)}`
}

const isOpen = (job: Job): boolean => !endStates.includes(job.state)
const isSent = ({ state }: Pick<Job, 'state'>): boolean => state === 'running' || state === 'compositing' || state === 'placing'

type Stored = { requests: QueuedRequest[]; sent: string[]; /** Open jobs that cannot be asked for again: edits, and those with dropped files. */ others: { words: string; sent: boolean }[] }

function storedOf(state: AppState, plans: ReadonlyMap<string, JobPlan>): Stored {
  const open = Object.values(state.jobs).filter((job) => isOpen(job) && job.results.length === 0)
  const { waiting = [], sent = [] } = state.left ?? {}
  const requests = queuedRequests({ runs: state.runs, jobs: Object.fromEntries(open.map((job) => [job.id, { ...job, state: 'queued' as const }])) }, plans), known = new Set(requests.map(({ id }) => id))
  return { requests: [...waiting, ...sent, ...requests], sent: [...sent, ...open.filter(isSent)].map(({ id }) => id), others: open.filter(({ id }) => !known.has(id)).map((job) => ({ words: job.words.slice(0, 500), sent: isSent(job) })) }
}

const bareRecord = ({ id, run, request, estimate }: QueuedRequest): JobRecord => ({
  id, run: run.id, tool: request.toolId, model: request.modelId, state: 'cancelled', error: null, warnings: [], timingsMs: {}, changedOutside: null, alignment: null, tone: null,
  estimateUsd: estimate && { low: estimate.low, high: estimate.high }, actualUsd: null, results: [],
})

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** `ended`: ids of jobs that came to their end; `sent`: of those that the job log, which is written at once, knows to be under way. Null: nothing was left. */
export function restoreLeftOver(stored: unknown, ended: ReadonlySet<string>, sent: ReadonlySet<string>): LeftOver | null {
  if (!isObject(stored)) return null
  const ids = new Set<unknown>([...(Array.isArray(stored['sent']) ? (stored['sent'] as unknown[]) : []), ...sent]), open = restoreQueued(stored['requests']).filter(({ id }) => !ended.has(id))
  const others = (Array.isArray(stored['others']) ? stored['others'] : []).filter(isObject).length
  const left = { waiting: open.filter(({ id }) => !ids.has(id)), sent: open.filter(({ id }) => ids.has(id)), others }
  return left.waiting.length + left.sent.length + left.others > 0 ? left : null
}

export function keepLeftOver({ store, channel, timers, plans }: { store: Store<AppState>; channel: WindowChannel; timers: Timers; plans: ReadonlyMap<string, JobPlan> }) {
  let jobs: AppState['jobs'] = {}, last = '', timer: number | null = null, saving = false, again = false

  async function save(): Promise<void> {
    if (saving) { again = true; return }
    saving = true
    try {
      const { fileName, jobs: now, left } = store.get(), any = left !== null || Object.values(now).some((job) => isOpen(job) && job.results.length === 0)
      await channel.ask('state.save', { name: leftOverName(fileName), value: any ? storedOf(store.get(), plans) : null })
    } catch (error) {
      toErrorReport(error) // a full storage or a closing bridge: the run itself goes on
    } finally {
      saving = false
      if (again) { again = false; soon() }
    }
  }
  function soon(): void {
    if (timer === null) timer = timers.set(() => { timer = null; void save() }, saveAfterMs)
  }

  const stop = store.subscribe(() => {
    const { jobs: now } = store.get()
    if (now === jobs) return
    jobs = now
    const open = Object.values(now).filter(isOpen), state = open.map((job) => `${job.id} ${isSent(job)} ${job.results.length > 0}`).join()
    if (state === last) return
    const fresh = open.some(({ id }) => !last.includes(id))
    last = state
    // A new run is kept at once: the window may close before it is asked for.
    if (fresh) void save()
    else soon()
  })

  return {
    /** What an earlier session left. Its jobs are told as ended: nobody works on them any more. */
    async load(): Promise<LeftOver | null> {
      const [stored, records] = await Promise.all([leftOverName(store.get().fileName), 'jobs'].map((name) => channel.ask('state.load', { name }).then(({ value }) => value, () => null)))
      const log = (Array.isArray(records) ? records : []).flatMap((one): JobRecord[] => { const parsed = jobRecord.safeParse(one); return parsed.success ? [parsed.data] : [] })
      // A job cancelled by the end of another window may still be asked for again.
      const left = restoreLeftOver(stored, new Set(log.filter(({ state, results }) => state === 'done' || state === 'failed' || results.length > 0).map(({ id }) => id)), new Set(log.filter(isSent).map(({ id }) => id))), known = new Set(log.map(({ id }) => id))
      const cut = [...log.filter(({ state }) => !endStates.includes(state)), ...[...(left?.waiting ?? []), ...(left?.sent ?? [])].filter(({ id }) => !known.has(id)).map(bareRecord)]
      for (const job of cut) if (!store.get().jobs[job.id]) channel.notify('job.changed', { job: { ...job, state: 'cancelled' } })
      return left
    },
    forget: (): Promise<unknown> => save(),
    idle: (): boolean => timer === null && !saving,
    stop(): void {
      stop()
      if (timer !== null) timers.clear(timer)
    },
  }
}
export type LeftOverKeeper = ReturnType<typeof keepLeftOver>
