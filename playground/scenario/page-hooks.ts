// What the playground page lets a script do and see. Implemented in the page, called through the browser; plain values only.
import type { JobRecord } from '../../src/shared/protocol'

/** How a scenario wants the page to start; read once from `window.inlayScenario`. Bytes of pictures are base64. */
export type PageSetup = {
  scene: unknown
  /** Pictures that paints of the scene and of host steps name by `image`: path as written in the file -> base64. */
  images: Record<string, string>
  theme: 'light' | 'dark'
  window: { width: number; height: number } | null
  policy: 'normal' | 'no-wasm' | 'no-blob-worker'
  extraOrigins: string[]
  storage: Record<string, unknown>
  /** ms since 1970, of the scenario's own clock, that times in the outputs count from. */
  startMs: number
  seed: number
  virtual: boolean
}

export type BridgeMessage = { timeMs: number; direction: 'to-ui' | 'to-sandbox'; message: unknown }
/** `png` is null for a layer without a picture: hidden or empty. */
export type NodeImage = { id: string; name: string; png: string | null }
export type PageHooks = {
  /** Resolves when the document is drawn. */
  ready: Promise<void>
  /** By name, or exactly by "#id". Throws when one is missing or a name is not unique on the page. */
  select(names: string[]): void
  /** Resolves when the window's iframe has loaded. `on` names a layer whose relaunch button is pressed. */
  openPlugin(command: string | null, on: string | null): Promise<void>
  closePlugin(): void
  pluginOpen(): boolean
  /** Plays another person's edit. Returns a note when nothing changed. */
  host(step: Record<string, unknown>, file: string | null): Promise<string | null>
  /** Document as the plugin API shows it, and client storage. */
  dump(): { document: unknown; storage: Record<string, unknown> }
  /** Pictures of the document; without the bytes of those whose hash is known already. */
  images(known: string[]): { hash: string; extension: string; base64: string | null }[]
  /** Every top-level node and every node with an image paint, of all pages. */
  nodeImages(): Promise<NodeImage[]>
  nodeImage(name: string): Promise<string>
  /** Resolves when the digests of all bytes are there. */
  messages(): Promise<BridgeMessage[]>
  jobs(): JobRecord[]
  /** Bytes that the plugin's sandbox holds. */
  sandboxBytes(): number
  /** Asks on the bridge without an answer, both ways. */
  openAsks(): number
  /** Messages posted to and heard from the window that is open. */
  bridge(): { posted: number; heard: number }
  notifications(): { message: string; error: boolean; timeMs: number }[]
  console(): { realm: 'sandbox' | 'window' | 'host'; level: string; text: string }[]
  /** Name of the node that a page point of its middle hits, in CSS px of the page; for drags onto the canvas. */
  nodeCentre(name: string): { x: number; y: number }
}

declare global {
  interface Window {
    inlayScenario?: PageSetup
    inlayHooks?: PageHooks
  }
}
