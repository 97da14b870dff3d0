// Sets money aside before each request goes out, so that two that run at once cannot both spend the last cent. USD.
import { PluginError } from '../../src/shared/errors'
import type { Job } from '../jobs/job'
import type { AppState, LedgerEntry } from '../state/state'
import type { Store } from '../state/store'
import { breachBefore } from './caps'
import { addToLedger } from './ledger'

type BudgetOptions = {
  store: Store<AppState>
  clock(): number
  /** Brings in what another window of this user has spent meanwhile. Never rejects. */
  syncLedger(): Promise<void>
  /** Brings it in, changes the ledger and writes it down while no other window can. Never rejects. */
  changeLedger<T>(change: () => T): Promise<T>
}

/** While the cap of the day is at least so many requests away, what other windows spent may be known as of so many ms ago. */
const farRequests = 40, freshMs = 2000

/** Whose request an entry is: a sending that may have been charged has an entry of its own, `job#2`. */
const jobOf = (entry: LedgerEntry): string => entry.jobId.split('#')[0] ?? ''

export function createBudget({ store, clock, syncLedger, changeLedger }: BudgetOptions) {
  /** Jobs under way whose price is only set aside so far. */
  const open = new Set<string>()
  let waiting: (() => void)[] = [], syncing: Promise<void> | null = null, syncedAt = -Infinity

  const note = (entry: Omit<LedgerEntry, 'at' | 'file'>): void =>
    store.set(({ ledger, fileName }) => ({ ledger: addToLedger(ledger, { at: clock(), file: fileName, ...entry }) }))
  const wake = (): void => {
    const woken = waiting
    waiting = []
    woken.forEach((go) => go())
  }
  function breach(job: Job, counts: (entry: LedgerEntry) => boolean): ReturnType<typeof breachBefore> {
    const { ledger, settings, runs } = store.get()
    const others = ledger.filter((entry) => entry.jobId !== job.id && counts(entry))
    const ofRun = new Set(runs.find(({ id }) => id === job.runId)?.jobIds)
    const spentOnRun = others.filter((entry) => ofRun.has(jobOf(entry))).reduce((sum, { usd }) => sum + (usd ?? 0), 0)
    return job.estimate && breachBefore(job.estimate.high, spentOnRun, settings, others, clock())
  }
  /** Whether the cap of the day is near: then money is set aside while no other window can. Far from it what others have spent is asked for on the way. */
  async function isNear(usd: number): Promise<boolean> {
    const { settings } = store.get(), now = clock()
    if (settings.capPerDayUsd === null) return false
    const near = (): boolean => breachBefore(usd * farRequests, 0, { ...settings, capPerRunUsd: null }, store.get().ledger, now) !== null
    if (near()) return true
    syncing ??= syncLedger().then(() => { syncedAt = now; syncing = null })
    if (now - syncedAt >= freshMs) await syncing
    return near()
  }
  /** Sets the money aside, or says which cap it would pass. */
  function take(job: Job, usd: number): ReturnType<typeof breachBefore> {
    const now = breach(job, () => true)
    if (now) return now
    open.add(job.id)
    note({ jobId: job.id, modelId: job.request.modelId, pictures: 0, usd, estimated: true })
    return null
  }
  const release = (job: Job): void => { if (open.delete(job.id)) store.set(({ ledger }) => ({ ledger: ledger.filter(({ jobId }) => jobId !== job.id) })) }

  return {
    /** Raises request.over-cap when this request would pass a cap. While requests under way may still turn out cheaper, it waits for them; an abort ends the wait. */
    async reserve(job: Job, { signal }: { signal: AbortSignal }): Promise<void> {
      if (!job.estimate || job.estimate.high <= 0) return
      const { high } = job.estimate, near = await isNear(high)
      for (;;) {
        if (signal.aborted) throw signal.reason
        // Of two windows that reach for the same money one has it.
        const now = near ? await changeLedger(() => take(job, high)) : take(job, high)
        if (!now) return
        if (breach(job, (entry) => !open.has(entry.jobId))) {
          throw new PluginError('request.over-cap', now.message, { hint: 'It was not sent.', actions: [{ kind: 'open-settings', label: 'Change cap', value: 'caps' }, { kind: 'retry', label: 'Run the rest' }] })
        }
        await new Promise<void>((resolve) => {
          waiting.push(resolve)
          signal.addEventListener('abort', () => resolve(), { once: true })
        })
      }
    },
    /** The request is over: what it cost takes the place of what was set aside. Null: nothing was charged. */
    settle(job: Job, cost: { pictures: number; usd: number | null; estimated: boolean } | null): void {
      if (cost) {
        open.delete(job.id)
        note({ jobId: job.id, modelId: job.request.modelId, ...cost })
      } else release(job)
      wake()
    },
    /** The service may have charged for this sending; a later one of the same job has its own entry. */
    maybeCharged(job: Job): void {
      if (!job.estimate || job.estimate.high <= 0) return
      note({ jobId: `${job.id}#${job.attempts}`, modelId: job.request.modelId, pictures: 0, usd: job.estimate.high, estimated: true })
    },
  }
}

export type Budget = ReturnType<typeof createBudget>
