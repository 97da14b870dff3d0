// Brings one result into the document, one at a time. Whatever happens, its bytes stay in the job.
import { PluginError, toErrorReport, type ErrorAction, type ErrorReport } from '../../src/shared/errors'
import type { Bounds } from '../../src/shared/geometry'
import type { PlacementOutcome, PlacementPlan } from '../../src/shared/placement'
import type { JobContext } from './context'
import { pictureOf, type Job, type JobResult } from './job'
import { makeRecipe } from './recipe'

/** Where to: as planned, on the page, or onto a layer that the designer pointed at (null: the page itself, at a point). */
export type LandWhere = { kind: 'planned' } | { kind: 'page' } | { kind: 'layer'; targetId: string } | { kind: 'point'; near: Bounds }

/** An abort counts until the sandbox was asked: a landing on its way is let through. */
export type LandOptions = { signal?: AbortSignal; onPlacing?(): void; /** The designer wants to see this edit, whatever of its run shows already. */ shows?: boolean }

const withNextSteps = (error: ErrorReport, resultKey: string): ErrorReport => {
  const onPage: ErrorAction = { kind: 'place-on-page', label: 'Place on page', value: resultKey }
  const choose: ErrorAction = { kind: 'choose-layer', label: 'Choose a layer', value: resultKey }
  const again: ErrorAction = { kind: 'retry', label: 'Try again', value: resultKey }
  return { ...error, actions: error.code === 'placement.target-gone' ? [onPage, choose] : [again, onPage] }
}

/** Why a target cannot take a picture, as against a bridge or a picture that fails. */
const isOfTarget = ({ code }: ErrorReport): boolean => code.startsWith('selection.') || code.startsWith('placement.')
/** Canvas units: pictures in Rescued results stand side by side. */
const rescuedHeight = 320

type Placeable = { bytes: Uint8Array | null; imageHash: string | null; reducedFromPx: number | null }

