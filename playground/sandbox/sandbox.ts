// What a sandbox is given and what it offers.
import type { HostDocument } from '../model/document.ts'
import type { Manifest, Renderer } from './context.ts'
import type { Notice, PluginFetch, UIChange, UIWindow } from './services.ts'

export type ConsoleLine = { level: string; text: string }
export type Timers = { set: (run: () => void, ms: number) => unknown; clear: (handle: unknown) => void }
export type Viewport = { center: { x: number; y: number }; zoom: number; bounds: { x: number; y: number; width: number; height: number } }
export type SandboxOptions = {
  document: HostDocument
  manifest: Manifest
  /** Text of the built main.js. */
  mainSource: string
  /** Text of the built ui.js; becomes __html__. */
  uiSource?: string
  /** figma.command: '' for the plugin itself, else a menu or relaunch command. */
  command?: string
  editorType?: string
  renderer?: Renderer
  /** Given by the page or test; without it figma's fetch rejects. */
  fetch?: PluginFetch
  /** figma.showUI was called. Call `uiLoaded()` when the iframe has loaded; messages wait until then. */
  onShowUI?: (window: UIWindow) => void
  onUIChange?: (change: UIChange) => void
  /** A copy of what main posted, for `iframe.postMessage({ pluginMessage, pluginId })`. */
  onUIMessage?: (message: unknown) => void
  onNotify?: (notice: Notice) => void
  onNoticeCancel?: (id: number) => void
  onClose?: (message: string | undefined) => void
  onConsole?: (line: ConsoleLine) => void
  onOpenExternal?: (url: string) => void
  viewport?: { get: () => Viewport; set: (change: Partial<Pick<Viewport, 'center' | 'zoom'>>) => void; show: (ids: string[]) => void }
  /** Deletes built-ins newer than ES2020. Default true. */
  strictFloor?: boolean
  timers?: Timers
  /** Address of emscripten-module.wasm, in a browser. */
  wasmLocation?: string
}
export type DropEvent = { node?: string; x: number; y: number; absoluteX: number; absoluteY: number; items: { type: string; data: string }[]; files: { name: string; type: string; bytes: Uint8Array }[]; dropMetadata?: unknown }

export type Sandbox = {
  /** Runs main.js. Errors at start go to onConsole with level "error" and give false. */
  start: () => boolean
  /** The iframe has loaded: queued messages go out. */
  uiLoaded: () => void
  /** A message from the iframe, as the event's data.pluginMessage; things that do not survive (Blob, ArrayBuffer, other typed arrays) arrive empty. */
  postFromUI: (message: unknown) => void
  /** True when the plugin took the drop (a handler returned false). */
  drop: (event: DropEvent) => boolean
  /** A notification went away or its button was pressed. False when the button's action returned false: the notification stays. */
  noticeGone: (id: number, reason: 'timeout' | 'dismiss' | 'action_button_click') => boolean
  /** As the user closing the window: close handlers run, then everything stops. */
  close: (message?: string) => void
  /** Stops without close handlers. */
  dispose: () => void
  /** Resolves when no host call and no queued event is left; timers are not waited for. */
  idle: () => Promise<void>
  /** Evaluates the body of an async function as plugin code. Rejects with the VM's error. */
  evaluate: (code: string) => Promise<unknown>
  /** Bytes that the plugin's code holds. */
  memoryUsed: () => number
  readonly closed: boolean
}
