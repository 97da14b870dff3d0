// Client storage of the plugin, kept in the page's localStorage between visits.
import type { ClientStorage } from '../model/client-storage.ts'

const place = 'inlay-playground/storage'
const toText = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
const fromText = (text: string): Uint8Array => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))

/** Puts what was kept into the storage; broken entries are left out. */
export function loadStorage(storage: ClientStorage): void {
  const text = localStorage.getItem(place)
  if (text === null) return
  try {
    const values = JSON.parse(text, (_key, value: unknown) => (isBytes(value) ? fromText(value.inlayBytes) : value)) as Record<string, unknown>
    for (const [key, value] of Object.entries(values)) storage.set(key, value)
  } catch {
    localStorage.removeItem(place) // not readable: starts anew, as after clearing the browser's data
  }
}

/** Throws when the browser's storage is full. */
export function saveStorage(storage: ClientStorage): void {
  const values = Object.fromEntries(storage.keys().map((key) => [key, storage.get(key)]))
  const text = JSON.stringify(values, (_key, value: unknown) => (value instanceof Uint8Array ? { inlayBytes: toText(value) } : value))
  if (text !== localStorage.getItem(place)) localStorage.setItem(place, text)
}
export const forgetStorage = (): void => localStorage.removeItem(place)

const isBytes = (value: unknown): value is { inlayBytes: string } => typeof value === 'object' && value !== null && typeof (value as { inlayBytes?: unknown }).inlayBytes === 'string'
