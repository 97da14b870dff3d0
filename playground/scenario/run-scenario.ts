// Plays a scenario: the real built plugin in a headless browser, a recording proxy before every base URL, and everything that happened written down.
import { mkdirSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Browser, BrowserContext, ConsoleMessage, Frame, Page } from 'playwright-core'
import { startServer } from '../server/index'
import { realClock, virtualClock } from './clock'
import { StepError } from './controls'
import { frameStart } from './frame-start'
import { collectOutputs, collectPictures } from './outputs'
import type { PageSetup } from './page-hooks'
import { prepareScenario, type Prepared } from './prepare'
import { startRecordingProxy, type RecordingProxy } from './recording-proxy'
import type { Scenario } from './schema'
import { plainMessage, type ConsoleLine, type Stage } from './stage'
import { playStep } from './steps'

export type RunOptions = {
  /** Text of the scenario file; paths in it are relative to `baseDir`. */
  text: string
  baseDir: string
  outDir: string
  browser: Browser
  /** Where the playground page is served: "http://127.0.0.1:4173". */
  pageURL: string
  /** Device pixel ratio of the shots. */
  scale?: number
  /** Draws every node for `nodes/` and nodes.json; default true. */
  picturesNodes?: boolean
  /** Called at every shot with the window's frame, while the state that was pictured is still on. */
  onShot?(name: string, frame: Frame | null): Promise<void>
  /** Called when all outputs are written and the page is still there. */
  onEnd?(page: Page): Promise<void>
}

export type RunReport = {
  exit: 0 | 1
  failed: { index: number; step: unknown; why: string } | null
  notes: string[]
  policy: string; clock: string
  wallMs: number
  /** Time of the scenario under a virtual clock; else null. */
  virtualMs: number | null
  /** Added to the window's content policy, and what stands behind each. */
  originsAdded: string[]
  baseURLs: Record<string, string>
  versions: { inlay: string; browser: string; node: string }
}

/** Providers that the local server answers for when a scenario names no base URL, and where. */
const localProviders: Readonly<Record<string, string>> = { openai: '/v1', fal: '/fal' }
/** The same for providers that have no address unless a scenario names them. */
const elsewhere: Readonly<Record<string, string>> = { replicate: '/replicate' }

type Connections = { storage: Record<string, unknown>; origins: string[]; baseURLs: Record<string, string> }

/** Every base URL goes through the proxy; a key is stored as if it had been typed. */
function connect(scenario: Scenario, proxy: RecordingProxy, serverURL: string): Connections {
  const providers: NonNullable<Scenario['providers']> = { ...Object.fromEntries(Object.keys(localProviders).map((id) => [id, {}])), ...scenario.providers }
  const endpoints: Record<string, string> = {}, baseURLs: Record<string, string> = {}
  const storage: Record<string, unknown> = { ...scenario.storage }
  let keyed: string | null = null
  for (const [id, { baseURL, key }] of Object.entries(providers)) {
    baseURLs[id] = baseURL ?? serverURL + (localProviders[id] ?? elsewhere[id] ?? '/v1')
    endpoints[id] = proxy.urlFor(id, baseURLs[id])
    if (key === undefined) continue
    keyed ??= id
    storage[`inlay/secret/${id}`] = { key, origin: new URL(endpoints[id]).origin }
  }
  const given = (scenario.settings ?? {}) as { endpoints?: Record<string, string> }
  const stored = (storage['inlay/settings'] ?? {}) as object
  storage['inlay/settings'] = { hintsDone: keyed !== null, ...(keyed ? { defaultModel: keyed } : {}), ...stored, ...given, endpoints: { ...endpoints, ...given.endpoints } }
  return { storage, origins: [...new Set(Object.values(endpoints).map((url) => new URL(url).origin))], baseURLs }
}

/** Errors that nobody caught, and what the window prints; the sandbox's lines come from the page. */
function listen(page: Page, lines: ConsoleLine[]): void {
  const isWindow = (place: string): boolean => /^(about:srcdoc|blob:|data:)/.test(place)
  page.on('pageerror', (error) => lines.push({ realm: /about:srcdoc|blob:/.test(error.stack ?? '') ? 'window' : 'host', level: 'unhandled', text: error.message }))
  page.on('console', (message: ConsoleMessage) => {
    const text = message.text()
    if (text.startsWith('[plugin] ')) return
    lines.push({ realm: isWindow(message.location().url) ? 'window' : 'host', level: message.type() === 'warning' ? 'warn' : message.type(), text })
  })
}

