// Two ports joined in memory, with delay and loss, and a sandbox end whose document is a few maps. Every message is kept as text.
import { createChannel, type Handlers, type Port, type Timers } from '../../src/shared/channel'
import { PluginError } from '../../src/shared/errors'
import type { PlacementOutcome, PlacementPlan } from '../../src/shared/placement'
import { asks, sandboxNotices, uiNotices, type Asks, type JobRecord } from '../../src/shared/protocol'
import { recipeVersion } from '../../src/shared/recipe'
import { defaultSettings, type Settings } from '../../src/shared/settings'
import type { SelectionSnapshot } from '../../src/shared/snapshot'
import { identity } from '../../src/shared/geometry'
import { snapshotOf, sourceOf } from './builders'

export type Wire = { delayMs: number; loses(message: { kind: string; type: string }): boolean }

export function joinPorts(timers: Timers, wire: Wire): { window: Port; sandbox: Port; log: string[] } {
  const log: string[] = []
  const ends = [new Set<(message: unknown) => void>(), new Set<(message: unknown) => void>()] as const
  const port = (own: 0 | 1): Port => ({
    post(message) {
      log.push(JSON.stringify(message, (_key, value: unknown) => (value instanceof Uint8Array ? `${value.length} bytes` : value)))
      if (wire.loses(message as { kind: string; type: string })) return
      const copy = structuredClone(message)
      const deliver = (): void => { for (const listener of [...ends[own === 0 ? 1 : 0]]) listener(copy) }
      if (wire.delayMs > 0) timers.set(deliver, wire.delayMs)
      else queueMicrotask(deliver)
    },
    onMessage(listener) {
      ends[own].add(listener)
      return () => ends[own].delete(listener)
    },
  })
  return { window: port(0), sandbox: port(1), log }
}

export type FakeSandbox = ReturnType<typeof createFakeSandbox>

