// Everything that wants a worker or WebAssembly, where the window's policy refuses one of them: pictures are made, changed in a mask, cut out and read as elsewhere.
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { useScenarios, type Played } from '../support/scenario'

const { play } = useScenarios('policies')
const picture = (name: string, id: string, file: string, x: number) => ({ type: 'RECTANGLE', id, name, x, y: 0, width: 300, height: 200, fills: [{ type: 'IMAGE', image: resolve('playground/scenes/photos', file), scaleMode: 'FILL' }] })
const scene = { nodes: [
  picture('Photo', '1:1', 'coffee.png', 0), { type: 'ELLIPSE', id: '1:2', name: 'Mask', x: 100, y: 40, width: 80, height: 70, fills: [{ type: 'SOLID', color: { r: 0.5, g: 0.2, b: 0.9 } }] },
  picture('Cat', '1:3', 'chelsea.png', 400), { type: 'FRAME', id: '1:4', name: 'Hero', x: 800, y: 0, width: 640, height: 480, fills: [] }, { type: 'FRAME', id: '1:5', name: 'Sign', x: 800, y: 600, width: 900, height: 600, fills: [] },
] }
const idle = { await: 'idle', timeoutMs: 60_000 }, run = [{ ui: 'click', action: 'run' }, idle]
const choose = (name: string, value: string) => ({ ui: 'choose', name, value }), fill = (value: string) => ({ ui: 'fill', name: 'Prompt', value })
const image = { path: '/v1/images/generations' }
const words = (played: Played): string[] => played.a11y.at(-1)!.controls.filter(({ role }) => role === 'listitem').map(({ name }) => name).filter((name) => /^GOOD NIGHT/.test(name))

describe.each(['no-wasm', 'no-blob-worker'])('under %s', (policy) => {
  it('generates, edits in a mask, cuts out and says what it can read', async () => {
    const played = await play(policy, {
      policy, scene, providers: { openai: { key: 'sk-test' } }, settings: { readWords: 'on', recipesTold: true }, window: { width: 360, height: 760 },
      server: [{ when: image, times: 1, do: { status: 500 } }],
      steps: [
        { plugin: 'open' }, { select: ['Hero', 'Cat'] }, idle, fill('a red chair in the light of the picture'), choose('Model', 'Demo'), ...run,
        { select: ['Hero'] }, idle, fill('a red chair'), choose('Model', 'GPT Image 2'), { ui: 'click', action: 'run' }, { await: { text: 'is not answering' } }, idle, ...run,
        { select: ['Photo', 'Mask'] }, idle, choose('Intent', 'Replace'), fill('a blue sphere'), ...run,
        { select: ['Cat'] }, idle, choose('Tool', 'Finish'), choose('Model', 'Demo'), idle, ...run,
        { select: ['Sign'] }, idle, choose('Tool', 'Text'), { ui: 'fill', name: 'Exact words', value: 'GOOD NIGHT' }, choose('Model', 'GPT Image 2'), ...run,
        { await: { text: policy === 'no-wasm' ? 'allows no WebAssembly' : 'reads GOOD NIGHT' } }, { shot: 'read', of: 'window' },
      ],
    })
    expect(played.report.failed).toBeNull()
    expect(played.report.policy).toBe(policy)
    expect(played.console.filter(({ level }) => level === 'unhandled')).toEqual([])
    expect(played.jobs.map(({ tool, state, changedOutside }) => [tool, state, changedOutside])).toEqual([
      ['generate', 'done', null], ['generate', 'failed', null], ['generate', 'done', null], ['replace-object', 'done', 0], ['cut-out', 'done', 0], ['text-mockup', 'done', null],
    ])
    expect(words(played)).toEqual([policy === 'no-wasm' ? "GOOD NIGHT, can't tell" : 'GOOD NIGHT, reads GOOD NIGHT'])
  })
})
