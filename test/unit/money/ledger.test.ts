import { describe, expect, it } from 'vitest'
import { checkCaps, countWithinCaps } from '../../../ui/money/caps'
import { addToLedger, maxLedgerEntries, restoreLedger, spentToday } from '../../../ui/money/ledger'
import type { LedgerEntry } from '../../../ui/state/state'

const noon = new Date(2026, 10, 23, 12).getTime()
const entry = (change: Partial<LedgerEntry> = {}): LedgerEntry => ({ at: noon, jobId: 'a', modelId: 'gpt-image-2', pictures: 1, usd: 0.5, estimated: false, ...change })
const planned = (usd: number) => ({ low: usd / 2, high: usd, exact: false })

describe('ledger', () => {
  it('replaces the estimate of a job by its actual cost, and changes nothing in place', () => {
    const before = addToLedger([], entry({ estimated: true, usd: 0.6 }))
    const after = addToLedger(before, entry({ usd: 0.5 }))
    expect([before[0]!.usd, after.length, after[0]!.usd, after[0]!.estimated]).toEqual([0.6, 1, 0.5, false])
  })

  it('forgets the oldest first', () => {
    let ledger: LedgerEntry[] = Array.from({ length: maxLedgerEntries }, (_, i) => entry({ jobId: `j${i}` }))
    ledger = addToLedger(ledger, entry({ jobId: 'new' }))
    expect([ledger.length, ledger[0]!.jobId, ledger.at(-1)!.jobId]).toEqual([maxLedgerEntries, 'j1', 'new'])
  })

  it('counts from midnight to midnight of this computer', () => {
    const ledger = [entry({ jobId: 'yesterday', at: new Date(2026, 10, 22, 23, 59).getTime() }), entry({ jobId: 'early', at: new Date(2026, 10, 23, 0, 0).getTime(), usd: 0.25 }), entry({ jobId: 'unsaid', usd: null }), entry()]
    expect(spentToday(ledger, noon)).toEqual({ usd: 0.75, pictures: 3, unknown: 1 })
  })

  it('restores whole entries from anything', () => {
    const stored = [entry(), { ...entry(), usd: -1 }, { ...entry(), usd: '0.5' }, null, 'x', { at: noon }, { ...entry({ jobId: 'b' }), extra: 'dropped' }, entry({ jobId: 'c', usd: null })]
    expect(restoreLedger(JSON.parse(JSON.stringify(stored)))).toEqual([entry(), entry({ jobId: 'b' }), entry({ jobId: 'c', usd: null })])
    expect([restoreLedger(null), restoreLedger({}), restoreLedger('[]')]).toEqual([[], [], []])
  })
})

describe('caps', () => {
  const caps = { capPerRunUsd: 1, capPerDayUsd: 2 }
  it('names spent, planned and allowed', () => {
    expect(checkCaps(planned(1), caps, [entry({ usd: 1.4 })], noon)).toMatchObject({ cap: 'day', message: "This run would pass today's cap: $1.40 spent, $1.00 planned, $2.00 allowed." })
    expect(checkCaps(planned(1.01), caps, [], noon)).toMatchObject({ cap: 'run', message: 'This run would pass the cap per run: $1.01 planned, $1.00 allowed.' })
  })
  it('lets a run reach the cap exactly, rounding included', () => {
    const dimes = Array.from({ length: 10 }, (_, i) => entry({ jobId: `j${i}`, usd: 0.1 }))
    expect(checkCaps(planned(1), caps, dimes, noon)).toBeNull()
  })
  it('counts what running jobs may still cost', () => expect(checkCaps(planned(0.5), caps, [entry({ usd: 1 })], noon, 0.6)).toMatchObject({ cap: 'day', spentUsd: 1.6 }))
  it('knows no cap, no price and free', () => {
    expect(checkCaps(planned(50), { capPerRunUsd: null, capPerDayUsd: null }, [], noon)).toBeNull()
    expect(checkCaps(null, caps, [], noon)).toBeNull()
    expect(checkCaps({ low: 0, high: 0, exact: true }, { capPerRunUsd: 0, capPerDayUsd: 0 }, [], noon)).toBeNull()
  })
  it('says how many requests still fit', () => {
    const rows = Array.from({ length: 11 }, () => planned(0.04))
    expect(countWithinCaps(rows, { capPerRunUsd: 0.13, capPerDayUsd: null }, [], noon)).toBe(3)
    expect(countWithinCaps(rows, { capPerRunUsd: 5, capPerDayUsd: 5 }, [], noon)).toBe(11)
    expect(countWithinCaps(rows, { capPerRunUsd: 0.01, capPerDayUsd: null }, [], noon)).toBe(0)
  })
})
