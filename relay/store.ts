// What the relay counts: requests a minute and money a day of each team. One small interface, so that a shared store can take its place.

export type Limits = { requestsPerMinute: number; usdPerDay: number }
export type Reserved = { ok: true; id: string } | { ok: false; why: 'rate' | 'budget'; retryAfterSeconds: number }

export type RelayStore = {
  /** Counts one request of a team; false with the seconds to wait when its minute is full. */
  hit(team: string, limits: Limits, nowMs: number): Promise<Reserved>
  /** Sets money aside in one step: of two requests at once that both want the last cent, one gets it. */
  reserve(team: string, usd: number, limits: Limits, nowMs: number): Promise<Reserved>
  /** What it really was; 0 gives all of it back. Unknown ids are passed over. */
  settle(id: string, usd: number): Promise<void>
  /** USD of the day, what is set aside included. */
  spent(team: string, nowMs: number): Promise<number>
}

const minuteMs = 60_000
const dayOf = (nowMs: number): string => new Date(nowMs).toISOString().slice(0, 10)

/** Lives as long as the process. */
export function memoryStore(): RelayStore {
  const hits = new Map<string, number[]>(), days = new Map<string, number>(), open = new Map<string, { day: string; usd: number }>()
  let next = 1
  return {
    async hit(team, { requestsPerMinute }, nowMs) {
      const recent = (hits.get(team) ?? []).filter((at) => at > nowMs - minuteMs)
      const full = recent.length >= requestsPerMinute
      hits.set(team, full ? recent : [...recent, nowMs])
      return full ? { ok: false, why: 'rate', retryAfterSeconds: Math.max(1, Math.ceil(((recent[0] ?? nowMs) + minuteMs - nowMs) / 1000)) } : { ok: true, id: '' }
    },
    async reserve(team, usd, { usdPerDay }, nowMs) {
      const day = `${team} ${dayOf(nowMs)}`, spent = days.get(day) ?? 0
      if (spent + usd > usdPerDay + 1e-9) return { ok: false, why: 'budget', retryAfterSeconds: Math.ceil((Date.parse(`${dayOf(nowMs + 86_400_000)}T00:00:00Z`) - nowMs) / 1000) }
      days.set(day, spent + usd)
      const id = String(next++)
      open.set(id, { day, usd })
      return { ok: true, id }
    },
    async settle(id, usd) {
      const held = open.get(id)
      if (!held) return
      open.delete(id)
      days.set(held.day, Math.max(0, (days.get(held.day) ?? 0) - held.usd + usd))
    },
    spent: async (team, nowMs) => days.get(`${team} ${dayOf(nowMs)}`) ?? 0,
  }
}
