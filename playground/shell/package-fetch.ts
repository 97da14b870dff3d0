// Files of npm packages that the plugin fetches from a CDN: the playground answers them from node_modules, so that nothing leaves the machine.
// The frame may load nothing from the page's own origin, so the bytes go through messages that the plugin does not see.
import type { Manifest } from '../sandbox/index.ts'

const cdn = 'https://cdn.jsdelivr.net'

/** Sent to the frame as text, before the plugin's own scripts. Self-contained. */
function fetchThroughHost(prefix: string): void {
  const real = window.fetch.bind(window), host = window.parent
  const open = new Map<number, { begin(status: number): void; chunk(bytes: Uint8Array | null): void; fail(): void }>()
  let count = 0
  addEventListener('message', (event) => {
    const data = event.data as { inlayHostFetched?: number; status?: number; bytes?: Uint8Array | null; failed?: boolean } | null
    if (event.source !== host || typeof data?.inlayHostFetched !== 'number') return
    event.stopImmediatePropagation()
    const one = open.get(data.inlayHostFetched)
    if (data.failed) one?.fail()
    else if (data.status !== undefined) one?.begin(data.status)
    else if (data.bytes !== undefined) one?.chunk(data.bytes)
  })
  window.fetch = (input, init) => {
    const url = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url
    if (!url.startsWith(prefix)) return real(input, init)
    const id = ++count, signal = init?.signal
    return new Promise((resolve, reject) => {
      let body: ReadableStreamDefaultController<Uint8Array> | null = null
      const stop = (): void => {
        open.delete(id)
        host.postMessage({ inlayHostFetchStop: id }, '*')
        const why = signal?.reason as unknown
        reject(why as Error)
        body?.error(why)
      }
      if (signal?.aborted) return reject(signal.reason as Error)
      signal?.addEventListener('abort', stop, { once: true })
      const end = (): void => {
        open.delete(id)
        signal?.removeEventListener('abort', stop)
      }
      open.set(id, {
        begin: (status) => resolve(new Response(new ReadableStream<Uint8Array>({ start: (controller) => { body = controller } }), { status })),
        chunk(bytes) {
          if (bytes) return body?.enqueue(bytes)
          end()
          body?.close()
        },
        fail() {
          end()
          const error = new TypeError('Failed to fetch')
          reject(error)
          body?.error(error)
        },
      })
      host.postMessage({ inlayHostFetch: id, url }, '*')
    })
  }
}

export const packageFetchScript = `(${fetchThroughHost.toString()})(${JSON.stringify(`${cdn}/npm/`)})`

export type PackageMessage = { inlayHostFetch?: unknown; inlayHostFetchStop?: unknown; url?: unknown }

/** Answers a frame's fetches. The manifest decides, as the frame's policy does for everything else. */
export function createPackageHost(post: (message: object) => void) {
  const running = new Map<number, AbortController>()
  async function answer(id: number, url: string, manifest: Manifest | null): Promise<void> {
    const controller = new AbortController()
    running.set(id, controller)
    try {
      if (!manifest?.networkAccess?.allowedDomains.includes(cdn)) throw new Error(`${cdn} is not in the manifest`)
      const response = await fetch(new URL(url).pathname, { signal: controller.signal, cache: 'no-store' })
      post({ inlayHostFetched: id, status: response.status })
      const reader = response.body!.getReader()
      for (let read = await reader.read(); !read.done; read = await reader.read()) post({ inlayHostFetched: id, bytes: read.value })
      post({ inlayHostFetched: id, bytes: null })
    } catch {
      post({ inlayHostFetched: id, failed: true }) // told to the plugin as a browser does, without a reason
    } finally {
      running.delete(id)
    }
  }
  return {
    /** True when the message was about a fetch. */
    hear({ inlayHostFetch, inlayHostFetchStop, url }: PackageMessage, manifest: Manifest | null): boolean {
      if (typeof inlayHostFetchStop === 'number') running.get(inlayHostFetchStop)?.abort()
      if (typeof inlayHostFetch === 'number' && typeof url === 'string') void answer(inlayHostFetch, url, manifest)
      return inlayHostFetch !== undefined || inlayHostFetchStop !== undefined
    },
  }
}
