// A request that waits in a service's queue: submitted once, looked at until it is over, taken back there when it is cancelled.
// Only reading (status, result, files) is tried again, since it costs nothing.
import { abortError } from '../../src/shared/channel'
import { PluginError } from '../../src/shared/errors'
import { connectionError, interrupted, timedOut, watchForBlock } from './connection'
import { deadline } from './deadline'
import { reaches, type Fetch } from './http'
import type { ProviderAnswer, ProviderContext } from './provider'

/** `wait` ends early, without an error, when the signal fires. */
export type QueueParts = { fetch: Fetch; now(): number; wait(ms: number, signal: AbortSignal): Promise<void> }
export type QueueState = { state: 'waiting'; ahead: number } | { state: 'running' } | { state: 'over' }
export type Queue = {
  service: string
  /** Gives the request's id. */
  submit(signal: AbortSignal): Promise<string>
  status(id: string, signal: AbortSignal): Promise<QueueState>
  /** True when it was finished already and its pictures are there. Never throws. */
  cancel(id: string, signal: AbortSignal): Promise<boolean>
  result(id: string, signal: AbortSignal): Promise<ProviderAnswer>
}

/** ms between two looks at the queue: quick at first, for models of two seconds. */
const pollMs = (looks: number): number => (looks < 20 ? 500 : 1500)
/** Looks in a row that may fail before the connection counts as broken. */
const badLooks = 6
/** Longest time after the request's turn has come, ms; waiting for the turn costs nothing and has no end. */
const runMs = 360_000
const submitMs = 60_000
/** A cancel is waited for no longer than this, ms. */
const cancelMs = 3000

async function takeBack(queue: Queue, id: string): Promise<boolean> {
  const own = deadline(cancelMs)
  return queue.cancel(id, own.signal).finally(own.done)
}

/** The id comes even when the designer cancels meanwhile, so that what the queue took can be taken back there. */
async function enqueue(queue: Queue, signal: AbortSignal): Promise<string> {
  const own = deadline(submitMs)
  const pending = queue.submit(own.signal).finally(own.done)
  let stop = (): void => undefined
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(abortError())
    signal.addEventListener('abort', stop)
  })
  aborted.catch(() => undefined)
  try {
    return await Promise.race([pending, aborted])
  } catch (error) {
    if (signal.aborted) void pending.then((id) => takeBack(queue, id), () => undefined)
    throw own.late() && !signal.aborted ? timedOut(queue.service, submitMs) : error
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** Resolves when the result can be read. */
async function turn({ now, wait }: QueueParts, queue: Queue, id: string, { signal, onProgress }: Pick<ProviderContext, 'signal' | 'onProgress'>): Promise<void> {
  let bad = 0, startedAt: number | null = null, told = ''
  for (let looks = 0; ; looks += 1) {
    await wait(pollMs(looks), signal)
    if (signal.aborted) throw abortError()
    const look = deadline(20_000, signal)
    try {
      const status = await queue.status(id, look.signal)
      bad = 0
      if (status.state === 'over') return
      if (status.state === 'running') startedAt ??= now()
      const news = status.state === 'waiting' ? `waiting ${status.ahead}` : 'running'
      if (news !== told) onProgress(status.state === 'waiting' ? { kind: 'queued', service: queue.service, ahead: status.ahead } : { kind: 'started' })
      told = news
    } catch (error) {
      const lasting = error instanceof PluginError && !error.retryable && error.code !== 'provider.unavailable' && error.code !== 'provider.timeout'
      if (signal.aborted || lasting) throw error
      bad += 1
      if (bad >= badLooks) throw interrupted(queue.service)
      await wait(1000 * bad, signal)
    } finally {
      look.done()
    }
    if (startedAt !== null && now() - startedAt > runMs) {
      await takeBack(queue, id)
      throw timedOut(queue.service, runMs)
    }
  }
}

async function finished({ wait }: QueueParts, queue: Queue, id: string): Promise<ProviderAnswer> {
  const { signal } = new AbortController() // paid for by now: nothing stops it any more
  for (let tries = 1; ; tries += 1) {
    const own = deadline(120_000)
    try {
      return await queue.result(id, own.signal)
    } catch (error) {
      if (error instanceof PluginError || tries >= 3) throw error
      await wait(1000 * tries, signal)
    } finally {
      own.done()
    }
  }
}

/** Call inside `connected`; `state.answered` is set once the queue has taken the request. */
export async function runQueued(parts: QueueParts, queue: Queue, context: Pick<ProviderContext, 'signal' | 'onProgress'>, state: { answered: boolean }): Promise<ProviderAnswer> {
  context.onProgress({ kind: 'sent' })
  const id = await enqueue(queue, context.signal)
  state.answered = true
  try {
    await turn(parts, queue, id, context)
  } catch (error) {
    if (!context.signal.aborted) throw error
    // Finished before the cancel came: it is paid for, so it is fetched.
    if (!(await takeBack(queue, id))) throw abortError()
  }
  return finished(parts, queue, id)
}

/** Whatever goes wrong comes out as PluginError or AbortError. `url` is what will be requested. */
export async function connected<T>(parts: Pick<QueueParts, 'fetch' | 'now'>, { service, url }: { service: string; url: string }, signal: AbortSignal, work: (state: { answered: boolean }) => Promise<T>): Promise<T> {
  const watch = watchForBlock(url), sentAt = parts.now(), state = { answered: false }
  try {
    return await work(state)
  } catch (error) {
    if (error instanceof PluginError) throw error
    if (signal.aborted) throw abortError()
    const failed = await connectionError({ service, url, answered: state.answered, elapsedMs: parts.now() - sentAt, watch, reaches: (mode) => reaches(url, mode, parts.fetch) })
    throw signal.aborted ? abortError() : failed
  } finally {
    watch.stop()
  }
}
