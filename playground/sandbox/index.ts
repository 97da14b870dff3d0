// The plugin's main realm: the built main.js in QuickJS over a HostDocument. Runs in a browser and in Node, on the document's thread as in Figma.
import { surface, type Member } from '../surface/surface.ts'
import { makeCodec, type Packed } from './codec.ts'
import { callMethod, hasMethod } from './node-methods.ts'
import { callFigma, figmaMethods, getFigma, setFigma } from './figma-methods.ts'
import { checkDynamicPage, isDynamicPage, isSkipped, nodeIn, notImplemented, type Context } from './context.ts'
import { getProperty, setProperty } from './node-properties.ts'
import { hostCodec, NodeRef } from './refs.ts'
import { installFigma, type Facts } from './prelude/figma.ts'
import { installGlobals } from './prelude/globals.ts'
import { makeNodes } from './prelude/nodes.ts'
import { watchRejections } from './prelude/rejections.ts'
import { newerThanES2020 } from './strict-floor.ts'
import { checkPosition, checkResize, fetchForPlugin, readNotice, readShowUI, toMessage, type UIWindow } from './services.ts'
import type { Sandbox, SandboxOptions, Timers, Viewport } from './sandbox.ts'
import { checkViewport, plainViewport } from './viewport.ts'
import { loadQuickJS, Vm, type VmError } from './vm.ts'
import type { NodeChange } from '../model/document.ts'

export type { Context, ExportSettings, Manifest, Renderer } from './context.ts'
export type { Notice, UIChange, UIWindow } from './services.ts'
export type { ConsoleLine, DropEvent, Sandbox, SandboxOptions, Timers, Viewport } from './sandbox.ts'
export { relaunchButtonsOf } from './data-methods.ts'

const kindOf = (member: Member): string => (member.kind === 'method' ? 'm' : member.readonly ? 'r' : 'p')
const kindsOf = (members: Record<string, Member>): Record<string, string> => Object.fromEntries(Object.entries(members).map(([name, member]) => [name, kindOf(member)]))
/** Functions of the prelude travel into the VM as their own text. */
const text = (part: (...args: never[]) => unknown): string => part.toString()
const empty: Packed = { json: '[]', buffers: [] }
const realTimers: Timers = { set: (run, ms) => setTimeout(run, ms), clear: (handle) => clearTimeout(handle as ReturnType<typeof setTimeout>) }
const events = ['selectionchange', 'currentpagechange', 'close', 'run', 'drop', 'documentchange']
const otherEvents = ['stylechange', 'timerstart', 'timerstop', 'timerpause', 'timerresume', 'timeradjust', 'timerdone', 'slidesviewchange', 'canvasviewchange', 'textreview']

