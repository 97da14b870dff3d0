import { describe, expect, it } from 'vitest'
import { initialState } from '../../../ui/state/initial-state'
import { mainButton, planNotes } from '../../../ui/state/selectors'
import type { AppState, GenerateDraft } from '../../../ui/state/state'
import { cardOf, layerOf, paidCard, snapshotOf, threeFrames } from '../../support/builders'
import { noon } from '../../support/virtual-time'

const range = paidCard({ id: 'range', label: 'Range', price: { kind: 'tokens', exact: false, rates: { textIn: 0, imageIn: 0, imageOut: 1 }, outputTokens: () => ({ low: 400_000, high: 460_000 }), inputImageTokens: () => 0, tokensPerPartial: 0 } })
const unknown = paidCard({ id: 'unknown', label: 'Unknown', price: { kind: 'unknown' } })
const catalog: AppState['catalog'] = {
  cards: [cardOf(), paidCard(), paidCard({ id: 'about', label: 'About', price: { kind: 'per-image', usd: 0.07, exact: false } }), range, unknown],
  providers: [{ id: 'demo', label: 'Demo', hosts: [], defaultBaseURL: '', needsKey: false }, { id: 'paid', label: 'Paid', hosts: [], defaultBaseURL: 'https://paid.test', needsKey: true }],
}
const stateOf = (layers: AppState['snapshot'], draft: Partial<GenerateDraft> = {}): AppState => {
  const start = initialState(catalog, noon, true)
  return { ...start, ready: true, snapshot: layers, keys: [{ providerId: 'paid', origin: 'https://paid.test', lastFour: 'abcd', keep: 'device' }], draft: { ...start.draft, modelKey: 'demo/demo', quality: 'medium', count: 1, ...draft } }
}

describe('the main button', () => {
  it.each<[string, AppState['snapshot'], Partial<GenerateDraft>, string]>([
    ['nothing selected', snapshotOf([]), { count: 4 }, 'Generate 4 on the canvas · free'],
    ['one target', snapshotOf([layerOf('Hero')]), { modelKey: 'paid/about' }, 'Generate into Hero · about $0.07'],
    ['several into one', snapshotOf([layerOf('Hero')]), { modelKey: 'paid/about', count: 3 }, 'Generate 3 into Hero · about $0.21'],
    ['three frames', snapshotOf(threeFrames()), { modelKey: 'paid/paint-1' }, 'Generate into 3 frames · $0.30'],
    ['shapes', snapshotOf([layerOf('A'), layerOf('B', { type: 'ELLIPSE' })]), {}, 'Generate into 2 layers · free'],
    ['several into each', snapshotOf(threeFrames()), { modelKey: 'paid/about', count: 4 }, 'Generate 4 into each of 3 · about $0.84'],
    ['a wide range', snapshotOf([layerOf('Hero')]), { modelKey: 'paid/range' }, 'Generate into Hero · $0.40 to $0.46'],
    ['a price nobody knows', snapshotOf([layerOf('Hero')]), { modelKey: 'paid/unknown' }, 'Generate into Hero · price unknown'],
    ['a model of the designer\'s own', snapshotOf([layerOf('Hero')]), { modelKey: 'paid/mine-7' }, 'Generate into Hero · price unknown'],
    ['a long name', snapshotOf([layerOf('Landing page hero, final version 12')]), {}, 'Generate into Landing p…rsion 12 · free'],
  ])('%s', (_name, snapshot, draft, text) => {
    const { label, price, blocked } = mainButton(stateOf(snapshot, draft))
    expect([`${label} · ${price}`, blocked]).toEqual([text, null])
  })
  it('keeps its label and price when it cannot run', () => {
    expect(mainButton(stateOf(snapshotOf([layerOf('Hero')]), { modelKey: 'paid/paint-1', prompt: '' }))).toEqual({ label: 'Generate into Hero', price: '$0.10', blocked: 'Say what you want to see first.' })
    const locked = layerOf('Hero', { problem: { kind: 'locked', message: 'Hero is locked. Unlock it or choose another layer.' } })
    expect(mainButton(stateOf(snapshotOf([locked])))).toMatchObject({ label: 'Generate into Hero', blocked: 'Hero is locked. Unlock it or choose another layer.' })
  })
  it('says before the press what will come out differently', () => {
    expect(planNotes(stateOf(snapshotOf([layerOf('Banner', { width: 1400, height: 200 })])))).toEqual(['Banner is 7:1, models stop at 3:1. Inlay makes 3:1 and crops.'])
  })
})
