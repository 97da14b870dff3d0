// The forms of `await`. Time-outs are wall time, whatever the clock.
import { StepError } from './controls'
import type { AwaitStep } from './schema'
import type { Stage } from './stage'

const endStates = ['done', 'failed', 'cancelled']
const defaultTimeoutMs = 60_000
/** Longest wait for the window to hear of a change before a ui step, real ms. */
const staleMaxMs = 4000

async function until(stage: Stage, timeoutMs: number, done: () => Promise<boolean>, what: () => string | Promise<string>): Promise<void> {
  const end = Date.now() + timeoutMs
  for (let looks = 0; !(await done()); looks += 1) {
    if (Date.now() > end) throw new StepError(`waited ${timeoutMs} ms for ${await what()}`)
    await stage.clock.pass(looks > 0)
  }
}

type Unrest = { open: boolean; jobs: string[]; asks: number; timers: number; work: number }
/** What keeps both sides from rest: jobs under way, asks without an answer, timers of a debounce, pictures being read or written. */
async function unrest(stage: Stage): Promise<Unrest> {
  const page = await stage.page.evaluate((ends) => ({
    open: window.inlayHooks!.pluginOpen(), jobs: window.inlayHooks!.jobs().filter((job) => !ends.includes(job.state)).map((job) => `${job.id} ${job.state}`),
    asks: window.inlayHooks!.openAsks(), timers: window.inlayWatch?.pendingTimers() ?? 0, work: window.inlayWork?.busy ?? 0,
  }), endStates)
  if (!page.open) return page
  const inside = await (await stage.panel.frame()).evaluate(() => ({ timers: window.inlayWatch?.pendingTimers() ?? 0, work: window.inlayWork?.busy ?? 0 }))
  return { ...page, timers: page.timers + inside.timers, work: page.work + inside.work }
}
const underWay = ({ jobs, asks, timers, work }: Unrest): string[] => [...jobs, ...(asks ? [`${asks} asks`] : []), ...(timers ? [`${timers} timers`] : []), ...(work ? [`${work} pictures or orders to the worker`] : [])]

/** No job outside an end state, no open ask, nothing pending or being worked on on either side, two frames drawn: twice in a row. */
async function isIdle(stage: Stage): Promise<boolean> {
  for (let pass = 0; pass < 2; pass += 1) {
    const now = await unrest(stage)
    // A closed plugin has nothing under way, whatever it said last of its jobs.
    if (!now.open) return true
    if (underWay(now).length > 0) return false
    await (await stage.panel.frame()).evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  }
  return true
}

/** Lets the window hear of a change of the document, as it would before a person's next move. */
export async function catchUp(stage: Stage): Promise<void> {
  if (!stage.stale) return
  stage.stale = false
  const end = Date.now() + staleMaxMs
  for (;;) {
    const now = await unrest(stage)
    if (!now.open || underWay({ ...now, jobs: [] }).length === 0 || Date.now() > end) return
    await stage.clock.pass()
  }
}

export async function awaitStep(stage: Stage, step: AwaitStep): Promise<void> {
  const timeout = step.timeoutMs ?? defaultTimeoutMs
  const { page, proxy } = stage
  const { await: what } = step
  if (what === 'idle') {
    return until(stage, timeout, () => isIdle(stage), async () => {
      return `everything to come to rest; under way: ${underWay(await unrest(stage)).join(', ') || 'the window itself'}`
    })
  }
  if (what === 'running') return until(stage, timeout, () => page.evaluate(() => window.inlayHooks!.jobs().some((job) => job.state === 'running')), () => 'a job to run')
  if ('requests' in what) return until(stage, timeout, async () => proxy.requests.length >= what.requests, () => `${what.requests} requests; ${proxy.requests.length} came`)
  if ('partial' in what) {
    const partials = (): Promise<number> => page.evaluate(() => window.inlayHooks!.jobs().reduce((sum, job) => sum + (job.partials ?? 0), 0))
    return until(stage, timeout, async () => (await partials()) >= what.partial, async () => `${what.partial} partial pictures; ${await partials()} came`)
  }
  if ('text' in what) return until(stage, timeout, async () => (await (await stage.panel.frame()).getByText(what.text).filter({ visible: true }).count()) > 0, () => `the text "${what.text}"`)
  const notifications = (): Promise<string[]> => page.evaluate(() => window.inlayHooks!.notifications().map(({ message }) => message))
  return until(stage, timeout, async () => (await notifications()).some((message) => message.includes(what.notification)), async () => `the notification "${what.notification}"; there were ${JSON.stringify(await notifications())}`)
}
