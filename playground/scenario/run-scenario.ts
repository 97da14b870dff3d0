// Plays a scenario: the real built plugin in a headless browser, a recording proxy before every base URL, and everything that happened written down.
import { mkdirSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Browser, Frame, Page } from 'playwright-core'
import { sceneByName } from '../scenes/index'
import { startServer } from '../server/index'
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

export type RunReport = { exit: 0 | 1; failed: { index: number; step: unknown; why: string } | null; notes: string[]; policy: string; clock: string; wallMs: number; originsAdded: string[]; browser: string }

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

function sceneOf(scenario: Scenario, baseDir: string): { scene: unknown; images: Record<string, string> } {
  const named = typeof scenario.scene === 'string' ? sceneByName(scenario.scene) : null
  if (typeof scenario.scene === 'string' && !named) throw new ScenarioError(`scene: there is no scene "${scenario.scene}"`)
  const images: Record<string, string> = {}
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(walk)
    if (typeof value !== 'object' || value === null) return
    const { type, image } = value as { type?: unknown; image?: unknown }
    if (type === 'IMAGE' && typeof image === 'string' && !(image in images)) {
      try {
        images[image] = readFileSync(resolve(baseDir, image)).toString('base64')
      } catch {
        throw new ScenarioError(`scene: the picture ${image} is not there`)
      }
    }
    Object.values(value).forEach(walk)
  }
  if (!named) walk(scenario.scene)
  return { scene: named ?? scenario.scene, images }
}

/** Runs one scenario to its end. Throws ScenarioError when the file is wrong; a failing step is a report with exit 1. Writes all outputs either way. */
export async function runScenario(options: RunOptions): Promise<RunReport> {
  const started = Date.now()
  const scenario = parseScenario(options.text)
  const { scene, images } = sceneOf(scenario, options.baseDir)
  mkdirSync(options.outDir, { recursive: true })
  const server = await startServer({ port: 0, programs: scenario.server ?? [], baseDir: options.baseDir })
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
      exit: failed ? 1 : 0, failed, notes: stage.notes, policy: setup.policy, clock: scenario.clock ?? 'real', wallMs: Date.now() - started, originsAdded: origins, browser: options.browser.version(),
    }
    await collectOutputs(stage, report, unhandled)
    return report
  } finally {
    await context.close()
    await proxy.close()
    await server.close()
  }
}

export const baseDirOf = (file: string): string => dirname(resolve(file))
