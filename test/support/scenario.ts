// Plays scenarios in tests.
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import { beforeAll } from 'vitest'
import { runScenario, type RunReport } from '../../playground/scenario/run-scenario'
import type { RequestRecord } from '../../playground/scenario/recording-proxy'
import type { PlaygroundHost } from '../../playground/serve'
import type { JobRecord } from '../../src/shared/protocol'
import { sharedBrowser, sharedPlayground } from './browser'

export type NodeDump = { id: string; name: string; type: string; x?: number; y?: number; width?: number; height?: number; fills?: Record<string, unknown>[]; children?: NodeDump[]; pluginData?: Record<string, string>; relaunchData?: Record<string, string> }
export type Played = {
  report: RunReport
  dir: string
  document: NodeDump & { undoDepth: number }
  jobs: JobRecord[]
  requests: RequestRecord[]
  reads: Record<string, string>
  console: { realm: string; level: string; text: string }[]
  a11y: { shot: string; controls: { role: string; name: string; value: string | null; state: string[]; group: string | null }[] }[]
  dump(name: string): { document: NodeDump & { undoDepth: number }; storage: Record<string, unknown> }
  /** The first node with this name, anywhere. */
  node(name: string, root?: NodeDump): NodeDump | undefined
  text(file: string): string
  bytes(file: string): Buffer
  files(folder: string): string[]
}

/** What the window's content policy forbids in this run. */
export const policy = process.env['INLAY_POLICY'] ?? 'normal'
/** Where this run's outputs go. */
export const results = resolve('test/results', policy)

/** Call once at the top of a test file. `play` runs a scenario (version and steps are filled in where left out) and reads its outputs. */
export function useScenarios(suite: string): { play(name: string, scenario: Record<string, unknown>, more?: { /** Draws every node into nodes/. */ nodes?: boolean }): Promise<Played>; browser(): Browser; pageURL(): string } {
  let browser: Browser
  let page: PlaygroundHost
  beforeAll(async () => {
    ;[browser, page] = await Promise.all([sharedBrowser(), sharedPlayground()])
  })
  return {
    browser: () => browser,
    pageURL: () => page.url,
    async play(name, scenario, { nodes = false } = {}) {
      const dir = join(results, suite, name.replace(/[^a-z0-9]+/gi, '-').slice(0, 80))
      rmSync(dir, { recursive: true, force: true })
      mkdirSync(dir, { recursive: true })
      const others = browser.contexts().length
      const report = await runScenario({ text: JSON.stringify({ version: 1, steps: [], policy, ...scenario }), baseDir: resolve('test/fixtures'), outDir: dir, browser, pageURL: page.url, picturesNodes: nodes })
      if (browser.contexts().length > others) throw new Error(`${browser.contexts().length - others} browser contexts were left behind`)
      return read(dir, report)
    },
  }
}

function read(dir: string, report: RunReport): Played {
  const text = (file: string): string => readFileSync(join(dir, file), 'utf8')
  const json = <T>(file: string): T => JSON.parse(text(file)) as T
  const lines = <T>(file: string): T[] => text(file).split('\n').filter(Boolean).map((line) => JSON.parse(line) as T)
  const document = json<Played['document']>('document.json')
  const find = (name: string, root: NodeDump): NodeDump | undefined => {
    if (root.name === name && root.type !== 'DOCUMENT' && root.type !== 'PAGE') return root
    for (const child of root.children ?? []) {
      const found = find(name, child)
      if (found) return found
    }
    return undefined
  }
  return {
    report, dir, document, text, bytes: (file) => readFileSync(join(dir, file)),
    jobs: json('jobs.json'), requests: lines('requests.jsonl'), reads: json('reads.json'), console: lines('console.jsonl'), a11y: json('a11y.json'),
    dump: (name) => json(`dumps/${name}.json`),
    node: (name, root = document) => find(name, root),
    files: (folder) => { try { return readdirSync(join(dir, folder)) } catch { return [] } },
  }
}
