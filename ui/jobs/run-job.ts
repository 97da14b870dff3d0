// One job from preparing to its end, in order. Results are stored before anything that could fail.
import { isAbort } from '../../src/shared/channel'
import { fromErrorReport, PluginError, toErrorReport, type ErrorReport } from '../../src/shared/errors'
import { actualCost } from '../money/actual'
import { formatPrice } from '../money/format-price'
import type { Budget } from '../money/budget'
import { cardOf } from '../state/catalog'
import type { ProviderAnswer, ProviderContext, ProviderProgress } from '../providers/provider'
import type { Composite, ComposedForm, EncodedPicture } from './composite'
import { baseURLOf, originOf, type JobContext } from './context'
import { firstResult, wholePicture } from './first-picture'
import { keyMissing } from './key-missing'
import type { createReferenceExports } from './export-references'
import type { Estimate, Job, JobResult, JobState } from './job'
import type { Lander } from './land-result'
import type { RunKeys } from './run-keys'
import { withoutKey } from './scrub-key'

export type RunJobTools = {
  context: JobContext
  references: ReturnType<typeof createReferenceExports>
  keys: RunKeys
  lander: Lander
  budget: Budget
  /** Takes a failed sending back into the queue; false when it is not to be sent again. */
  retry(job: Job, error: ErrorReport): boolean
  /** The request has left. */
  onSent(): void
  /** Another job may start: this one only has to be put in place. */
  free(): void
  /** While others wait for a slot: answers that are here give theirs away first. */
  turn(): Promise<void> | undefined
  /** What still waits of a run is not sent, for the reason of one that was not. */
  stopRun(job: Job, error: ErrorReport): void
}

/** Codes after which the service may have made and charged the picture. */
const maybeCharged = ['network.interrupted', 'provider.timeout']

/** Bytes of results that may wait for their landing before the next request is held back. */
const aheadBytes = 24_000_000

/** "its turn at fal, 3 before it": completes "Waiting for". */
const queueReason = ({ service, ahead }: Extract<ProviderProgress, { kind: 'queued' }>): string => `its turn at ${service}${ahead > 0 ? `, ${ahead} before it` : ''}`

/** Never rejects. A closed bridge ends it quietly: the window is going away. */
export async function runJob({ context, references, keys, lander, budget, retry, onSent, free, turn, stopRun }: RunJobTools, jobId: string): Promise<void> {
  const begun = context.job(jobId)
  if (!begun || begun.state !== 'queued') return
  const controller = new AbortController()
  context.controllers.set(jobId, controller)
  const { signal } = controller
  let sent = false, received = false
  const job = (): Job => context.job(jobId) ?? begun
  const enter = (state: JobState): void => context.patch(jobId, { state })
  /** Its slot is the next one's before anything is done with what came; so are those of the answers that came along. */
  const onReceived = (): Promise<void> | undefined => {
    received = true
    if (lander.waitingBytes() < aheadBytes) free()
    return turn()
  }

  try {
    context.patch(jobId, { state: 'preparing', waiting: null, error: null, attempts: begun.attempts + 1, startedAt: begun.startedAt ?? context.clock() })
    const planned = context.plans.get(jobId)?.references ?? []
    if (planned.length > 0 && job().request.references.length === 0) {
      const exported = await unlessAborted(references.of(job().runId, planned), signal)
      context.patch(jobId, { request: { ...job().request, references: exported } })
    }
    const first = context.plans.get(jobId)?.first, model = first === undefined ? null : await firstResult(context, first, signal)
    const composite = context.plans.get(jobId)?.composite ?? (model && await context.onlyWords(model, job(), signal))
    if (model && !composite) context.patch(jobId, { warnings: [...job().warnings, { code: 'words.whole', message: 'The whole picture was edited: it was not known where the words stand.' }] })
    const before = composite ? pictureBefore(context, jobId) : null
    const inputs = composite?.make ? null : composite ? await composite.prepare({ signal, before }) : model ? wholePicture(model) : null
    throwIfAborted(signal)
    const kept = context.plans.get(jobId)?.kept
    await budget.reserve(job(), { signal })
    enter('running')
    const answer = kept ? answerOf(kept) : composite?.make ? answerOf(await composite.make({ signal, form: formOf(context, composite) })) : await submit(context, keys, job(), inputs, signal, (progress) => {
      if (progress.kind === 'sent' && !sent) {
        sent = true
        onSent()
      }
      if (progress.kind === 'queued' && !signal.aborted) context.patch(jobId, { waiting: { reason: queueReason(progress), untilMs: null } })
      if (progress.kind === 'started') context.patch(jobId, { waiting: null })
      if (progress.kind === 'partial' && !signal.aborted) showPartial(context, jobId, progress)
    }, onReceived)
    if (!received) await onReceived()
    const fresh = await keepResults(context, budget, jobId, answer)
    if (!signal.aborted) enter('compositing')
    if (composite && !signal.aborted) await compose(context, jobId, fresh, composite, before, signal)
    if (!signal.aborted && !context.plans.get(jobId)?.keep && (context.store.get().settings.whenReady === 'place' || context.plans.get(jobId)?.always)) {
      await context.onArrived(job())
      for (const key of fresh) {
        await lander.land(job(), key, { kind: 'planned' }, { signal, onPlacing: () => enter('placing') })
      }
    }
    end(context, jobId, signal.aborted ? 'cancelled' : 'done', null)
  } catch (error) {
    if (signal.aborted || isAbort(error)) {
      if (sent && job().results.length === 0) budget.maybeCharged(job())
      if (job().results.length === 0) budget.settle(job(), null)
      return end(context, jobId, 'cancelled', null)
    }
    const report = toErrorReport(error)
    if (report.code === 'protocol.closed') return
    if (maybeCharged.includes(report.code)) budget.maybeCharged(job())
    if (job().actualUsd === null && job().results.length === 0) budget.settle(job(), null)
    dropPartial(context, jobId)
    if (report.code.startsWith('auth.')) keys.drop(job().runId)
    if (retry(job(), report)) return
    if (report.code === 'request.over-cap') stopRun(job(), report)
    end(context, jobId, 'failed', report)
  } finally {
    context.controllers.delete(jobId)
  }
}

