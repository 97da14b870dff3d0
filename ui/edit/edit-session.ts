// Follows the selection: reads the picture under edit and the shapes over it, holds the mask, and freezes both when a run starts.
// Pixels stay here; the store knows only what is shown of them.
import { isAbort, type Timers } from '../../src/shared/channel'
import { assert, toErrorReport } from '../../src/shared/errors'
import type { LayerSnapshot } from '../../src/shared/snapshot'
import type { SourcePicture } from '../../src/shared/source'
import type { Composite } from '../jobs/composite'
import type { KeptPicture, Urls, WindowChannel } from '../jobs/context'
import { openedAs } from '../pixels/image-header'
import type { EncodedSource } from '../pixels/in-place/source'
import type { Ground } from '../pixels/cut-out/cut-out-order'
import { createMaskModel, type MaskModel } from '../pixels/mask/mask-model'
import type { Store } from '../state/store'
import type { AppState } from '../state/state'
import { editsPictures, maskLayersOf, sourceLayerOf } from '../tools/source-layer'
import type { PlannedEdit } from '../tools/tool'
import { compositeOf, type FrozenEdit } from './edit-composite'
import { extentOfSource, noMask, type EarlierMask, type EditView, type MaskView, type PatchStep } from './edit-view'
import type { EditWork } from './edit-work'
import { readCut } from './read-cut'
import { packCoverage } from './packed-coverage'
import { encodedOf, readPatches, type LaidPatch } from './read-patches'
import { readMaskLayers } from './read-mask-layers'

export type EditSessionDeps = { store: Store<AppState>; channel: WindowChannel; urls: Urls; timers: Timers; work: EditWork }

/** The picture under edit as it is held. */
type Held = { layerId: string; source: SourcePicture; bytes: Uint8Array<ArrayBuffer>; over: LaidPatch[]; url: string; /** Without what lies over it; null: not asked for. */ plain: string | null; model: MaskModel; /** Alpha of the cut that was made of it; null: none, or it is not to be corrected. */ cut: Uint8Array | null }

/** Longer side of the preview of a picture with patches, px. */
const previewEdgePx = 1024
/** A painted mask is described again this long after the last stroke moved. */
const settleMs = 80

/** Layers that this window laid over a picture: they change what is seen, and not its fills. */
const patchesOver = (jobs: AppState['jobs'], layerId: string): string[] =>
  Object.values(jobs).flatMap((job) => (job.placements[0]?.targetId === layerId ? job.results.flatMap(({ placed, outcome }) => (placed === 'patch' && outcome ? [outcome.imageHash] : [])) : []))

/** Samples along each side of a mask's box that tell it from others of its size. */
const sampledSide = 64

/** Equal for equal masks of the same layers, shown or hidden. */
function layersKey(layerIds: readonly string[], { bounds, pixels, coverage, extent }: MaskModel): string {
  let hash = 0
  for (let y = 0; bounds && y < sampledSide; y++) {
    const row = (bounds.y + Math.floor((y * bounds.height) / sampledSide)) * extent.width + bounds.x
    for (let x = 0; x < sampledSide; x++) hash = (Math.imul(hash, 31) + coverage[row + Math.floor((x * bounds.width) / sampledSide)]!) | 0
  }
  return JSON.stringify([layerIds, bounds, pixels, hash])
}

/** How this window made a patch; null when it did not. */
function madeBy(jobs: AppState['jobs'], patch: LaidPatch | undefined): PatchStep | null {
  const job = patch && Object.values(jobs).find(({ results }) => results.some(({ outcome }) => outcome?.imageHash === patch.imageHash))
  const edit = job?.placements[0]?.edit
  return patch && edit?.maskKey ? { nodeId: patch.nodeId, imageHash: patch.imageHash, from: edit.imageHash, toolId: edit.toolId, maskKey: edit.maskKey } : null
}
const isCutting = ({ tool, finishDraft }: Pick<AppState, 'tool' | 'finishDraft'>): boolean => tool === 'finish' && finishDraft.way === 'cut-out'

