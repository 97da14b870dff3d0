// What a reading by a vision model costs; null while none is allowed. Pure.
import { formatUsd } from '../../money/format-price'
import { readWordsOffer, type TextOffer } from '../../state/rewrite-offer'

let last: { label: string; price: string } | null = null

/** The same object while nothing of it changed. */
export function visionPrice(state: Parameters<typeof readWordsOffer>[0]): { label: string; price: string } | null {
  const offer: TextOffer | null = readWordsOffer(state), price = offer ? formatUsd(offer.estimate.high) : ''
  if (!offer) return null
  if (last?.label !== offer.label || last.price !== price) last = { label: offer.label, price }
  return last
}
