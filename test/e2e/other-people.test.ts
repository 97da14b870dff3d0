// Somebody else edits the file while a picture is being made (issue 7, point 9): it lands rightly, becomes a variation, or goes to
// Rescued results. The server's gates hold the answers while the host edits; every paid picture is found afterwards.
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { useScenarios, type NodeDump, type Played } from '../support/scenario'

const { play } = useScenarios('other-people')
const base = { providers: { openai: { key: 'sk-test-4242424242424242424242424242' } }, clock: 'virtual', settings: { showPartials: false, concurrentRequests: 8 }, server: [{ when: {}, do: { hold: 'gate' } }] }
const solid = (r: number) => [{ type: 'SOLID', color: { r, g: 0.4, b: 0.4 } }]
const frame = (name: string, index: number, more: object = {}) => ({ type: 'FRAME', id: `1:${index + 1}`, name, x: (index % 5) * 480, y: Math.floor(index / 5) * 380, width: 420, height: 300, fills: solid(1), ...more })
const finish = [{ server: 'release', gate: 'gate' }, { await: 'idle' }]

const pictures = (node: NodeDump | undefined) => (node?.fills ?? []).filter((paint) => paint['type'] === 'IMAGE')
const shown = (node: NodeDump | undefined) => pictures(node).filter((paint) => paint['visible'] !== false)
const everyNode = (node: NodeDump): NodeDump[] => [node, ...(node.children ?? []).flatMap(everyNode)]
const shelf = (played: Played) => played.node('Rescued results')
/** Each answer that was paid for is a result of a job, its bytes are kept, and what was placed is in the document. */
function expectNothingLost(played: Played): void {
  expect(played.report.failed).toBeNull()
  expect(played.console.filter(({ level }) => level === 'unhandled')).toEqual([])
  const served = played.requests.flatMap(({ answer }) => answer!.files.map(({ sha256 }) => sha256)), results = played.jobs.flatMap((job) => job.results)
  expect(results.map(({ sha256 }) => sha256).sort()).toEqual(served.sort())
  const kept = played.files('results')
  for (const hash of served) expect(kept.some((file) => file.startsWith(hash))).toBe(true)
  for (const { imageHash, nodeId } of results) expect(pictures(everyNode(played.document).find(({ id }) => id === nodeId)).map((paint) => paint['imageHash'])).toContain(imageHash)
}

