// When a failed request is sent again by itself (design D5): only where nothing was charged or the service asked for it.
import type { ErrorReport } from '../../src/shared/errors'

/** Sendings of one job, the first included. */
export const maxAttempts = 4

/** ms before the second sending; doubles with each. Tier 1 makes 5 pictures a minute (openai-images.md 4), so a rate limit waits longer. */
const firstDelayMs: Record<string, number> = { 'provider.rate-limited': 8_000, 'provider.unavailable': 3_000 }
const spread = 0.25
/** A service that asks for longer is left to the designer. */
const longestMs = 120_000

/**
 * ms to wait before sending again, or null to give up. `attempts` sendings were made; `random` gives 0 to 1.
 * `provider.unavailable` is marked retryable by the provider file only for 503 and for a connection refused before anything was sent.
 * Never for a timeout or a broken connection: the picture may have been made and charged.
 */
export function retryDelayMs(error: ErrorReport, attempts: number, random: () => number): number | null {
  if (attempts >= maxAttempts || !error.retryable) return null
  const first = firstDelayMs[error.code]
  if (first === undefined) return null
  const asked = error.retryAfterMs
  if (asked !== undefined && asked > longestMs) return null
  // A delay that the service named is a minimum: never earlier, and not all at the same moment.
  if (asked !== undefined) return Math.round(asked * (1 + random() * spread))
  const backOff = Math.min(longestMs, first * 2 ** (attempts - 1))
  return Math.round(backOff * (1 - spread + random() * 2 * spread))
}
