// Runs the built plugin: main.js in the sandbox, its window in an iframe, messages between them.
import { applyTo, invert } from '../../src/shared/geometry.ts'
import { createSandbox, type Manifest, type Sandbox, type UIWindow } from '../sandbox/index.ts'
import { BridgeLog } from './bridge-log.ts'
import { pathAt } from './hit.ts'
import type { Playground } from './playground.ts'
import { createPackageHost, packageFetchScript, type PackageMessage } from './package-fetch.ts'
import { frameDocument, type Policy, policyOf } from './plugin-frame.ts'
import { loadStorage, saveStorage } from './stored.ts'
import { toPage } from './view.ts'

export type PluginWindow = UIWindow & { key: number; source: string; left: number | null; top: number }
export type ConsoleLine = { realm: 'sandbox' | 'window' | 'host'; level: string; text: string }
export type PluginOptions = { serverPort: number; policy: Policy; extraOrigins: string[]; persist: boolean; /** In place of the size the plugin opens with. */ windowSize: { width: number; height: number } | null; /** Text of a script that each window begins with; `windowNumber` is 1 for the first. */ frameScript?: (windowNumber: number) => string }
type Dropped = { clientX: number; clientY: number; items?: { type: string; data: string }[]; files?: File[]; dropMetadata?: unknown }

/** Where the plugin keeps these in client storage. */
const settingsKey = 'inlay/settings', draftKey = 'inlay/state/draft'

const fetchText = async (url: string): Promise<string> => {
  const answer = await fetch(url, { cache: 'no-store' })
  if (!answer.ok) throw new Error(`${url} is not there. Run "npm run build" first.`)
  return answer.text()
}

export class PluginHost {
  sandbox: Sandbox | null = null
  window: PluginWindow | null = null
  manifest: Manifest | null = null
  readonly log = new BridgeLog()
  readonly notifications: { message: string; error: boolean; timeMs: number }[] = []
  readonly console: ConsoleLine[] = []
  /** Messages between the page and the window that is open. */
  posted = 0
  heard = 0
  readonly #playground: Playground
  readonly #options: PluginOptions
  #frame: HTMLIFrameElement | null = null
  #windows = 0
  #shown: (() => void) | null = null
  #saving: ReturnType<typeof setTimeout> | null = null
  readonly #toasts = new Map<number, () => void>()
  readonly #packages = createPackageHost((message) => this.#frame?.contentWindow?.postMessage(message, '*'))

