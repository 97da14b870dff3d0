// The playground's host without a screen: a document, a plugin in QuickJS and what came out of it.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { HostDocument } from '../../playground/model/document.ts'
import { createSandbox, type ConsoleLine, type Manifest, type Notice, type Renderer, type Sandbox, type SandboxOptions, type UIChange, type UIWindow } from '../../playground/sandbox/index.ts'
import type { Scene, SceneOptions } from '../../playground/model/scene.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
export const testManifest: Manifest = {
  id: 'test-plugin', name: 'Test plugin', documentAccess: 'dynamic-page', networkAccess: { allowedDomains: ['none'] },
  relaunchButtons: [{ command: 'generate', name: 'Generate again' }],
}

export type HostOptions = {
  scene?: Scene
  document?: HostDocument
  images?: SceneOptions['image']
  /** Default: manifest.json beside the built plugin when `source` is left out, else a small dynamic-page manifest. */
  manifest?: Manifest
  /** Plugin code. Default: build/main.js with build/ui.js. */
  source?: string
  command?: string
  strictFloor?: boolean
  renderer?: Renderer
  /** Keeps messages to the window waiting until `ui.load()`. */
  holdUI?: boolean
  sandbox?: Partial<SandboxOptions>
}

export type Host = Awaited<ReturnType<typeof openHost>>

/** Opens a document and starts the plugin on it. `run` evaluates the body of an async function as plugin code. */
export async function openHost(options: HostOptions = {}) {
  const document = options.document ?? (options.scene ? HostDocument.fromScene(options.scene, options.images ? { image: options.images } : {}) : new HostDocument())
  const built = options.source === undefined
  const manifest = options.manifest ?? (built ? (JSON.parse(readFileSync(`${root}manifest.json`, 'utf8')) as Manifest) : testManifest)
  const messages: unknown[] = [], notices: Notice[] = [], lines: ConsoleLine[] = [], windows: UIWindow[] = [], changes: UIChange[] = [], waiting: (() => void)[] = []
  const log = { closed: null as string | null }
  const sandbox: Sandbox = await createSandbox({
    document, manifest,
    mainSource: options.source ?? readFileSync(`${root}build/main.js`, 'utf8'),
    uiSource: built ? readFileSync(`${root}build/ui.js`, 'utf8') : '',
    strictFloor: options.strictFloor ?? true,
    ...(options.command === undefined ? {} : { command: options.command }),
    ...(options.renderer ? { renderer: options.renderer } : {}),
    onShowUI: (window) => { windows.push(window); if (!options.holdUI) sandbox.uiLoaded() },
    onUIChange: (change) => changes.push(change),
    onUIMessage: (message) => { messages.push(message); for (const wake of waiting.splice(0)) wake() },
    onNotify: (notice) => notices.push(notice),
    onClose: (message) => { log.closed = message ?? '' },
    onConsole: (line) => lines.push(line),
    ...options.sandbox,
  })
  sandbox.start()
  await sandbox.idle()
  return {
    document, manifest, sandbox, storage: document.storage, user: document.user,
    /** Posted messages in order, windows opened, notifications, console lines. */
    messages, windows, changes, notices, console: lines,
    /** The closing message ('' for none), null while open. */
    get closedWith() { return log.closed },
    run: async <T = unknown>(code: string): Promise<T> => {
      const result = (await sandbox.evaluate(code)) as T
      await sandbox.idle()
      return result
    },
    /** The message that the snippet throws; fails when it throws nothing. */
    thrown: async (code: string): Promise<string> => {
      let error: unknown = null
      try { await sandbox.evaluate(code) } catch (caught) { error = caught }
      if (error === null) throw new Error(`nothing was thrown by: ${code}`)
      return (error as Error).message
    },
    ui: {
      messages,
      send: async (message: unknown): Promise<void> => { sandbox.postFromUI(message); await sandbox.idle() },
      load: async (): Promise<void> => { sandbox.uiLoaded(); await sandbox.idle() },
      /** Resolves with the first message, past or coming, that matches. */
      next: async (matches: (message: unknown) => boolean): Promise<unknown> => {
        for (;;) {
          const found = messages.find(matches)
          if (found !== undefined) return found
          await new Promise<void>((resolve) => waiting.push(resolve))
        }
      },
    },
    idle: () => sandbox.idle(),
    close: () => { sandbox.close(); sandbox.dispose() },
  }
}
