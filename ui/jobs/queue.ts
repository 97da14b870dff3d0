// Decides which job starts when: so many at a time of one model, and so many pictures a minute of it.
// Knows nothing of what a job does. A job that waits for its lane does not hold up those of other lanes.
import type { Timers } from '../../src/shared/channel'

export type Waiting = { reason: string; untilMs: number | null }

export type QueueItem = {
  id: string
  /** Items of one lane share its limits: one model of one service. */
  lane: string
  /** Pictures, counted against the lane's rate. */
  weight: number
}

/** `perMinute`: pictures that may be asked for in any 60 s; null: no limit. `inFlight`: requests at the same time. */
export type LaneLimits = { perMinute: number | null; inFlight: number }

/** At the back, at the front, or at the front of an empty line: the caller takes out what waits. */
export type QueuePlace = 'back' | 'front'

export type QueueOptions = {
  clock(): number
  timers: Timers
  /** Read in each round, so that a changed setting counts at once. */
  limits(lane: string): LaneLimits
  /** Runs one job; never rejects. Its place is free when it settles, or earlier when `free` is called. */
  start(id: string, free: () => void): Promise<void>
  /** Why a queued job waits; told whenever that changes. */
  onWaiting(id: string, waiting: Waiting): void
}

type Entry = QueueItem & { order: number; notBefore: number; reason: string | null }
type Start = { id: string; at: number; weight: number }

/** A minute and a second: what is asked for here arrives there a moment later, and not always after the same moment. */
const minuteMs = 61_000

export const waitReasons = { turn: 'its turn', paused: 'you to resume the queue', rate: 'this model makes a few pictures a minute', asked: 'the service asked for it', busy: 'the service is busy' }

/** "Waiting 12 s, the service asked for it". */
export const waitSentence = ({ reason, untilMs }: Waiting, nowMs: number): string =>
  untilMs === null ? `Waiting for ${reason}` : `Waiting ${Math.max(1, Math.ceil((untilMs - nowMs) / 1000))} s, ${reason}`
/** Whether a job's sentence says that the service asked to wait. */
export const wasAskedToWait = (waiting: Waiting | null): waiting is Waiting & { untilMs: number } => waiting !== null && waiting.untilMs !== null && waiting.reason === waitReasons.asked

/** A queue of jobs by id. Nothing is started inside `add`: the caller's state is settled first. */
export function createQueue({ clock, timers, limits, start, onWaiting }: QueueOptions) {
  const waiting: Entry[] = []
  /** Lane by id. */
  const running = new Map<string, string>()
  const starts = new Map<string, Start[]>()
  /** Lanes that a service closed for a while. */
  const closed = new Map<string, { untilMs: number; reason: string }>()
  const orders = new Map<string, number>()
  let last = 0, first = 0
  let timer: number | null = null
  let pumping = false, paused = false, stopped = false

  /** When the lane has room for `weight` pictures, ms; `now` when it has. */
  function laneFreeAt(lane: string, weight: number, perMinute: number, now: number): number {
    const recent = (starts.get(lane) ?? []).filter((past) => past.at > now - minuteMs).sort((a, b) => a.at - b.at)
    starts.set(lane, recent)
    const most = Math.max(perMinute, 1), needed = Math.min(weight, most)
    let used = recent.reduce((sum, past) => sum + Math.min(past.weight, most), 0)
    let freeAt = now
    for (const past of recent) {
      if (used + needed <= most) break
      used -= Math.min(past.weight, most)
      freeAt = past.at + minuteMs
    }
    return freeAt
  }

  const inLane = (lane: string): number => [...running.values()].filter((other) => other === lane).length

  function blockOf(entry: Entry, now: number, limitsOf: (lane: string) => LaneLimits): Waiting | null {
    if (paused) return { reason: waitReasons.paused, untilMs: null }
    if (entry.notBefore > now) return { reason: entry.reason ?? waitReasons.turn, untilMs: entry.notBefore }
    const shut = closed.get(entry.lane)
    if (shut && shut.untilMs > now) return shut
    const { perMinute, inFlight } = limitsOf(entry.lane)
    const freeAt = perMinute === null ? now : laneFreeAt(entry.lane, entry.weight, perMinute, now)
    if (freeAt > now) return { reason: waitReasons.rate, untilMs: freeAt }
    return inLane(entry.lane) < inFlight ? null : { reason: waitReasons.turn, untilMs: null }
  }

  function begin(entry: Entry, now: number): void {
    waiting.splice(waiting.indexOf(entry), 1)
    running.set(entry.id, entry.lane)
    starts.set(entry.lane, [...(starts.get(entry.lane) ?? []).filter((past) => past.at > now - minuteMs), { id: entry.id, at: now, weight: entry.weight }])
    let freed = false
    const free = (): void => {
      if (freed) return
      freed = true
      running.delete(entry.id)
      pump()
    }
    void start(entry.id, free).finally(free)
  }

  function pump(): void {
    if (stopped || pumping) return
    pumping = true
    const now = clock(), known = new Map<string, LaneLimits>()
    // Asked once a round: hundreds of rows share a lane.
    const limitsOf = (lane: string): LaneLimits => {
      const found = known.get(lane) ?? limits(lane)
      known.set(lane, found)
      return found
    }
    let next = Infinity
    for (const entry of [...waiting]) {
      const block = blockOf(entry, now, limitsOf)
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
    orders.set(entry.id, entry.order)
    waiting.push(entry)
    waiting.sort((a, b) => a.order - b.order)
  }

  return {
    add(items: readonly QueueItem[], place: QueuePlace = 'back'): void {
      if (place === 'front') first -= items.length
      items.forEach((item, index) => insert({ ...item, order: place === 'front' ? first + index : (last += 1), notBefore: 0, reason: null }))
      queueMicrotask(pump)
    },
    /** Puts a job that ran back at its old place, not before `untilMs`. With `wholeLane` its lane waits as well. */
    again(item: QueueItem, untilMs: number, reason: string, wholeLane: boolean): void {
      insert({ ...item, order: orders.get(item.id) ?? (last += 1), notBefore: untilMs, reason })
      if (wholeLane) closed.set(item.lane, { untilMs: Math.max(untilMs, closed.get(item.lane)?.untilMs ?? 0), reason })
      queueMicrotask(pump)
    },
    /** Its request has left only now: the minute counts from here. */
    sent(id: string): void {
      const own = [...starts.values()].flat().filter((past) => past.id === id).pop()
      if (own) own.at = clock()
    },
    /** True when the job was still waiting; a running one is the caller's to abort. */
    remove(id: string): boolean {
      const at = waiting.findIndex((entry) => entry.id === id)
      if (at < 0) return false
      waiting.splice(at, 1)
      queueMicrotask(pump)
      return true
    },
    /** False when it does not wait. */
    toFront(id: string): boolean {
      const at = waiting.findIndex((entry) => entry.id === id), [entry] = at < 0 ? [] : waiting.splice(at, 1)
      if (!entry) return false
      insert({ ...entry, order: (first -= 1) })
      queueMicrotask(pump)
      return true
    },
    /** What runs goes on. */
    pause(on: boolean): void {
      paused = on
      pump()
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
    /** In the order in which they will start. */
    waitingIds: (): string[] => waiting.map(({ id }) => id),
  }
}

export type Queue = ReturnType<typeof createQueue>
