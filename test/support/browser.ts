// One browser and one playground page for all test files of a process; both end with it.
import { chromium, type Browser } from 'playwright-core'
import { browserFlags, requireBrowser } from '../../playground/build/browser'
import { startPlayground, type PlaygroundHost } from '../../playground/serve'

let browser: Promise<Browser> | null = null, page: Promise<PlaygroundHost> | null = null

/** Started anew when the last one is gone. */
export async function sharedBrowser(): Promise<Browser> {
  if (browser && !(await browser).isConnected()) browser = null
  return (browser ??= chromium.launch({ executablePath: requireBrowser(), headless: true, args: browserFlags }))
}

export const sharedPlayground = (): Promise<PlaygroundHost> => (page ??= startPlayground({ port: 0, openBrowser: false }))
