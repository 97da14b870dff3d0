import { expect, it } from 'vitest'
import { csvCell, spendingCsv } from '../../../ui/money/spending-csv'

it.each([['gpt-image-2', 'gpt-image-2'], ['=1+1', "'=1+1"], ['+x', "'+x"], ['-x', "'-x"], ['@x', "'@x"], ['a,b', '"a,b"'], ['say "hi"', '"say ""hi"""'], ['=a,b', '"\'=a,b"'], ['two\nlines', '"two\nlines"']])('%j is written as %j', (text, cell) => {
  expect(csvCell(text)).toBe(cell)
})

it('has a line an entry, with an empty cell where nobody said the price', () => {
  const at = new Date(2026, 10, 25, 9, 5).getTime()
  expect(spendingCsv([{ at, jobId: 'job-1', modelId: '=cmd', pictures: 2, usd: 0.0421, estimated: false, file: 'Shop, spring' }, { at, jobId: 'job-2', modelId: 'own', pictures: 1, usd: null, estimated: true }])).toBe(
    "date,time,model,pictures,usd,estimated,job,file\r\n2026-11-25,09:05,'=cmd,2,0.042100,no,job-1,\"Shop, spring\"\r\n2026-11-25,09:05,own,1,,yes,job-2,\r\n")
})
