// The caps on spending, checked before anything is sent (design D0.9). USD.
import type { Settings } from '../../src/shared/settings'
import type { Estimate } from '../jobs/job'
import type { LedgerEntry } from '../state/state'
import { formatUsd } from './format-price'
import { spentToday } from './ledger'
import { sumEstimates } from './estimate'

export type CapBreach = { cap: 'run' | 'day'; message: string; plannedUsd: number; spentUsd: number; allowedUsd: number }

type Caps = Pick<Settings, 'capPerRunUsd' | 'capPerDayUsd'>

/** Sums of cents carry rounding; a cap of $5 is not broken by a hundred pictures of $0.05. */
const slackUsd = 1e-9

/**
 * Null when the run may start. Counts with the upper end of the estimate. `reservedUsd` is what running jobs were estimated at and the ledger does not hold yet.
 * A run of unknown price passes: nothing can be counted, and the button says "price unknown".
 */
export function checkCaps(planned: Estimate | null, caps: Caps, ledger: readonly LedgerEntry[], now: number, reservedUsd = 0): CapBreach | null {
  if (!planned || planned.high === 0) return null
  const plannedUsd = planned.high
  const spentUsd = spentToday(ledger, now).usd + reservedUsd
  const { capPerRunUsd: perRun, capPerDayUsd: perDay } = caps
  if (perRun !== null && plannedUsd > perRun + slackUsd) {
    return { cap: 'run', plannedUsd, spentUsd, allowedUsd: perRun, message: `This run would pass the cap per run: ${formatUsd(plannedUsd)} planned, ${formatUsd(perRun)} allowed.` }
  }
  if (perDay !== null && spentUsd + plannedUsd > perDay + slackUsd) {
    return { cap: 'day', plannedUsd, spentUsd, allowedUsd: perDay, message: `This run would pass today's cap: ${formatUsd(spentUsd)} spent, ${formatUsd(plannedUsd)} planned, ${formatUsd(perDay)} allowed.` }
  }
  return null
}

/** How many of the planned requests, from the first on, still fit: the k of "Run 3 of 11". */
export function countWithinCaps(planned: readonly (Estimate | null)[], caps: Caps, ledger: readonly LedgerEntry[], now: number, reservedUsd = 0): number {
  let count = 0
  while (count < planned.length && !checkCaps(sumEstimates(planned.slice(0, count + 1)), caps, ledger, now, reservedUsd)) count += 1
  return count
}

/** As checkCaps, for one request of a run that is under way: `spentOnRun` counts against the cap per run. */
export function breachBefore(plannedUsd: number, spentOnRun: number, { capPerRunUsd: perRun, capPerDayUsd: perDay }: Caps, ledger: readonly LedgerEntry[], now: number): CapBreach | null {
  const today = spentToday(ledger, now).usd
  const over = (cap: 'run' | 'day', which: string, spentUsd: number, allowedUsd: number): CapBreach =>
    ({ cap, plannedUsd, spentUsd, allowedUsd, message: `This run would pass ${which}: ${formatUsd(spentUsd)} spent, ${formatUsd(plannedUsd)} planned, ${formatUsd(allowedUsd)} allowed.` })
  if (perRun !== null && spentOnRun + plannedUsd > perRun + slackUsd) return over('run', 'the cap per run', spentOnRun, perRun)
  return perDay !== null && today + plannedUsd > perDay + slackUsd ? over('day', "today's cap", today, perDay) : null
}
