// Finds the browser for the playground and its tests; installs one when there is none; never skips silently.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { chromium } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'microsoft-edge-stable', 'msedge']
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** The driver's own list (playwright-core 1.65, chromiumSwitches), which ours takes the place of. */
const driversFeatures = ['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'LensOverlay', 'MediaRouter', 'PaintHolding', 'ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect', 'OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch']
/** Pages of the address bar: Chromium starts them for every context; 0.5 s of processor time each. */
const addressBarFeatures = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup']
/** Without most of these, Chromium's own traffic fails many times over on machines without a network. */
export const browserFlags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', `--disable-features=${[...driversFeatures, ...addressBarFeatures].join(',')}`]

const onPath = (name: string): string | null => {
  const finder = process.platform === 'win32' ? 'where' : 'which'
  const found = spawnSync(finder, [name], { encoding: 'utf8' })
  return found.status === 0 ? (found.stdout.split('\n')[0]?.trim() ?? null) || null : null
}

/** Path of an installed browser: CHROME_PATH, then Chromium, Chrome, Edge, then playwright's own; null when there is none. A CHROME_PATH that is not there throws. */
export function findBrowser(): string | null {
  const wished = process.env.CHROME_PATH
  if (wished) {
    if (!existsSync(wished)) throw new Error(`CHROME_PATH is set to ${wished}, but nothing is there.`)
    return wished
  }
  for (const name of names) {
    const path = onPath(name)
    if (path) return path
  }
  return places.find((path) => existsSync(path)) ?? playwrightBrowser()
}

function playwrightBrowser(): string | null {
  try {
    const path = chromium.executablePath()
    return path && existsSync(path) ? path : null
  } catch {
    return null // playwright has no browser for this platform
  }
}

const byHand = (): string =>
  process.platform === 'linux' ? 'sudo apt-get update && sudo apt-get install -y chromium' : 'npx playwright-core install chromium'

/** As `findBrowser`, but installs one when there is none; throws with the one command to run when that fails. */
export function requireBrowser(say: (line: string) => void = (line) => process.stderr.write(`${line}\n`)): string {
  const found = findBrowser()
  if (found) return found
  const root = process.getuid?.() === 0
  if (process.platform === 'linux' && root && onPath('apt-get')) {
    say('No browser found. Installing Chromium with apt-get…')
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'], timeout: 300_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
    spawnSync('apt-get', ['update', '-qq'], quiet)
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], quiet)
  } else {
    say("No browser found. Installing Chromium with playwright's installer…")
    try {
      const cli = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js')
      execFileSync(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 'ignore', 'inherit'], timeout: 180_000 })
    } catch {
      say('That did not work.') // the next line says what to do
    }
  }
  const installed = findBrowser()
  if (installed) return installed
  throw new Error(`Inlay needs Chromium, Chrome or Edge. Install one with:\n  ${byHand()}\nor set CHROME_PATH to the browser you have.`)
}

if (process.argv[1] === import.meta.filename) {
  try {
    process.stdout.write(`${requireBrowser()}\n`)
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    process.exit(1)
  }
}
