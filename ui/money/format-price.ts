// Prices as the designer reads them (ui.md 2, main button).
import type { Estimate } from '../jobs/job'

/** Two decimals; below a cent the first figure that counts: $0.006. */
export function formatUsd(usd: number): string {
  if (usd > 0 && usd < 0.001) return 'under $0.001'
  if (usd > 0 && usd < 0.0095) return `$${usd.toFixed(3)}`
  return `$${usd.toFixed(2)}`
}

/** A wider range than this is shown as one. */
const rangeFrom = 0.1

/** `free`, `$0.04`, `about $0.21`, `$0.40 to $0.46` or `price unknown`. */
export function formatPrice(estimate: Estimate | null): string {
  if (!estimate) return 'price unknown'
  if (estimate.high <= 0) return 'free'
  const low = formatUsd(estimate.low), high = formatUsd(estimate.high)
  if (estimate.high > estimate.low * (1 + rangeFrom) && low !== high) return `${low} to ${high}`
  return estimate.exact ? high : `about ${high.replace('under ', '')}`
}