/** Of a picture that no service was asked for. */
const answerOf = ({ bytes, mime, widthPx, heightPx }: EncodedPicture): ProviderAnswer =>
  ({ results: [{ bytes, mime, widthPx, heightPx, revisedPrompt: null, providerRequestId: null }], usage: null, warnings: [] })

/** The setting, else what suits the picture. */
const formOf = ({ store }: JobContext, { patches, usualForm }: Composite): ComposedForm => {
  const { landEdits } = store.get().settings
  return !patches || landEdits === 'fill' ? 'whole' : landEdits === 'patch' ? 'patch' : usualForm
}

/** The answer cannot be used: try again, or see what it drew. */
function withAnswer(error: unknown, resultKey: string, estimate: Estimate | null): unknown {
  if (!(error instanceof PluginError) || (error.code !== 'pixels.extent-mismatch' && error.code !== 'provider.bad-response')) return error
  return new PluginError(error.code, error.message, { cause: error, hint: error.hint, actions: [{ kind: 'retry', label: `Try again · ${formatPrice(estimate)}` }, { kind: 'show', label: 'Show the answer', value: resultKey }] })
}

/** Fits every answer into its picture. What came from the service is kept whatever happens here. */
async function compose(context: JobContext, jobId: string, keys: readonly string[], composite: Composite, before: EncodedPicture | null, signal: AbortSignal): Promise<void> {
  for (const key of keys) {
    const result = context.job(jobId)?.results.find((candidate) => candidate.key === key)
    if (!result) continue
    const made = await composite.finish(result, { signal, before, form: formOf(context, composite) }).catch((error: unknown) => { throw withAnswer(error, key, context.job(jobId)?.estimate ?? null) })
    const url = context.urls.create(made.picture.bytes, made.picture.mime)
    const differenceUrl = made.difference ? context.urls.create(made.difference.bytes, made.difference.mime) : null
    const job = context.job(jobId)
    if (!job) return
    context.patch(jobId, {
      results: job.results.map((candidate) => (candidate.key === key ? { ...candidate, composed: { ...made, url, differenceUrl } } : candidate)),
      warnings: [...job.warnings, ...made.report.warnings],
    })
  }
}

