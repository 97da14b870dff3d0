// Runs INSIDE the VM (see figma.ts). QuickJS tells nobody of rejections without a handler, so Promise is wrapped: every promise but an async
// function's own is seen. Those count as soon as `then` is called on them.

type Handler = (value: unknown) => unknown

/** Replaces Promise. `tell` is called when something was rejected; the answer gives what still has no handler, once. */
export function watchRejections(tell: () => void): () => unknown[] {
  const Native = Promise, then = Reflect.get(Native.prototype, 'then') as (this: unknown, done?: Handler, failed?: Handler) => Promise<unknown>
  const handled = new WeakSet<object>(), rejected = new Map<object, unknown>()
  let unwatched = false
  const define = (object: object, key: string | symbol, value: unknown): unknown => Object.defineProperty(object, key, { value, writable: true, enumerable: false, configurable: true })

  const Watched = function (this: unknown, executor: unknown): object {
    if (new.target === undefined) throw new TypeError("Promise must be called with new")
    const promise = Reflect.construct(Native, [executor], new.target) as object
    if ((new.target as unknown) === Watched) define(promise, 'constructor', Watched) // so that `await` goes through `then`
    if (unwatched) return promise
    unwatched = true
    then.call(promise, undefined, (reason) => {
      if (handled.has(promise)) return
      rejected.set(promise, reason)
      tell()
    })
    unwatched = false
    return promise
  }
  Object.defineProperty(Watched, 'name', { value: 'Promise' })
  Object.defineProperty(Watched, 'prototype', { value: Native.prototype, writable: false })
  Object.setPrototypeOf(Watched, Native)
  Object.defineProperty(Native, Symbol.species, { get(this: unknown) { return this === Native ? Watched : this }, configurable: true })
  define(Native.prototype, 'then', function (this: object, done?: Handler, failed?: Handler) {
    if (typeof this === 'object' && this !== null) {
      handled.add(this)
      rejected.delete(this)
    }
    return then.call(this, done, failed)
  })
  define(globalThis, 'Promise', Watched)
  return () => {
    const reasons = [...rejected.values()]
    rejected.clear()
    return reasons
  }
}
