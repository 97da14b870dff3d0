import { expect, test } from 'vitest'
import { median, quantile, race, table } from '../../../playground/bench/measure.ts'
import { placements } from '../../../playground/bench/vm.ts'

test('medians and quantiles', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([5])]).toEqual([2, 2.5, 5])
  expect([quantile([5, 1, 4, 2, 3], 0.8), quantile([1, 2], 0.95), quantile([7], 0.1)]).toEqual([4, 2, 7])
  expect(() => median([])).toThrow('median of nothing')
})
test('warm-up runs do not count, and both sides run in turn', async () => {
  const order: string[] = []
  await race((round) => order.push(`a${round}`), (round) => order.push(`b${round}`), { rounds: 1, warmUp: 1 })
  expect(order).toEqual(['a0', 'b0', 'a1', 'b1'])
})
test('the table shows medians, baselines and ratios', () => {
  expect(table([{ what: 'Copying', ms: 220.4, baseline: 'memcpy', baselineMs: 2, more: 'note' }])).toBe('         median ms  baseline  baseline ms   ratio\nCopying        220  memcpy            2.0  110.2x  note')
})
test('the placements that are measured really place', async () => {
  expect(await placements(3, 1)).toMatchObject({ what: '3 placements', ms: expect.any(Number) })
})
