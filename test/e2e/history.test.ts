// History, relaunch, recipes as text and requests that a closed window cut off, through the whole plugin.
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { useScenarios, type NodeDump, type Played } from '../support/scenario'

const { play } = useScenarios('history')
const key = 'sk-test-4242424242424242424242424242'
const frame = (id: string, name: string, x: number, more: object = {}) => ({ type: 'FRAME', id, name, x, y: 0, width: 420, height: 300, fills: [], ...more })
const recipe = { version: 1, tool: 'generate', providerId: 'demo', modelId: 'demo', prompt: 'An espresso on oak', promptHash: 'p', widthPx: 1260, heightPx: 900, quality: 'standard', ratio: 'match', references: [{ role: 'style', name: 'Moodboard', hash: 'h', nodeId: '1:5' }, { role: 'subject', name: 'Gone', hash: 'h', nodeId: '9:9' }], madeAt: '2026-01-05T10:00:00Z', runId: 'r', variations: [] }
const scene = {
  nodes: [
    frame('1:1', 'Hero', 0), frame('1:2', 'Post', 480),
    frame('1:3', 'Of a colleague', 960, { fills: [{ type: 'IMAGE', image: resolve('test/fixtures/scenarios/coffee.png'), scaleMode: 'FILL' }], pluginData: { 'inlay.recipe': JSON.stringify(recipe) }, relaunchData: { generate: '' } }),
    frame('1:4', 'Of a newer Inlay', 1440, { pluginData: { 'inlay.recipe': JSON.stringify({ ...recipe, version: 9 }) }, relaunchData: { generate: '' } }),
    frame('1:5', 'Moodboard', 1920, { fills: [{ type: 'SOLID', color: { r: 0.2, g: 0.5, b: 0.9 } }] }),
  ],
}
const images = (node: NodeDump | undefined) => (node?.fills ?? []).filter((paint) => paint['type'] === 'IMAGE')
function expectClean(played: Played): void {
  expect(played.report.failed).toBeNull()
  expect(played.console.filter(({ level }) => level === 'unhandled')).toEqual([])
}
const controls = (played: Played, shot: string) => played.a11y.find((one) => one.shot.endsWith(`-${shot}`))!.controls.map(({ name }) => name)

describe('over sessions', () => {
  it('lists, opens, fills in and puts back what was made; buttons on layers and pasted recipes open it filled in; nothing is spent', async () => {
    const pasted = `Look at this:\ninlay-recipe:${JSON.stringify({ ...recipe, prompt: 'From another file', baseURL: 'https://evil.example/v1' })}`
    const played = await play('sessions', {
      scene, clock: 'virtual', providers: { openai: { key } }, settings: { showPartials: false },
      steps: [
        { select: ['Hero'] }, { ui: 'fill', name: 'Prompt', value: 'a red chair in a sunny room' }, { ui: 'choose', name: 'Model', value: 'Demo' }, { ui: 'click', action: 'run' }, { await: 'idle' },
        { host: 'setFills', node: 'Hero', fills: [] }, { plugin: 'close' },
        { plugin: 'open' }, { ui: 'click', name: 'History' }, { await: { text: 'An espresso on oak' } }, { await: 'idle' }, { shot: 'list', of: 'window' },
        { ui: 'click', name: 'Open a red chair in a sunny room' }, { await: 'idle' }, { shot: 'entry', of: 'window' },
        { ui: 'click', action: 'place' }, { await: { text: 'Hero has it again' } }, { dump: 'back' },
        { ui: 'click', name: 'Star' }, { ui: 'click', name: 'Run again' }, { await: 'idle' }, { ui: 'read', name: 'Prompt', as: 'again' }, { plugin: 'close' },
        { plugin: 'open', command: 'generate', on: 'Of a colleague' }, { await: { text: 'not in this file any more' } }, { ui: 'read', name: 'Prompt', as: 'relaunched' }, { shot: 'relaunched', of: 'window' }, { plugin: 'close' },
        { plugin: 'open', command: 'generate', on: 'Of a newer Inlay' }, { await: { text: 'newer Inlay' } },
        { ui: 'fill', name: 'Prompt', value: pasted }, { await: 'idle' }, { ui: 'read', name: 'Prompt', as: 'pasted' }, { plugin: 'close' },
        { plugin: 'open', command: 'vary', on: 'Hero' }, { await: 'idle' }, { shot: 'vary', of: 'window' },
      ],
    })
    expectClean(played)
    expect(played.requests).toEqual([])
    expect(controls(played, 'list')).toEqual(expect.arrayContaining(['Search history', 'Open a red chair in a sunny room', 'Open An espresso on oak, Of a colleague', 'Clear history']))
    expect(controls(played, 'entry')).toEqual(expect.arrayContaining(['Run again', 'Place', 'Show layer', 'Copy prompt', 'Copy recipe']))
    expect(images(played.node('Hero', played.dump('back').document))).toHaveLength(1)
    expect(played.reads).toMatchObject({ again: 'a red chair in a sunny room', relaunched: 'An espresso on oak', pasted: 'From another file' })
    expect(controls(played, 'relaunched')).toContain('Reference 1, Style, Moodboard')
    expect(controls(played, 'vary').some((name) => name.startsWith('More like this'))).toBe(true)
    expect(played.jobs).toHaveLength(1)
    const storage = JSON.parse(played.text('storage.json')) as Record<string, unknown>
    expect(storage['inlay/state/history']).toMatchObject([{ prompt: 'a red chair in a sunny room', targetName: 'Hero', modelId: 'demo' }])
    expect(Object.keys(storage).some((name) => name.startsWith('inlay/state/thumb-'))).toBe(true)
    expect(JSON.stringify([storage['inlay/state/history'], played.document])).not.toMatch(/sk-test|evil|https?:/)
  })

  it('offers what a closed window cut off, with its price, and goes on only when asked', async () => {
    const played = await play('closed', {
      scene, providers: { openai: { key } }, settings: { showPartials: false, concurrentRequests: 1 }, server: [{ when: { nth: 1 }, times: 1, do: { hold: 'gate' } }],
      steps: [
        { select: ['Hero', 'Post', 'Moodboard'] }, { ui: 'fill', name: 'Prompt', value: 'misty hills' }, { ui: 'choose', name: 'Model', value: 'GPT Image 2' }, { ui: 'click', action: 'run' }, { await: { requests: 1 } },
        { plugin: 'close' }, { server: 'release', gate: 'gate' }, { plugin: 'open' }, { await: { text: 'When Inlay was closed' } }, { await: 'idle' }, { shot: 'offered', of: 'window' }, { dump: 'offered' },
        { ui: 'click', name: 'Go on with 2' }, { await: { requests: 3 } }, { await: 'idle' }, { dump: 'resumed' }, { ui: 'click', name: 'Make that one again' }, { await: { requests: 4 } }, { await: 'idle' }, { shot: 'done', of: 'window' },
      ],
    })
    expectClean(played)
    expect(controls(played, 'offered').filter((name) => /^(Go on with 2|Make that one again) · about \$/.test(name))).toHaveLength(2)
    const filled = (dump?: string) => ['Hero', 'Post', 'Moodboard'].filter((name) => images(played.node(name, dump === undefined ? played.document : played.dump(dump).document)).length > 0).length
    expect([filled('offered'), filled('resumed'), filled()]).toEqual([0, 2, 3])
    expect(played.requests).toHaveLength(4)
    const storage = JSON.parse(played.text('storage.json')) as Record<string, unknown>
    expect(Object.keys(storage).filter((name) => name.startsWith('inlay/state/waiting-'))).toEqual([])
  })
})
