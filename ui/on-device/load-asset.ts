// Fetches data that is too large for the bundle, never code: from a host of the manifest, checked by its SHA-256, kept until the window closes.
import { abortError, isAbort } from '../../src/shared/channel'
import { PluginError } from '../../src/shared/errors'

export type Asset = {
  /** As the designer reads it: "The text reader". */
  label: string
  url: string
  /** Said before the download; a longer answer is refused. */
  bytes: number
  /** Lower-case hex. */
  sha256: string
}

export type AssetLoaderDeps = {
  fetch(url: string, init: { signal: AbortSignal; credentials: 'omit'; cache: 'force-cache' }): Promise<Response>
  sha256Hex(bytes: Uint8Array): Promise<string>
  /** Origins that the manifest names. */
  hosts: readonly string[]
  online(): boolean
}

export type LoadOptions = { signal: AbortSignal; /** 0 to 1. */ onProgress?(ratio: number): void }
export type AssetLoader = ReturnType<typeof createAssetLoader>

type Loading = { controller: AbortController; waiting: Set<LoadOptions>; bytes: Promise<Uint8Array> }

export function createAssetLoader({ fetch, sha256Hex, hosts, online }: AssetLoaderDeps) {
  const loaded = new Map<string, Uint8Array>()
  const loading = new Map<string, Loading>()

  async function download(asset: Asset, { controller, waiting }: Pick<Loading, 'controller' | 'waiting'>): Promise<Uint8Array> {
    const { origin } = new URL(asset.url)
    if (!hosts.includes(origin)) throw new PluginError('network.blocked', `${asset.label} comes from ${origin}, which this build does not list.`, { hint: 'Nothing was downloaded.' })
    const response = await fetch(asset.url, { signal: controller.signal, credentials: 'omit', cache: 'force-cache' }).catch((cause: unknown) => {
      if (isAbort(cause)) throw cause
      throw online() ? new PluginError('network.blocked', `${asset.label} could not be downloaded.`, { hint: `${origin} could not be reached.`, retryable: true, cause }) : new PluginError('network.offline', `You are offline. ${asset.label} is downloaded once.`, { retryable: true, cause })
    })
    if (!response.ok || !response.body) throw new PluginError('provider.unavailable', `${asset.label} could not be downloaded.`, { hint: `${origin} answered ${response.status}.`, retryable: true })
    const out = new Uint8Array(asset.bytes)
    let at = 0
    const reader = response.body.getReader()
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw isAbort(cause) ? cause : new PluginError('network.interrupted', `The download of ${asset.label} broke off.`, { retryable: true, cause })
      })
      if (done) break
      if (at + value.length > asset.bytes) {
        await reader.cancel()
        throw wrong(asset)
      }
      out.set(value, at)
      at += value.length
      for (const { onProgress } of waiting) onProgress?.(at / asset.bytes)
    }
    if (at < asset.bytes || (await sha256Hex(out)) !== asset.sha256) throw wrong(asset)
    return out
  }

  function start(asset: Asset): Loading {
    const controller = new AbortController(), waiting = new Set<LoadOptions>()
    const bytes = download(asset, { controller, waiting }).then((made) => {
      loaded.set(asset.sha256, made)
      return made
    }).finally(() => forget(asset, entry))
    const entry: Loading = { controller, waiting, bytes }
    loading.set(asset.sha256, entry)
    return entry
  }

  /** A later download of the same asset stays. */
  function forget(asset: Asset, entry: Loading): void {
    if (loading.get(asset.sha256) === entry) loading.delete(asset.sha256)
  }

  return {
    has: (asset: Asset): boolean => loaded.has(asset.sha256),
    /** The bytes belong to the loader: never write to them. Callers share a download; it stops when the last of them has called off. Raises network.*, provider.unavailable, storage.corrupt. */
    load(asset: Asset, options: LoadOptions): Promise<Uint8Array> {
      const known = loaded.get(asset.sha256)
      if (known) return Promise.resolve(known)
      if (options.signal.aborted) return Promise.reject(abortError())
      const entry = loading.get(asset.sha256) ?? start(asset)
      entry.waiting.add(options)
      return new Promise((resolve, reject) => {
        const stop = (): void => {
          entry.waiting.delete(options)
          if (entry.waiting.size === 0) {
            forget(asset, entry)
            entry.controller.abort()
          }
          reject(abortError())
        }
        options.signal.addEventListener('abort', stop, { once: true })
        entry.bytes.then(resolve, reject).finally(() => options.signal.removeEventListener('abort', stop))
      })
    },
  }
}

const wrong = ({ label }: Asset): PluginError => new PluginError('storage.corrupt', `What was downloaded is not ${label.charAt(0).toLowerCase()}${label.slice(1)}.`, { hint: 'It was thrown away. Try again later, or update Inlay.', retryable: true })
