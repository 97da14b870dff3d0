import { describe, expect, it } from 'vitest'
import { firstTextDraft, textsFor, wordAdvice } from '../../../ui/words/text-draft'
import { layerOf, snapshotOf as snapshotWith } from '../../support/builders'

const snapshotOf = (...layers: Parameters<typeof snapshotWith>[0]) => snapshotWith(layers)
const text = (id: string, characters: string) => layerOf(id, { id, type: 'TEXT', role: 'reference', texts: [characters] })
const texts = (...list: string[]) => list.map((one) => ({ text: one, nodeId: null }))

describe('words of a mockup', () => {
  it('are those of the selected text layers, in reading order, each once', () => {
    const snapshot = snapshotOf(text('1:1', 'OPEN LATE'), text('1:2', ' Bread  and\ncoffee '), text('1:3', 'OPEN LATE'))
    expect(textsFor(snapshot, firstTextDraft)).toEqual([{ text: 'OPEN LATE', nodeId: '1:1' }, { text: 'Bread and coffee', nodeId: '1:2' }])
  })
  it('are those of the texts in a card, with their layers', () => {
    const card = layerOf('Card', { id: '2:1', texts: ['Title', 'Below'], textLayers: [{ id: '2:2', bounds: { x: 0, y: 0, width: 1, height: 1 }, colour: null }, { id: '2:3', bounds: { x: 0, y: 9, width: 1, height: 1 }, colour: null }] })
    expect(textsFor(snapshotOf(card), firstTextDraft)).toEqual([{ text: 'Title', nodeId: '2:2' }, { text: 'Below', nodeId: '2:3' }])
  })
  it('can be typed; those that equal a layer’s belong to it', () => {
    expect(textsFor(snapshotOf(text('1:1', 'OPEN LATE')), { typed: 'OPEN LATE\n\n  Free  soup\u202e ' })).toEqual([{ text: 'OPEN LATE', nodeId: '1:1' }, { text: 'Free soup', nodeId: null }])
    expect(textsFor(null, { typed: Array.from({ length: 9 }, (_, index) => `line ${index}`).join('\n') })).toHaveLength(6)
  })
})

describe('advice', () => {
  it.each([
    [['OPEN LATE'], null],
    [['Fresh bread every single morning'], 'info'],
    [['one two three four five six', 'seven eight nine ten eleven'], 'warn'],
    [['Unwahrscheinlichkeitsberechnungsgrundlagen'], 'warn'],
  ])('%j: %s', (list, tone) => {
    expect(wordAdvice(texts(...list))?.tone ?? null).toBe(tone)
  })
})
