// Comparing through the whole plugin: a board of nine cells beside the target, one of which says why it is empty; the winner in the target's fill.
import { describe, expect, it } from 'vitest'
import { useScenarios, type NodeDump, type Played } from '../support/scenario'

const { play } = useScenarios('compare')
const scene = { nodes: [{ type: 'FRAME', id: '10:1', name: 'Hero', x: 0, y: 0, width: 640, height: 400, fills: [{ type: 'SOLID', color: { r: 1, g: 1, b: 1 } }] }] }
const hashes = (node: NodeDump | undefined): string[] => (node?.fills ?? []).flatMap((fill) => (fill['type'] === 'IMAGE' ? [String(fill['imageHash'])] : []))
const all = (node: NodeDump): NodeDump[] => [node, ...(node.children ?? []).flatMap(all)]
const words = (node: NodeDump | undefined): string[] => (node ? all(node) : []).filter(({ type }) => type === 'TEXT').map((text) => String((text as { characters?: string }).characters))
const cells = ({ document }: Played): NodeDump[] => all(document).filter(({ name }) => /^Cell \d\.\d/.test(name))

const nine = [
  { select: ['Hero'] },
  { ui: 'fill', name: 'Prompt', value: 'A lighthouse at dusk' },
  { ui: 'click', name: 'More options' },
  { ui: 'check', name: 'Compare models', value: true },
  { ui: 'check', name: 'GPT Image 2.5 Flare', value: true },
  { ui: 'check', name: 'GPT Image 2.6 Flare', value: true },
  { ui: 'click', name: 'Add prompt' },
  { ui: 'fill', name: 'Prompt B', value: 'A lighthouse in fog' },
  { ui: 'click', name: 'Add prompt' },
  { ui: 'fill', name: 'Prompt C', value: 'A lighthouse, flat poster' },
]

describe('3 prompts x 3 models', () => {
  it('fill nine cells, the failed one says why, the winner is the fill of the target, from the canvas as from the window', async () => {
    const played = await play('nine cells', {
      scene, clock: 'virtual', settings: { showPartials: false }, providers: { openai: { key: 'sk-test' } },
      server: [{ when: { nth: 5 }, times: 1, do: { status: 400, code: 'moderation_blocked' } }],
      steps: [
        ...nine,
        { ui: 'click', name: 'Compare 9, 3 prompts x 3 models' }, { await: 'idle', timeoutMs: 120_000 }, { dump: 'board' },
        { select: ['Picture 3.1, GPT Image 2'] }, { ui: 'click', name: 'Results' }, { ui: 'click', name: 'Use this' }, { await: 'idle' }, { dump: 'used' },
        { host: 'undo' }, { dump: 'undone' },
        { ui: 'click', name: 'Use this, A, GPT Image 2.6 Flare' }, { await: 'idle' }, { shot: 'end', of: 'both' }, { dump: 'again' },
        { plugin: 'close' }, { host: 'reopenDocument' }, { plugin: 'open' }, { select: ['Picture 2.1, GPT Image 2'] }, { ui: 'click', name: 'Results' }, { ui: 'click', name: 'Use this' }, { await: 'idle' }, { shot: 'reopened', of: 'window' },
      ],
    }, { nodes: true })
    expect(played.report.failed).toBeNull()
    expect(played.requests.map(({ fields }) => `${String(fields['model'])}: ${String(fields['prompt'])}`)).toEqual(
      ['A lighthouse at dusk', 'A lighthouse in fog', 'A lighthouse, flat poster'].flatMap((prompt) => ['gpt-image-2', 'gpt-image-2.5-flare', 'gpt-image-2.6-flare'].map((model) => `${model}: ${prompt}`)))
    expect(cells(played)).toHaveLength(9)
    const filled = cells(played).map((cell) => hashes(all(cell).find(({ name }) => name.startsWith('Picture'))).length)
    expect([filled.filter((count) => count === 1).length, filled[4]]).toEqual([8, 0])
    expect(words(cells(played)[4]).some((text) => text.startsWith('The safety system declined this prompt'))).toBe(true)
    expect(words(cells(played)[0])).toEqual(expect.arrayContaining(['GPT Image 2', expect.stringMatching(/^Standard · \d+ × \d+ · \d+ s · \$0\.\d+$/)]))

    const board = played.dump('board').document, used = played.dump('used').document
    expect(hashes(played.node('Hero', board))).toEqual([])
    expect(hashes(played.node('Hero', used))).toEqual(hashes(played.node('Picture 3.1, GPT Image 2', used)))
    expect(used.undoDepth).toBe(board.undoDepth + 1)
    expect(played.dump('undone').document.children).toEqual(board.children)
    const again = played.dump('again').document, chosenIn = (root: NodeDump) => all(root).filter(({ name, type }) => name === 'Chosen' && type === 'FRAME').map((tag) => (tag as { visible?: boolean }).visible !== false).flatMap((on, index) => (on ? [index] : []))
    expect([chosenIn(again), chosenIn(played.document)]).toEqual([[2], [3]])
    expect(hashes(played.node('Hero', again))).toEqual(hashes(played.node('Picture 1.3, GPT Image 2.6 Flare', again)))
    // After reopening the document tells which frame the board was for; the former winner stays as a hidden variation.
    expect(hashes(played.node('Hero'))).toEqual([...hashes(played.node('Picture 1.3, GPT Image 2.6 Flare')), ...hashes(played.node('Picture 2.1, GPT Image 2'))])
    expect(played.jobs.map(({ state }) => state).filter((state) => state === 'done')).toHaveLength(8)
  })

  it('in dark, 900 px wide; one undo takes the board away, and a cancelled cell says so', async () => {
    const played = await play('dark', {
      scene, theme: 'dark', window: { width: 900, height: 760 }, clock: 'virtual', settings: { showPartials: false, concurrentRequests: 1 },
      providers: { openai: { key: 'sk-test' } }, server: [{ when: { nth: 2 }, do: { hold: 'g' } }],
      steps: [
        { select: ['Hero'] }, { ui: 'fill', name: 'Prompt', value: 'A lighthouse at dusk' }, { ui: 'click', name: 'More options' }, { ui: 'check', name: 'Compare models' }, { ui: 'check', name: 'High' }, { ui: 'check', name: 'Draft' },
        { shot: 'form', of: 'window' }, { ui: 'click', name: 'Compare 3 qualities' }, { await: { requests: 2 } }, { ui: 'click', name: 'Results' }, { shot: 'running', of: 'window' },
        { ui: 'click', name: 'Cancel all' }, { await: 'idle' }, { shot: 'end', of: 'window' }, { dump: 'end' }, { ui: 'click', action: 'undo-run' }, { await: 'idle' },
      ],
    })
    expect(played.report.failed).toBeNull()
    expect(words(played.dump('end').document).filter((text) => text === 'Cancelled')).toHaveLength(2)
    expect(played.node('Compare, Hero')).toBeUndefined()
    expect(hashes(played.node('Hero'))).toEqual([])
  })
})
