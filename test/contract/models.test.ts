// Promises that every model card keeps, whoever serves it.
import { describe, expect, it } from 'vitest'
import { modelCards, cardByKey, modelKey } from '../../ui/models'
import { finishWays } from '../../ui/finish/finish-draft'
import { finishMethods, methodKey } from '../../ui/finish/finish-methods'
import { finishCards } from '../../ui/models/finish'
import { checkExtent, fitExtent } from '../../ui/models/fit-extent'
import { estimateRequest } from '../../ui/money/estimate'
import { providerById } from '../../ui/providers'

const qualityOrder = ['Draft', 'Standard', 'High', 'Extra high', 'Max']
const frames = [[1440, 1024], [1080, 1080], [390, 844], [1920, 1080], [24, 24], [1600, 80], [80, 1600], [4096, 4096], [300, 250]]

describe.each([...modelCards, ...finishCards].map((card) => [modelKey(card), card] as const))('%s', (_key, card) => {
  it('belongs to a provider, or runs on this device', () => expect(card.onDevice === true || providerById(card.providerId) !== null).toBe(true))

  it('has a legal extent for every frame, at every density', () => {
    for (const [width = 0, height = 0] of frames) {
      for (const density of [1, 2, 4]) {
        const { widthPx, heightPx } = fitExtent(card.extents, { width: width * density, height: height * density })
        expect(checkExtent(card.extents, widthPx, heightPx), `${width} x ${height} at ${density}x`).toBeNull()
      }
    }
  })

  it('can be asked for each of its listed extents', () => {
    if (card.extents.kind === 'free') return expect(card.extents.minPixels).toBeLessThan(card.extents.maxPixels)
    for (const { widthPx, heightPx } of card.extents.extents) expect(fitExtent(card.extents, { width: widthPx, height: heightPx })).toMatchObject({ widthPx, heightPx, trimPx: 0, note: null })
  })

  it('names its qualities in rising order, and its usual one among them', () => {
    const labels = card.qualities.map((quality) => quality.label)
    expect(labels).toEqual(qualityOrder.filter((label) => labels.includes(label)))
    expect(new Set(card.qualities.map((quality) => quality.id)).size).toBe(card.qualities.length)
    expect(card.qualities.some((quality) => quality.id === card.defaultQuality)).toBe(true)
  })

  it('says in few words what it is for', () => {
    for (const words of [card.label, card.goodAt, card.weakAt]) expect(words).not.toBe('')
    expect(card.goodAt.split(' ').length).toBeLessThanOrEqual(4)
  })

  it('has a time and a price for each quality, rising, unless it is shut down', () => {
    if (card.successorId) return expect(cardByKey(`${card.providerId}/${card.successorId}`)?.successorId).toBeNull()
    const [first] = card.extents.kind === 'list' ? card.extents.extents : [{ widthPx: 1024, heightPx: 1024 }]
    let before = 0
    for (const { id } of card.qualities) {
      expect(card.typicalSeconds[id], id).toBeGreaterThan(0)
      const estimate = estimateRequest(card, { quality: id, extent: first!, count: 1, partialImages: 0, promptLength: 100, inputs: [], mask: null })
      if (card.price.kind === 'unknown') expect(estimate).toBeNull()
      else {
        expect(estimate!.high).toBeGreaterThanOrEqual(before)
        before = estimate!.high
      }
    }
  })

  it('keeps its limits in sane bounds', () => {
    expect(card.maxCount).toBeGreaterThanOrEqual(1)
    expect(card.maxPartials).toBeLessThanOrEqual(3)
    expect(card.promptMaxChars).toBeGreaterThan(0)
    expect(card.formats.length * card.backgrounds.length).toBeGreaterThan(0)
    if (card.shutdownDate) expect(card.shutdownDate).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  })
})

describe.each(finishWays.flatMap((way) => finishMethods(modelCards, way).map((method) => [`${way}: ${method.card.label}`, method] as const)))('the method %s', (_name, method) => {
  it('is alone under its key, says what it does, and is free where nothing is sent', () => {
    expect(finishMethods(modelCards, method.way).filter((other) => methodKey(other) === methodKey(method))).toEqual([method])
    expect(method.detail).not.toBe('')
    if (method.card.onDevice) expect(method.card.price).toEqual({ kind: 'free' })
    else expect(method.card.operations.edit && !method.card.successorId).toBe(true)
  })
  it('takes alpha only from a card that says it gives some', () => {
    if (method.way === 'cut-out' && !method.card.onDevice) expect(method.card.backgrounds).toContain('transparent')
  })
})
it('cards of finishing are in no model menu', () => expect(finishCards.filter((card) => modelCards.includes(card))).toEqual([]))
