// "Try a problem": what goes wrong around a run, made to happen on purpose.
import { faults } from '../server/faults.ts'
import type { MenuItem } from './menu.tsx'
import type { Playground } from './playground.ts'
import type { PluginHost } from './plugin-host.ts'
import { forgetStorage } from './stored.ts'

const delayMs = 3000

/** Faults of the local image service worth seeing once, with what the designer would say of them. */
const serviceProblems: [fault: string, text: string][] = [
  ['rate-limit', 'Too many requests'], ['moderation', 'The prompt is declined'], ['no-credit', 'No credit left'], ['key', 'The key is wrong'],
  ['unverified', 'Organisation not verified'], ['cut', 'The connection breaks half-way'], ['server-error', 'The service fails'], ['slow', 'A minute without an answer'],
]
const imagePaths = ['/v1/images/generations', '/v1/images/edits']

/** The next request to the local service gets this fault. */
async function arm(playground: Playground, name: string, text: string): Promise<void> {
  const fault = faults.find((one) => one.name === name)!
  const { stage: _stage, param: _param, ...action } = fault.do
  const answer = await fetch('/problem', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(imagePaths.map((path) => ({ when: { path }, times: 1, do: action }))) })
  if (answer.ok) playground.toast(`${text}: the next request to the local service. Choose a GPT Image model, any key will do.`, { timeoutMs: 6000 })
  else playground.toast('The local image service does not run beside this page.', { error: true })
}

export function serviceProblemItems(playground: Playground): MenuItem[] {
  return serviceProblems.map(([name, text]) => ({ text, run: () => void arm(playground, name, text) }))
}

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
