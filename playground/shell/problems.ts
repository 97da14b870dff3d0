// "Try a problem": what goes wrong around a run, made to happen on purpose.
import type { MenuItem } from './menu.tsx'
import type { Playground } from './playground.ts'
import type { PluginHost } from './plugin-host.ts'
import { forgetStorage } from './stored.ts'

const delayMs = 3000

export function problemItems(playground: Playground, plugin: PluginHost): MenuItem[] {
  const later = (announce: string, act: (ids: string[]) => void) => (): void => {
    const ids = [...playground.document.selection()], { document } = playground
    if (ids.length === 0) return void playground.toast('Select a layer first.')
    playground.toast(announce, { timeoutMs: delayMs })
    setTimeout(() => { if (document === playground.document) act(ids.filter((id) => document.node(id))) }, delayMs)
  }
  const user = () => playground.document.user
  return [
    { text: 'Delete the selected layers in 3 s', run: later('In 3 seconds somebody deletes these layers. Press Generate now.', (ids) => user().delete(ids)) },
    { text: 'Lock the selected layers in 3 s', run: later('In 3 seconds somebody locks these layers. Press Generate now.', (ids) => ids.forEach((id) => user().lock(id, true))) },
    { text: 'Recolour the selected layers in 3 s', run: later('In 3 seconds somebody gives these layers another fill. Press Generate now.', (ids) => ids.forEach((id) => { if (playground.document.node(id)?.fills) user().setFills(id, [{ type: 'SOLID', color: { r: 0.2, g: 0.65, b: 0.4 } }]) })) },
    { text: 'Close the window in 3 s', run: () => { setTimeout(() => plugin.close(), delayMs) } },
    { text: 'Close and reopen the file', run: () => { plugin.close(); user().reopen(); playground.toast('The file was closed and opened again. Pictures that nothing uses are gone.') } },
    { text: 'Forget key and settings', run: () => { plugin.close(); playground.document.storage.clear(); forgetStorage(); playground.toast('Inlay starts as on the first day.') } },
  ]
}