export function createLander(context: JobContext) {
  /** Landed results by `run target`: the first becomes the visible paint, the others its variations. */
  const landed = new Set<string>()
  /** Our own last landing on a layer: revision of the snapshot that was known then. */
  const ownChange = new Map<string, number>()
  let chain: Promise<unknown> = Promise.resolve(), waiting = 0, waitingBytes = 0

  function resolve(job: Job, index: number, where: LandWhere): PlacementPlan {
    const planned = job.placements[index] ?? job.placements[0]
    if (!planned) throw new PluginError('internal', 'Something in Inlay went wrong.', { hint: `no plan for result ${index}`, actions: [{ kind: 'report', label: 'Copy report' }] })
    const base: PlacementPlan = { ...planned, resultIndex: index, expectFills: null }
    const asLayer = base.edit !== undefined && context.job(job.id)?.results[index]?.composed === null
    if (where.kind === 'page' || where.kind === 'point' || (asLayer && where.kind === 'planned')) {
      // The designer pointed here and now: the page in view, not the one the run started on.
      const { pageId: _startedOn, edit: _edit, ...here } = base
      return { ...here, mode: 'new-layer', targetId: null, rowIndex: 0, rowCount: 1, ...(where.kind === 'point' ? { near: where.near } : {}) }
    }
    if (where.kind === 'layer') {
      const { edit: _edit, ...there } = base
      return { ...there, mode: 'add-paint', targetId: where.targetId }
    }
    if (base.targetId === null) return { ...base, mode: 'new-layer' }
    const follows = landed.has(`${job.runId} ${base.targetId}`)
    if ((follows || base.show) && !base.edit) return { ...base, mode: 'variation' }
    // A change that we made ourselves since the snapshot is nobody else's.
    const ours = (ownChange.get(base.targetId) ?? -Infinity) >= (context.plans.get(job.id)?.snapshotRevision ?? 0)
    const expectFills = ours ? null : planned.expectFills
    return base.edit ? { ...base, edit: { ...base.edit, show: !follows || base.edit.group !== undefined }, expectFills } : { ...base, mode: 'add-paint', expectFills }
  }

  /** In-place edits bring their own picture: whole, or where that would bloat the file only the changed part, as a layer above. */
  function picturesOf(plan: PlacementPlan, result: JobResult): { plan: PlacementPlan; bytes: Uint8Array } {
    const { composed } = result
    if (!composed) return { plan, bytes: result.bytes }
    const { picture, form, report } = composed
    return form === 'patch' && plan.edit ? { plan: { ...plan, mode: 'patch-layer', edit: { ...plan.edit, patch: report.changed } }, bytes: picture.bytes } : { plan, bytes: picture.bytes }
  }

  /** What the document has already goes back there by its hash. */
  async function placeableOf({ kept }: JobResult, bytes: Uint8Array): Promise<Placeable> {
    return kept ? { bytes: null, imageHash: kept.imageHash, reducedFromPx: null } : { ...(await context.pixels.toPlaceable(bytes)), imageHash: null }
  }

  function patchResult(job: Job, key: string, change: Partial<JobResult>): JobResult | undefined {
    const now = context.job(job.id)
    if (!now) return undefined
    const results = now.results.map((result) => (result.key === key ? { ...result, ...change } : result))
    context.patch(job.id, { results })
    return results.find((result) => result.key === key)
  }

  /** How it goes onto the page's frame of rescued results. */
  function rescuePlan(job: Job, result: JobResult): PlacementPlan {
    const { widthPx, heightPx } = pictureOf(result), plan = resolve(job, result.index, { kind: 'page' })
    return { ...plan, mode: 'rescue', layerName: `${job.targetName}, ${plan.layerName}`, layerWidth: Math.round((rescuedHeight * widthPx) / heightPx), layerHeight: rescuedHeight }
  }

  /** Since its target cannot take it. Null: not there either, and the picture is in the window only. */
  async function rescue(job: Job, result: JobResult, report: ErrorReport): Promise<JobResult | null> {
    try {
      const outcome = await place(job, result, rescuePlan(job, result), await placeableOf(result, pictureOf(result).bytes))
      return patchResult(job, result.key, { placed: outcome.placed, outcome, placeError: report }) ?? null
    } catch {
      return null // the first reason is the one that counts, and it is told
    }
  }

  async function withRecipe(job: Job, result: JobResult, plan: PlacementPlan): Promise<PlacementPlan> {
    const { settings: { keepRecipes }, fileId } = context.store.get()
    const recipe = await makeRecipe(context, job, result, job.words || job.request.prompt, keepRecipes)
    return { ...plan, recipe, ...(keepRecipes === 'off' ? {} : { fileId: fileId || job.runId }) }
  }

  async function place(job: Job, result: JobResult, plan: PlacementPlan, { bytes, imageHash }: Placeable): Promise<PlacementOutcome> {
    const kept = context.plans.get(job.id)?.kept
    const full = await withRecipe(job, result, plan)
    const outcome = await context.channel.ask('place', { plan: full, ...(kept ? { bytes: null, imageHash: kept.imageHash } : { bytes, imageHash }) })
    if (full.fileId !== undefined) context.store.set({ fileId: full.fileId })
    return outcome
  }

  /** While others land before it: should the window close meanwhile, it goes into Rescued results. Null where the file cannot keep it; then its own landing says why. */
  async function keep(job: Job, key: string): Promise<Placeable | null> {
    const result = context.job(job.id)?.results.find((candidate) => candidate.key === key)
    if (!result || result.kept || context.plans.get(job.id)?.kept) return null
    try {
      const placeable = await placeableOf(result, pictureOf(result).bytes)
      const { imageHash } = await context.channel.ask('picture.wait', { plan: await withRecipe(job, result, rescuePlan(job, result)), bytes: placeable.bytes })
      patchResult(job, key, { waitsAs: imageHash })
      return { ...placeable, bytes: null, imageHash }
    } catch {
      return null
    }
  }
  /** It is not placed after all: it stays in Results. */
  async function letGo(job: Job, result: JobResult): Promise<false> {
    patchResult(job, result.key, { waitsAs: null })
    await context.channel.ask('picture.wait', { plan: rescuePlan(job, result), bytes: null })
    return false
  }

  async function land(job: Job, key: string, where: LandWhere, { signal, onPlacing, shows = false }: LandOptions, waited: Placeable | null): Promise<boolean> {
    const result = context.job(job.id)?.results.find((candidate) => candidate.key === key)
    if (!result) return false
    try {
      const planned = resolve(job, result.index, where)
      const { plan, bytes } = picturesOf(shows && planned.edit ? { ...planned, edit: { ...planned.edit, show: true } } : planned, result)
      const placeable = waited ?? await placeableOf(result, bytes)
      if (signal?.aborted) return waited ? await letGo(job, result) : false
      onPlacing?.()
      const outcome = await place(job, result, plan, placeable)
      if (plan.targetId !== null) {
        ownChange.set(plan.targetId, context.store.get().snapshot?.revision ?? -1)
        landed.add(`${job.runId} ${plan.targetId}`)
      }
      const warnings = placeable.reducedFromPx === null ? outcome.warnings : [...outcome.warnings, { code: 'pixels.too-large', message: `The picture was reduced from ${placeable.reducedFromPx} px: Figma takes 4096 px at most.` }]
      const current = context.job(job.id)
      if (warnings.length > 0 && current) context.patch(job.id, { warnings: [...current.warnings, ...warnings] })
      const after = patchResult(job, key, { placed: outcome.placed, outcome: { ...outcome, warnings }, placeError: null, waitsAs: null })
      if (after) context.onLanded(job, after)
      return true
    } catch (error) {
      const report = withNextSteps(toErrorReport(error), key)
      const rescued = where.kind === 'planned' && isOfTarget(report) ? await rescue(job, result, report) : null
      const after = rescued ?? patchResult(job, key, { placeError: report })
      if (after && report.code !== 'protocol.closed') context.onPlaceFailed(job, after, report)
      return rescued !== null
    }
  }

  return {
    /** True when it is in the document, if only in Rescued results; `placeError` of the result says why it is not where it was meant to be. Landings wait for each other. */
    land(job: Job, key: string, where: LandWhere = { kind: 'planned' }, options: LandOptions = {}): Promise<boolean> {
      const bytes = job.results.find((result) => result.key === key)?.bytes.length ?? 0
      waiting += 1
      waitingBytes += bytes
      const kept = waiting > 1 && where.kind === 'planned' ? keep(job, key) : null
      const turn = chain.then(async () => land(job, key, where, options, await kept)).finally(() => {
        waiting -= 1
        waitingBytes -= bytes
      })
      chain = turn
      return turn
    },
    /** Landings that are under way or wait for their turn. */
    waiting: (): number => waiting,
    waitingBytes: (): number => waitingBytes,
    /** After Undo run: the next landing of that run is a first one again. */
    forget(runId: string): void {
      for (const key of [...landed]) if (key.startsWith(`${runId} `)) landed.delete(key)
    },
    /** After the only picture of that run on that layer was taken back. */
    forgetTarget: (runId: string, targetId: string): boolean => landed.delete(`${runId} ${targetId}`),
  }
}

export type Lander = ReturnType<typeof createLander>