/** Of the job that this one follows; null when it follows none. Raises request.invalid when that picture was not made. */
function pictureBefore(context: JobContext, jobId: string): EncodedPicture | null {
  const follows = context.plans.get(jobId)?.follows
  if (follows === undefined) return null
  const picture = context.job(follows)?.results.at(-1)?.composed?.picture
  if (!picture) throw new PluginError('request.invalid', 'The step before this one was not made.', { hint: 'Try that one again first.' })
  return picture
}

type Inputs = Awaited<ReturnType<Composite['prepare']>>

async function submit(context: JobContext, keys: RunKeys, job: Job, inputs: Inputs | null, signal: AbortSignal, onProgress: ProviderContext['onProgress'], onReceived: ProviderContext['onReceived']): Promise<ProviderAnswer> {
  const state = context.store.get()
  const provider = context.providers.find(({ id }) => id === job.providerId)
  const card = cardOf(state, job.providerId, job.request.modelId)
  if (!provider || !card) throw new PluginError('provider.model-gone', `${job.request.modelId} is not part of this build.`, { hint: 'Choose another model.' })
  const baseURL = baseURLOf(state.settings, provider)
  const key = provider.needsKey || provider.ownAddress ? await unlessAborted(keys.of(job.runId, provider.id, originOf(baseURL)), signal) : null
  if (provider.needsKey && key === null) throw fromErrorReport(keyMissing(card, provider))
  throwIfAborted(signal)
  return withoutKey(key, () => provider.submit(inputs ? { ...job.request, ...inputs } : job.request, { key, baseURL, signal, onProgress, onReceived, card }))
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw signal.reason
}

/** Work that other jobs share goes on; this job stops waiting for it. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason)
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

function showPartial(context: JobContext, jobId: string, partial: Extract<ProviderProgress, { kind: 'partial' }>): void {
  const job = context.job(jobId)
  if (!job || job.state !== 'running') return
  const partialUrl = context.urls.create(partial.bytes, partial.mime)
  if (job.partialUrl) context.urls.revoke(job.partialUrl)
  context.patch(jobId, { partialUrl, partials: job.partials + 1 })
}

function dropPartial(context: JobContext, jobId: string): void {
  const url = context.job(jobId)?.partialUrl
  if (!url) return
  context.urls.revoke(url)
  context.patch(jobId, { partialUrl: null })
}

/** Bytes first: they are paid for. Gives the keys of the new results. */
async function keepResults(context: JobContext, budget: Budget, jobId: string, answer: ProviderAnswer): Promise<string[]> {
  const job = context.job(jobId)
  if (!job) return []
  const first = job.results.length
  // A request that several layers share brings one picture for each of them.
  const copies = Math.max(1, Math.floor(job.placements.length / job.request.count))
  const pictures = answer.results.flatMap((result) => Array.from({ length: copies }, () => result))
  const results = await Promise.all(pictures.map(async (result, offset): Promise<JobResult> => {
    const index = first + offset
    return {
      key: `${jobId}/${index}`, index, bytes: result.bytes, mime: result.mime, widthPx: result.widthPx, heightPx: result.heightPx,
      sha256: await context.pixels.sha256Hex(result.bytes), url: context.urls.create(result.bytes, result.mime),
      revisedPrompt: result.revisedPrompt, composed: null, placed: 'results', outcome: null, placeError: null,
    }
  }))
  const card = cardOf(context.store.get(), job.providerId, job.request.modelId)
  const actualUsd = job.providerId === '' ? 0 : card ? actualCost(card, answer.usage, answer.results) : null
  context.patch(jobId, { waiting: null, results: [...job.results, ...results], usage: answer.usage, actualUsd, warnings: [...job.warnings, ...answer.warnings] })
  dropPartial(context, jobId)
  if (job.providerId !== '' && card?.price.kind !== 'free') budget.settle(job, { pictures: answer.results.length, usd: actualUsd ?? job.estimate?.high ?? null, estimated: actualUsd === null })
  return results.map(({ key }) => key)
}

function end(context: JobContext, jobId: string, state: 'done' | 'failed' | 'cancelled', error: ErrorReport | null): void {
  dropPartial(context, jobId)
  context.patch(jobId, { state, error, waiting: null, endedAt: context.clock() })
  const job = context.job(jobId)
  if (!job) return
  if (error) context.onFailed(job, error)
  context.onEnded(job)
}
