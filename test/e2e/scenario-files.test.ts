// What is wrong in a file is told with its place, before any browser starts.
import { describe, expect, it } from 'vitest'
import { prepareScenario } from '../../playground/scenario/prepare'
import { ScenarioError } from '../../playground/scenario/schema'

const prepare = (scenario: Record<string, unknown> | string) => prepareScenario(typeof scenario === 'string' ? scenario : JSON.stringify({ version: 1, scene: 'empty', steps: [], ...scenario }), 'test/fixtures')
const step = (value: unknown) => ({ steps: [{ select: [] }, value] })

describe('a wrong file', () => {
  it.each<[string, Record<string, unknown> | string, string | RegExp]>([
    ['what is no JSON', '{', /not JSON/],
    ['a version', { version: 2 }, 'version: expected 1, found 2'],
    ['steps that are no list', { steps: {} }, 'steps: expected array, found {}'],
    ['a scene of a wrong kind', { scene: 3 }, /^scene: expected the name of a scene, or an object with "pages" or "nodes", found 3/],
    ['a scene without layers', { scene: {} }, 'scene: expected "pages" or "nodes"'],
    ['a layer deep inside', { scene: { pages: [{ children: [{ type: 'FRAME', children: [{ type: 'TEXT', colour: 1 }] }] }] } }, 'scene.pages[0].children[0].children[0].colour: unknown key on a TEXT'],
    ['two layers of one id', { scene: { nodes: [{ type: 'FRAME', id: '1:1' }, { type: 'FRAME', id: '1:1' }] } }, 'scene: two nodes have the id "1:1"'],
    ['a theme', { theme: 'blue' }, 'theme: expected "light" or "dark", found "blue"'],
    ['a provider', { providers: { acme: {} } }, 'providers.acme: unknown provider; expected one of demo, openai, fal, replicate, own'],
    ['a base URL', { providers: { openai: { baseURL: 'localhost' } } }, /^providers\.openai\.baseURL: expected an address/],
    ['the value of a setting', { settings: { concurrentRequests: 100 } }, /^settings\.concurrentRequests: 100 is not a value/],
    ['a program whose file is not there', { server: [{ do: { file: 'no.png' } }] }, /^server\[0\]\.do\.file: there is no file/],
    ['a gate that no program holds', { server: [{ do: { hold: 'a' } }], ...step({ server: 'release', gate: 'b' }) }, 'steps[1].gate: no program of the server holds at "b"; gates are a'],
    ['a click on nothing', step({ ui: 'click' }), 'steps[1]: a click needs either "name" or "action"'],
    ['an await', step({ await: 'done' }), /^steps\[1\]\.await: expected "running", "idle"/],
    ['a stroke without points', step({ ui: 'paint', name: 'Stage', points: [] }), /^steps\[1\]\.points/],
    ['a picture of nothing', step({ shot: 'a', of: 'screen' }), /^steps\[1\]\.of: expected canvas, window, both or node:NAME/],
    ['a file to attach', step({ ui: 'attach', name: 'Prompt', file: 'no.png' }), /^steps\[1\]\.file: there is no file/],
    ['a layer to insert', step({ host: 'insert', node: { type: 'FRAME', colour: 1 } }), 'steps[1].node.colour: unknown key on a FRAME'],
    ['a picture to fill with', step({ host: 'setFills', node: 'Hero', fills: [{ type: 'IMAGE', image: 'no.png' }] }), /^steps\[1\]\.fills: the picture no\.png is not there/],
    ['a key', { colour: 1 }, /unknown key "colour"/],
    ['a kind of step', step({ jump: 1 }), /^steps\[1\]: expected one of "select"/],
    ['a kind of edit', step({ host: 'explode' }), /^steps\[1\]\.host: expected "delete"/],
    ['a property of a layer', { scene: { nodes: [{ type: 'FRAME', fill: 'red' }] } }, /scene\.nodes\[0\]\.fill: unknown key/],
    ['a picture that is not there', { scene: { nodes: [{ type: 'FRAME', fills: [{ type: 'IMAGE', image: './no.png' }] }] } }, /no\.png is not there/],
    ['the name of a scene', { scene: 'Atlantis' }, /no scene "Atlantis"/],
    ['the name of a setting', { settings: { colour: 1 } }, /unknown setting "colour"/],
    ['a program of the server', { server: [{ when: {}, do: { status: 'red' } }] }, /server\[0\]\.do\.status/],
    ['a field too many', step({ host: 'undo', times: 2 }), 'steps[1]: unknown key "times"'],
  ])('%s', (_name, scenario, says) => {
    const told = ((): string => {
      try {
        prepare(scenario)
        return 'nothing was wrong'
      } catch (error) {
        expect(error).toBeInstanceOf(ScenarioError)
        return (error as Error).message
      }
    })()
    if (typeof says === 'string') expect(told).toBe(says)
    else expect(told).toMatch(says)
  })
})
