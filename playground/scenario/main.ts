// `npm run scenario -- FILE.json --out DIR`. Exit code 0 when the script ran, 1 when a step failed, 2 when the file is wrong.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { browserFlags, requireBrowser } from '../build/browser'
import { startPlayground } from '../serve'
import { baseDirOf, runScenario } from './run-scenario'
import { ScenarioError } from './schema'

const say = (line: string): void => void process.stderr.write(`${line}\n`)

async function main(args: string[]): Promise<number> {
  const at = args.indexOf('--out')
  const out = at === -1 ? undefined : args[at + 1]
  const [file, ...more] = args.filter((_, index) => at === -1 || (index !== at && index !== at + 1))
  if (!file || !out || more.length > 0) {
    say('Usage: npm run scenario -- FILE.json --out DIR')
    return 2
  }
  if (!existsSync(file)) {
    say(`${file} is not there.`)
    return 2
  }
  if (!existsSync(join(process.cwd(), 'build/ui.js'))) {
    say('The plugin is not built yet. Run "npm run build" first.')
    return 2
  }
  const browser = await chromium.launch({ executablePath: requireBrowser(), args: browserFlags })
  const page = await startPlayground({ port: 0, openBrowser: false })
  try {
    const report = await runScenario({ text: readFileSync(file, 'utf8'), baseDir: baseDirOf(file), outDir: out, browser, pageURL: page.url })
    if (report.failed) say(`steps[${report.failed.index}] ${JSON.stringify(report.failed.step)}: ${report.failed.why}`)
    else process.stdout.write(`${file}: done in ${report.wallMs} ms, outputs in ${out}\n`)
    return report.exit
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error
    say(`${file}: ${error.message}`)
    return 2
  } finally {
    await browser.close()
    await page.close()
  }
}

process.exit(await main(process.argv.slice(2)))
