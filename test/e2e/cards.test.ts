// Twelve cards filled from their own words: the scenario "cards" of the fill plan.
import { describe, expect, it } from 'vitest'
import { modelCards } from '../../ui/models/index'
import { actualCost } from '../../ui/money/actual'
import { checkExtent } from '../../ui/models/fit-extent'
import { servedModel } from '../../playground/server/models'
import { usageOf as serverUsage } from '../../playground/server/usage'
import { useScenarios, type NodeDump, type Played } from '../support/scenario'

const { play } = useScenarios('cards')
const titles = ['Morning light', 'Harbour walk', 'Night market', 'Paper studio', 'Quiet garden', 'Old library', 'Summer roof', 'First snow', 'Clay workshop', 'Desert road', 'Kite beach', 'Last train']
const names = titles.map((_, index) => `Card ${index + 1}`)
const failing = [1, 4, 5, 8, 11]
const paid = { clock: 'virtual', providers: { openai: { key: 'sk-test-4242424242424242' } }, settings: { showPartials: false } }
const model = modelCards.find(({ id }) => id === 'gpt-image-2')!
const open = [{ select: names }, { ui: 'choose', name: 'Prompt for', value: 'Each frame its own' }, { ui: 'choose', name: 'Model', value: 'GPT Image 2' }, { ui: 'choose', name: 'Quality', value: 'Draft' }]

/** What the local server says of a request in its answer (playground/server/usage.ts). */
function usageOf({ fields }: Played['requests'][number]): ReturnType<typeof serverUsage> {
  const [width, height] = String(fields['size']).split('x').map(Number) as [number, number]
  const call = { wish: { prompt: String(fields['prompt']) }, model: servedModel(String(fields['model']))!, pictures: { images: [] } } as unknown as Parameters<typeof serverUsage>[0]
  return serverUsage(call, { quality: String(fields['quality']), width, height }, 1, 0)
}
const ledgerOf = (played: Played) => (JSON.parse(played.text('storage.json')) as Record<string, { usd: number; estimated: boolean; file?: string }[]>)['inlay/state/ledger'] ?? []
/** Without the note on calm space for the card's texts. */
const promptIn = (fields: Record<string, unknown>): string => String(fields['prompt']).split('\n')[0]!
const recipeOf = (node: NodeDump | undefined): { prompt: string } => JSON.parse(node!.pluginData!['inlay.recipe']!) as { prompt: string }
const fillsOf = (node: NodeDump | undefined) => (node?.fills ?? []).map(({ type }) => type)

