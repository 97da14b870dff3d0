// What this session did to the document: enough to answer a repeated placement, to tell our own changes from others', and to undo a run.
import { PluginError } from '../shared/errors'
import type { PlacementOutcome, PlacementPlan } from '../shared/placement'
import type { RecipeVariation } from '../shared/recipe'
import type { Bounds, Extent } from '../shared/geometry'
import { editChain, type EditChain } from './edit-chain'
import { fillsSignature, readFills } from './fills'
import { boundsOf, hasChildren, nameOf } from './layer'
import { readRecipe } from './recipe-data'
import { isShelf } from './rescue-shelf'

/** A layer right before a landing. `recipe` is the plugin data as it was, `variables` how many are bound to the fills. */
export type FormerLook = {
  fills: readonly Paint[]; styleId: string; recipe: string; relaunch: Record<string, string>; fillsSignature: string; layerSignature: string; variables: number
  /** For a layer of our own that the landing resized. */
  box?: { width: number; height: number; relativeTransform: Transform }
}
/** A patch layer as it was left, with the place of each of its pictures in source px. */
export type KnownPatch = { nodeId: string; place: string; pictures: { imageHash: string; bounds: Bounds }[] }
/** `hidden`: mask layers that were hidden along, by id. */
export type Change = { nodeId: string; name: string; signature: string; hidden: string[] } & ({ kind: 'target'; former: FormerLook } | { kind: 'created' })

/** One picture that was put into the document; `change.former` is the look right before it. */
export type Landing = { runId: string; jobId: string; resultIndex: number; change: Change }
export type RowOrigin = { pageId: string; x: number; y: number }
export type RunMemory = ReturnType<typeof createRunMemory>

export const rescueKey = ({ jobId, resultIndex }: Pick<Landing, 'jobId' | 'resultIndex'>): string => `${jobId}/${resultIndex}`

/** Differs when anything a designer would miss was done to a layer that Inlay made. On the shelf the layout moves it. */
export function layerSignature(node: SceneNode): string {
  const box = boundsOf(node), place = node.parent && isShelf(node.parent) ? [] : [box.x, box.y]
  return [fillsSignature(node), nameOf(node), node.parent?.id, place, box.width, box.height, hasChildren(node) ? node.children.length : 0].join('|')
}

