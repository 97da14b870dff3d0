// Below the layers: the relaunch buttons of the selected layers and a hint.
import { h } from 'preact'
import { relaunchButtonsOf } from '../sandbox/index.ts'
import { Logo } from './icons.tsx'
import type { Playground } from './playground.ts'
import type { PluginHost } from './plugin-host.ts'

/** Buttons that every selected layer has; with several layers only those that say multipleSelection. */
export function relaunchButtons(playground: Playground, plugin: PluginHost): { command: string; name: string; description: string }[] {
  const { manifest } = plugin, nodes = playground.document.selection().flatMap((id) => playground.document.node(id) ?? [])
  const [first, ...rest] = nodes
  if (!manifest || !first) return []
  return relaunchButtonsOf(manifest, first).filter(({ command }) => rest.every((node) => command in node.relaunchData) && (rest.length === 0 || manifest.relaunchButtons?.find((button) => button.command === command)?.multipleSelection === true))
}

export function SideFoot({ playground, plugin, run }: { playground: Playground; plugin: PluginHost; run(command: string): void }) {
  const buttons = relaunchButtons(playground, plugin)
  return (
    <footer class="side-foot">
      {buttons.length > 0 ? (
        <div class="relaunch" role="group" aria-label="Plugin">
          {buttons.map(({ command, name, description }) => <button type="button" onClick={() => run(command)}><Logo size={16} /><span><span>{name}</span>{description ? <small>{description}</small> : null}</span></button>)}
        </div>
      ) : null}
      <p>Drop a picture on the canvas to work with your own.</p>
    </footer>
  )
}
