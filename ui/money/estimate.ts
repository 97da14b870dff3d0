// What a request will cost, before it is sent (openai-images.md 3). USD.
import type { Estimate } from '../jobs/job'
import type { ImageRequest } from '../jobs/request'
import type { ModelCard } from '../models/model-card'

type ExtentPx = { widthPx: number; heightPx: number }

/** The part of a request that has a price. The window fills it from the draft, before any layer was exported. */
export type PricedRequest = {
  quality: string
  extent: ExtentPx
  count: number
  partialImages: number
  /** Characters. */
  promptLength: number
  /** Source and references, as sent. */
  inputs: readonly ExtentPx[]
  /** Whether a mask is billed is not published: it widens the range. */
  mask: ExtentPx | null
}

export const pricedRequest = (request: ImageRequest): PricedRequest => ({
  quality: request.quality, extent: request.extent, count: request.count, partialImages: request.partialImages, promptLength: request.prompt.length,
  inputs: [...(request.source ? [request.source] : []), ...request.references.map((reference) => reference.image)],
  mask: request.mask,
})

/** About four characters a token, and six of frame (3.3). */
const textTokens = (characters: number): number => Math.ceil(characters / 4) + 6

/** As services count that price in proportion to the px they make (fal docs, Pricing). */
export const megapixels = ({ widthPx, heightPx }: ExtentPx): number => (widthPx * heightPx) / 1e6

/** Null when the price is not known. Several pictures of one request are billed like single ones, inputs included (3.3). */
export function estimateRequest(card: ModelCard, request: PricedRequest): Estimate | null {
  const { price } = card
  if (price.kind === 'unknown') return null
  if (price.kind === 'free') return { low: 0, high: 0, exact: true }
  if (price.kind === 'per-image') return { low: price.usd * request.count, high: price.usd * request.count, exact: price.exact }
  if (price.kind === 'per-megapixel') {
    const usd = price.usd * megapixels(request.extent) * request.count
    return { low: usd, high: usd, exact: price.exact }
  }
  const { rates } = price
  const output = price.outputTokens(request.quality, request.extent.widthPx, request.extent.heightPx)
  const imageTokens = ({ widthPx, heightPx }: ExtentPx): number => price.inputImageTokens(widthPx, heightPx)
  const inputs = request.inputs.reduce((sum, input) => sum + imageTokens(input), 0)
  const partials = request.partialImages * price.tokensPerPartial
  const usd = (outputTokens: number, inputTokens: number): number =>
    (request.count * ((outputTokens + partials) * rates.imageOut + textTokens(request.promptLength) * rates.textIn + inputTokens * rates.imageIn)) / 1e6
  return { low: usd(output.low, inputs), high: usd(output.high, inputs + (request.mask ? imageTokens(request.mask) : 0)), exact: price.exact }
}

/** Null as soon as one of them is unknown; nothing planned is free. */
export function sumEstimates(estimates: readonly (Estimate | null)[]): Estimate | null {
  let sum: Estimate = { low: 0, high: 0, exact: true }
  for (const estimate of estimates) {
    if (!estimate) return null
    sum = { low: sum.low + estimate.low, high: sum.high + estimate.high, exact: sum.exact && estimate.exact }
  }
  return sum
}