export function createRunMemory() {
  const placements = new Map<string, Promise<PlacementOutcome>>()
  const changes = new Map<string, Change[]>()
  let landings: Landing[] = []
  const jobs = new Map<string, Set<string>>()
  const marks = new Map<string, RecipeVariation[]>()
  const lineage = new Map<string, string[]>()
  const names = new Map<string, string>()
  const rows = new Map<string, RowOrigin>()
  const patches = new Map<string, KnownPatch>()
  const pictures = new Map<string, { mime: string; extent: Extent }>()
  const rescued = new Map<string, SceneNode>()
  const waiting = new Map<string, { plan: PlacementPlan; imageHash: string }>()
  let turn: Promise<unknown> = Promise.resolve()

  return {
    names,
    rows,
    /** Patch layers by run and source: a further picture of the run joins the first. */
    patches,
    /** Kind and extent (px) of pictures that were read, by hash. */
    pictures,
    /** Layers in Rescued results, by `rescueKey`. */
    rescued,
    /** Pictures that wait for their turn, by `rescueKey`. */
    waiting,
    /** Inlay removed the layer itself: no run changed it. */
    forgetCreated(nodeId: string): void {
      changes.forEach((list, runId) => changes.set(runId, list.filter((change) => change.nodeId !== nodeId)))
      landings = landings.filter(({ change }) => change.nodeId !== nodeId)
    },

    /** One document change at a time: undo steps never mix. */
    inTurn<T>(work: () => Promise<T>): Promise<T> {
      const result = turn.then(work, work)
      turn = result.catch(() => undefined) // the next one in line does not care how this one ended
      return result
    },

    /** The first outcome of a placement, or `work` when there is none yet. A failure may be tried again. */
    once(runId: string, key: string, work: () => Promise<PlacementOutcome>): Promise<PlacementOutcome> {
      const id = `${runId}\n${key}`
      const known = placements.get(id)
      if (known) return known
      const fresh = work()
      placements.set(id, fresh)
      fresh.catch(() => placements.delete(id))
      return fresh
    },

    /** Its picture was taken off the layer on purpose: it may be placed again. */
    allowAgain({ jobId, resultIndex }: RecipeVariation): void {
      for (const key of [...placements.keys()]) if (key.indexOf(['', jobId, resultIndex, ''].join('\n')) >= 0) placements.delete(key)
    },
    startLanding(runId: string, jobId: string): void {
      const known = jobs.get(runId) ?? new Set<string>()
      jobs.set(runId, known.add(jobId))
    },
    isOfRun: (runId: string, jobId: string): boolean => jobs.get(runId)?.has(jobId) === true,

    mark(nodeId: string, variation: RecipeVariation): void {
      marks.set(nodeId, [...(marks.get(nodeId) ?? []).filter((known) => known.imageHash !== variation.imageHash), variation])
    },
    /** Placed since Inlay was opened: also known when recipes are not kept. */
    madeNow: (nodeId: string, hash: string): boolean => (marks.get(nodeId) ?? []).some((known) => known.imageHash === hash),
    /** What Inlay made on a layer, by its recipe and by this session, oldest first; also what is gone from it. */
    knownOn(node: SceneNode): RecipeVariation[] {
      const own = marks.get(node.id) ?? []
      const kept = (readRecipe(node)?.variations ?? []).filter((variation) => !own.some((known) => known.imageHash === variation.imageHash))
      return [...kept, ...own]
    },
    /** Inlay's pictures among the paints of a layer, and what each was made from. */
    chainOn(node: SceneNode): EditChain {
      return editChain(this.knownOn(node), (readFills(node) ?? []).map((paint) => (paint.type === 'IMAGE' ? paint.imageHash : null)))
    },
    /** Which pictures a run may replace, those that other runs generated, and which it may only hide, its own. */
    runsOn(node: SceneNode, runId: string): [earlier: (hash: string) => boolean, same: (hash: string) => boolean] {
      const generated = this.chainOn(node).ours.filter((variation) => !variation.edit)
      const ofThisRun = (same: boolean) => (hash: string): boolean => generated.some((variation) => variation.imageHash === hash && this.isOfRun(runId, variation.jobId) === same)
      return [ofThisRun(false), ofThisRun(true)]
    },
    /** The number that the window shows for a variation. */
    numberOn(node: SceneNode, imageHash: string): number {
      return this.chainOn(node).ours.map((variation) => variation.imageHash).indexOf(imageHash) + 1
    },

    /** Whether somebody else changed the fills between `expected` and `now`: our own landings in an unbroken line do not count. */
    isForeign(nodeId: string, expected: string, now: string): boolean {
      const line = lineage.get(nodeId) ?? []
      return expected !== now && !(line[line.length - 1] === now && line.indexOf(expected) >= 0)
    },
    extendLine(nodeId: string, before: string, after: string): void {
      const line = lineage.get(nodeId) ?? []
      lineage.set(nodeId, line[line.length - 1] === before ? [...line, after] : [before, after])
    },

    /** Called after the landing. A layer that somebody else changed between two landings keeps its old signature, and Undo run leaves it alone. */
    rememberTarget(runId: string, node: SceneNode, former: FormerLook, hidden: readonly string[]): void {
      const list = changes.get(runId) ?? []
      const known = list.filter((change) => change.nodeId === node.id)[0]
      if (known) known.hidden = [...known.hidden, ...hidden]
      if (!known) list.push({ kind: 'target', nodeId: node.id, name: nameOf(node), former, signature: fillsSignature(node), hidden: hidden.slice() })
      else if (known.kind === 'target' && known.signature === former.fillsSignature) known.signature = fillsSignature(node)
      else if (known.kind === 'created' && known.signature === former.layerSignature) known.signature = layerSignature(node)
      changes.set(runId, list)
    },
    /** Switching a variation, or writing on a board, through Inlay is no foreign change for Undo run. `before` and `now` are signatures of the fills, or of a layer that Inlay made. */
    followShown(node: SceneNode, before: string, now = fillsSignature(node)): void {
      const follow = (change: Change): void => {
        if (change.nodeId !== node.id) return
        if (change.kind === 'target' && change.signature === before) change.signature = now
        if (change.kind === 'created') change.signature = change.signature.replace(before, now)
      }
      changes.forEach((list) => list.forEach(follow))
      landings.forEach(({ change }) => follow(change))
      this.extendLine(node.id, before, now)
    },
    rememberLanding({ runId, jobId, resultIndex }: Omit<Landing, 'change'>, node: SceneNode, former: FormerLook | null, hidden: readonly string[]): void {
      const of = { nodeId: node.id, name: nameOf(node), hidden: hidden.slice() }
      landings.push({ runId, jobId, resultIndex, change: former ? { kind: 'target', ...of, former, signature: fillsSignature(node) } : { kind: 'created', ...of, signature: layerSignature(node) } })
    },
    lastLanding: (): Landing | undefined => landings[landings.length - 1],
    /** It was taken back, or its layer is gone (`node` null): its run goes on without it, and its picture may be placed again. */
    forgetLanding(landing: Landing, node: SceneNode | null): void {
      const { runId, jobId, resultIndex, change } = landing
      landings = landings.filter((other) => other !== landing)
      const known = (changes.get(runId) ?? []).filter((one) => one.nodeId === change.nodeId)[0]
      const whole = node === null || change.kind === 'created' || (known?.kind === 'target' && known.former === change.former)
      if (known) known.hidden = known.hidden.filter((id) => change.hidden.indexOf(id) < 0)
      if (known && whole) changes.set(runId, (changes.get(runId) ?? []).filter((one) => one !== known))
      else if (known && node && known.kind === 'created') known.signature = layerSignature(node)
      else if (known && node && known.signature === change.signature) known.signature = fillsSignature(node)
      if (node && change.kind === 'target') this.extendLine(node.id, change.signature, fillsSignature(node))
      for (const key of [...placements.keys()]) if (key.indexOf([runId, jobId, resultIndex, ''].join('\n')) === 0) placements.delete(key)
    },
    rememberCreated(landing: Omit<Landing, 'change'>, node: SceneNode, hidden: readonly string[]): void {
      const list = changes.get(landing.runId) ?? []
      changes.set(landing.runId, [...list, { kind: 'created', nodeId: node.id, name: nameOf(node), signature: layerSignature(node), hidden: hidden.slice() }])
      this.rememberLanding(landing, node, null, hidden)
    },
    /** Layers of the run that Undo run would remove. */
    createdBy: (runId: string): string[] => (changes.get(runId) ?? []).filter((change) => change.kind === 'created').map((change) => change.nodeId),

    changesOf(runId: string): Change[] {
      const list = changes.get(runId)
      if (!list || list.length === 0) {
        throw new PluginError('request.invalid', 'Inlay no longer knows what this run changed.', { hint: 'It was undone already, or made before Inlay was opened. Use Undo of Figma itself.' })
      }
      return list
    },
    /** Keeps what could not be undone, so that it can be tried again; its pictures may be placed again. */
    afterUndo(runId: string, left: Change[]): void {
      changes.set(runId, left)
      landings = landings.filter((landing) => landing.runId !== runId || left.some((change) => change.nodeId === landing.change.nodeId))
      rows.delete(runId)
      for (const key of [...placements.keys()]) if (key.split('\n')[0] === runId) placements.delete(key)
    },
  }
}
