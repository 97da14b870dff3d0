// What tests and scenarios may do with the page from outside: window.inlayPlayground, and window.inlayHooks for scenarios.
import { applyTo } from '../../src/shared/geometry.ts'
import type { HostDocument } from '../model/document.ts'
import type { SceneNode, SceneOptions } from '../model/scene.ts'
import type { Manifest, Sandbox } from '../sandbox/index.ts'
import type { PageHooks } from '../scenario/page-hooks.ts'
import type { HostNode } from '../model/types.ts'
import type { Playground } from './playground.ts'
import type { PluginHost } from './plugin-host.ts'
import { relaunchButtons } from './side-foot.tsx'
import { toScreen } from './view.ts'

export type InlayPlayground = {
  readonly document: HostDocument
  readonly sandbox: Sandbox | null
  /** By name, or exactly by "#id" or a bare id. */
  select(namesOrIds: string[]): void
  openPlugin(command?: string): Promise<void>
  /** Resolves when the first scene is drawn and, where it opens by itself, the plugin's window has loaded. */
  ready: Promise<void>
}
declare global {
  interface Window { inlayPlayground: InlayPlayground }
}

function base64(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000))
  return btoa(text)
}
const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))

/** Throws when there is none, or several of that name on the page. */
export function findLayer(document: HostDocument, name: string): HostNode {
  const exact = name.startsWith('#') ? document.node(name.slice(1)) : undefined
  if (exact) return exact
  const found = document.subtree(document.currentPageId).filter((node) => node.id !== document.currentPageId && node.name === name)
  if (found.length > 1) throw new Error(`${found.length} layers are called "${name}": ${found.map((node) => `#${node.id}`).join(', ')}`)
  const node = found[0] ?? document.node(name)
  if (!node) throw new Error(`There is no layer "${name}" on this page`)
  return node
}

/** Pictures of a scenario, by their path as written in its file. */
const pictures: SceneOptions = {
  image(path) {
    const text = window.inlayScenario?.images[path]
    return text === undefined ? fail(`The picture ${path} is not there`) : fromBase64(text)
  },
}

export function installHooks(playground: Playground, plugin: PluginHost, ready: Promise<void>): void {
  // Times count from the scenario's start, as those of requests do.
  const sinceStart = window.inlayScenario ? Date.now() - performance.now() - window.inlayScenario.startMs : 0
  const timed = <T extends { timeMs: number }>(entry: T): T => ({ ...entry, timeMs: Math.round(entry.timeMs + sinceStart) })
  const select = (names: string[]): void => playground.document.user.select(names.map((name) => findLayer(playground.document, name).id))
  const picture = (id: string): Promise<Uint8Array> => playground.renderer.exportNode(playground.document, id, { format: 'PNG', useAbsoluteBounds: true })
  window.inlayPlayground = {
    get document() { return playground.document },
    get sandbox() { return plugin.sandbox },
    select, ready, openPlugin: (command) => plugin.start(command ?? ''),
  }
  const hooks: PageHooks = {
    ready, select,
    async openPlugin(command, on) {
      const manifest = await plugin.readManifest()
      if (on === null) return plugin.start(command === null ? '' : commandOf(manifest, command))
      select([on])
      const buttons = relaunchButtons(playground, plugin), button = buttons.find((one) => command === null || one.command === command)
      if (!button) throw new Error(`"${on}" has no relaunch button${command === null ? '' : ` "${command}"`}; it has ${buttons.map((one) => one.command).join(', ') || 'none'}`)
      await plugin.start(button.command)
    },
    closePlugin: () => plugin.close(),
    pluginOpen: () => plugin.open,
    host: (step, file) => playHostStep(playground, plugin, step, file),
    dump: () => ({ document: playground.document.toJSON(), storage: playground.document.storage.toJSON() }),
    images: (known) => [...playground.document.images.values()].map((image) => ({ hash: image.hash, extension: image.mime === 'image/jpeg' ? 'jpg' : image.mime.slice(6), base64: known.includes(image.hash) ? null : base64(image.bytes) })),
    async nodeImages() {
      const { document } = playground, result = []
      for (const node of document.pages().flatMap((page) => document.subtree(page.id))) {
        const pictured = Array.isArray(node.fills) && node.fills.some((paint) => paint.type === 'IMAGE')
        if (node.type === 'PAGE' || (document.node(node.parentId ?? '')?.type !== 'PAGE' && !pictured)) continue
        const png = await picture(node.id).catch(() => null) // hidden or empty layers have no picture
        result.push({ id: node.id, name: node.name, png: png && base64(png) })
      }
      return result
    },
    nodeImage: async (name) => base64(await picture(findLayer(playground.document, name).id)),
    async messages() {
      await plugin.log.settled()
      return plugin.log.messages.map(timed)
    },
    jobs: () => plugin.log.jobs(),
    sandboxBytes: () => plugin.sandbox?.memoryUsed() ?? 0,
    openAsks: () => plugin.log.openAsks,
    bridge: () => ({ posted: plugin.posted, heard: plugin.heard }),
    notifications: () => plugin.notifications.map(timed),
    console: () => plugin.console,
    nodeCentre(name) {
      const node = findLayer(playground.document, name), box = document.querySelector('.canvas')!.getBoundingClientRect()
      const at = toScreen(playground.view, applyTo(playground.document.absoluteTransform(node.id), node.width / 2, node.height / 2))
      return { x: box.left + at.x, y: box.top + at.y }
    },
  }
  window.inlayHooks = hooks
}

/** A command by its own name or by the part after the toolkit's file name: "settings" for "src/main.ts--settings". */
function commandOf(manifest: Manifest, name: string): string {
  const commands = [...(manifest.menu ?? []), ...(manifest.relaunchButtons ?? [])].flatMap((item) => item.command ?? [])
  return commands.find((command) => command === name || command.endsWith(`--${name}`)) ?? fail(`The plugin has no command "${name}"; it has ${[...new Set(commands.map((one) => one.replace(/^.*--/, '')))].join(', ')}`)
}

/** Another person's edit, as a scenario's host step. Gives a note when nothing changed. */
async function playHostStep(playground: Playground, plugin: PluginHost, step: Record<string, unknown>, file: string | null): Promise<string | null> {
  const { document } = playground, { user } = document
  const node = (): HostNode => findLayer(document, String(step['node']))
  const page = (): string => document.pages().find((one) => one.name === step['page'] || `#${one.id}` === step['page'])?.id ?? fail(`There is no page "${String(step['page'])}"`)
  const acts: Record<string, () => unknown> = {
    delete: () => user.delete(node().id),
    insert: () => user.insert(step['parent'] === undefined ? document.currentPageId : findLayer(document, String(step['parent'])).id, step['node'] as SceneNode, pictures),
    move: () => user.move(node().id, { x: Number(step['x']), y: Number(step['y']) }),
    resize: () => user.resize(node().id, { width: Number(step['width']), height: Number(step['height']) }),
    rotate: () => user.rotate(node().id, Number(step['degrees'])),
    rename: () => user.rename(node().id, String(step['name'])),
    reparent: () => user.reparent(node().id, findLayer(document, String(step['parent'])).id),
    setFills: () => user.setFills(node().id, step['fills'] as Record<string, unknown>[], pictures),
    setText: () => user.setText(node().id, String(step['characters'])),
    setVariable: () => user.setVariable(String(step['name']), step['value']),
    lock: () => user.lock(node().id, step['locked'] !== false),
    convert: () => user.convert(node().id, step['to'] as 'component' | 'instance' | 'group'),
    switchPage: () => user.switchPage(page()),
    deletePage: () => user.deletePage(page()),
    dropFile: () => user.select([user.dropFile({ bytes: fromBase64(file ?? ''), name: String(step['file']).split('/').at(-1) ?? 'Picture', x: Number(step['x']), y: Number(step['y']) })]),
    reopenDocument: () => { plugin.close(); user.reopen() },
    undo: () => user.undo() || 'There was nothing to undo.',
    redo: () => user.redo() || 'There was nothing to redo.',
  }
  const result = (acts[String(step['host'])] ?? (() => fail(`There is no edit "${String(step['host'])}"`)))()
  return step['host'] === 'undo' || step['host'] === 'redo' ? (typeof result === 'string' ? result : null) : null
}

const fail = (message: string): never => { throw new Error(message) }
