import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createAssetLoader, type Asset, type AssetLoaderDeps } from '../../../ui/on-device/load-asset'

const data = Uint8Array.from({ length: 1000 }, (_, i) => i % 251)
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const asset: Asset = { label: 'The text reader', url: 'https://assets.test/reader.bin', bytes: data.length, sha256: sha(data) }
const chunked = (bytes: Uint8Array, after: 'end' | 'break' | 'hang' = 'end') => new Response(new ReadableStream({
  start(control) {
    control.enqueue(bytes.slice(0, 400))
    control.enqueue(bytes.slice(400))
    if (after === 'end') control.close()
    if (after === 'break') control.error(new TypeError('network error'))
  },
}))
function loader(more: Partial<AssetLoaderDeps> = {}) {
  const asked: { url: string; signal: AbortSignal }[] = []
  const made = createAssetLoader({ fetch: async (url, { signal }) => { asked.push({ url, signal }); return chunked(data) }, sha256Hex: async (bytes) => sha(bytes), hosts: ['https://assets.test'], online: () => true, ...more })
  return { ...made, asked }
}
const calm = (): AbortSignal => new AbortController().signal
const code = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'fine', (error: { code?: string; name: string }) => error.code ?? error.name)

describe('an asset', () => {
  it('is downloaded once, shared, checked and counted', async () => {
    const { load, has, asked } = loader(), seen: number[] = []
    const [one, two] = await Promise.all([load(asset, { signal: calm(), onProgress: (ratio) => seen.push(ratio) }), load(asset, { signal: calm() })])
    expect(one).toEqual(data)
    expect(two).toBe(one)
    expect([seen, has(asset)]).toEqual([[0.4, 1], true])
    expect(await load(asset, { signal: calm() })).toBe(one)
    expect(asked).toHaveLength(1)
  })
  it.each([
    ['other bytes', { fetch: async () => chunked(data.map((value) => value ^ 1)) }, 'storage.corrupt'],
    ['too few bytes', { fetch: async () => chunked(data.slice(0, 900)) }, 'storage.corrupt'],
    ['too many bytes', { fetch: async () => chunked(new Uint8Array(2000)) }, 'storage.corrupt'],
    ['a page that is not there', { fetch: async () => new Response('no', { status: 404 }) }, 'provider.unavailable'],
    ['a broken line', { fetch: async () => chunked(data, 'break') }, 'network.interrupted'],
    ['no connection', { fetch: async () => { throw new TypeError('failed') }, online: () => false }, 'network.offline'],
    ['a refused connection', { fetch: async () => { throw new TypeError('failed') } }, 'network.blocked'],
    ['a host that the manifest does not name', { hosts: ['https://other.test'] }, 'network.blocked'],
  ])('says what is wrong with %s, and can be tried again', async (_, more, expected) => {
    const { load, has } = loader(more as Partial<AssetLoaderDeps>)
    expect(await code(load(asset, { signal: calm() }))).toBe(expected)
    expect(has(asset)).toBe(false)
    expect(await code(load(asset, { signal: calm() }))).toBe(expected)
  })
  it('stops when the last caller has called off, and not before', async () => {
    const asked: AbortSignal[] = []
    const { load } = loader({ fetch: async (_, { signal }) => { asked.push(signal); return chunked(data, 'hang') } })
    const first = new AbortController(), second = new AbortController()
    const works = [code(load(asset, { signal: first.signal })), code(load(asset, { signal: second.signal }))]
    first.abort()
    expect([await works[0], asked[0]!.aborted]).toEqual(['AbortError', false])
    second.abort()
    expect([await works[1], asked[0]!.aborted]).toEqual(['AbortError', true])
    expect(await code(load(asset, { signal: AbortSignal.abort() }))).toBe('AbortError')
  })
  it('can be asked for again at once after it was called off', async () => {
    let calls = 0
    const { load } = loader({ fetch: async (_, { signal }) => (calls++ === 0 ? new Promise<Response>((_done, fail) => signal.addEventListener('abort', () => fail(new DOMException('called off', 'AbortError')))) : chunked(data)) })
    const stop = new AbortController(), first = code(load(asset, { signal: stop.signal }))
    stop.abort()
    const again = load(asset, { signal: calm() })
    expect(await first).toBe('AbortError')
    expect(await again).toEqual(data)
    expect(calls).toBe(2)
  })
})
