import { describe, expect, it } from 'vitest'
import { parseTable, rowsFromTable, tableOfRows } from '../../../ui/batch/rows-table'

const rows = ['Hero', 'Card', 'Card (2)'].map((name) => ({ id: `id:${name}`, name }))

describe('a table that was pasted', () => {
  it.each([
    ['tabs', 'a\tb\nc\td', [['a', 'b'], ['c', 'd']]],
    ['commas and Windows lines', 'a,b\r\nc,d\r\n', [['a', 'b'], ['c', 'd']]],
    ['semicolons, with a comma in a cell', 'a;b, c\nd;e', [['a', 'b, c'], ['d', 'e']]],
    ['quotes, separators and line breaks in cells', '"a, ""x""","two\nlines"\nc,d', [['a, "x"', 'two\nlines'], ['c', 'd']]],
    ['empty lines', '\n a \n\n', [['a']]],
    ['an apostrophe before a formula', "'=1+1\t'plain", [['=1+1', "'plain"]]],
    ['control characters', 'a\u202eb\tc', [['ab', 'c']]],
  ])('%s', (_name, text, cells) => expect(parseTable(text)).toEqual(cells))
  it('gives a column of prompts to the rows in order, commas and all, from the row it was pasted into', () => {
    expect(rowsFromTable('red chair, oak\nblue chair', rows)).toEqual({ edits: { 'id:Hero': { prompt: 'red chair, oak' }, 'id:Card': { prompt: 'blue chair' } }, unmatched: [] })
    expect(rowsFromTable('x\ny\nz', rows, 2)).toEqual({ edits: { 'id:Card (2)': { prompt: 'x' } }, unmatched: ['y', 'z'] })
  })
  it('finds rows by their names, in any order and any case, and names those it does not find', () => {
    expect(rowsFromTable('card\tone\nHERO\ttwo\nNobody\tthree', rows)).toEqual({ edits: { 'id:Card': { prompt: 'one' }, 'id:Hero': { prompt: 'two' } }, unmatched: ['Nobody'] })
  })
  it('reads headings in any order', () => {
    const { edits } = rowsFromTable('On,Model,Prompt,Frame\nno,Paint,a cat,Hero\nyes,,,Card', rows, 0, (name) => (name === 'Paint' ? 'paid/paint' : null))
    expect(edits).toEqual({ 'id:Hero': { prompt: 'a cat', off: true, modelKey: 'paid/paint' }, 'id:Card': { off: false } })
  })
  it('keeps a formula as the words it is', () => expect(rowsFromTable('=HYPERLINK("x")\n@sum', rows).edits).toMatchObject({ 'id:Hero': { prompt: '=HYPERLINK("x")' }, 'id:Card': { prompt: '@sum' } }))
  it('comes back from what was copied, where formulas are harmless', () => {
    const table = tableOfRows([{ name: 'Hero', prompt: '=cmd|x', size: '1024 × 768', model: 'Demo', on: true }, { name: '@Card', prompt: 'two\n"lines"', size: '', model: '', on: false }])
    expect(table).toBe('Frame\tPrompt\tSize\tModel\tOn\nHero\t\'=cmd|x\t1024 × 768\tDemo\tyes\n\'@Card\t"two\n""lines"""\t\t\tno')
    expect(rowsFromTable(table, [{ id: 'a', name: 'Hero' }, { id: 'b', name: '@Card' }]).edits).toEqual({ a: { prompt: '=cmd|x', off: false }, b: { prompt: 'two\n"lines"', off: true } })
  })
})
