// Time of a scenario: the real one, or one that stands still while anything is under way and then leaps to the next timer.
import type { Page } from 'playwright-core'
import { ClientGone, type Sleep } from '../server/exchange'

export type Clock = {
  readonly virtual: boolean
  /** ms since the scenario began. */
  now(): number
  /** One short wait between two looks at something. Virtual time only goes on in here, by at most one timer. */
  pass(): Promise<void>
  /** Lets `ms` go by. */
  sleep(ms: number): Promise<void>
  /** Delays of the local server; undefined means real ones. */
  serverSleep: Sleep | undefined
}

/** Real ms between two looks. */
const lookMs = 30

const realWait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

export function realClock(): Clock {
  const started = Date.now()
  return { virtual: false, now: () => Date.now() - started, pass: () => realWait(lookMs), sleep: realWait, serverSleep: undefined }
}

export type UnderWay = {
  page: Page
  /** Requests on their way through the proxy, and how many of them stand at a gate of the local server. */
  requestsOpen(): number
  requestsHeld(): number
  /** Requests that the proxy has and that have no answer yet, not even its head. */
  requestsUnanswered(): number
  /** Those that ever reached the proxy. */
  requestsArrived(): number
  /** Grows with everything that passes the proxy. */
  traffic(): number
}

type Sleeper = { due: number; order: number; wake(): void }

/** Looks in a row that must be the same before time goes on. */
const calmLooks = 2
const calmMs = 2
/** An ask that stays open this long, real ms, waits for a timer itself. */
const stuckAskMs = 1200

export function virtualClock(): Clock & { watch(what: UnderWay): void } {
  let now = 0, order = 0, watched: UnderWay | null = null
  let last = '', same = 0, sameSince = 0
  const sleepers = new Set<Sleeper>()

  const serverSleep: Sleep = (ms, signal) =>
    new Promise((resolve, reject) => {
      const sleeper: Sleeper = { due: now + ms, order: ++order, wake: () => { sleepers.delete(sleeper); resolve() } }
      sleepers.add(sleeper)
      signal.addEventListener('abort', () => { sleepers.delete(sleeper); reject(new ClientGone()) }, { once: true })
    })

  type Look = { frame: ReturnType<Page['frames']>[number]; next: number | null; busy: number; sending: number; seen: number; asks: number }
  async function lookAtFrames({ page, requestsArrived }: UnderWay): Promise<Look[]> {
    const looks = await Promise.all(page.frames().map(async (frame) => {
      const look = await frame.evaluate((requests) => ({ ...window.inlayTime!.look(requests), asks: window.inlayHooks?.openAsks() ?? 0 }), requestsArrived()).catch(() => null) // a frame that is just going away
      return look ? { frame, ...look } : null
    }))
    return looks.filter((look) => look !== null)
  }

  /** Nothing is under way: everything that was seen has been the same for some looks. */
  function calm(looks: readonly Look[], { requestsOpen, requestsHeld, requestsUnanswered, traffic }: UnderWay): boolean {
    const atWork = requestsOpen() - requestsHeld() - sleepers.size
    const sending = looks.reduce((sum, look) => sum + look.sending, 0)
    const text = JSON.stringify([looks.map(({ next, busy, seen, asks }) => [next, busy, seen, asks]), atWork, sending, traffic(), sleepers.size])
    if (text !== last) {
      last = text
      same = 0
      sameSince = Date.now()
    } else same += 1
    // A fetch that the proxy does not know is still on its way there, or its answer back.
    if (atWork > 0 || sending > requestsUnanswered() || looks.some(({ busy }) => busy > 0)) return false
    return same >= calmLooks && (looks.every(({ asks }) => asks === 0) || Date.now() - sameSince > stuckAskMs)
  }

  /** Runs the next timer when nothing is under way and it is due by `limit`. */
  async function step(limit: number, whileHeld: boolean): Promise<'busy' | 'fired' | 'at the limit' | 'nothing to do'> {
    await realWait(calmMs)
    if (!watched) return 'busy'
    const looks = await lookAtFrames(watched)
    if (!calm(looks, watched)) return 'busy'
    // A held answer has no time of its own: leaping on would let its time-out fire.
    if (!whileHeld && watched.requestsHeld() > 0) return 'busy'
    const first = looks.filter((look) => look.next !== null).sort((a, b) => a.next! - b.next!)[0]
    const sleeper = [...sleepers].sort((a, b) => a.due - b.due || a.order - b.order)[0]
    const due = Math.min(first?.next ?? Infinity, sleeper?.due ?? Infinity)
    const until = Math.min(due, limit)
    if (Number.isFinite(until) && until > now) {
      now = until
      await Promise.all(looks.map(({ frame }) => frame.evaluate((ms) => window.inlayTime!.setNow(ms), now).catch(() => undefined))) // a frame that has gone needs no time
    }
    if (due > limit) return 'at the limit'
    if (due === Infinity) return 'nothing to do'
    last = ''
    if (sleeper && sleeper.due === due) sleeper.wake()
    else await first!.frame.evaluate(() => window.inlayTime!.fire()).catch(() => undefined) // its frame has gone, and the timer with it
    return 'fired'
  }

  return {
    virtual: true,
    now: () => now,
    async pass() {
      const end = Date.now() + lookMs
      while ((await step(Infinity, false)) === 'busy' && Date.now() < end) continue
    },
    async sleep(ms) {
      const limit = now + ms
      while ((await step(limit, true)) !== 'at the limit') continue
    },
    serverSleep,
    watch(what) { watched = what },
  }
}
