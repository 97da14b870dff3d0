// Plays a scenario: the real built plugin in a headless browser, a recording proxy before every base URL, and everything that happened written down.
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Browser, Frame, Page } from 'playwright-core'
import { settingsShape } from '../../src/shared/settings'
import { fromScene, type Scene } from '../model/scene'
import { sceneByName } from '../scenes/index'
import { ProgramError, startServer } from '../server/index'
import { startRecordingProxy, type RecordingProxy } from './recording-proxy'
import { parseScenario, ScenarioError, type Scenario, type Step } from './schema'
import { StepError } from './controls'
import { collectOutputs, type Shot } from './outputs'
import { playStep } from './steps'
import { watchFrame } from './watch-frame'
import type { PageSetup } from './page-hooks'

export type RunOptions = {
  /** Text of the scenario file; image paths in it are relative to `baseDir`. */
  text: string
  baseDir: string
  outDir: string
  browser: Browser
  /** Where the playground page is served: "http://127.0.0.1:4173". */
  pageURL: string
  /** Device pixel ratio of the shots. */
  scale?: number
  /** Called at every shot with the window's frame, while the state that was pictured is still on. */
  onShot?(name: string, frame: Frame | null): Promise<void>
}

export type RunReport = { exit: 0 | 1; failed: { index: number; step: unknown; why: string } | null; notes: string[]; policy: string; clock: string; wallMs: number; virtualMs: number | null; originsAdded: string[]; versions: { inlay: string; browser: string; node: string } }

/** What a step may use. */
export type Stage = {
  page: Page
  /** The window's frame; throws a StepError while the plugin is closed. */
  window(): Promise<Frame>
  ensureOpen(): Promise<void>
  scenario: Scenario
  proxy: RecordingProxy
  releaseGate(gate: string): void
  fileFor(path: string): string
  outDir: string
  shots: Shot[]
  reads: Record<string, string>
  dumps: Record<string, unknown>
  notes: string[]
  onShot: RunOptions['onShot']
}

/** Base URL that a provider has in a scenario that names none: the local server. */
const localProviders = ['openai']

/** The scene and its pictures, tried out before any browser starts. */
function sceneOf(scenario: Scenario, baseDir: string): { scene: unknown; images: Record<string, string> } {
  const named = typeof scenario.scene === 'string' ? sceneByName(scenario.scene) : null
  if (named) return { scene: named, images: {} }
  if (typeof scenario.scene === 'string') throw new ScenarioError(`scene: there is no scene "${scenario.scene}"`)
  const images: Record<string, string> = {}
  try {
    fromScene(scenario.scene as Scene, {
      image(path) {
        const file = resolve(baseDir, path)
        if (!existsSync(file)) throw new Error(`the picture ${path} is not there`)
        const bytes = readFileSync(file)
        images[path] = bytes.toString('base64')
        return new Uint8Array(bytes)
      },
    })
  } catch (error) {
    throw new ScenarioError(`scene: ${(error as Error).message.replace(/^scene[.:] ?/, '')}`)
  }
  return { scene: scenario.scene, images }
}

function checkSettings(settings: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(settings)) {
    const schema = settingsShape[name as keyof typeof settingsShape]
    if (!schema) throw new ScenarioError(`settings: unknown setting "${name}"; expected one of ${Object.keys(settingsShape).join(', ')}`)
    if (!schema.safeParse(value).success) throw new ScenarioError(`settings.${name}: ${JSON.stringify(value)} is not a value of this setting`)
  }
}

/** A wrong server program is a fault of the file. */
async function serverOf(scenario: Scenario, baseDir: string): ReturnType<typeof startServer> {
  try {
    return await startServer({ port: 0, programs: scenario.server ?? [], baseDir })
  } catch (error) {
    throw error instanceof ProgramError ? new ScenarioError(error.message) : error
  }
}

