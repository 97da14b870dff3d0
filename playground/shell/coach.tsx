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

const coffee = 'Photo', cup = 'Ellipse 3'
/** In the first scene: on to the ellipse over the coffee, then to whatever the visitor likes. */
function afterFirst({ document }: Playground): string {
  const shape = document.named(cup)[0], photo = document.named(coffee)[0]
  const edited = (photo?.fills ?? []) as { type: string }[], selected = document.selection()
  if (!shape || !photo || edited.filter(({ type }) => type === 'IMAGE').length > 1) return 'Undo takes it back. Select other layers, or nothing at all, and try again.'
  return selected.includes(shape.id) && selected.includes(photo.id) ? 'Now say what should be in the cup’s place, and press Replace.' : `Undo takes it back. Now try the ellipse on the coffee: select “${cup}” and “${coffee}”.`
}

export function Coach({ playground, plugin }: { playground: Playground; plugin: PluginHost }) {
  if (playground.coachHidden) return null
  const done = doneSteps(playground, plugin)
  return (
    <div class="coach" role="status">
      {playground.landed ? <span class="now">{afterFirst(playground)}</span> : steps.map((step, i) => (
        <span class={i < done ? 'done' : i === done ? 'now' : 'later'}><b aria-hidden="true">{i < done ? '✓' : i + 1}</b>{step}</span>
      ))}
      <button type="button" aria-label="Hide the steps" onClick={() => playground.hideCoach()}><CloseIcon /></button>
    </div>
  )
}
