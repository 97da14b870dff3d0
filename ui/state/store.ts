// One store for the window. `get` is always current; listeners hear of a batch of changes once, in a microtask or when `later` says.
import { useContext, useLayoutEffect, useState } from 'preact/hooks'
import { createContext } from 'preact'
import type { EditSession } from '../edit/edit-session'
import type { Actions, AppState } from './state'

export type Store<T> = {
  get(): T
  /** Merges; a change that leaves every field as it was tells nobody. */
  set(change: Partial<T> | ((state: T) => Partial<T>)): void
  subscribe(listener: () => void): () => void
}

export function createStore<T extends object>(initial: T, later: (tell: () => void) => void = queueMicrotask): Store<T> {
  let state = initial
  let told = true
  const listeners = new Set<() => void>()
  const tell = (): void => {
    told = true
    for (const listener of [...listeners]) listener()
  }
  return {
    get: () => state,
    set(change) {
      const part = typeof change === 'function' ? change(state) : change
      const next = { ...state, ...part }
      if (shallowEqual(state, next)) return
      state = next
      if (!told) return
      told = false
      later(tell)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Same value, or two plain objects or arrays whose fields are the same values. */
export function shallowEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && Object.is((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
}

export type AppHandle = { store: Store<AppState>; actions: Actions; /** Pixels of the picture under edit. */ edits: EditSession }

/** Provided once by the composition root. */
export const AppContext = createContext<AppHandle | null>(null)

function useApp(): AppHandle {
  const app = useContext(AppContext)
  if (!app) throw new Error('AppContext is missing')
  return app
}

export const useActions = (): Actions => useApp().actions
export const useEdits = (): EditSession => useApp().edits

/** Re-renders when what `select` gives has changed (compared one level deep). */
export function useAppState<R>(select: (state: AppState) => R): R {
  const { store } = useApp()
  const seen = store.get()
  const selected = select(seen)
  const [, redraw] = useState(0)
  useLayoutEffect(() => {
    let last = selected
    const check = (): void => {
      const next = select(store.get())
      if (shallowEqual(last, next)) return
      last = next
      redraw((count) => count + 1)
    }
    // Only a newer state is compared here: a selector that builds new objects would redraw for ever.
    if (store.get() !== seen) check()
    return store.subscribe(check)
  })
  return selected
}
