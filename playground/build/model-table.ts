import { modelCards, modelKey } from '../../ui/models/index'
import { estimateRequest } from '../../ui/money/estimate'
import { formatPrice } from '../../ui/money/format-price'

/** Markdown table of every model that can be chosen: what it is good at, where it is weak, price and time of one 1024 px picture. */
export function modelTable(): string {
  const rows = modelCards.filter((card) => card.successorId === null && !card.derived && !modelCards.some((other) => other.standsFor === modelKey(card))).map((card) => {
    const estimate = estimateRequest(card, { quality: card.defaultQuality, extent: { widthPx: 1024, heightPx: 1024 }, count: 1, partialImages: 0, promptLength: 200, inputs: [], mask: null })
    const label = card.qualities.find(({ id }) => id === card.defaultQuality)?.label ?? card.defaultQuality
    return `| ${card.label} | ${card.goodAt} | ${card.weakAt} | ${formatPrice(estimate)} (${label}) | ${card.typicalSeconds[card.defaultQuality] ?? '?'} s |`
  })
  return `| model | good at | weak at | one 1024 px picture | takes about |\n|---|---|---|---|---|\n${rows.join('\n')}\n`
}
