// Windows, notifications, messages and fetch: what their arguments may be.
import { notImplemented } from './context.ts'

export type UIWindow = { html: string; width: number; height: number; title: string; visible: boolean; themeColors: boolean; position?: { x: number; y: number } }
export type UIChange = { kind: 'show' | 'hide' | 'close' } | { kind: 'resize'; width: number; height: number } | { kind: 'reposition'; x: number; y: number }
/** `timeoutMs` may be Infinity. */
export type Notice = { id: number; message: string; error: boolean; timeoutMs: number; button: string | null }
export type PluginFetch = (url: string, init: { method?: string; headers?: Record<string, string>; body?: string | Uint8Array<ArrayBuffer> }) => Promise<Response>

/** Smallest window of a plugin, canvas px (typings, showUI). */
const minimum = { width: 70, height: 0 }
const defaultSize = { width: 300, height: 200 }

const finite = (value: unknown, operation: string, name: string): number => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error(`in ${operation}: Expected "${name}" to have type number but got ${typeof value} instead`)
  return value
}

export function readShowUI(html: unknown, settings: unknown, name: string): UIWindow {
  if (typeof html !== 'string') throw new Error(`in showUI: Expected "html" to have type string but got ${typeof html} instead`)
  const given = (settings ?? {}) as Record<string, unknown>
  const known = ['visible', 'title', 'width', 'height', 'position', 'themeColors']
  for (const key of Object.keys(given)) if (!known.includes(key)) throw new Error(`in showUI: Unrecognized key(s) in object: '${key}'`)
  const typed = (key: string, type: string): void => {
    if (given[key] !== undefined && typeof given[key] !== type) throw new Error(`in showUI: Expected "${key}" to have type ${type} but got ${typeof given[key]} instead`)
  }
  typed('title', 'string')
  typed('visible', 'boolean')
  typed('themeColors', 'boolean')
  const position = given['position'] as { x?: unknown; y?: unknown } | undefined
  return {
    html, title: typeof given['title'] === 'string' ? given['title'] : name, visible: given['visible'] !== false, themeColors: given['themeColors'] === true,
    width: Math.max(minimum.width, given['width'] === undefined ? defaultSize.width : finite(given['width'], 'showUI', 'width')),
    height: Math.max(minimum.height, given['height'] === undefined ? defaultSize.height : finite(given['height'], 'showUI', 'height')),
    ...(position ? { position: { x: finite(position.x, 'showUI', 'position.x'), y: finite(position.y, 'showUI', 'position.y') } } : {}),
  }
}

export const checkResize = (width: unknown, height: unknown): { width: number; height: number } => ({
  width: Math.max(minimum.width, finite(width, 'resize', 'width')), height: Math.max(minimum.height, finite(height, 'resize', 'height')),
})

export const checkPosition = (x: unknown, y: unknown): { x: number; y: number } => ({ x: finite(x, 'reposition', 'x'), y: finite(y, 'reposition', 'y') })

/** Longer notifications are truncated (typings, notify). */
export const noticeLimit = 100

export function readNotice(id: number, message: unknown, settings: unknown): Notice {
  if (typeof message !== 'string') throw new Error(`in notify: Expected "message" to have type string but got ${typeof message} instead`)
  const given = (settings ?? {}) as { timeout?: unknown; error?: unknown; button?: { text?: unknown } }
  for (const key of Object.keys(given)) if (!['timeout', 'error', 'button'].includes(key)) throw new Error(`in notify: Unrecognized key(s) in object: '${key}'`)
  if (given.timeout !== undefined && (typeof given.timeout !== 'number' || Number.isNaN(given.timeout))) throw new Error('in notify: Expected "timeout" to have type number')
  if (given.error !== undefined && typeof given.error !== 'boolean') throw new Error('in notify: Expected "error" to have type boolean')
  if (given.button !== undefined && typeof given.button.text !== 'string') throw new Error('in notify: Expected "button.text" to have type string')
  return { id, message: message.slice(0, noticeLimit), error: given.error === true, timeoutMs: (given.timeout as number | undefined) ?? 3000, button: given.button === undefined ? null : String(given.button.text) }
}

/** A message from the iframe as the main realm gets it: a copy in which Blob, ArrayBuffer, other typed arrays and prototypes are lost (figma-platform.md 1.4). */
export function toMessage(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint' ? undefined : value
  const tag = Object.prototype.toString.call(value).slice(8, -1)
  if (tag === 'Uint8Array' || tag === 'Date') return value
  if (Array.isArray(value)) return value.map(toMessage)
  if (tag !== 'Object') return {}
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toMessage(item)]))
}

const fetchOptions = ['method', 'headers', 'headersObject', 'body'], otherFetchOptions = ['credentials', 'cache', 'redirect', 'referrer', 'integrity']

/** Figma's reduced fetch in the main realm (typings, FetchOptions): no Request, no signal, no streams. */
export async function fetchForPlugin(fetcher: PluginFetch | undefined, url: unknown, init: unknown): Promise<Record<string, unknown>> {
  if (typeof url !== 'string') throw new TypeError('in fetch: The URL must be a string')
  const given = (init ?? {}) as Record<string, unknown>
  for (const key of Object.keys(given)) if (otherFetchOptions.includes(key)) throw notImplemented(`fetch with ${key}`)
  for (const key of Object.keys(given)) if (!fetchOptions.includes(key)) throw new TypeError(`in fetch: "${key}" is not an option of fetch in the main realm`)
  if (!fetcher) throw new TypeError('Failed to fetch')
  const body = given['body'] as string | Uint8Array<ArrayBuffer> | undefined
  const headers = (given['headers'] ?? given['headersObject']) as Record<string, string> | undefined
  const response = await fetcher(url, { ...(given['method'] ? { method: String(given['method']) } : {}), ...(headers ? { headers } : {}), ...(body === undefined ? {} : { body }) })
  const bytes = new Uint8Array(await response.arrayBuffer())
  return {
    ok: response.ok, status: response.status, statusText: response.statusText, redirected: response.redirected, type: response.type, url: response.url,
    headersObject: Object.fromEntries(response.headers.entries()), body: bytes, text: new TextDecoder().decode(bytes),
  }
}
