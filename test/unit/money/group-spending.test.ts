import { expect, it } from 'vitest'
import { groupSpending } from '../../../ui/money/group-spending'

const at = (day: number): number => new Date(2026, 10, day, 12).getTime()
const ledger = [
  { at: at(23), jobId: 'a', modelId: 'one', pictures: 2, usd: 0.1, estimated: false },
  { at: at(24), jobId: 'b', modelId: 'one', pictures: 1, usd: 0.05, estimated: true, file: 'Shop' },
  { at: at(24), jobId: 'c', modelId: 'two', pictures: 1, usd: 0.4, estimated: false, file: 'Shop' },
  { at: at(24), jobId: 'd', modelId: 'own', pictures: 1, usd: null, estimated: true, file: 'Site' },
]
const shown = (by: 'day' | 'model' | 'file') => groupSpending(ledger, by, (id) => id.toUpperCase()).map(({ title, usd, lines }) => [title, Number(usd.toFixed(3)), lines.map((line) => `${line.name} ${line.pictures}${line.guessed ? ' about' : ''}${line.unknown ? ' unknown' : ''}`)])

it('sums by day, by model and by file', () => {
  expect(shown('day')).toEqual([['Tue 24 November', 0.45, ['TWO 1', 'ONE 1 about', 'OWN 1 about unknown']], ['Mon 23 November', 0.1, ['ONE 2']]])
  expect(shown('model')).toEqual([['OWN', 0, ['Tue 24 November 1 about unknown']], ['TWO', 0.4, ['Tue 24 November 1']], ['ONE', 0.15, ['Mon 23 November 2', 'Tue 24 November 1 about']]])
  expect(shown('file')).toEqual([['Site', 0, ['OWN 1 about unknown']], ['Shop', 0.45, ['TWO 1', 'ONE 1 about']], ['Earlier, file not noted', 0.1, ['ONE 2']]])
})
