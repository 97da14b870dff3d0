// What a reading by a vision model costs, as words; '' while none is allowed. Pure.
import { formatUsd } from '../../money/format-price'
import { readWordsOffer } from '../../state/rewrite-offer'

export const visionPrice = (state: Parameters<typeof readWordsOffer>[0]): string => {
  const offer = readWordsOffer(state)
  return offer ? formatUsd(offer.estimate.high) : ''
}