/** Starts a VM for one run of the plugin. Nothing runs before `start`. */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { document, manifest } = options
  const timers = options.timers ?? realTimers, viewport = options.viewport ?? plainViewport(document)
  const context: Context = { document, manifest, renderer: options.renderer, loadedFonts: new Set(), allPagesLoaded: false, skipInvisible: false }
  const codec = hostCodec(document)
  const print = (level: string, text: string): void => options.onConsole?.({ level, text })
  const failed = (error: VmError): void => print('unhandled', `${error.name}: ${error.message}${error.stack ? `\n${error.stack}` : ''}`)
  const running = new Map<number, { handle: unknown; repeat: boolean; ms: number }>()
  const outbox: unknown[] = []
  const evaluations = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let closed = false, loaded = false, window: UIWindow | null = null, lastEvaluation = 0, dropTaken = false, noticeKept = false, handling = false, rejected = false
  let dropFiles: Uint8Array[] = []

  const enter = (kind: string, ...values: unknown[]): void => { if (!closed || kind === 'closed' || kind === 'close') vm.enter(kind, codec.pack(values)) }
  const flush = (): void => { while (loaded && !closed && window && outbox.length) options.onUIMessage?.(outbox.shift()) }
  const stop = (): void => {
    closed = true
    for (const timer of running.values()) timers.clear(timer.handle)
    running.clear()
    unsubscribe()
    document.commitUndo()
    enter('closed')
  }
  const close = (message?: string): void => {
    if (closed) return
    enter('close')
    stop()
    outbox.length = 0
    options.onClose?.(message)
  }
  const startTimer = (id: number, ms: number, repeat: boolean): void => {
    const handle = timers.set(() => {
      const timer = running.get(id)
      if (!timer) return
      if (repeat) startTimer(id, ms, true)
      else running.delete(id)
      enter('timer', id)
    }, Math.max(ms, repeat ? 1 : 0))
    running.set(id, { handle, repeat, ms })
  }
  const needWindow = (operation: string): UIWindow => {
    if (!window) throw new Error(`in ${operation}: No UI to show. Call figma.showUI first.`)
    return window
  }

  const operations: Record<string, (args: unknown[]) => unknown> = {
    members: ([type]) => kindsOf(surface.nodes[String(type)] ?? {}),
    'node.get': ([id, name]) => getProperty(context, String(id), String(name)),
    'node.set': ([id, name, value]) => setProperty(context, String(id), String(name), value),
    'node.has': ([id, name]) => hasMethod(context, String(id), String(name)),
    'node.call': ([id, name, args]) => callMethod(context, String(id), String(name), args as unknown[]),
    'node.removed': ([id]) => document.node(String(id)) === undefined,
    'node.descendants': ([id, deep, method]) => {
      const node = nodeIn(context, String(id), String(method))
      checkDynamicPage(context, node, String(method), 'call')
      return (deep ? document.subtree(node.id).slice(1) : document.children(node.id)).filter((inner) => !isSkipped(context, inner)).map((inner) => new NodeRef(inner.id))
    },
    'figma.get': ([name]) => getFigma(context, String(name)),
    'figma.set': ([name, value]) => setFigma(context, String(name), value),
    'event.check': ([type]) => {
      if (otherEvents.includes(String(type))) throw notImplemented(`figma.on ${String(type)}`)
      if (!events.includes(String(type))) throw new Error(`in on: "${String(type)}" is not an event`)
      if (type === 'documentchange' && isDynamicPage(context) && !context.allPagesLoaded) throw new Error('in on: Cannot register documentchange handler in incremental mode without calling figma.loadAllPagesAsync first.')
    },
    'image.bytes': async ([hash]) => document.image(String(hash))?.bytes ?? fail('getBytesAsync', 'Could not find image'),
    'image.size': async ([hash]) => {
      const image = document.image(String(hash)) ?? fail('getSizeAsync', 'Could not find image')
      return { width: image.width, height: image.height }
    },
    'figma.showUI': ([html, settings]) => {
      window = readShowUI(html, settings, manifest.name)
      loaded = false
      outbox.length = 0
      options.onShowUI?.(window)
    },
    'figma.ui.show': () => { needWindow('show').visible = true; options.onUIChange?.({ kind: 'show' }) },
    'figma.ui.hide': () => { needWindow('hide').visible = false; options.onUIChange?.({ kind: 'hide' }) },
    'figma.ui.close': () => { needWindow('close'); window = null; loaded = false; options.onUIChange?.({ kind: 'close' }) },
    'figma.ui.resize': ([width, height]) => { const size = checkResize(width, height); Object.assign(needWindow('resize'), size); options.onUIChange?.({ kind: 'resize', ...size }) },
    'figma.ui.reposition': ([x, y]) => { needWindow('reposition'); options.onUIChange?.({ kind: 'reposition', ...checkPosition(x, y) }) },
    'figma.ui.getPosition': () => { needWindow('getPosition'); throw notImplemented('figma.ui.getPosition') },
    'figma.ui.check': () => { needWindow('postMessage') },
    'figma.notify': ([id, message, settings]) => { options.onNotify?.(readNotice(Number(id), message, settings)) },
    'notice.cancel': ([id]) => { options.onNoticeCancel?.(Number(id)) },
    'notice.kept': () => { noticeKept = true },
    'figma.openExternal': ([url]) => {
      if (typeof url !== 'string' || !/^(https?|mailto|figma):/.test(url)) throw new Error('in openExternal: Expected a URL with its scheme')
      options.onOpenExternal?.(url)
    },
    'viewport.get': ([name]) => viewport.get()[name as keyof Viewport],
    'viewport.set': ([name, value]) => viewport.set(checkViewport(String(name), value)),
    'figma.viewport.scrollAndZoomIntoView': ([nodes]) => {
      if (!Array.isArray(nodes) || nodes.some((ref) => !(ref instanceof NodeRef))) throw new Error('in scrollAndZoomIntoView: Expected an array of nodes')
      viewport.show((nodes as NodeRef[]).map((ref) => nodeIn(context, ref.id, 'scrollAndZoomIntoView').id))
    },
    'timer.set': ([id, ms, repeat]) => startTimer(Number(id), Number(ms), repeat === true),
    'timer.clear': ([id]) => { timers.clear(running.get(Number(id))?.handle); running.delete(Number(id)) },
    fetch: ([url, init]) => fetchForPlugin(options.fetch, url, init),
    'drop.bytes': async ([index]) => dropFiles[Number(index)],
    'drop.text': async ([index]) => new TextDecoder().decode(dropFiles[Number(index)]),
    'drop.taken': ([taken]) => { dropTaken = taken === true },
  }
  const fail = (operation: string, message: string): never => { throw new Error(`in ${operation}: ${message}`) }

  const packError = (error: unknown): Packed => {
    const known = error instanceof Error ? error : new Error(String(error))
    return { json: JSON.stringify({ error: { name: known.name, message: known.message } }), buffers: [] }
  }
  const answer = (value: unknown): Packed => { try { return codec.pack({ ok: value }) } catch (error) { return packError(error) } }
  const call = (op: string, json: string, buffers: ArrayBuffer[]): Packed | Promise<Packed> => {
    if (op === 'console') { const [level, text] = JSON.parse(json) as [string, string]; print(level, text); return empty }
    if (op === 'rejected') { rejected = true; return empty }
    if (op === 'eval.done') { settle(codec.unpack(json, buffers) as [number, string, unknown]); return empty }
    try {
      if (closed) throw new Error('The plugin is closed: figma cannot be used any more')
      const args = codec.unpack(json, buffers)
      if (op === 'figma.ui.postMessage') { outbox.push(args); queueMicrotask(flush); return answer(undefined) }
      if (op === 'figma.closePlugin') { const [message] = args as [unknown]; close(message === undefined || typeof message === 'string' ? message : fail('closePlugin', 'Expected "message" to have type string')); return answer(undefined) }
      const operation = operations[op]
      const value = operation ? operation(args as unknown[]) : op.startsWith('figma.') ? callFigma(context, op.slice(6), args as unknown[]) : fail(op, 'unknown operation')
      return value instanceof Promise ? value.then(answer, packError) : answer(value)
    } catch (error) { return packError(error) }
  }
  const settle = ([id, outcome, value]: [number, string, unknown]): void => {
    const waiting = evaluations.get(id)
    evaluations.delete(id)
    if (outcome === 'return') waiting?.resolve(value)
    else { const { name, message } = value as VmError; waiting?.reject(Object.assign(new Error(message), { name })) }
  }

  const vm = new Vm(await loadQuickJS(options.wasmLocation), call, failed)
  const implemented = Object.keys(figmaMethods).filter((name) => !name.includes('.')).concat(['showUI', 'openExternal'])
  const throwing = Object.entries(surface.objects['figma'] ?? {}).filter(([, member]) => member.dynamicPage?.rule === 'throws').map(([name]) => name)
  const facts: Facts = {
    command: options.command ?? '', editorType: options.editorType ?? 'figma', mode: 'default', pluginId: manifest.id, strictFloor: options.strictFloor ?? true, dropped: newerThanES2020,
    objects: { ...Object.fromEntries(Object.entries(surface.objects).map(([name, members]) => [name, kindsOf(members)])), implemented: Object.fromEntries([...implemented, ...throwing].map((name) => [name, 'm'])) },
  }
  vm.onDrained = () => {
    if (!rejected) return
    rejected = false
    vm.enter('rejections', empty)
  }
  vm.setGlobal('__html__', options.uiSource ?? '')
  vm.setEntry(`(() => { const host = globalThis.__host; delete globalThis.__host; return (${text(installFigma)})(host, ${JSON.stringify(facts)}, { makeCodec: ${text(makeCodec)}, makeNodes: ${text(makeNodes)}, installGlobals: ${text(installGlobals)}, watchRejections: ${text(watchRejections)} }); })()`)

  const queued = new Set<string>()
  const changes = new Map<string, NodeChange[]>()
  const later = (key: string, run: () => void): void => {
    if (queued.has(key)) return
    queued.add(key)
    queueMicrotask(() => {
      queued.delete(key)
      if (!closed) run()
    })
  }
  const unsubscribe = document.onChange((event) => {
    if (event.type === 'selection') later('selection', () => enter('event', 'selectionchange'))
    if (event.type === 'page') later('page', () => enter('event', 'currentpagechange'))
    if (event.type !== 'nodes' || handling) return
    for (const change of event.changes) if (change.pageId) changes.set(change.pageId, [...(changes.get(change.pageId) ?? []), change])
    later('nodes', sendChanges)
  })
  const sendChanges = (): void => {
    const batch = [...changes]
    changes.clear()
    const shown = (change: NodeChange): Record<string, unknown> => ({
      type: change.type, id: change.id, origin: 'LOCAL', ...(change.type === 'PROPERTY_CHANGE' ? { properties: change.properties } : {}),
      node: document.node(change.id) ? new NodeRef(change.id) : { removed: true, type: change.nodeType, id: change.id },
    })
    handling = true
    for (const [pageId, list] of batch) enter('nodechange', pageId, list.map(shown))
    if (context.allPagesLoaded) enter('event', 'documentchange', { documentChanges: batch.flatMap(([, list]) => list.map(shown)) })
    handling = false
  }

  return {
    start: () => {
      const ok = vm.evaluate(options.mainSource, 'main.js')
      if (ok) enter('event', 'run', { command: options.command ?? '', parameters: undefined })
      return ok
    },
    uiLoaded: () => { loaded = true; queueMicrotask(flush) },
    postFromUI: (message) => { if (!closed && window) vm.enter('message', codec.pack([toMessage(message), { origin: 'null' }])) },
    drop: ({ files, node, ...event }) => {
      dropTaken = false
      dropFiles = files.map((file) => file.bytes)
      enter('drop', { ...event, node: new NodeRef(node ?? document.currentPageId), files: files.map((file, index) => ({ name: file.name, type: file.type, index })) })
      return dropTaken
    },
    noticeGone: (id, reason) => {
      noticeKept = false
      enter('notice', id, reason)
      return !noticeKept
    },
    close,
    dispose: () => {
      if (!closed) stop()
      vm.dispose()
    },
    idle: async () => {
      do {
        await vm.settled()
        await Promise.resolve()
        await Promise.resolve()
      } while (vm.pending > 0 || queued.size > 0)
    },
    memoryUsed: () => vm.memoryUsed(),
    evaluate: (code) => new Promise((resolve, reject) => {
      if (closed) { reject(new Error('The plugin is closed')); return }
      evaluations.set(++lastEvaluation, { resolve, reject })
      enter('eval', lastEvaluation, code)
    }),
    get closed() { return closed },
  }
}