describe('while pictures are made, somebody else', () => {
  it('moves, resizes, restyles, locks, deletes, converts or reparents their layers', async () => {
    const names = ['Plain', 'Moved', 'Resized', 'Restyled', 'Locked', 'Deleted', 'Component', 'Instance', 'Grouped', 'Reparented']
    const scene = { nodes: [...names.map((name, index) => frame(name, index)), { type: 'FRAME', id: '2:1', name: 'Vault', x: 0, y: 900, width: 900, height: 500, fills: [], locked: true, children: [] }] }
    const played = await play('ten layers', {
      ...base, scene,
      steps: [
        { select: names }, { ui: 'fill', name: 'Prompt', value: 'a red chair in a sunny room' }, { ui: 'choose', name: 'Model', value: 'GPT Image 2' }, { ui: 'click', action: 'run' }, { await: { requests: 4 } },
        { host: 'move', node: 'Moved', x: 3000, y: 40 }, { host: 'resize', node: 'Resized', width: 700, height: 500 }, { host: 'setFills', node: 'Restyled', fills: solid(0) },
        { host: 'lock', node: 'Locked', locked: true }, { host: 'delete', node: 'Deleted' }, { host: 'convert', node: 'Component', to: 'component' },
        { host: 'convert', node: 'Instance', to: 'component' }, { host: 'convert', node: 'Instance', to: 'instance' }, { host: 'convert', node: 'Grouped', to: 'group' },
        { host: 'reparent', node: 'Reparented', parent: 'Vault' }, { dump: 'edited' }, ...finish, { await: { text: 'Rescued results' } }, { shot: 'landed', of: 'both' },
        { ui: 'click', name: 'Results' }, { shot: 'results', of: 'window' }, { shot: 'shelf', of: 'node:Rescued results' },
      ],
    })
    expectNothingLost(played)
    expect(played.requests).toHaveLength(10)
    const at = (name: string) => played.node(name)!
    for (const name of ['Plain', 'Moved', 'Resized']) expect(shown(at(name))).toHaveLength(1)
    expect(at('Moved')).toMatchObject({ x: 3000, y: 40 })
    expect(at('Resized')).toMatchObject({ width: 700, height: 500 })
    expect(at('Restyled').fills![0]).toMatchObject(solid(0)[0]!)
    expect([pictures(at('Restyled')), shown(at('Restyled'))]).toMatchObject([[{ visible: false }], []])
    for (const name of ['Locked', 'Reparented']) expect(pictures(at(name))).toEqual([])
    expect(played.node('Deleted')).toBeUndefined()
    // The document says "Component" and "Instance" of new nodes: what the plugin asked for is gone by its id.
    const rescued = shelf(played)!
    const inside = rescued.children!.map(({ name }) => name.split(',')[0])
    expect(inside.sort()).toEqual(['Component', 'Deleted', 'Instance', 'Locked', 'Reparented'])
    expect(shown(at('Grouped'))).toHaveLength(1)
    for (const picture of rescued.children!) expect(JSON.parse(picture.pluginData!['inlay.recipe']!)).toMatchObject({ prompt: 'a red chair in a sunny room' })
    expect(played.document.undoDepth).toBe(played.dump('edited').document.undoDepth + 10)
    const placed = Object.fromEntries(['target', 'variation', 'rescued'].map((kind) => [kind, played.jobs.filter((job) => job.results[0]!.placed === kind).length]))
    expect(placed).toEqual({ target: 4, variation: 1, rescued: 5 })
  })

  it('deletes the page, and the page in view has its own shelf', async () => {
    const scene = { pages: [{ id: '0:1', name: 'One', children: [frame('Hero', 0), frame('Post', 1)] }, { id: '0:2', name: 'Two', children: [frame('Other', 2)] }] }
    const played = await play('page deleted', {
      ...base, scene,
      steps: [{ select: ['Hero', 'Post'] }, { ui: 'fill', name: 'Prompt', value: 'misty hills' }, { ui: 'choose', name: 'Model', value: 'GPT Image 2' }, { ui: 'click', action: 'run' }, { await: { requests: 2 } }, { host: 'switchPage', page: 'Two' }, { host: 'deletePage', page: 'One' }, ...finish, { shot: 'landed', of: 'both' }],
    })
    expectNothingLost(played)
    expect(played.document.children!.map(({ name }) => name)).toEqual(['Two'])
    expect(shelf(played)!.children).toHaveLength(2)
    expect(pictures(played.node('Other'))).toEqual([])
    expect(played.jobs.map((job) => job.results[0]!.placed)).toEqual(['rescued', 'rescued'])
  })

  it('deletes, restyles, locks or resizes a photo that is being edited', async () => {
    const image = resolve('test/fixtures/scenarios/coffee.png')
    const photo = (name: string, index: number) => ({ ...frame(name, index), type: 'RECTANGLE', fills: [{ type: 'IMAGE', image, scaleMode: 'FILL' }] })
    const names = ['Deleted', 'Restyled', 'Locked', 'Resized']
    const edit = (name: string) => [{ select: [name] }, { ui: 'choose', name: 'Tool', value: 'Edit' }, { ui: 'choose', name: 'Intent', value: 'Whole' }, { ui: 'fill', name: 'Prompt', value: 'in the evening' }, { ui: 'choose', name: 'Model', value: 'GPT Image 2' }, { ui: 'click', name: `Edit ${name}` }]
    const played = await play('edited photos', {
      ...base, clock: 'real', scene: { nodes: names.map(photo) }, // a virtual clock stands while an answer is held, and the next selection would not be read
      steps: [
        ...names.flatMap((name, index) => [...edit(name), { await: { requests: index + 1 } }]),
        { host: 'delete', node: 'Deleted' }, { host: 'setFills', node: 'Restyled', fills: solid(0) }, { host: 'lock', node: 'Locked', locked: true }, { host: 'resize', node: 'Resized', width: 640, height: 300 },
        ...finish, { shot: 'landed', of: 'both' },
      ],
    })
    expectNothingLost(played)
    expect(shelf(played)!.children!.map(({ name }) => name.split(',')[0]).sort()).toEqual(['Deleted', 'Locked'])
    expect([shown(played.node('Restyled')), pictures(played.node('Restyled'))]).toMatchObject([[], [{ visible: false }]])
    expect(pictures(played.node('Locked'))).toHaveLength(1)
    expect(pictures(played.node('Resized'))).toHaveLength(2)
    expect(shown(played.node('Resized'))).toHaveLength(1)
  })
})
