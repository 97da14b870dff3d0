// The window's reader. Apart, because only the bundler can read `?worker`.
import { sha256Hex } from '../../pixels/sha256'
import { pageHost } from '../../pixels/in-place/pixel-work'
import { createAssetLoader } from '../load-asset'
import { createReader, type Reader } from './reader'
import { assetHost } from './reader-assets'
import code from './worker.ts?worker'

/** "\0asm", version 1. */
const emptyModule = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])

export const openReader = (): Reader => createReader({
  loader: createAssetLoader({ fetch: (url, init) => fetch(url, init), sha256Hex: (bytes) => sha256Hex(bytes as Uint8Array<ArrayBuffer>), hosts: [assetHost], online: () => navigator.onLine }),
  code, host: pageHost,
  tryWasm: () => void new WebAssembly.Module(emptyModule),
})