/** Runs one scenario to its end. Throws ScenarioError when the file is wrong; a failing step is a report with exit 1. Writes all outputs either way. */
export async function runScenario(options: RunOptions): Promise<RunReport> {
  const started = Date.now()
  const scenario = parseScenario(options.text)
  checkSettings(scenario.settings ?? {})
  if (scenario.clock === 'virtual') throw new ScenarioError('clock: "virtual" is not supported yet; leave it out or say "real"')
  const { scene, images } = sceneOf(scenario, options.baseDir)
  mkdirSync(options.outDir, { recursive: true })
  const server = await serverOf(scenario, options.baseDir)
  const proxy = await startRecordingProxy(options.outDir, () => Date.now() - started)
  const providers = { ...Object.fromEntries(localProviders.map((id) => [id, {}])), ...scenario.providers } as Record<string, { baseURL?: string; key?: string }>

  const endpoints: Record<string, string> = {}
  const storage: Record<string, unknown> = { ...scenario.storage }
  let keyed: string | null = null
  for (const [id, { baseURL, key }] of Object.entries(providers)) {
    endpoints[id] = proxy.urlFor(id, baseURL ?? `${server.url}/v1`)
    if (key === undefined) continue
    keyed ??= id
    storage[`inlay/secret/${id}`] = { key, origin: new URL(endpoints[id]).origin }
  }
  const given = (scenario.settings ?? {}) as { endpoints?: Record<string, string> }
  storage['inlay/settings'] = { hintsDone: keyed !== null, ...(keyed ? { defaultModel: keyed } : {}), ...given, endpoints: { ...endpoints, ...given.endpoints } }
  const origins = [...new Set(Object.values(endpoints).map((url) => new URL(url).origin))]

  const setup: PageSetup = {
    scene, images, storage, theme: scenario.theme ?? 'light', window: scenario.window ?? null,
    policy: scenario.policy ?? 'normal', extraOrigins: origins, seed: scenario.seed ?? 1,
  }
  const context = await options.browser.newContext({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: options.scale ?? 1, colorScheme: setup.theme })
  const page = await context.newPage()
  const unhandled: string[] = []
  page.on('pageerror', (error) => unhandled.push(error.message))
  const stage: Stage = {
    page, scenario, proxy, onShot: options.onShot, outDir: options.outDir, shots: [], reads: {}, dumps: {}, notes: [],
    fileFor: (path) => resolve(options.baseDir, path),
    releaseGate: (gate) => server.release(gate),
    async window() {
      if (!(await page.evaluate(() => window.inlayHooks!.pluginOpen()))) throw new StepError('the plugin is closed; open it first with { "plugin": "open" }')
      const handle = await page.waitForSelector('iframe[data-plugin-window]', { state: 'attached' })
      const frame = await handle.contentFrame()
      if (!frame) throw new StepError("the plugin's window is not there")
      return frame
    },
    async ensureOpen() {
      if (opened) return
      opened = true
      await page.evaluate(() => window.inlayHooks!.openPlugin(null, null))
    },
  }
  let opened = false
  let failed: RunReport['failed'] = null
  try {
    await page.addInitScript(watchFrame)
    await page.addInitScript((value) => { window.inlayScenario = value }, setup as never)
    await page.goto(`${options.pageURL}/?scenario`)
    await page.evaluate(() => window.inlayHooks!.ready)
    if (scenario.network === 'off') await playStep(stage, { network: 'off' })
    for (const [index, step] of scenario.steps.entries()) {
      try {
        if ('plugin' in step && step.plugin === 'open') opened = true
        await playStep(stage, step)
      } catch (error) {
        failed = { index, step: step as Step, why: error instanceof Error ? error.message : String(error) }
        break
      }
    }
    const report: RunReport = {
      exit: failed ? 1 : 0, failed, notes: stage.notes, policy: setup.policy, clock: scenario.clock ?? 'real', wallMs: Date.now() - started, virtualMs: null, originsAdded: origins,
      versions: { inlay: inlayVersion(), browser: options.browser.version(), node: process.version },
    }
    await collectOutputs(stage, report, unhandled)
    return report
  } finally {
    await context.close()
    await proxy.close()
    await server.close()
  }
}

const inlayVersion = (): string => (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version

export const baseDirOf = (file: string): string => dirname(resolve(file))
