import { describe, expect, it } from 'vitest'
import type { ImageRequest } from '../../../ui/jobs/request'
import { gptImageCards } from '../../../ui/models/gpt-image'
import type { ModelCard } from '../../../ui/models/model-card'
import { actualCost } from '../../../ui/money/actual'
import { estimateRequest, pricedRequest, sumEstimates } from '../../../ui/money/estimate'
import type { PricedRequest } from '../../../ui/money/estimate'
import { formatPrice, formatUsd } from '../../../ui/money/format-price'

const card = gptImageCards.find((other) => other.id === 'gpt-image-2')!
const priced = (price: ModelCard['price']): ModelCard => ({ ...card, price })
const plain: PricedRequest = { quality: 'high', extent: { widthPx: 1024, heightPx: 1024 }, count: 1, partialImages: 0, promptLength: 40, inputs: [], mask: null }
const square = { widthPx: 1024, heightPx: 1024 }

describe('estimateRequest', () => {
  it('counts output, prompt, partial pictures and inputs, for every picture', () => {
    const text = (16 * 5) / 1e6
    expect(estimateRequest(card, plain)!.high).toBeCloseTo(7024 * 30e-6 + text, 9)
    expect(estimateRequest(card, { ...plain, partialImages: 2 })!.high).toBeCloseTo(7224 * 30e-6 + text, 9)
    expect(estimateRequest(card, { ...plain, inputs: [square, square] })!.high).toBeCloseTo(7024 * 30e-6 + text + 2048 * 8e-6, 9)
    expect(estimateRequest(card, { ...plain, count: 4, inputs: [square] })!.high).toBeCloseTo(4 * (7024 * 30e-6 + text + 1024 * 8e-6), 9)
  })

  it('widens the range for a mask, which may or may not be billed', () => {
    const estimate = estimateRequest(card, { ...plain, quality: 'low', inputs: [square], mask: square })!
    expect(estimate.high - estimate.low).toBeCloseTo(1024 * 8e-6, 9)
    expect(formatPrice(estimate)).toBe('$0.01 to $0.02')
  })

  it('reads the same from a finished request', () => {
    const picture = { bytes: new Uint8Array(), mime: 'image/png', widthPx: 1024, heightPx: 1024, name: 'x' }
    const request: ImageRequest = { toolId: 'inpaint', modelId: card.id, prompt: 'a'.repeat(40), source: picture, mask: picture, references: [{ role: 'style', image: picture }], extent: square, count: 1, quality: 'high', background: 'auto', format: 'png', partialImages: 0, moderation: 'auto', seed: null }
    expect(estimateRequest(card, pricedRequest(request))).toEqual(estimateRequest(card, { ...plain, inputs: [square, square], mask: square }))
  })

  it('knows free, per picture and unknown', () => {
    expect(estimateRequest(priced({ kind: 'free' }), plain)).toEqual({ low: 0, high: 0, exact: true })
    expect(estimateRequest(priced({ kind: 'per-megapixel', usd: 0.03, exact: false }), { ...plain, extent: { widthPx: 2048, heightPx: 2048 }, count: 2 })).toMatchObject({ exact: false, high: expect.closeTo(0.03 * 2 * 4.194304) as number })
    expect(estimateRequest(priced({ kind: 'per-image', usd: 0.04, exact: true }), { ...plain, count: 3 })!.high).toBeCloseTo(0.12)
    expect(estimateRequest(priced({ kind: 'unknown' }), plain)).toBeNull()
  })
})

describe('sumEstimates', () => {
  it('adds ranges, is exact only when all are, and unknown when one is', () => {
    expect(sumEstimates([{ low: 1, high: 2, exact: true }, { low: 3, high: 3, exact: false }])).toEqual({ low: 4, high: 5, exact: false })
    expect(sumEstimates([{ low: 1, high: 2, exact: true }, null])).toBeNull()
    expect(sumEstimates([])).toEqual({ low: 0, high: 0, exact: true })
  })
})

describe('formatPrice', () => {
  it.each([
    [null, 'price unknown'], [{ low: 0, high: 0, exact: true }, 'free'], [{ low: 0.04, high: 0.04, exact: true }, '$0.04'], [{ low: 0.2108, high: 0.2108, exact: false }, 'about $0.21'],
    [{ low: 0.4, high: 0.46, exact: false }, '$0.40 to $0.46'], [{ low: 0.4, high: 0.43, exact: false }, 'about $0.43'], [{ low: 0.0059, high: 0.0059, exact: false }, 'about $0.006'],
    [{ low: 0.00001, high: 0.00002, exact: false }, 'about $0.001'], [{ low: 12, high: 12, exact: false }, 'about $12.00'], [{ low: 0, high: 0.05, exact: false }, '$0.00 to $0.05'],
  ])('%j: %s', (estimate, said) => expect(formatPrice(estimate)).toBe(said))
  it.each([[0, '$0.00'], [0.0099, '$0.01'], [0.0094, '$0.009'], [0.0004, 'under $0.001'], [1.005, '$1.00']])('%d: %s', (usd, said) => expect(formatUsd(usd)).toBe(said))
})

describe('actualCost', () => {
  const made = { widthPx: 1024, heightPx: 1024 }
  const usage = { inputTextTokens: 14, inputImageTokens: 1024, outputImageTokens: 1756, outputTextTokens: 100 }
  it('prices the usage of the service', () => {
    expect(actualCost(card, usage, [made])).toBeCloseTo((14 * 5 + 1024 * 8 + 1756 * 30 + 100 * 10) / 1e6, 12)
    const later = gptImageCards.find((other) => other.id === 'gpt-image-2.6-flare')!
    expect(actualCost(later, usage, [made])).toBeCloseTo((14 * 5 + 1024 * 8 + 1756 * 30) / 1e6, 12) // text output is not billed
  })
  it('is unknown without usage, unless the price needs none', () => {
    expect(actualCost(card, null, [made])).toBeNull()
    expect(actualCost(priced({ kind: 'unknown' }), usage, [made])).toBeNull()
    expect(actualCost(priced({ kind: 'free' }), null, [made])).toBe(0)
    expect(actualCost(priced({ kind: 'per-image', usd: 0.04, exact: true }), null, [made, made, made])).toBeCloseTo(0.12)
    expect(actualCost(priced({ kind: 'per-megapixel', usd: 0.03, exact: false }), null, [made, { widthPx: 1920, heightPx: 1088 }])).toBeCloseTo(0.03 * (1.048576 + 2.08896))
  })
})
