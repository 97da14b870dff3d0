// Entry of the playground page in the browser.
import { h, render } from 'preact'
import './playground.css'
import type { Scene } from '../model/scene.ts'
import { loadBrowserFonts } from '../render/fonts.ts'
import { sceneById } from '../scenes/index.ts'
import { installHooks } from './hooks.ts'
import { Page } from './page.tsx'
import { defaultScene, documentOf, Playground } from './playground.ts'
import { PluginHost } from './plugin-host.ts'
import { frameStart } from '../scenario/frame-start.ts'
import type { Policy } from './plugin-frame.ts'

const asked = new URLSearchParams(location.search), setup = window.inlayScenario
const serverPort = Number(document.body.dataset['serverPort'])
const playground = new Playground()
const plugin = new PluginHost(playground, {
  serverPort, persist: !setup, windowSize: setup?.window ?? null, policy: setup?.policy ?? (asked.get('policy') as Policy | null) ?? 'normal', extraOrigins: setup?.extraOrigins ?? [`http://localhost:${serverPort}`],
  ...(setup ? { frameScript: (windowNumber: number) => frameStart(setup, windowNumber) } : {}),
})
if (setup) plugin.log.keepMessages = true

const run = (command: string): void => {
  plugin.start(command).catch((error: Error) => { playground.toast(error.message, { error: true, timeoutMs: 10_000 }) })
}

async function start(): Promise<void> {
  await loadBrowserFonts('/fonts/')
  const size = { width: innerWidth - 232, height: innerHeight - 48 }
  playground.canvasSize = size
  if (setup) await openScenario()
  else {
    await playground.open(sceneById(asked.get('scene') ?? '') ?? defaultScene)
    const theme = asked.get('theme')
    if (theme === 'light' || theme === 'dark') playground.theme = theme
  }
  render(<Page playground={playground} plugin={plugin} run={run} />, document.getElementById('page')!)
  await plugin.readManifest().catch(() => undefined) // told when the plugin is opened
  if (!setup && asked.get('open') !== '0') await plugin.start('').catch((error: Error) => { playground.toast(error.message, { error: true, timeoutMs: 10_000 }) })
  playground.changed()
}

async function openScenario(): Promise<void> {
  const given = Object.fromEntries(Object.entries(setup!.images).map(([path, text]) => [path, Uint8Array.from(atob(text), (char) => char.charCodeAt(0))]))
  playground.theme = setup!.theme
  playground.coachHidden = true
  const opened = await documentOf(setup!.scene as Scene, given)
  for (const [key, value] of Object.entries(setup!.storage)) opened.storage.set(key, value)
  playground.use(opened)
  playground.showAll()
}

const ready = start()
installHooks(playground, plugin, ready)
