// The real built main.js on a document, spoken to as the window does: over the real channel.
import { readFileSync } from 'node:fs'
import { createCanvas } from '@napi-rs/canvas'
import { createChannel, type Timers } from '../../../src/shared/channel'
import type { PlacementEdit, PlacementPlan } from '../../../src/shared/placement'
import { asks, sandboxNotices, uiNotices, type SandboxNotices } from '../../../src/shared/protocol'
import type { Recipe } from '../../../src/shared/recipe'
import type { LayerSnapshot } from '../../../src/shared/snapshot'
import type { HostNode, Paint } from '../../../playground/model/types'
import type { Manifest } from '../../../playground/sandbox/index'
import { openHost, type HostOptions } from '../../support/host'

/** A clock that stands still until it is wound. */
function createClock() {
  const waiting = new Map<number, { run: () => void; at: number }>()
  let now = 0, last = 0
  return {
    timers: {
      set: (run: () => void, ms: number): number => { waiting.set((last += 1), { run, at: now + ms }); return last },
      clear: (id: unknown): void => { waiting.delete(id as number) },
    },
    /** Runs what is due within `ms`, in order. */
    wind(ms: number): void {
      now += ms
      for (const [id, timer] of [...waiting].sort((a, b) => a[1].at - b[1].at)) if (timer.at <= now && waiting.delete(id)) timer.run()
    },
    running: () => waiting.size,
  }
}

/** As `npm run build` leaves them; the window's half is not needed here. */
const built = () => ({ source: readFileSync('build/main.js', 'utf8'), manifest: JSON.parse(readFileSync('manifest.json', 'utf8')) as Manifest })

const stillTimers: Timers = { set: () => 0, clear: () => undefined }

export type Plugin = Awaited<ReturnType<typeof openPlugin>>

export async function openPlugin(options: HostOptions = {}) {
  const clock = createClock(), log: unknown[] = [], opened: string[] = []
  const changed: SandboxNotices['selection.changed']['snapshot'][] = [], dropped: SandboxNotices['canvas.dropped'][] = []
  let listener: (message: unknown) => void = () => undefined
  const host = await openHost({ ...built(), ...options, sandbox: { timers: clock.timers, onUIMessage: (message) => { log.push(message); listener(message) }, onOpenExternal: (url) => opened.push(url), ...options.sandbox } })
  const channel = createChannel({
    port: { post: (message) => { log.push(message); host.sandbox.postFromUI(message) }, onMessage: (listen) => { listener = listen; return () => { listener = () => undefined } } },
    prefix: 'w', timers: stillTimers, asks, notices: uiNotices, handled: {}, heard: sandboxNotices, handlers: {},
    listeners: { 'selection.changed': ({ snapshot }) => { changed.push(snapshot) }, 'canvas.dropped': (drop) => { dropped.push(drop) } },
  })
  const document = host.document
  /** By name, or exactly by "#id". */
  const node = (name: string): HostNode => {
    const found = document.subtree(document.rootId).filter((one) => (name[0] === '#' ? one.id === name.slice(1) : one.name === name && one.id !== document.rootId))
    if (found.length !== 1) throw new Error(`${found.length} nodes are named ${name}`)
    return found[0]!
  }
  return {
    host, clock, document, node, changed, dropped, opened,
    /** Everything that crossed the bridge, both ways. */
    log,
    ask: channel.ask, notify: channel.notify,
    select(...names: string[]): void { document.select(names.map((name) => node(name).id), 'user') },
    async snapshot(...names: string[]): Promise<LayerSnapshot[]> {
      if (names.length) this.select(...names)
      return (await channel.ask('selection.read', { pinnedIds: [], roles: {} })).snapshot.layers
    },
    fillsOf: (name: string): Paint[] => node(name).fills as Paint[],
    picturesOf: (name: string) => (node(name).fills as Paint[]).filter((paint) => paint.type === 'IMAGE'),
    recipeOf: (name: string): Recipe | null => JSON.parse(node(name).pluginData['inlay.recipe'] ?? 'null') as Recipe | null,
    /** The document as a text that differs when anything in it does, but for the count of undo steps. */
    written: (): string => JSON.stringify({ ...document.toJSON(), undoDepth: 0 }),
    async close(): Promise<void> { channel.close(); host.close() },
  }
}

/** An encoded picture of its own: every number gives other bytes. */
export function picture(seed: number, widthPx = 8, heightPx = 8): Uint8Array {
  const canvas = createCanvas(widthPx, heightPx), context = canvas.getContext('2d')
  context.fillStyle = `rgb(${seed % 256}, ${(seed * 7) % 256}, 90)`
  context.fillRect(0, 0, widthPx, heightPx)
  return new Uint8Array(canvas.toBuffer('image/png'))
}

export const recipe = (more: Partial<Recipe> = {}): Recipe => ({
  version: 1, tool: 'generate', providerId: 'demo', modelId: 'demo', prompt: 'a red chair', promptHash: 'p1', widthPx: 8, heightPx: 8, quality: 'standard', ratio: 'match',
  references: [], madeAt: '2026-01-01T00:00:00Z', runId: 'run1', variations: [], ...more,
})

export const plan = (more: Partial<PlacementPlan> = {}): PlacementPlan => ({
  runId: 'run1', jobId: 'job1', resultIndex: 0, mode: 'add-paint', targetId: null, expectFills: null, scaleMode: 'FILL', layerName: 'a red chair', layerWidth: 200, layerHeight: 100,
  rowIndex: 0, rowCount: 1, near: null, recipe: recipe({ runId: more.runId ?? 'run1' }), ...more,
})

export const edit = (more: Partial<PlacementEdit> & { imageHash: string }): PlacementEdit => ({
  paintIndex: 0, sourceWidthPx: 200, sourceHeightPx: 120, show: true, patch: null, expanded: null, hideIds: [], toolId: 'edit', ...more,
})
