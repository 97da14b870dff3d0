// figma.clientStorage of one plugin id: 5 MB of key length plus JSON size, byte arrays counted raw (developer docs, clientStorage).

/** Bytes per plugin id. */
export const clientStorageLimitBytes = 5 * 1024 * 1024

export class ClientStorage {
  readonly #values = new Map<string, { value: unknown; size: number }>()

  /** Later writes replace earlier ones. Throws when the total would pass the limit, or on a value of a kind that is not stored. */
  set(key: string, value: unknown): void {
    const size = key.length + sizeOf(value, key)
    const total = this.sizeBytes - (this.#values.get(key)?.size ?? 0) + size
    if (total > clientStorageLimitBytes) throw new Error(`The client storage of this plugin is limited to 5 MB; "${key}" would make it ${total} bytes.`)
    this.#values.set(key, { value: structuredClone(value), size })
  }

  get(key: string): unknown { return structuredClone(this.#values.get(key)?.value) }
  delete(key: string): void { this.#values.delete(key) }
  keys(): string[] { return [...this.#values.keys()] }
  clear(): void { this.#values.clear() }
  get sizeBytes(): number { return [...this.#values.values()].reduce((sum, entry) => sum + entry.size, 0) }
  toJSON(): Record<string, unknown> { return Object.fromEntries(this.keys().map((key) => [key, this.get(key)])) }
}

function sizeOf(value: unknown, path: string): number {
  if (value === undefined || value === null) return 4
  if (typeof value === 'string') return JSON.stringify(value).length
  if (typeof value === 'number' || typeof value === 'boolean') return String(value).length
  if (value instanceof Uint8Array) return value.length
  if (Array.isArray(value)) return value.reduce((sum: number, item, i) => sum + 1 + sizeOf(item, `${path}[${i}]`), 2)
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.entries(value).reduce((sum, [key, item]) => sum + key.length + 4 + sizeOf(item, `${path}.${key}`), 2)
  }
  throw new Error(`client storage takes objects, arrays, strings, numbers, booleans, null, undefined and Uint8Array; "${path}" is none of these`)
}
