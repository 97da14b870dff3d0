import { describe, expect, it } from 'vitest'
import { firstTextDraft, type TextDraft } from '../../../ui/words/text-draft'
import { firstDraft } from '../../../ui/state/initial-state'
import { firstEditDraft } from '../../../ui/edit/edit-view'
import { firstExpandDraft } from '../../../ui/edit/expand-draft'
import { defaultSettings } from '../../../src/shared/settings'
import { selectionKind } from '../../../ui/tools/selection-kind'
import { textMockup } from '../../../ui/tools/text-mockup'
import type { LayerSnapshot } from '../../../src/shared/snapshot'
import { cardOf, layerOf, snapshotOf } from '../../support/builders'

const words = (id: string, characters: string) => layerOf(id, { id, type: 'TEXT', role: 'reference', texts: [characters] })
const frame = (name: string) => layerOf(name, { role: 'target', type: 'FRAME', texts: [] })
const plan = (layers: LayerSnapshot[], text: Partial<TextDraft> = {}, prompt = '') => textMockup.plan({
  snapshot: snapshotOf(layers), draft: { ...firstDraft, prompt, count: 1 }, card: cardOf(), settings: defaultSettings, editDraft: firstEditDraft, edit: null, expandDraft: firstExpandDraft, text: { ...firstTextDraft, ...text },
})

describe('a mockup', () => {
  it('asks for the exact words of the text layers, in the scene and lettering, and fills the frame', () => {
    const { jobs, blocked } = plan([words('1:1', 'OPEN LATE'), words('1:2', 'Since 1987'), frame('Sign')], { lettering: 'glowing neon tube letters' }, 'a rainy street')
    expect(blocked).toBeNull()
    expect(jobs).toHaveLength(1)
    expect(jobs[0]).toMatchObject({ letters: [{ text: 'OPEN LATE', nodeId: '1:1' }, { text: 'Since 1987', nodeId: '1:2' }], targetName: 'Sign', placements: [{ mode: 'add-paint' }] })
    for (const part of ['“OPEN LATE”', '“Since 1987”', 'glowing neon tube letters', 'a rainy street']) expect(jobs[0]!.request.prompt).toContain(part)
  })
  it('goes onto the canvas where only texts are selected, and leaves a card with texts alone', () => {
    expect(plan([words('1:1', 'SALE')]).jobs[0]).toMatchObject({ placements: [{ mode: 'new-layer', targetId: null, layerName: 'SALE' }] })
    expect(plan([layerOf('Card', { role: 'target', texts: ['SALE'] })]).jobs[0]).toMatchObject({ placements: [{ mode: 'new-layer', targetId: null }] })
  })
  it('needs words', () => {
    expect(plan([frame('Sign')]).blocked?.code).toBe('request.prompt-missing')
    expect(plan([frame('Sign')], { typed: 'HELLO' }).blocked).toBeNull()
  })
  it('is the tool that texts alone open', () => {
    expect(selectionKind(snapshotOf([words('1:1', 'SALE')]), false).tool).toBe('text')
    expect(selectionKind(snapshotOf([words('1:1', 'SALE'), frame('Sign')]), false).tool).toBe('generate')
  })
})

describe('one mockup for each line', () => {
  const each = (layers: LayerSnapshot[]) => plan(layers, { each: true, typed: 'Good night\nBonne nuit\nGute Nacht' }).jobs
  it('generates the first and edits its picture for the others', () => {
    const jobs = each([frame('Poster')])
    expect(jobs.map(({ editsFirst = false, letters }) => [editsFirst, letters!.map(({ text }) => text)])).toEqual([[false, ['Good night']], [true, ['Bonne nuit']], [true, ['Gute Nacht']]])
    expect(jobs[1]!.request.prompt).toMatch(/Replace the words “Good night” with “Bonne nuit”.*Keep everything else/)
    expect(jobs.map(({ placements }) => placements[0]!.mode)).toEqual(['add-paint', 'variation', 'variation'])
  })
  it('gives each its frame as far as there are some, else a place in the row', () => {
    expect(each([frame('A'), frame('B'), frame('C')]).map(({ targetName }) => targetName)).toEqual(['A', 'B', 'C'])
    expect(each([]).map(({ placements }) => [placements[0]!.mode, placements[0]!.rowIndex, placements[0]!.rowCount])).toEqual([['new-layer', 0, 3], ['new-layer', 1, 3], ['new-layer', 2, 3]])
  })
  it('says how many on the button', () => {
    const input = { snapshot: snapshotOf([]), draft: { ...firstDraft, count: 1 }, edit: null, expandDraft: firstExpandDraft }
    expect(textMockup.button({ ...input, text: { ...firstTextDraft, typed: 'A\nB\nC', each: true } })).toBe('Generate 3 mockups')
    expect(textMockup.button({ ...input, text: { ...firstTextDraft, typed: 'A' } })).toBe('Generate mockup')
  })
})
