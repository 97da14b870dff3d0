import { describe, expect, it } from 'vitest'
import { createStore } from '../../../ui/state/store'
import type { AppState } from '../../../ui/state/state'
import type { JobResult } from '../../../ui/jobs/job'
import type { WordCheck } from '../../../ui/words/word-check'
import { onlyWords } from '../../../ui/words/only-words'
import { cardOf } from '../../support/builders'
import { createFakeEditWork } from '../../support/fake-edit-work'

const extent = { widthPx: 1024, heightPx: 768 }
const first = { key: 'job-1/0', bytes: new Uint8Array([1]), mime: 'image/png', ...extent } as JobResult
const reading = (state: WordCheck['state'], box: object | null = { centre: { x: 500, y: 300 }, width: 200, height: 60, angle: 0 }): WordCheck => ({ state, by: '', problem: null, extent: { width: 1024, height: 768 }, verdicts: state === 'done' ? [{ expected: 'Good night', verdict: 'reads', read: 'Good night', wrong: '', only: null, why: '', box: box as never }] : [] })

function ask({ check = null, reader = 'ready', text = 'Gute Nacht', card = cardOf({ operations: { ...cardOf().operations, mask: true } }), size = extent }: { check?: WordCheck | null; reader?: string; text?: string; card?: ReturnType<typeof cardOf>; size?: typeof extent } = {}) {
  const store = createStore<AppState>({ wordChecks: check ? { [first.key]: check } : {}, reader: { state: reader } } as unknown as AppState), work = createFakeEditWork(), controller = new AbortController()
  return { store, work, controller, made: onlyWords({ store }, work, first, { request: { extent: size } as never, letters: [{ text, nodeId: null }] }, card, controller.signal) }
}

describe('other words in a mockup', () => {
  it('are an edit whose mask is the place of its words, at the size that was priced', async () => {
    const { work, made } = ask({ check: reading('done') }), composite = (await made)!
    const inputs = await composite.prepare({ signal: new AbortController().signal })
    expect([inputs.source.name, inputs.mask?.name]).toEqual(['picture', 'mask'])
    const { plan, coverage } = work.areas[0]!
    expect(plan).toMatchObject({ crop: { x: 0, y: 0, width: 1024, height: 768 }, request: { width: 1024, height: 768 }, scale: 1 })
    expect([coverage[300 * 1024 + 500], coverage[300 * 1024 + 300], coverage[500 * 1024 + 500]]).toEqual([255, 0, 0])
  })
  it('have more room where they are longer', async () => {
    const { work, made } = ask({ check: reading('done'), text: 'Good night and sleep well' })
    await (await made)!.prepare({ signal: new AbortController().signal })
    expect(work.areas[0]!.coverage[300 * 1024 + 300]).toBe(255)
  })
  it('wait for a reading that is under way', async () => {
    const { store, made } = ask({ check: reading('reading') })
    store.set({ wordChecks: { [first.key]: reading('done') } })
    expect(await made).not.toBeNull()
  })
  it.each([
    ['no reader is there', { reader: 'off' }], ['the words were not found', { check: reading('done', null) }], ['the reading failed', { check: reading('failed') }],
    ['the picture came in another size', { check: reading('done'), size: { widthPx: 512, heightPx: 512 } }],
  ])('are an edit of the whole picture when %s', async (_, given) => {
    expect(await ask(given).made).toBeNull()
  })
  it('stop waiting when they are cancelled', async () => {
    const { controller, made } = ask({ check: reading('reading') })
    controller.abort()
    await expect(made).rejects.toMatchObject({ name: 'AbortError' })
  })
})
