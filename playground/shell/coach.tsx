// Three steps to a first picture. They follow what happens, then point to undo.
import { h } from 'preact'
import { isFrameLike } from './hit.ts'
import { CloseIcon } from './icons.tsx'
import type { Playground } from './playground.ts'
import type { PluginHost } from './plugin-host.ts'

const steps = ['Select frames', 'Say what you want', 'Press Generate']

/** How many steps are done. */
function doneSteps(playground: Playground, plugin: PluginHost): number {
  const { document } = playground
  const chosen = document.selection().some((id) => { const node = document.node(id); return node !== undefined && (isFrameLike(node) || Array.isArray(node.fills)) })
  if (!chosen) return 0
  return plugin.open && plugin.hasPrompt ? 2 : 1
}

export function Coach({ playground, plugin }: { playground: Playground; plugin: PluginHost }) {
  if (playground.coachHidden) return null
  const done = doneSteps(playground, plugin)
  return (
    <div class="coach" role="status">
      {playground.landed ? <span class="now">Undo takes it back. Select other frames, or nothing at all, and try again.</span> : steps.map((step, i) => (
        <span class={i < done ? 'done' : i === done ? 'now' : 'later'}><b aria-hidden="true">{i < done ? '✓' : i + 1}</b>{step}</span>
      ))}
      <button type="button" aria-label="Hide the steps" onClick={() => playground.hideCoach()}><CloseIcon /></button>
    </div>
  )
}