/** Runs one scenario to its end. Throws ScenarioError when the file is wrong; a failing step is a report with exit 1. Writes all outputs either way. */
export const runScenario = (options: RunOptions): Promise<RunReport> => playPrepared(prepareScenario(options.text, options.baseDir), options)

/** As `runScenario`, for a file that was checked before the browser started. */
export async function playPrepared(prepared: Prepared, options: Omit<RunOptions, 'text' | 'baseDir'>): Promise<RunReport> {
  const startMs = Date.now()
  const { scenario } = prepared
  mkdirSync(options.outDir, { recursive: true })
  const virtual = scenario.clock === 'virtual' ? virtualClock() : null
  const clock = virtual ?? realClock()
  const server = await startServer({ port: 0, programs: scenario.server ?? [], baseDir: prepared.baseDir, ...(clock.serverSleep ? { sleep: clock.serverSleep } : {}) })
  const proxy = await startRecordingProxy(options.outDir, () => clock.now())
  const { storage, origins, baseURLs } = connect(scenario, proxy, server.url)
  const setup: PageSetup = {
    scene: prepared.scene, images: prepared.images, storage, theme: scenario.theme ?? 'light', window: scenario.window ?? null,
    policy: scenario.policy ?? 'normal', extraOrigins: origins, startMs, seed: scenario.seed ?? 1, virtual: virtual !== null,
  }
  let context: BrowserContext | null = null
  try {
    context = await options.browser.newContext({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: options.scale ?? 1, colorScheme: setup.theme })
    context.setDefaultTimeout(20_000)
    const page = await context.newPage()
    virtual?.watch({ page, requestsOpen: () => proxy.open, requestsHeld: () => server.held, requestsUnanswered: () => proxy.unanswered, requestsArrived: () => proxy.requests.length, traffic: () => proxy.traffic })
    let opened = false
    const stage: Stage = {
      prepared, page, clock, proxy, server, onShot: options.onShot, outDir: options.outDir,
      pictures: new Map(), imagesKept: new Map(), blobsSeen: new WeakMap(), picturesNodes: options.picturesNodes ?? true, stale: false, shots: [], reads: {}, dumps: {}, notes: [], console: [],
      panel: {
        async frame() {
          if (!(await page.evaluate(() => window.inlayHooks!.pluginOpen()))) throw new StepError('the plugin is closed; open it first with { "plugin": "open" }')
          const frame = page.frames().filter((one) => one.parentFrame() === page.mainFrame()).at(-1)
          if (!frame) throw new StepError("the plugin's window is not there")
          return frame
        },
        pass: () => clock.pass(),
      },
      keepPictures: () => collectPictures(stage),
      async openPlugin(command, on) {
        opened = true
        // The page fetches the plugin itself; the proxy still lets nothing through.
        const offline = !proxy.isOnline
        if (offline) await page.context().setOffline(false)
        let open = false
        const opening = page.evaluate(([name, layer]) => window.inlayHooks!.openPlugin(name ?? null, layer ?? null), [command, on]).finally(() => { open = true })
        const passing = (async () => { while (virtual && !open) await clock.pass() })()
        await Promise.all([opening, passing])
        if (offline) await page.context().setOffline(true)
      },
      async ensureOpen() { if (!opened) await stage.openPlugin(null, null) },
    }
    listen(page, stage.console)
    await page.addInitScript(`if (window === window.top) { ${frameStart(setup, 0)}; window.inlayScenario = ${JSON.stringify(setup)} }`)
    await page.goto(`${options.pageURL}/?scenario`)
    await page.evaluate(() => window.inlayHooks!.ready)
    if (scenario.network === 'off') await playStep(stage, { network: 'off' })
    let failed: RunReport['failed'] = null
    for (const [index, step] of scenario.steps.entries()) {
      try {
        await playStep(stage, step)
      } catch (error) {
        failed = { index, step, why: plainMessage(error) }
        break
      }
    }
    const report: RunReport = {
      exit: failed ? 1 : 0, failed, notes: stage.notes, policy: setup.policy, clock: scenario.clock ?? 'real', wallMs: Date.now() - startMs, virtualMs: virtual ? Math.round(clock.now()) : null,
      originsAdded: origins, baseURLs, versions: { inlay: inlayVersion(), browser: options.browser.version(), node: process.version },
    }
    await collectOutputs(stage, report)
    await options.onEnd?.(page)
    return report
  } finally {
    await context?.close()
    await proxy.close()
    await server.close()
  }
}

const inlayVersion = (): string => (JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8')) as { version: string }).version

export const baseDirOf = (file: string): string => dirname(resolve(file))