  constructor(playground: Playground, options: PluginOptions) {
    this.#playground = playground
    this.#options = options
    playground.loaded.add((document) => {
      this.close()
      if (!options.persist) return
      loadStorage(document.storage)
      if (document.storage.get(settingsKey) === undefined) document.storage.set(settingsKey, { endpoints: { openai: `http://localhost:${options.serverPort}/v1`, fal: `http://localhost:${options.serverPort}/fal` } })
    })
    addEventListener('message', (event) => this.#hear(event))
    addEventListener('pagehide', () => this.#save())
    playground.onChange(() => this.tellTheme())
  }

  get open(): boolean { return this.window !== null }
  /** The draft that the plugin keeps has words in it; before it kept one, it shows a first prompt of its own. */
  get hasPrompt(): boolean {
    const draft = this.#playground.document.storage.get(draftKey) as { prompt?: unknown } | undefined
    return typeof draft?.prompt !== 'string' || draft.prompt.trim() !== ''
  }

  /** Reads the manifest once, for names and relaunch buttons. */
  async readManifest(): Promise<Manifest> {
    this.manifest ??= JSON.parse(await fetchText('/plugin/manifest.json')) as Manifest
    return this.manifest
  }

  /** Starts the plugin anew; resolves when its window has loaded, or at once when it shows none. Rejects when the build is missing. */
  async start(command = ''): Promise<void> {
    this.close()
    const { document } = this.#playground
    const [manifest, mainSource, uiSource, themeCss] = await Promise.all([this.readManifest(), fetchText('/plugin/build/main.js'), fetchText('/plugin/build/ui.js'), fetchText('/theme.css')])
    const sandbox: Sandbox = await createSandbox({
      document, manifest, mainSource, uiSource, command, renderer: this.#playground.renderer, wasmLocation: '/quickjs.wasm',
      fetch: (url, init) => fetch(url, init),
      onShowUI: (window) => this.#show(window, themeCss),
      onUIChange: (change) => {
        if (change.kind === 'close') this.window = null
        else if (this.window) {
          if (change.kind === 'resize') this.window = { ...this.window, width: change.width, height: change.height }
          else if (change.kind === 'reposition') this.window = { ...this.window, left: change.x, top: change.y }
          else this.window = { ...this.window, visible: change.kind === 'show' }
        }
        this.#playground.changed()
      },
      onUIMessage: (message) => {
        this.log.add('to-ui', message)
        this.#frame?.contentWindow?.postMessage({ pluginMessage: message, pluginId: manifest.id }, '*')
        this.posted += 1
        this.#saveSoon()
      },
      onNotify: (notice) => {
        this.notifications.push({ message: notice.message, error: notice.error, timeMs: Math.round(performance.now()) })
        const away = this.#playground.toast(notice.message, {
          error: notice.error, timeoutMs: notice.timeoutMs,
          ...(notice.button === null ? {} : { action: { text: notice.button, run: () => { if (this.sandbox?.noticeGone(notice.id, 'action_button_click') ?? true) away() } } }),
        })
        this.#toasts.set(notice.id, away)
      },
      onNoticeCancel: (id) => this.#toasts.get(id)?.(),
      onClose: (message) => {
        if (message) this.#playground.toast(message)
        this.#gone()
      },
      onConsole: ({ level, text }) => this.#print('sandbox', level, text),
      onOpenExternal: (url) => { window.open(url, '_blank', 'noopener') },
      viewport: {
        get: () => this.#viewport(),
        set: (change) => {
          const { canvasSize, view } = this.#playground, zoom = change.zoom ?? view.zoom, center = change.center ?? this.#viewport().center
          this.#playground.setView({ zoom, x: center.x - canvasSize.width / 2 / zoom, y: center.y - canvasSize.height / 2 / zoom })
        },
        show: (ids) => this.#playground.showLayers(ids),
      },
    })
    this.sandbox = sandbox
    const loaded = new Promise<void>((resolve) => { this.#shown = resolve })
    const started = sandbox.start()
    await sandbox.idle()
    this.#playground.changed()
    if (!started) throw new Error('The plugin stopped while starting. See the browser console.')
    if (this.window) await loaded
  }

  close(): void {
    this.sandbox?.close()
    this.#gone()
  }

  #gone(): void {
    const old = this.sandbox
    this.sandbox = null
    this.window = null
    this.#frame = null
    this.#shown = null
    this.log.forgetAsks()
    this.#save()
    this.#playground.changed()
    // The VM may be the caller; it is freed once it has returned.
    if (old) setTimeout(() => old.dispose(), 0)
  }

  #show(shown: UIWindow, themeCss: string): void {
    const csp = policyOf(this.manifest!, this.#options.policy, this.#options.extraOrigins)
    const source = frameDocument(shown.html, { csp, theme: this.#playground.theme, themeCss: shown.themeColors ? themeCss : null, script: `${this.#options.frameScript?.(this.#windows + 1) ?? ''};${packageFetchScript}` })
    this.window = { ...shown, ...this.#options.windowSize, key: ++this.#windows, source, left: shown.position?.x ?? null, top: shown.position?.y ?? 28 }
    this.#playground.changed()
  }

  /** The plugin's scripts post before the frame's load event: it is heard from the moment it is there. */
  frameAttached(frame: HTMLIFrameElement): void {
    this.#frame = frame
    this.posted = this.heard = 0
  }
  frameLoaded(): void {
    this.tellTheme()
    this.sandbox?.uiLoaded()
    this.#shown?.()
  }
  tellTheme(): void { this.#frame?.contentWindow?.postMessage({ inlayHostTheme: this.#playground.theme }, '*') }

  #hear(event: MessageEvent): void {
    if (!this.#frame || event.source !== this.#frame.contentWindow) return
    const data = event.data as (PackageMessage & { pluginMessage?: unknown; pluginId?: unknown; pluginDrop?: Dropped }) | null
    if (typeof data !== 'object' || data === null || this.#packages.hear(data, this.manifest)) return
    if ('pluginMessage' in data || 'pluginDrop' in data) this.heard += 1
    if (data.pluginId !== undefined && data.pluginId !== '*' && data.pluginId !== this.manifest?.id) return
    if ('pluginMessage' in data) {
      this.log.add('to-sandbox', data.pluginMessage)
      this.sandbox?.postFromUI(data.pluginMessage)
      this.#saveSoon()
    }
    if (data.pluginDrop) void this.#drop(data.pluginDrop)
  }

  /** `clientX` and `clientY` are in the iframe's own px. Drops outside the canvas are no drops. */
  async #drop(drop: Dropped): Promise<void> {
    const { document, view } = this.#playground
    const frame = this.#frame?.getBoundingClientRect(), canvas = globalThis.document.querySelector('.canvas')?.getBoundingClientRect()
    if (!frame || !canvas) return
    const at = { x: frame.left + drop.clientX - canvas.left, y: frame.top + drop.clientY - canvas.top }
    const overWindow = drop.clientX >= 0 && drop.clientY >= 0 && drop.clientX <= frame.width && drop.clientY <= frame.height
    if (overWindow || at.x < 0 || at.y < 0 || at.x > canvas.width || at.y > canvas.height) return
    const files = await Promise.all((drop.files ?? []).map(async (file) => ({ name: file.name, type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) })))
    const page = toPage(view, at), node = pathAt(document, page).at(-1)
    const inverse = node && invert(document.absoluteTransform(node.id)), own = inverse ? applyTo(inverse, page.x, page.y) : page
    this.sandbox?.drop({ ...(node ? { node: node.id } : {}), x: own.x, y: own.y, absoluteX: page.x, absoluteY: page.y, items: drop.items ?? [], files, dropMetadata: drop.dropMetadata })
  }

  #viewport() {
    const { view, canvasSize } = this.#playground
    const width = canvasSize.width / view.zoom, height = canvasSize.height / view.zoom
    return { zoom: view.zoom, bounds: { x: view.x, y: view.y, width, height }, center: { x: view.x + width / 2, y: view.y + height / 2 } }
  }

  #print(realm: ConsoleLine['realm'], level: string, text: string): void {
    this.console.push({ realm, level, text })
    console[level === 'error' || level === 'unhandled' ? 'error' : level === 'warn' ? 'warn' : 'info'](`[plugin] ${text}`)
  }

  #saveSoon(): void {
    if (!this.#options.persist) return
    this.#saving ??= setTimeout(() => {
      this.#save()
      this.#playground.changed()
    }, 400)
  }
  #save(): void {
    if (this.#saving !== null) clearTimeout(this.#saving)
    this.#saving = null
    if (!this.#options.persist || !this.#playground.document) return
    try {
      saveStorage(this.#playground.document.storage)
    } catch (error) {
      this.#print('host', 'warn', `Settings could not be kept in this browser: ${(error as Error).message}`)
    }
  }
}
