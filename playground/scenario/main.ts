// `npm run scenario -- FILE.json --out DIR [--keep-open]`. Exit code 0 when the script ran, 1 when a step failed, 2 when the file is wrong.
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { browserFlags, requireBrowser } from '../build/browser'
import { startPlayground } from '../serve'
import { prepareScenario, type Prepared } from './prepare'
import { baseDirOf, playPrepared } from './run-scenario'
import { ScenarioError } from './schema'

const usage = 'Usage: npm run scenario -- FILE.json --out DIR [--keep-open]'
const say = (line: string): void => void process.stderr.write(`${line}\n`)

type Args = { file: string; out: string; keepOpen: boolean }
function readArgs(args: string[]): Args | null {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { out: { type: 'string' }, 'keep-open': { type: 'boolean', default: false } } })
    const [file] = positionals
    return file && values.out && positionals.length === 1 ? { file, out: resolve(values.out), keepOpen: values['keep-open'] } : null
  } catch {
    return null // an unknown option: the usage is told
  }
}

function prepare(file: string): Prepared | null {
  try {
    return prepareScenario(readFileSync(file, 'utf8'), baseDirOf(file))
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error
    say(`${file}: ${error.message}`)
    return null
  }
}

async function play(prepared: Prepared, { file, out, keepOpen }: Args): Promise<number> {
  const browser = await chromium.launch({ executablePath: requireBrowser(), headless: !keepOpen, args: browserFlags })
  const host = await startPlayground({ port: 0, openBrowser: false })
  try {
    const report = await playPrepared(prepared, {
      outDir: out, browser, pageURL: host.url,
      ...(keepOpen ? { async onEnd(page) { say('Close the page to end.'); await page.waitForEvent('close', { timeout: 0 }) } } : {}),
    })
    if (report.failed) say(`${file}: steps[${report.failed.index}] failed: ${report.failed.why}`)
    else process.stdout.write(`${file}: played in ${report.wallMs} ms, outputs in ${out}\n`)
    return report.exit
  } finally {
    await browser.close()
    await host.close()
  }
}

async function main(args: string[]): Promise<number> {
  const wanted = readArgs(args)
  if (!wanted) say(usage)
  else if (!existsSync(wanted.file)) say(`${wanted.file} is not there.`)
  else if (!existsSync(join(import.meta.dirname, '../../build/ui.js'))) say('The plugin is not built yet. Run "npm run build" first.')
  else {
    const prepared = prepare(wanted.file)
    return prepared ? play(prepared, wanted) : 2
  }
  return 2
}

process.exit(await main(process.argv.slice(2)))
