// The one line of money. Pure.
import { formatUsd } from '../money/format-price'
import { spentToday } from '../money/ledger'
import type { AppState } from '../state/state'
import { draftCard } from './create/choose-model'

/** "$1.36 of $5.00 today", "$0.00 today", or the promise that nothing leaves. */
export function moneyText(state: Pick<AppState, 'ledger' | 'settings' | 'catalog' | 'draft'>, now: number): string {
  const spent = spentToday(state.ledger, now).usd, cap = state.settings.capPerDayUsd
  if (draftCard(state).price.kind === 'free' && spent === 0) return 'Nothing leaves this device'
  return cap === null ? `${formatUsd(spent)} today` : `${formatUsd(spent)} of ${formatUsd(cap)} today`
}
