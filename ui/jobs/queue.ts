// Decides which job starts when: at most so many at a time, and at most so many pictures a minute of one paid model.
// Knows nothing of what a job does. Order is the order of adding; a job that waits for its lane does not hold up others.
import type { Timers } from '../../src/shared/channel'

export type Waiting = { reason: string; untilMs: number | null }

export type QueueItem = {
  id: string
  /** Items of one lane share a rate; null has none. */
  lane: string | null
  /** Pictures, counted against the lane's rate. */
  weight: number
}

/** Rate of one paid model. Tier 1 of OpenAI allows 5 pictures a minute (openai-images.md 4); one is left to the designer's other tools. */
const defaultRate = { starts: 4, perMs: 60_000 }

export type QueueOptions = {
  clock(): number
  timers: Timers
  /** Read before each start, so that a changed setting counts at once. */
  concurrency(): number
  rate?: { starts: number; perMs: number }
  /** Runs one job; settles when its place is free again, never rejects. */
  start(id: string): Promise<void>
  /** Why a queued job waits; told whenever that changes. */
  onWaiting(id: string, waiting: Waiting): void
}

type Entry = QueueItem & { order: number; notBefore: number; reason: string | null }

export const waitReasons = { turn: 'its turn', rate: 'this model makes a few pictures a minute', asked: 'the service asked for it', busy: 'the service is busy' }

/** "Waiting 12 s, the service asked for it". */
export const waitSentence = ({ reason, untilMs }: Waiting, nowMs: number): string =>
  untilMs === null ? `Waiting for ${reason}` : `Waiting ${Math.max(1, Math.ceil((untilMs - nowMs) / 1000))} s, ${reason}`
/** Whether a job's sentence says that the service asked to wait. */
export const wasAskedToWait = (waiting: Waiting | null): waiting is Waiting & { untilMs: number } => waiting !== null && waiting.untilMs !== null && waiting.reason === waitReasons.asked

/** A queue of jobs by id. Nothing is started inside `add`: the caller's state is settled first. */
export function createQueue({ clock, timers, concurrency, rate = defaultRate, start, onWaiting }: QueueOptions) {
  const waiting: Entry[] = []
  const running = new Set<string>()
  const starts = new Map<string, { at: number; weight: number }[]>()
  /** Lanes that a service closed for a while. */
  const closed = new Map<string, { untilMs: number; reason: string }>()
  let order = 0
  let timer: number | null = null
  let pumping = false
  let stopped = false

  /** When the lane has room for `entry`, ms; now or earlier when it has. */
  function laneFreeAt(lane: string, weight: number, now: number): number {
    const recent = (starts.get(lane) ?? []).filter((past) => past.at > now - rate.perMs)
    starts.set(lane, recent)
    const needed = Math.min(weight, rate.starts)
    let used = recent.reduce((sum, past) => sum + past.weight, 0)
    let freeAt = now
    for (const past of recent) {
      if (used + needed <= rate.starts) break
      used -= past.weight
      freeAt = past.at + rate.perMs
    }
    return freeAt
  }

  function blockOf(entry: Entry, now: number): Waiting | null {
    if (entry.notBefore > now) return { reason: entry.reason ?? waitReasons.turn, untilMs: entry.notBefore }
    if (entry.lane !== null) {
      const shut = closed.get(entry.lane)
      if (shut && shut.untilMs > now) return shut
      const freeAt = laneFreeAt(entry.lane, entry.weight, now)
      if (freeAt > now) return { reason: waitReasons.rate, untilMs: freeAt }
    }
    return running.size < concurrency() ? null : { reason: waitReasons.turn, untilMs: null }
  }

  function begin(entry: Entry, now: number): void {
    waiting.splice(waiting.indexOf(entry), 1)
    running.add(entry.id)
    if (entry.lane !== null) starts.set(entry.lane, [...(starts.get(entry.lane) ?? []), { at: now, weight: Math.min(entry.weight, rate.starts) }])
    void start(entry.id).finally(() => {
      running.delete(entry.id)
      pump()
    })
  }

  function pump(): void {
    if (stopped || pumping) return
    pumping = true
    const now = clock()
    let next = Infinity
    for (const entry of [...waiting]) {
      const block = blockOf(entry, now)
      if (!block) begin(entry, now)
      else {
        if (block.untilMs !== null) next = Math.min(next, block.untilMs)
        onWaiting(entry.id, block)
      }
    }
    pumping = false
    if (timer !== null) timers.clear(timer)
    timer = next < Infinity ? timers.set(() => { timer = null; pump() }, Math.max(0, next - now)) : null
  }

  const insert = (entry: Entry): void => {
    waiting.push(entry)
    waiting.sort((a, b) => a.order - b.order)
  }
  const orders = new Map<string, number>()

  return {
    add(items: readonly QueueItem[]): void {
      for (const item of items) {
        orders.set(item.id, order)
        insert({ ...item, order: order++, notBefore: 0, reason: null })
      }
      queueMicrotask(pump)
    },
    /** Puts a job that ran back at its old place, not before `untilMs`. With `wholeLane` its lane waits as well. */
    again(item: QueueItem, untilMs: number, reason: string, wholeLane: boolean): void {
      insert({ ...item, order: orders.get(item.id) ?? order++, notBefore: untilMs, reason })
      if (wholeLane && item.lane !== null) closed.set(item.lane, { untilMs: Math.max(untilMs, closed.get(item.lane)?.untilMs ?? 0), reason })
      queueMicrotask(pump)
    },
    /** True when the job was still waiting; a running one is the caller's to abort. */
    remove(id: string): boolean {
      const at = waiting.findIndex((entry) => entry.id === id)
      if (at < 0) return false
      waiting.splice(at, 1)
      queueMicrotask(pump)
      return true
    },
    /** After a setting changed. */
    pump,
    stop(): void {
      stopped = true
      waiting.length = 0
      if (timer !== null) timers.clear(timer)
      timer = null
    },
    stats: () => ({ waiting: waiting.length, running: running.size }),
  }
}

export type Queue = ReturnType<typeof createQueue>
