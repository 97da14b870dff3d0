import { describe, expect, it } from 'vitest'
import { cardByKey, cardForUnknownModel, cardOfStoredKey, modelCards, modelKey, registerCards } from '../../../ui/models'
import { ratioPresetById, ratioPresets, ratioText } from '../../../ui/models/ratios'

describe('model registry', () => {
  it('begins with Demo and knows each card by its key', () => {
    expect(modelCards[0]!.providerId).toBe('demo')
    for (const card of modelCards) expect(cardByKey(modelKey(card))).toBe(card)
    expect(cardByKey('openai/nothing')).toBeNull()
  })

  it('refuses a second card of the same key or label', () => {
    const [card] = modelCards
    expect(() => registerCards([card!, { ...card!, label: 'Other' }])).toThrow()
    expect(() => registerCards([card!, { ...card!, id: 'other' }])).toThrow()
  })

  it('ships no model that shuts down on 1 December 2026, and lists GPT Image 1 with its successor', () => {
    for (const id of ['gpt-image-1.5', 'gpt-image-1-mini', 'chatgpt-image-latest', 'dall-e-3']) expect(cardByKey(`openai/${id}`)).toBeNull()
    const old = cardByKey('openai/gpt-image-1')!
    expect(old.shutdownDate).toBe('2026-10-23')
    expect(cardByKey(`openai/${old.successorId}`)!.successorId).toBeNull()
  })

  it('gives a dated snapshot the card of its model', () => {
    expect(cardForUnknownModel('openai', 'gpt-image-2.5-flare-2026-09-08')).toEqual({ ...cardByKey('openai/gpt-image-2.5-flare'), id: 'gpt-image-2.5-flare-2026-09-08', label: 'GPT Image 2.5 Flare (2026-09-08)' })
  })

  it('promises little for an unknown id', () => {
    expect(cardForUnknownModel('openai', 'flux-kontext')).toMatchObject({ id: 'flux-kontext', label: 'flux-kontext', extents: { kind: 'list' }, maxPartials: 0, price: { kind: 'unknown' } })
    expect(cardOfStoredKey('openai/some/model')).toMatchObject({ providerId: 'openai', id: 'some/model' })
    expect([cardOfStoredKey(''), cardOfStoredKey('openai/'), cardOfStoredKey('/x'), cardOfStoredKey('nothing')]).toEqual([null, null, null, null])
  })
})

describe('ratios', () => {
  it('can each be chosen by their first word', () => {
    const words = ratioPresets.map((preset) => preset.label.split(' ')[0])
    expect(new Set(words).size).toBe(ratioPresets.length)
    expect(ratioPresetById('16:9')!.ratio).toBeCloseTo(1.7778, 3)
    expect(ratioPresetById('5:1')).toBeNull()
  })
  it.each([[1, '1:1'], [1440 / 810, '16:9'], [7, '7:1'], [728 / 90, '8.1:1'], [160 / 600, '1:3.8'], [3, '3:1'], [390 / 844, '1:2.2']])('says %d as %s', (ratio, said) => expect(ratioText(ratio)).toBe(said))
})