export type EditSession = ReturnType<typeof createEditSession>

export function createEditSession({ store, channel, urls, timers, work }: EditSessionDeps) {
  let held: Held | null = null
  let reading: { key: string; controller: AbortController } | null = null
  let masksOf = ''
  let readingMasks: AbortController | null = null
  let settling: number | null = null
  /** Pictures of earlier steps, by image hash: a repeated step starts from one of them. */
  const earlier = new Map<string, { bytes: Uint8Array<ArrayBuffer>; mime: string }>()
  /** By layer under edit. */
  const earlierMasks = new Map<string, EarlierMask[]>()
  let painted = 0

  const view = (change: Partial<EditView>): void => store.set(({ edit }) => (edit ? { edit: { ...edit, ...change } } : {}))
  const mask = (change: Partial<MaskView>): void => store.set(({ edit }) => (edit ? { edit: { ...edit, mask: { ...edit.mask, ...change } } } : {}))

  const letGo = (of: Held): void => {
    urls.revoke(of.url)
    if (of.plain) urls.revoke(of.plain)
  }
  function drop(): void {
    reading?.controller.abort()
    readingMasks?.abort()
    if (held) letGo(held)
    ;[held, reading, readingMasks, masksOf] = [null, null, null, '']
    earlier.clear()
    if (store.get().edit) store.set({ edit: null })
  }

  /** Everything that a change of selection, tool or chosen picture asks for. Cheap when nothing changed. */
  function follow(): void {
    const { snapshot, editDraft, jobs, tool } = store.get()
    const layer = editsPictures(tool) ? sourceLayerOf(snapshot, tool) : null
    if (!layer || layer.problem) return held || reading || store.get().edit ? drop() : undefined
    const key = JSON.stringify([layer.id, layer.fillsSignature, layer.transform, layer.width, layer.height, editDraft.paintIndex, isCutting(store.get()), patchesOver(jobs, layer.id)])
    if (reading?.key !== key) void read(layer, key, editDraft.paintIndex)
    else if (held?.layerId === layer.id && held.source.imageHash) readMasks(held)
  }

  async function read(layer: LayerSnapshot, key: string, paintIndex: number | null): Promise<void> {
    reading?.controller.abort()
    const controller = new AbortController()
    reading = { key, controller }
    const same = held?.layerId === layer.id ? held : null
    if (!same) {
      if (held) letGo(held)
      held = null
      masksOf = ''
      earlier.clear()
      store.set({ edit: { layerId: layer.id, paintIndex, state: 'loading', problem: null, source: null, preview: null, mask: noMask } })
    }
    try {
      const { source, bytes } = await channel.ask('source.read', { nodeId: layer.id, paintIndex, haveHash: same?.source.imageHash ?? null }, { signal: controller.signal })
      if (bytes === null && !same) return
      const over = await readPatches(channel, source, controller.signal)
      const shown = (bytes as Uint8Array<ArrayBuffer> | null) ?? same!.bytes
      const cut = isCutting(store.get()) && paintIndex === null ? await readCut({ channel, work, source, bytes: shown, signal: controller.signal }) : null
      await take(layer, cut?.source ?? source, cut?.bytes ?? shown, over, cut?.alpha ?? null, same, controller.signal)
    } catch (error) {
      if (isAbort(error) || controller.signal.aborted) return
      const problem = toErrorReport(error)
      if (problem.code !== 'protocol.closed') view({ state: 'failed', problem })
    }
  }

  async function take(layer: LayerSnapshot, source: SourcePicture, bytes: Uint8Array<ArrayBuffer>, over: LaidPatch[], cut: Uint8Array | null, before: Held | null, signal: AbortSignal): Promise<void> {
    const flat = over.length > 0 ? await work.previewOf(encodedOf(source, bytes, over), previewEdgePx, { signal }) : null
    signal.throwIfAborted()
    if (before && before.source.imageHash !== source.imageHash) earlier.set(before.source.imageHash, { bytes: before.bytes, mime: before.source.mime })
    const url = flat ? urls.create(flat.bytes, flat.mime) : before && before.bytes === bytes && before.over.length === 0 ? before.url : urls.create(openedAs(bytes, extentOfSource(source)), source.mime)
    if (before && before.url !== url) urls.revoke(before.url)
    if (before?.plain) urls.revoke(before.plain)
    const keeps = before && before.source.widthPx === source.widthPx && before.source.heightPx === source.heightPx && (before.cut === null) === (cut === null)
    const model = keeps ? before.model : createMaskModel(extentOfSource(source))
    const moved = !before || JSON.stringify(before.source.toSource) !== JSON.stringify(source.toSource)
    const now: Held = { layerId: layer.id, source, bytes, over, url, plain: null, model, cut }
    held = now
    if (!keeps) {
      masksOf = ''
      model.subscribe(changed)
      store.set(({ edit }) => ({ edit: edit && { ...edit, mask: noMask } }))
    } else if (moved) masksOf = ''
    view({ layerId: layer.id, state: 'ready', problem: null, source, preview: { url, width: source.widthPx, height: source.heightPx }, topPatch: madeBy(store.get().jobs, over[over.length - 1]), earlierMasks: earlierMasks.get(layer.id) ?? [], recut: cut !== null, ...(isCutting(store.get()) ? { ground: null } : {}) })
    readMasks(now)
    if (isCutting(store.get())) look(now, signal)
  }

  /** What lies behind the subject, for what can be offered. A picture that cannot be opened says so when it is cut. */
  function look(of: Held, signal: AbortSignal): void {
    const settle = (ground: Ground): void => { if (held === of) view({ ground }) }
    work.groundOf(encodedOf(of.source, of.bytes, of.over), { signal }).then(settle, () => settle('busy'))
  }

  /** Reads the selected shapes again when one of them changed, unless the designer paints. */
  function readMasks(of: Held): void {
    const { snapshot, edit } = store.get()
    const layers = maskLayersOf(snapshot)
    const key = JSON.stringify([of.source.imageHash === '' ? '' : of.source.toSource, layers.map((layer) => [layer.id, layer.shape ?? layer.bounds])])
    if (key === masksOf) return
    masksOf = key
    readingMasks?.abort()
    if (edit?.mask.kind === 'painted' && layers.length === 0) return
    if (layers.length === 0) {
      of.model.setBase(of.cut)
      return mask({ ...noMask, version: of.model.version })
    }
    const controller = new AbortController()
    readingMasks = controller
    mask({ kind: 'layers', state: 'loading', problem: null, names: layers.map(({ name }) => name), layerIds: layers.map(({ id }) => id) })
    readMaskLayers({ channel, work, source: of.source, layers, signal: controller.signal }).then((coverage) => {
      if (controller.signal.aborted || held?.model !== of.model) return
      of.model.setBase(coverage)
      mask({ kind: 'layers', state: 'ready' })
      describe()
    }, (error: unknown) => {
      if (isAbort(error) || controller.signal.aborted) return
      mask({ state: 'failed', problem: toErrorReport(error) })
    })
  }

  /** The designer painted, or the base was set: told once it rests. */
  function changed(): void {
    if (settling !== null) timers.clear(settling)
    settling = timers.set(() => {
      settling = null
      describe()
    }, settleMs)
  }

  function describe(): void {
    if (!held) return
    const { model } = held, now = store.get().edit?.mask
    if (!now) return
    const byHand = model.edited
    if (byHand && model.version !== now.version) painted += 1
    mask({
      bounds: model.bounds, pixels: model.pixels, rest: model.rest, version: model.version, canUndo: model.canUndo, canRedo: model.canRedo,
      ...(byHand ? { kind: 'painted', key: `painted ${painted}`, state: 'ready', problem: null } : { kind: now.layerIds.length > 0 ? 'layers' : 'none', key: now.layerIds.length > 0 ? layersKey(now.layerIds, model) : '' }),
    })
  }

  /** An undo on the canvas takes patches away untold. A picture that is gone itself keeps what it was frozen with. */
  async function stillSeen(source: SourcePicture, over: LaidPatch[]): Promise<LaidPatch[]> {
    if (over.length === 0) return over
    const now = await channel.ask('source.read', { nodeId: source.nodeId, paintIndex: source.paintIndex, haveHash: source.imageHash }).catch(() => null)
    return now ? over.filter(({ nodeId }) => now.source.patches?.some((patch) => patch.nodeId === nodeId && patch.visible)) : over
  }

  /** Its layers can be chosen again by name, also once they are hidden. */
  function rememberMask(layerId: string): void {
    const now = store.get().edit?.mask
    if (now?.kind !== 'layers') return
    const one: EarlierMask = { layerIds: now.layerIds, name: now.names.join(', ') }, known = earlierMasks.get(layerId) ?? []
    earlierMasks.set(layerId, [one, ...known.filter(({ layerIds }) => layerIds.join() !== one.layerIds.join())])
    view({ earlierMasks: earlierMasks.get(layerId)! })
  }

  return {
    follow,
    /** The live mask for the stage; null while there is no picture. */
    model: (): MaskModel | null => held?.model ?? null,
    /** As it is stored, without what lies over it. */
    picture: (): KeptPicture | null => (held ? { imageHash: held.source.imageHash, bytes: held.bytes, mime: held.source.mime, widthPx: held.source.widthPx, heightPx: held.source.heightPx } : null),
    /** URL of the picture as it is stored, without what lies over it. */
    plainUrl: (): string | null => (held ? (held.plain ??= urls.create(openedAs(held.bytes, extentOfSource(held.source)), held.source.mime)) : null),
    /** Reads the picture once more: layers over it were changed. */
    again(): void {
      reading?.controller.abort()
      reading = null
      follow()
    },
    /** The designer chose the layers as the mask again. */
    useLayers(): void {
      masksOf = ''
      held?.model.setBase(null)
      if (held) readMasks(held)
    },
    /** Freezes picture and mask: what happens on the canvas afterwards changes nothing. */
    composite(edit: PlannedEdit): Composite {
      assert(held, 'no picture is under edit')
      const { source, bytes, model } = held, over = held.over.filter(({ nodeId }) => edit.kind !== 'area' || nodeId !== edit.without)
      if (edit.kind === 'area') rememberMask(held.layerId)
      const other = edit.sourceHash === source.imageHash ? null : earlier.get(edit.sourceHash) ?? null
      const from = async (): Promise<EncodedSource> => {
        if (edit.sourceHash === source.imageHash) return encodedOf(source, bytes, await stillSeen(source, over))
        const extent = extentOfSource(source) // an edit keeps it
        if (other) return { key: edit.sourceHash, ...other, extent }
        const paint = source.pictures.find(({ imageHash }) => imageHash === edit.sourceHash)
        const read = await channel.ask('source.read', { nodeId: source.nodeId, paintIndex: paint?.paintIndex ?? null, haveHash: null })
        return { key: edit.sourceHash, bytes: (read.bytes as Uint8Array<ArrayBuffer> | null) ?? bytes, mime: read.source.mime, extent }
      }
      return compositeOf({ edit, source, from, coverage: packCoverage(model.coverage, model.extent, model.bounds), work })
    },
    /** A picture that need not be the one under edit. */
    freeze: (frozen: Omit<FrozenEdit, 'work'>): Composite => compositeOf({ ...frozen, work }),
    idle: (): boolean => settling === null && store.get().edit?.state !== 'loading' && store.get().edit?.mask.state !== 'loading' && store.get().edit?.ground !== null,
    stop(): void {
      if (settling !== null) timers.clear(settling)
      drop()
      work.close()
    },
  }
}
