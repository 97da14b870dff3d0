// Runs INSIDE the VM: each function is turned into text and evaluated there, so it may use only its arguments and built-ins.
import type { Codec, CodecHooks } from '../codec.ts'
import type { installGlobals } from './globals.ts'
import type { makeNodes } from './nodes.ts'
import type { watchRejections } from './rejections.ts'
import type { Emitter, Listener, RawHost } from './types.ts'

export type Facts = {
  command: string; editorType: string; mode: string; pluginId: string; strictFloor: boolean; dropped: string[]
  /** Member kinds by object: p property, r read-only property, m method. */
  objects: Record<string, Record<string, string>>
}
/** The other functions of the prelude, as they are inside the VM. */
export type Parts = { makeCodec: (hooks: CodecHooks) => Codec; makeNodes: typeof makeNodes; installGlobals: typeof installGlobals; watchRejections: typeof watchRejections }

/** Builds `figma`, console, timers, fetch; gives the function that the host calls for events. */
export function installFigma(raw: RawHost, facts: Facts, parts: Parts): (kind: string, json: string, ...buffers: ArrayBuffer[]) => void {
  const mixed = Symbol('figma.mixed')
  const ids = new WeakMap<object, string>()
  const records = new WeakMap<object, string>()
  const pageEvents = new Map<string, Emitter>()
  let closed = false

  const className = (value: object): string => Object.prototype.toString.call(value).slice(8, -1)
  const refuse = (value: unknown): undefined => {
    if (typeof value === 'symbol' || typeof value === 'function' || typeof value === 'bigint') throw new Error('Cannot unwrap ' + typeof value)
    if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array)) {
      const name = className(value)
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value) || ['Map', 'Set', 'WeakMap', 'WeakSet', 'Promise', 'RegExp', 'Blob'].includes(name)) throw new Error('Cannot unwrap ' + name + '; send bytes as Uint8Array')
    }
    return undefined
  }
  const unpackHook = (tag: string, value: Record<string, unknown>): unknown => {
    if (tag === 'node') return wrap(value['id'] as string, value['type'] as string)
    if (tag === 'mixed') return mixed
    if (tag === 'image') return imageOf(value['hash'] as string)
    if (tag === 'style' || tag === 'variable' || tag === 'collection') return record(tag === 'style' ? String(value['kind']) : tag === 'variable' ? 'Variable' : 'VariableCollection', value['v'] as Record<string, unknown>)
    throw new Error('unknown tag ' + tag)
  }
  const args = parts.makeCodec({
    pack: (value) => {
      if (typeof value === 'object' && value !== null) {
        const id = ids.get(value)
        if (id !== undefined) return { $t: 'node', id }
        const record = records.get(value)
        if (record) return { $t: 'record', id: record }
      }
      return refuse(value)
    },
    unpack: unpackHook,
  })
  const messages = parts.makeCodec({
    pack: (value) => {
      const id = typeof value === 'object' && value !== null ? ids.get(value) : undefined
      return id === undefined ? refuse(value) : { id }
    },
    unpack: unpackHook,
  })

  const freeze = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null && !ids.has(value) && !(value instanceof Uint8Array) && !Object.isFrozen(value)) {
      Object.freeze(value)
      for (const key of Object.keys(value)) freeze((value as Record<string, unknown>)[key])
    }
    return value
  }
  const open = (answer: string | [string, ...ArrayBuffer[]]): unknown => {
    const [json, ...buffers] = typeof answer === 'string' ? [answer] : answer
    const result = (json.includes('"$t":') ? args.unpack(json, buffers) : JSON.parse(json)) as { ok?: unknown; error?: { name: string; message: string } }
    if (result.error) throw result.error.name === 'TypeError' ? new TypeError(result.error.message) : new Error(result.error.message)
    return result.ok
  }
  const send = (op: string, packed: { json: string; buffers: ArrayBuffer[] }): unknown => {
    if (closed) throw new Error('The plugin is closed: figma cannot be used any more')
    const answer = raw(op, packed.json, ...packed.buffers)
    return typeof answer === 'object' && 'then' in answer ? answer.then(open) : open(answer)
  }
  const call = (op: string, ...values: unknown[]): unknown => send(op, values.every((value) => typeof value === 'string') ? { json: JSON.stringify(values), buffers: [] } : args.pack(values))
  const promised = (run: () => unknown): Promise<unknown> => new Promise((resolve, reject) => { try { resolve(run()) } catch (error) { reject(error) } })

  /** Members the typings list and we lack throw; members nobody lists throw too. */
  const guarded = (name: string, own: object): object => new Proxy(own, {
    get(target, key) {
      if (closed && name !== 'Image') throw new Error('The plugin is closed: ' + name + ' cannot be used any more')
      if (typeof key === 'symbol' || key === 'then' || key === 'toJSON' || key in target) return Reflect.get(target, key)
      if (facts.objects[name] && key in facts.objects[name]) throw new Error('not implemented by this host: ' + name + '.' + key)
      throw new TypeError("no such property '" + key + "' on " + name)
    },
    set(target, key, value) {
      if (closed) throw new Error('The plugin is closed: ' + name + ' cannot be used any more')
      const descriptor = Object.getOwnPropertyDescriptor(target, key)
      if (descriptor?.set) { descriptor.set.call(target, value); return true }
      if (descriptor || (facts.objects[name] && String(key) in facts.objects[name])) throw new TypeError("Cannot assign to '" + String(key) + "' of " + name + ': it is read-only')
      throw new TypeError('Cannot add property ' + String(key) + ', object is not extensible')
    },
    deleteProperty(_target, key) { throw new TypeError('Cannot delete ' + String(key) + ' of ' + name) },
  })

  const record = (name: string, fields: Record<string, unknown>): object => {
    const own: Record<string, unknown> = {}
    for (const key of Object.keys(fields)) Object.defineProperty(own, key, { value: freeze(fields[key]), enumerable: true })
    const proxy = guarded(name, own)
    records.set(proxy, String(fields['id']))
    return proxy
  }
  const imageOf = (hash: string): object => {
    return guarded('Image', Object.freeze({
      hash, getBytesAsync: () => promised(() => call('image.bytes', hash)), getSizeAsync: () => promised(() => call('image.size', hash)),
    }))
  }

  const makeEmitter = (check: (type: unknown) => void): Emitter => {
    const listeners = new Map<string, { listener: Listener; once: boolean }[]>()
    const add = (once: boolean) => (type: string, listener: Listener): void => {
      check(type)
      if (typeof listener !== 'function') throw new TypeError('Expected a function as listener of "' + type + '"')
      listeners.set(type, [...(listeners.get(type) ?? []), { listener, once }])
    }
    return {
      on: add(false), once: add(true),
      off: (type: string, listener: Listener): void => { listeners.set(type, (listeners.get(type) ?? []).filter((entry) => entry.listener !== listener)) },
      emit: (type: string, ...values: unknown[]): unknown[] => {
        const entries = listeners.get(type) ?? []
        listeners.set(type, entries.filter((entry) => !entry.once))
        return entries.map((entry) => guardPromise(entry.listener(...values)))
      },
    }
  }
  const report = (error: unknown): void => {
    const text = error instanceof Error ? error.name + ': ' + error.message : String(error)
    raw('console', JSON.stringify(['unhandled', text + (error instanceof Error && error.stack ? '\n' + error.stack : '')]))
  }
  const guardPromise = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null && 'then' in value) (value as Promise<unknown>).then(undefined, report)
    return value
  }

  const wrap = parts.makeNodes({ call, promised, freeze, makeEmitter, pageEvents, ids })

  const events = makeEmitter((type) => { call('event.check', type) })
  const uiEvents = makeEmitter((type) => { if (type !== 'message') throw new Error('"' + String(type) + '" is not an event of figma.ui') })
  let onmessage: Listener | undefined
  const api = (name: string, own: Record<string, unknown>): object => guarded(name, own)
  const method = (op: string, ...fixed: unknown[]): Listener => {
    const run: Listener = (...values) => call(op, ...fixed, ...values)
    return /Async$/.test(op) ? (...values) => promised(() => run(...values)) : run
  }
  const methodsOf = (object: string, names: string[]): Record<string, Listener> => Object.fromEntries(names.map((name) => [name, method(object + '.' + name)]))

  const ui = methodsOf('figma.ui', ['show', 'hide', 'resize', 'reposition', 'close', 'getPosition']) as Record<string, unknown>
  Object.assign(ui, { on: uiEvents.on, once: uiEvents.once, off: uiEvents.off })
  ui['postMessage'] = (message: unknown, options?: unknown): void => {
    let packed
    if (((options ?? {}) as { origin?: unknown }).origin !== undefined) throw new Error('not implemented by this host: figma.ui.postMessage with origin')
    try { packed = messages.pack(message) } catch (error) { throw new Error('in postMessage: ' + (error as Error).message) }
    call('figma.ui.check')
    send('figma.ui.postMessage', packed)
  }
  Object.defineProperty(ui, 'onmessage', { get: () => onmessage, set: (value: Listener | undefined) => { onmessage = value }, enumerable: true })

  const notices = new Map<number, Record<string, unknown>>()
  let lastNotice = 0
  const notify = (message: unknown, options?: Record<string, unknown>): object => {
    const id = ++lastNotice
    const { button, onDequeue, ...plain } = options ?? {}
    call('figma.notify', id, message, { ...plain, ...(button ? { button: { text: (button as { text: unknown }).text } } : {}) })
    notices.set(id, { button, onDequeue })
    return { cancel: () => { call('notice.cancel', id) } }
  }
  const viewport: Record<string, unknown> = { scrollAndZoomIntoView: method('figma.viewport.scrollAndZoomIntoView') }
  for (const name of ['center', 'zoom', 'bounds']) {
    Object.defineProperty(viewport, name, { enumerable: true, get: () => freeze(call('viewport.get', name)), ...(name === 'bounds' ? {} : { set: (value: unknown) => { call('viewport.set', name, value) } }) })
  }
  const figma: Record<string, unknown> = {
    apiVersion: '1.0.0', command: facts.command, editorType: facts.editorType, mode: facts.mode, pluginId: facts.pluginId, mixed,
    ui: api('figma.ui', ui), viewport: api('figma.viewport', viewport), notify,
    clientStorage: api('figma.clientStorage', methodsOf('figma.clientStorage', ['getAsync', 'setAsync', 'deleteAsync', 'keysAsync'])),
    variables: api('figma.variables', methodsOf('figma.variables', facts.objects['figma.variables'] ? Object.keys(facts.objects['figma.variables']).filter((name) => /^get/.test(name)) : [])),
    util: api('figma.util', methodsOf('figma.util', ['rgb', 'rgba', 'solidPaint'])),
    constants: api('figma.constants', {}), parameters: api('figma.parameters', {}), teamLibrary: api('figma.teamLibrary', {}), annotations: api('figma.annotations', {}),
    on: events.on, once: events.once, off: events.off,
    ...Object.fromEntries((facts.objects['implemented'] ? Object.keys(facts.objects['implemented']) : []).map((name) => [name, method('figma.' + name)])),
  }
  for (const name of ['root', 'currentPage', 'currentUser', 'activeUsers', 'hasMissingFont', 'fileKey', 'skipInvisibleInstanceChildren']) {
    const writable = name === 'currentPage' || name === 'skipInvisibleInstanceChildren'
    Object.defineProperty(figma, name, { enumerable: true, get: () => freeze(call('figma.get', name)), ...(writable ? { set: (value: unknown) => { call('figma.set', name, value) } } : {}) })
  }
  figma['closePlugin'] = (message?: unknown): void => { if (!closed) call('figma.closePlugin', message) }
  Object.defineProperty(globalThis, 'figma', { value: guarded('figma', figma), enumerable: true })

  const timers = parts.installGlobals({ raw, call, promised, isClosed: () => closed, strictFloor: facts.strictFloor, dropped: facts.dropped })
  const unhandled = parts.watchRejections(() => { raw('rejected', '[]') })

  const guardRun = (run: () => unknown): void => { try { guardPromise(run()) } catch (error) { report(error) } }
  return (kind, json, ...buffers) => {
    if (kind === 'closed') { closed = true; timers.clear(); notices.clear(); return }
    if (kind === 'close') { guardRun(() => events.emit('close')); return }
    if (closed) return
    if (kind === 'message') {
      const [message, props] = messages.unpack(json, buffers) as [unknown, unknown]
      guardRun(() => onmessage?.(message, props))
      guardRun(() => { uiEvents.emit('message', message, props) })
      return
    }
    if (kind === 'rejections') { for (const reason of unhandled()) report(reason); return }
    const values = args.unpack(json, buffers) as unknown[]
    if (kind === 'event') {
      const [type, ...rest] = values as [string, ...unknown[]]
      guardRun(() => { events.emit(type, ...rest) })
    } else if (kind === 'drop') {
      const drop = values[0] as Record<string, unknown>
      const files = (drop['files'] as { name: string; type: string; index: number }[]).map((file) => ({ name: file.name, type: file.type, getBytesAsync: () => promised(() => call('drop.bytes', file.index)), getTextAsync: () => promised(() => call('drop.text', file.index)) }))
      let taken = false
      guardRun(() => { taken = events.emit('drop', { ...drop, files }).some((answer) => answer === false) })
      call('drop.taken', taken)
    } else if (kind === 'nodechange') {
      const [pageId, changes] = values as [string, object[]]
      guardRun(() => { pageEvents.get(pageId)?.emit('nodechange', { nodeChanges: changes }) })
    } else if (kind === 'timer') {
      const timer = timers.get(values[0] as number)
      if (!timer) return
      if (!timer.repeat) timers.delete(values[0] as number)
      guardRun(() => timer.run(...timer.values))
    } else if (kind === 'notice') {
      const [id, reason] = values as [number, string], notice = notices.get(id)
      let kept = false
      if (reason === 'action_button_click') guardRun(() => { kept = (notice?.['button'] as { action?: Listener } | undefined)?.action?.() === false })
      if (kept) { call('notice.kept', id); return }
      notices.delete(id)
      guardRun(() => (notice?.['onDequeue'] as Listener | undefined)?.(reason))
    } else if (kind === 'eval') {
      const [id, code] = values as [number, string]
      const settle = (outcome: string, value: unknown): void => {
        let packed
        try { packed = args.pack([id, outcome, value]) } catch (error) { packed = args.pack([id, 'throw', { name: 'Error', message: (error as Error).message }]) }
        raw('eval.done', packed.json, ...packed.buffers)
      }
      const fail = (error: unknown): void => settle('throw', error instanceof Error ? { name: error.name, message: error.message } : { name: 'Error', message: String(error) })
      try { (new Function('return (async () => {"use strict";' + code + '\n})()')() as Promise<unknown>).then((value) => settle('return', value), fail) } catch (error) { fail(error) }
    }
  }
}
