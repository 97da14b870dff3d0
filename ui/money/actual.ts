// What a finished request cost, from the service's own count.
import type { ModelCard } from '../models/model-card'
import type { Usage } from '../providers/provider'
import { megapixels } from './estimate'

/** USD; null when neither the service nor the card says. Cached input is not reported on this endpoint, so it is priced in full (openai-images.md 3.3). */
export function actualCost(card: ModelCard, usage: Usage | null, pictures: readonly { widthPx: number; heightPx: number }[]): number | null {
  const { price } = card
  if (price.kind === 'free') return 0
  if (price.kind === 'per-image') return price.usd * pictures.length
  if (price.kind === 'per-megapixel') return price.usd * pictures.reduce((sum, picture) => sum + megapixels(picture), 0)
  if (price.kind === 'unknown' || !usage) return null
  const { rates } = price
  return (usage.inputTextTokens * rates.textIn + usage.inputImageTokens * rates.imageIn + usage.outputImageTokens * rates.imageOut + usage.outputTextTokens * (rates.textOut ?? 0)) / 1e6
}