/** Answers every ask. `override` replaces single handlers; `placed` keeps what was written, in order. */
export function createFakeSandbox(port: Port, timers: Timers, start: { snapshot?: SelectionSnapshot; settings?: Partial<Settings>; command?: Asks['ready']['reply']['command']; stored?: Record<string, unknown>; file?: Record<string, string>; keys?: Asks['ready']['reply']['keys']; secrets?: Record<string, string>; /** The selection is told before the handshake is answered. */ early?: boolean; /** Layers carry recipes of a newer version. */ unreadable?: boolean } = {}) {
  let snapshot = start.snapshot ?? snapshotOf([])
  const state = {
    placed: [] as { plan: PlacementPlan; bytes: Uint8Array | null }[],
    exports: [] as Asks['layer.export']['body'][],
    records: [] as JobRecord[],
    stored: { ...start.stored } as Record<string, unknown>,
    secrets: { ...start.secrets } as Record<string, string>,
    waiting: new Map<string, { plan: PlacementPlan; bytes: Uint8Array }>(),
    boards: [] as Asks['board.lay']['body'][],
    written: [] as (Asks['board.write']['body']['changes'][number] & { commit: boolean })[],
    shown: [] as string[],
    variations: [] as string[],
    kept: [] as string[],
    looks: [] as string[],
    told: [] as Asks['notification.show']['body'][],
    collapsed: [] as boolean[],
    moved: [] as string[],
    settings: { ...defaultSettings, ...start.settings } as Settings,
    links: [] as string[],
    file: { ...start.file } as Record<string, string>,
    brand: [] as string[],
    keyReads: 0,
  }
  const override: { -readonly [K in keyof Handlers<typeof asks>]?: Handlers<typeof asks>[K] } = {}
  const nameOf = (id: string): string => snapshot.layers.find((layer) => layer.id === id)?.name ?? id
  const readyReply = (): Asks['ready']['reply'] => ({ settings: state.settings, editorType: 'figma', command: start.command ?? 'open', snapshot, keys: start.keys ?? [] })
  const usual: Handlers<typeof asks> = {
    'ready': () => {
      if (start.early) channel.notify('selection.changed', { snapshot })
      return readyReply()
    },
    'selection.read': () => ({ snapshot: (snapshot = { ...snapshot, revision: snapshot.revision + 1 }) }),
    'selection.set': ({ ids }) => ({ selected: ids.length }),
    'layers.find': ({ ids }) => ({ layers: snapshot.layers.filter(({ id }) => ids?.includes(id)).map(({ id, name, type, width, height }) => ({ id, name, type, width, height })) }),
    'cards.read': () => ({ nodes: [] }),
    'recipes.find': ({ nodeId }) => ({ layers: snapshot.layers.flatMap(({ id, name, recipe }) => (recipe && (nodeId === null || id === nodeId) ? [{ nodeId: id, name, imageHash: null, recipe: { version: recipeVersion, tool: 'generate', providerId: 'demo', promptHash: '', widthPx: 64, heightPx: 48, quality: 'standard', ratio: 'match', references: [], madeAt: '2026-01-01T00:00:00Z', runId: 'run', variations: [], modelId: recipe.modelId, prompt: recipe.prompt } }] : [])), unreadable: start.unreadable === true }),
    'layer.export': (body) => {
      state.exports.push(body)
      return { bytes: new Uint8Array([80, state.exports.length]), widthPx: 64, heightPx: 48, mime: 'image/png' }
    },
    'source.read': ({ nodeId }) => ({ source: sourceOf(nameOf(nodeId), { nodeId }), bytes: new Uint8Array([82]) }),
    'mask.read': ({ nodeId }) => ({ mask: { nodeId, name: nameOf(nodeId), widthPx: 64, heightPx: 48, toSource: identity }, bytes: new Uint8Array([83]) }),
    'place': ({ plan, bytes }): PlacementOutcome => {
      const key = `${plan.jobId}/${plan.resultIndex}`
      state.placed.push({ plan, bytes: bytes ?? state.waiting.get(key)?.bytes ?? null })
      state.waiting.delete(key)
      if (plan.fileId !== undefined) state.file['id'] = plan.fileId
      const nodeId = plan.targetId ?? `new:${state.placed.length}`
      return { placed: plan.mode === 'rescue' ? 'rescued' : plan.mode === 'new-layer' ? 'layer' : plan.mode === 'variation' ? 'variation' : 'target', nodeId, nodeName: plan.targetId ? nameOf(plan.targetId) : plan.layerName, imageHash: `hash-${plan.jobId}-${plan.resultIndex}`, onScreen: true, warnings: [] }
    },
    'picture.wait': ({ plan, bytes }) => {
      if (bytes) state.waiting.set(`${plan.jobId}/${plan.resultIndex}`, { plan, bytes })
      else state.waiting.delete(`${plan.jobId}/${plan.resultIndex}`)
      return { imageHash: bytes && `hash-${plan.jobId}-${plan.resultIndex}` }
    },
    'run.undo': () => ({ restored: [], skipped: [] }),
    'placement.undo': () => ({ undone: null }),
    'variation.show': ({ imageHash, commit }) => ({ shown: state.variations.push(`${imageHash ?? 'original'}${commit === false ? ' for now' : ''}`) > 0 }),
    'variation.keep': ({ imageHash }) => ({ removed: state.kept.push(imageHash ?? 'original') }),
    'variation.look': ({ imageHash }) => ({ bytes: new Uint8Array([81, state.looks.push(imageHash ?? 'original')]), widthPx: 64, heightPx: 48, mime: 'image/png' }),
    'board.lay': (plan) => {
      const number = state.boards.push(plan)
      return { ids: plan.parts.map((_, index) => `board ${number}, part ${index}`) }
    },
    'board.write': ({ changes, commit }) => ({ written: state.written.push(...changes.map((change) => ({ ...change, commit }))) }),
    'text.lay': ({ nodeId }) => ({ nodeId: `copy of ${nodeId}`, name: nodeId }),
    'picture.read': ({ imageHash }) => ({ bytes: imageHash.startsWith('gone') ? null : new Uint8Array([84, 1, 2, 3]) }),
    'node.show': ({ nodeId }) => ({ shown: state.shown.push(nodeId) > 0 }),
    'settings.save': ({ settings }) => { state.settings = settings as Settings; return {} },
    'secret.save': ({ providerId, origin, key }) => { state.secrets[`${providerId} ${origin}`] = key; return {} },
    'secret.read': ({ providerId, origin }) => {
      state.keyReads += 1
      return { key: state.secrets[`${providerId} ${origin}`] ?? null }
    },
    'secret.keep': ({ providerId, keep }) => ({ kept: state.moved.push(`${providerId} ${keep}`) > 0 }),
    'secret.forget': ({ providerId }) => { for (const name of Object.keys(state.secrets)) if (name.startsWith(`${providerId} `)) delete state.secrets[name]; return {} },
    'state.load': ({ name }) => ({ value: state.stored[name] ?? null }),
    'state.save': ({ name, value }) => {
      if (value === null) delete state.stored[name]
      else state.stored[name] = value
      return {}
    },
    'state.lock': ({ on }) => ({ held: on }),
    'file.data': ({ name, save }) => ({ text: (state.file[name] = save ?? state.file[name] ?? '') }),
    'brand.read': () => ({ lines: state.brand }),
    'notification.show': (body) => { state.told.push(body); return {} },
  }
  const handlers = Object.fromEntries(Object.keys(usual).map((type) => [type, (body: never, context: never) => {
    const key = type as keyof typeof asks
    return ((override[key] ?? usual[key]) as (body: never, context: never) => unknown)(body, context)
  }])) as unknown as Handlers<typeof asks>
  const channel = createChannel({
    port, prefix: 's', timers, asks: {}, notices: sandboxNotices, handled: asks, heard: uiNotices, handlers,
    listeners: { 'window.resize': () => undefined, 'window.collapse': ({ collapsed }) => void state.collapsed.push(collapsed), 'link.open': ({ url }) => void state.links.push(url), 'job.changed': ({ job }) => void state.records.push(job) },
  })
  return {
    state, override,
    select(next: SelectionSnapshot): void {
      snapshot = { ...next, revision: snapshot.revision + 1 }
      channel.notify('selection.changed', { snapshot })
    },
    /** An older read that arrives late. */
    tellOld(next: SelectionSnapshot, revision: number): void {
      channel.notify('selection.changed', { snapshot: { ...next, revision } })
    },
    drop: (body: { resultKey: string; nodeId: string | null; x: number; y: number }): void => channel.notify('canvas.dropped', body),
    close: (): void => channel.close(),
  }
}

export const targetGone = (name: string): PluginError => new PluginError('placement.target-gone', `${name} was deleted meanwhile. The picture is kept in Results.`)
