// What was spent, as a list that only grows by whole entries. Pure; the caller keeps it.
import * as z from 'zod/mini'
import type { LedgerEntry } from '../state/state'

/** About 150 bytes each: well below what client storage takes. */
export const maxLedgerEntries = 2000

const amount = z.number().check(z.minimum(0), z.maximum(100_000))
const ledgerEntry = z.object({
  /** Date.now(). */
  at: z.number().check(z.minimum(0), z.maximum(8.64e15)),
  jobId: z.string().check(z.maxLength(100)),
  modelId: z.string().check(z.maxLength(200)),
  pictures: z.number().check(z.minimum(0), z.maximum(1000)),
  usd: z.nullable(amount),
  estimated: z.boolean(),
  /** Name of the file it was made in. */
  file: z.optional(z.string().check(z.maxLength(200))),
})

/** Adds an entry; the actual cost of a job replaces its estimate. Oldest entries go first. */
export function addToLedger(ledger: readonly LedgerEntry[], entry: LedgerEntry): LedgerEntry[] {
  return [...ledger.filter((other) => other.jobId !== entry.jobId), entry].slice(-maxLedgerEntries)
}

/** Midnight to midnight of this computer's clock. */
export function isSameDay(a: number, b: number): boolean {
  const one = new Date(a), two = new Date(b)
  return one.getFullYear() === two.getFullYear() && one.getMonth() === two.getMonth() && one.getDate() === two.getDate()
}

export type Spent = { usd: number; pictures: number; /** Jobs whose price nobody said. */ unknown: number }

export function spentToday(ledger: readonly LedgerEntry[], now: number): Spent {
  const from = new Date(now).setHours(0, 0, 0, 0), until = new Date(from).setHours(24), today = ledger.filter(({ at }) => at >= from && at < until)
  return {
    usd: today.reduce((sum, entry) => sum + (entry.usd ?? 0), 0),
    pictures: today.reduce((sum, entry) => sum + entry.pictures, 0),
    unknown: today.filter((entry) => entry.usd === null).length,
  }
}

/** Entries that are whole, from anything that was stored. Never throws. */
export function restoreLedger(stored: unknown): LedgerEntry[] {
  if (!Array.isArray(stored)) return []
  return stored.slice(-maxLedgerEntries).flatMap((entry) => {
    const parsed = ledgerEntry.safeParse(entry)
    return parsed.success ? [parsed.data] : []
  })
}
