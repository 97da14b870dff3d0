// Runs INSIDE the VM (see figma.ts): proxies that look like Figma's nodes over the host's operations.
import type { Call, Emitter, Listener, Promised } from './types.ts'

type Kit = { call: Call; promised: Promised; freeze: (value: unknown) => unknown; makeEmitter: (check: (type: unknown) => void) => Emitter; pageEvents: Map<string, Emitter>; ids: WeakMap<object, string> }

/** Gives the function that turns an id and a type into the one node object for them. */
export function makeNodes({ call, promised, freeze, makeEmitter, pageEvents, ids }: Kit): (id: string, type: string) => object {
  const nodes = new Map<string, object>()
  const kinds = new Map<string, Record<string, string>>()
  const inherited = Object.prototype as unknown as Record<string, unknown>
  const kindsOf = (type: string): Record<string, string> => {
    let found = kinds.get(type)
    if (!found) kinds.set(type, (found = call('members', type) as Record<string, string>))
    return found
  }
  const search = (id: string, deep: boolean, match: unknown, method: string): object[] => {
    const list = call('node.descendants', id, deep, method) as object[]
    if (match === undefined && (method === 'findAll' || method === 'findChildren')) return list
    if (typeof match !== 'function') throw new TypeError('in ' + method + ': Expected a function')
    return list.filter((node) => match(node))
  }
  const first = (id: string, deep: boolean, match: unknown, method: string): object | null => {
    if (typeof match !== 'function') throw new TypeError('in ' + method + ': Expected a function')
    for (const node of call('node.descendants', id, deep, method) as object[]) if (match(node)) return node
    return null
  }
  const localMethods: Record<string, (id: string) => Listener> = {
    findAll: (id) => (match) => search(id, true, match, 'findAll'), findChildren: (id) => (match) => search(id, false, match, 'findChildren'),
    findOne: (id) => (match) => first(id, true, match, 'findOne'), findChild: (id) => (match) => first(id, false, match, 'findChild'),
  }
  const pageMethods: Record<string, (id: string) => Listener> = Object.fromEntries(['on', 'once', 'off'].map((name) => [name, (id: string) => (type: unknown, listener: unknown) => {
    let emitter = pageEvents.get(id)
    if (!emitter) pageEvents.set(id, (emitter = makeEmitter((wanted) => { if (wanted !== 'nodechange') throw new Error('in on: "' + String(wanted) + '" is not an event of a page') })))
    emitter[name as 'on'](type as string, listener as Listener)
  }]))

  const wrap = (id: string, type: string): object => {
    const known = nodes.get(id)
    if (known) return known
    const methods = new Map<string, Listener>()
    const methodOf = (key: string): Listener => {
      let method = methods.get(key)
      if (!method) {
        const local = type === 'PAGE' && pageMethods[key] ? pageMethods[key] : localMethods[key]
        if (local) method = local(id)
        else {
          call('node.has', id, key)
          const run = (values: unknown[]): unknown => call('node.call', id, key, values)
          method = /Async$/.test(key) ? (...values) => promised(() => run(values)) : (...values) => run(values)
        }
        methods.set(key, method)
      }
      return method
    }
    const node = new Proxy({} as object, {
      get(_target, key) {
        if (key === 'id') return id
        if (key === 'type') return type
        if (typeof key === 'symbol' || key === 'then' || key === 'toJSON') return undefined
        if (key === 'removed') return call('node.removed', id)
        const kind = kindsOf(type)[key]
        if (kind === undefined) {
          if (key in inherited) return inherited[key]
          throw new TypeError("no such property '" + key + "' on " + type + ' node')
        }
        if (kind === 'm') return methodOf(key)
        return freeze(call('node.get', id, key))
      },
      set(_target, key, value) {
        const name = String(key), kind = typeof key === 'symbol' ? undefined : kindsOf(type)[name]
        if (kind === undefined) throw new TypeError("no such property '" + name + "' on " + type + ' node')
        if (kind !== 'p') throw new TypeError("Cannot assign to read only property '" + name + "' of " + type + ' node')
        call('node.set', id, name, value)
        return true
      },
      has: (_target, key) => typeof key === 'string' && kindsOf(type)[key] !== undefined,
      ownKeys: () => ['id'],
      getOwnPropertyDescriptor: (_target, key) => (key === 'id' ? { value: id, enumerable: true, configurable: true, writable: false } : undefined),
      defineProperty() { throw new TypeError('Cannot define properties on a node') },
      deleteProperty() { throw new TypeError('Cannot delete properties of a node') },
    })
    ids.set(node, id)
    nodes.set(id, node)
    return node
  }
  return wrap
}
