// Time of a scenario: the real one, or one that stands still while anything is under way and then leaps to the next timer.
import type { Frame, Page } from 'playwright-core'
import { ClientGone, type Sleep } from '../server/exchange'
import type { FrameLook } from './frame-time'

export type Clock = {
  readonly virtual: boolean
  /** ms since the scenario began. */
  now(): number
  /** One short wait between two looks at something. Virtual time only goes on in here, by at most one timer. `untouched`: nothing was done to the page since the last wait. */
  pass(untouched?: boolean): Promise<void>
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

type Look = FrameLook & { frame: Frame; /** Asks on the bridge, as the page knows them. */ asks: number }
/** The page first, then the plugin's window. With `fires`, all frames are set to the time and that one runs its next timer. */
async function look({ page, requestsArrived }: UnderWay, advance: { ms: number; fires: Frame | null } | null): Promise<Look[]> {
  const looks = await Promise.all(page.frames().map(async (frame) => {
    const seen = await frame.evaluate(async ({ requests, ms, fire }) => {
      const time = window.inlayTime!, own = ms === null ? time.look(requests) : await time.advance(ms, fire, requests)
      return { ...own, ...window.inlayHooks?.bridge(), asks: window.inlayHooks?.openAsks() ?? 0 }
    }, { requests: requestsArrived(), ms: advance?.ms ?? null, fire: advance?.fires === frame }).catch(() => null) // a frame that is just going away
    return seen ? { frame, ...seen } : null
  }))
  return looks.filter((one) => one !== null)
}

/** Looks in a row that must be the same before time goes on. */
const calmLooks = 2
const calmMs = 2
/** An ask that stays open this long, real ms, waits for a timer itself. */
const stuckAskMs = 1200

export function virtualClock(): Clock & { watch(what: UnderWay): void } {
  let now = 0, order = 0, watched: UnderWay | null = null
  let last = '', same = 0, sameSince = 0
  /** What was seen after a timer that moved nothing but its own frame: nothing else can be under way. */
  let quiet: Look[] | null = null
  const sleepers = new Set<Sleeper>()

  const serverSleep: Sleep = (ms, signal) =>
    new Promise((resolve, reject) => {
      const sleeper: Sleeper = { due: now + ms, order: ++order, wake: () => { sleepers.delete(sleeper); resolve() } }
      sleepers.add(sleeper)
      signal.addEventListener('abort', () => { sleepers.delete(sleeper); reject(new ClientGone()) }, { once: true })
    })

  /** Nothing is under way: everything that was seen has been the same for some looks. */
  function calm(looks: readonly Look[], under: UnderWay): boolean {
    const text = JSON.stringify([looks.map(({ frame: _frame, ...look }) => look), outsideOf(under)])
    if (text !== last) {
      last = text
      same = 0
      sameSince = Date.now()
    } else same += 1
    return !isBusy(looks, under) && same >= calmLooks && (looks.every(({ asks }) => asks === 0) || Date.now() - sameSince > stuckAskMs)
  }
  const outsideOf = ({ requestsOpen, requestsHeld, traffic }: UnderWay): unknown[] => [requestsOpen(), requestsHeld(), traffic(), sleepers.size]
  function isBusy(looks: readonly Look[], { requestsOpen, requestsHeld, requestsUnanswered }: UnderWay): boolean {
    const [page, window] = looks
    // A fetch that the proxy does not know is still on its way there, or its answer back.
    return requestsOpen() - requestsHeld() - sleepers.size > 0 || looks.reduce((sum, { sending }) => sum + sending, 0) > requestsUnanswered()
      || looks.some(({ busy }) => busy > 0) || (window !== undefined && (page!.posted !== window.heard || page!.heard !== window.posted))
  }
  /** All but time and what happened inside the frames. */
  const movesOf = (looks: readonly Look[]): string => JSON.stringify(looks.map(({ busy, sending, posted, heard, asks }) => [busy, sending, posted, heard, asks]))

  /** Runs the next timer when nothing is under way and it is due by `limit`. */
  async function step(limit: number, whileHeld: boolean): Promise<'busy' | 'fired' | 'at the limit' | 'nothing to do'> {
    const under = watched
    let looks = quiet
    quiet = null
    if (!looks) {
      await realWait(calmMs)
      if (!under) return 'busy'
      looks = await look(under, null)
      if (!calm(looks, under)) return 'busy'
    }
    // A held answer has no time of its own: leaping on would let its time-out fire.
    if (!whileHeld && under!.requestsHeld() > 0) return 'busy'
    const first = looks.filter((look) => look.next !== null).sort((a, b) => a.next! - b.next!)[0]
    const sleeper = [...sleepers].sort((a, b) => a.due - b.due || a.order - b.order)[0]
    const due = Math.min(first?.next ?? Infinity, sleeper?.due ?? Infinity)
    const until = Math.min(due, limit), wakes = sleeper !== undefined && sleeper.due === due && due <= limit
    if (Number.isFinite(until)) now = Math.max(now, until)
    else return 'nothing to do'
    const outside = JSON.stringify(outsideOf(under!))
    const fires = !wakes && due <= limit ? first!.frame : null
    const after = await look(under!, { ms: now, fires })
    last = ''
    if (wakes) sleeper.wake()
    else if (fires && looks.length === after.length && movesOf(looks) === movesOf(after) && !isBusy(after, under!) && JSON.stringify(outsideOf(under!)) === outside) quiet = after
    return due > limit ? 'at the limit' : 'fired'
  }

  return {
    virtual: true,
    now: () => now,
    async pass(untouched = false) {
      if (!untouched) quiet = null
      const end = Date.now() + lookMs
      while ((await step(Infinity, false)) === 'busy' && Date.now() < end) continue
    },
    async sleep(ms) {
      const limit = now + ms
      quiet = null
      while ((await step(limit, true)) !== 'at the limit') continue
    },
    serverSleep,
    watch(what) { watched = what },
  }
}
