// The bar above: what this is, which scene, undo, zoom, theme, the plugin.
import { h } from 'preact'
import { type SceneEntry, scenes } from '../scenes/index.ts'
import { Icon, Logo, RedoIcon, UndoIcon } from './icons.tsx'
import { layerGroups } from './layer-commands.ts'
import { MenuButton, type MenuGroup } from './menu.tsx'
import type { Playground } from './playground.ts'
import type { PluginHost } from './plugin-host.ts'
import { problemItems, serviceProblemItems } from './problems.ts'
import { zoomedAt } from './view.ts'

export function zoomTo(playground: Playground, zoom: number): void {
  const { width, height } = playground.canvasSize
  playground.setView(zoomedAt(playground.view, { x: width / 2, y: height / 2 }, zoom))
}

/** The plugin's menu of the manifest; separators begin a new group. */
function pluginGroups({ manifest }: PluginHost, run: (command: string) => void): MenuGroup[] {
  const groups: MenuGroup[] = [{ items: [] }]
  for (const { command, name, separator } of manifest?.menu ?? []) {
    if (separator) groups.push({ items: [] })
    else if (name !== undefined && command !== undefined) groups.at(-1)!.items.push({ text: name, run: () => run(command) })
  }
  return groups
}

export function TopBar({ playground, plugin, run }: { playground: Playground; plugin: PluginHost; run(command: string): void }) {
  const { document, view, entry, theme } = playground
  const openScene = async (scene: SceneEntry): Promise<void> => {
    const wasOpen = plugin.open
    await playground.open(scene)
    if (wasOpen) run('')
  }
  const sceneGroup: MenuGroup = { title: 'Scenes', items: scenes.map((scene) => ({ text: scene.name, checked: scene.id === entry?.id, run: () => void openScene(scene) })) }
  const zoomGroup: MenuGroup = {
    items: [
      { text: 'Zoom in', detail: '+', run: () => zoomTo(playground, view.zoom * 1.25) }, { text: 'Zoom out', detail: '−', run: () => zoomTo(playground, view.zoom / 1.25) },
      { text: 'Show everything', detail: 'Shift 1', run: () => playground.showAll() }, { text: 'Show the selection', detail: 'Shift 2', run: () => playground.showLayers(document.selection()) },
      ...[0.5, 1, 2].map((zoom) => ({ text: `${zoom * 100} %`, ...(zoom === 1 ? { detail: 'Shift 0' } : {}), run: () => zoomTo(playground, zoom) })),
    ],
  }
  return (
    <header class="top">
      <Logo size={20} /><h1>Inlay playground</h1>
      <MenuButton name={`Scene ${entry?.name ?? document.name}`} class="scene-name" groups={[sceneGroup]} side="left">{entry?.name ?? document.name}<Icon name="down16" /></MenuButton>
      <span class="grow" />
      <MenuButton name="Layer" class="plain" groups={layerGroups(document)}>Layer</MenuButton>
      <MenuButton name="Scenes" class="plain" groups={[sceneGroup, { title: 'Try a problem', items: [...problemItems(playground, plugin), ...serviceProblemItems(playground)] }]}>Scenes</MenuButton>
      <button type="button" class="icon" aria-label="Undo" title="Undo (Ctrl Z)" aria-disabled={document.undoDepth === 0} onClick={() => document.user.undo()}><UndoIcon /></button>
      <button type="button" class="icon" aria-label="Redo" title="Redo (Ctrl Shift Z)" aria-disabled={document.redoDepth === 0} onClick={() => document.user.redo()}><RedoIcon /></button>
      <MenuButton name="Zoom" class="plain number" groups={[zoomGroup]}>{Math.round(view.zoom * 100)} %</MenuButton>
      <button type="button" class="plain" aria-label="Theme" title="Light or dark" onClick={() => playground.setTheme(theme === 'light' ? 'dark' : 'light')}>{theme === 'light' ? 'Dark' : 'Light'}</button>
      <button type="button" class="open" onClick={() => run('')}>Open Inlay</button>
      <MenuButton name="Plugin menu" class="plain" groups={pluginGroups(plugin, run)}><Icon name="down16" /></MenuButton>
    </header>
  )
}