describe('cards', () => {
  it('makes 12 requests of 12 titles at legal sizes within the default limits, sends 5 failed ones again alone, and counts what the server counts', { timeout: 180_000 }, async () => {
    const played = await play('cards', {
      ...paid, scene: 'Cards wireframe',
      server: failing.map((index) => ({ when: { prompt: titles[index] }, times: 1, do: { status: 500 } })),
      steps: [
        ...open, { ui: 'fill', name: 'Pattern', value: 'photo of {text:Title}, {layer}, calm light' }, { dump: 'before' }, { ui: 'click', action: 'run' }, { await: { requests: 5 } },
        { host: 'setText', node: 'Lanterns over a lane', characters: 'Lanterns and steam' }, { await: 'idle' }, { shot: 'failed', of: 'window' },
        { ui: 'click', name: 'Retry failed' }, { await: 'idle' }, { shot: 'done', of: 'window' }, { dump: 'filled' },
        { ui: 'click', name: 'Results' }, { ui: 'click', name: 'Undo run' }, { await: 'idle' },
      ],
    })
    expect(played.report.failed).toBeNull()
    const prompts = played.requests.map(({ fields }) => promptIn(fields))
    const promptOf = (index: number): string => `photo of ${titles[index]!}, Card ${index + 1}, calm light`
    // Requests that leave at the same moment may arrive in any order: each frame has its own one, and one more where that failed.
    const sentFor = (index: number, list: readonly string[]): number => list.filter((prompt) => prompt === promptOf(index)).length
    for (const [index, name] of names.entries()) {
      expect([name, sentFor(index, prompts.slice(0, 12)), sentFor(index, prompts.slice(12))]).toEqual([name, 1, failing.includes(index) ? 1 : 0])
      expect([name, recipeOf(played.node(name, played.dump('filled').document)).prompt]).toEqual([name, promptOf(index)])
    }
    expect(prompts).toHaveLength(12 + failing.length)

    for (const { fields } of played.requests) {
      const [width, height] = String(fields['size']).split('x').map(Number) as [number, number]
      expect(checkExtent(model.extents, width, height)).toBeNull()
      expect(Math.abs(width / height / (320 / 280) - 1)).toBeLessThan(0.01)
    }
    const starts = played.requests.map(({ timeMs }) => timeMs)
    expect(starts[11]! - starts[0]!).toBeGreaterThanOrEqual(120_000)
    starts.forEach((at) => expect(starts.filter((other) => other >= at && other < at + 60_000).length).toBeLessThanOrEqual(5))

    const usd = played.requests.filter(({ status }) => status === 200).map(usageOf).reduce((sum, usage) => sum + actualCost(model, { inputTextTokens: usage.input_tokens_details.text_tokens, inputImageTokens: usage.input_tokens_details.image_tokens, outputImageTokens: usage.output_tokens, outputTextTokens: 0 }, [])!, 0)
    const ledger = ledgerOf(played)
    expect(ledger).toHaveLength(12)
    expect(ledger.every(({ estimated }) => !estimated)).toBe(true)
    expect(ledger.reduce((sum, entry) => sum + entry.usd, 0)).toBeCloseTo(usd, 9)

    const filled = played.dump('filled').document, before = played.dump('before').document
    for (const name of names) {
      expect([name, fillsOf(played.node(name, filled))]).toEqual([name, ['SOLID', 'IMAGE']])
      expect([name, played.node(name)?.fills, played.node(name)?.pluginData ?? {}]).toEqual([name, played.node(name, before)?.fills, {}])
    }
    expect(played.text('document.json')).toContain('Lanterns and steam')
    expect(played.console.filter(({ level }) => level === 'unhandled')).toEqual([])
  })

  it('can be worked from a narrow dark window: rows off and by hand, a pasted table, a shared request, drafts, finals', { timeout: 180_000 }, async () => {
    const played = await play('drafts and finals', {
      ...paid, scene: 'Cards wireframe', theme: 'dark', window: { width: 320, height: 620 }, settings: { ...paid.settings, picturesPerMinute: null },
      steps: [
        { select: names.slice(0, 4) }, ...open.slice(1), { ui: 'read', name: 'Card 2, prompt', as: 'filled' },
        { ui: 'check', name: 'Card 1', value: false }, { ui: 'fill', name: 'Card 2, prompt', value: 'boats' },
        { ui: 'click', name: 'Paste rows' }, { ui: 'fill', name: 'Rows from a spreadsheet', value: 'Frame\tPrompt\nCard 3\t=1+1\nCard 4\tboats' }, { ui: 'click', name: 'Use rows' },
        { ui: 'read', name: 'Card 3, prompt', as: 'formula' }, { ui: 'check', name: 'Same prompts share one request', value: true },
        { ui: 'press', name: 'Card 2, prompt', keys: 'ArrowDown Home ArrowLeft' }, { shot: 'table', of: 'window' },
        { ui: 'click', action: 'run' }, { await: 'idle' }, { select: ['Card 4'] }, { ui: 'click', name: 'Approve selected' }, { shot: 'approved', of: 'window' },
        { ui: 'click', name: 'Make finals' }, { await: 'idle' }, { shot: 'finals', of: 'window' },
      ],
    })
    expect(played.report.failed).toBeNull()
    expect(played.reads).toEqual({ filled: 'photo of Harbour walk, Boats after the rain', formula: '=1+1' })
    expect(played.requests.map(({ fields }) => [promptIn(fields), fields['quality']])).toEqual([['boats', 'low'], ['=1+1', 'low'], ['boats', 'high']])
    expect(fillsOf(played.node('Card 1'))).toEqual(['SOLID'])
    const hash = (name: string) => played.node(name)?.fills?.find(({ type }) => type === 'IMAGE')?.['imageHash']
    expect(fillsOf(played.node('Card 4'))).toEqual(['SOLID', 'IMAGE'])
    expect(hash('Card 2')).not.toBe(hash('Card 4'))
    const controls = played.a11y.find(({ shot }) => shot.endsWith('table'))!.controls
    expect(controls.find(({ role, name }) => role === 'table' && name === 'Fill plan')).toBeDefined()
    expect(controls.filter(({ role, group }) => role === 'checkbox' && group !== null).map(({ name }) => name)).toEqual(expect.arrayContaining(['Card 1', 'Card 2', 'Card 3', 'Card 4', 'All rows']))
    expect(controls.filter(({ state }) => state.includes('focused=true')).map(({ name }) => name)).toEqual(['Card 3'])
  })
})
