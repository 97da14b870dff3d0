// Rows of a fill plan from and for a spreadsheet: tab-separated or CSV, with quotes and line breaks in cells. Pure.
import { cleanText } from '../../src/shared/snapshot'
import type { RowEdit } from './fill-draft'

/** Longest pasted text, characters. */
const maxPasted = 500_000
const maxCell = 4000

/** The separator of the first line: tabs from a spreadsheet, else the more frequent of comma and semicolon. */
function separatorOf(text: string): string {
  const [line = ''] = text.replace(/"[^"]*"/g, '').split('\n')
  if (line.includes('\t')) return '\t'
  const semicolons = line.split(';').length, commas = line.split(',').length
  return semicolons > 1 && semicolons >= commas ? ';' : ','
}

/** Cells of each line. A quote opens a cell that may hold separators, line breaks and doubled quotes. Empty lines are left out. A text of one column keeps its commas: `separator` null splits lines only. */
export function parseTable(pasted: string, separator: string | null = separatorOf(pasted)): string[][] {
  const text = pasted.slice(0, maxPasted).replace(/\r\n?/g, '\n')
  const lines: string[][] = []
  let line: string[] = [], cell = '', quoted = false, fresh = true
  const endCell = (): void => { line.push(cell); cell = ''; fresh = true }
  const endLine = (): void => { endCell(); lines.push(line); line = [] }
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!
    if (quoted) {
      if (char === '"' && text[at + 1] === '"') { cell += '"'; at++ }
      else if (char === '"') quoted = false
      else cell += char
    } else if (char === '"' && fresh) { quoted = true; fresh = false }
    else if (char === separator) endCell()
    else if (char === '\n') endLine()
    else { cell += char; fresh = false }
  }
  if (cell !== '' || line.length > 0) endLine()
  return lines.map((cells) => cells.map((raw) => plainCell(raw))).filter((cells) => cells.some((one) => one !== ''))
}

/** As it was before it was made harmless for a spreadsheet. */
const plainCell = (raw: string): string => cleanText(raw.trim().replace(/^'(?=[=+\-@])/, ''), maxCell)

/** Begins with an apostrophe where a spreadsheet would run it as a formula; quoted where it must be. */
function tableCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /["\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

type Column = 'name' | 'prompt' | 'on' | 'model'
const headings: Record<string, Column> = {
  frame: 'name', layer: 'name', name: 'name', target: 'name', card: 'name', prompt: 'prompt', prompts: 'prompt', description: 'prompt', on: 'on', use: 'on', model: 'model',
}
const noWords = ['no', 'off', 'false', '0', 'n', 'nein', 'non']

export type KnownRow = { id: string; name: string }
export type PastedRows = { edits: Record<string, RowEdit>; /** Names that no row has, or lines that are too many. */ unmatched: string[] }

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

/** Which column holds what. Without headings: names first when they are names of rows, else prompts alone. */
function columnsOf(table: readonly (readonly string[])[], rows: readonly KnownRow[]): { columns: Partial<Record<Column, number>>; from: number } {
  const [first = []] = table
  const found: Partial<Record<Column, number>> = {}
  first.forEach((cell, index) => {
    const column = headings[cell.trim().toLowerCase()]
    if (column && found[column] === undefined) found[column] = index
  })
  if (found.prompt !== undefined || (found.name !== undefined && Object.keys(found).length > 1)) return { columns: found, from: 1 }
  const named = table.filter(([cell = '', ...rest]) => rest.some((one) => one !== '') && rows.some(({ name }) => same(name, cell))).length
  return named * 2 >= table.length && named > 0 ? { columns: { name: 0, prompt: 1 }, from: 0 } : { columns: { prompt: 0 }, from: 0 }
}

/** Lines without a name go to the rows from `start` on, in order. `modelOf` finds a model by what a person calls it. */
export function rowsFromTable(pasted: string, rows: readonly KnownRow[], start = 0, modelOf: (name: string) => string | null = () => null): PastedRows {
  const wide = parseTable(pasted)
  const { columns, from } = columnsOf(wide, rows)
  // One column of prompts: its commas are part of them.
  const table = columns.name === undefined && from === 0 && !pasted.includes('\t') ? parseTable(pasted, null) : wide
  const edits: Record<string, RowEdit> = {}, unmatched: string[] = []
  const free = [...rows]
  table.slice(from).forEach((cells, index) => {
    const cell = (column: Column): string | undefined => { const at = columns[column]; return at === undefined ? undefined : cells[at] }
    const name = cell('name')
    const at = name === undefined ? -1 : free.findIndex((row) => same(row.name, name))
    const row = name === undefined ? rows[start + index] : free[at]
    if (!row) return void unmatched.push(name ?? cells[columns.prompt ?? 0] ?? '')
    if (at >= 0) free.splice(at, 1)
    const prompt = cell('prompt'), on = cell('on'), modelKey = modelOf(cell('model') ?? '')
    edits[row.id] = { ...(prompt ? { prompt } : {}), ...(on === undefined || on === '' ? {} : { off: noWords.includes(on.trim().toLowerCase()) }), ...(modelKey ? { modelKey } : {}) }
  })
  return { edits, unmatched }
}

/** With headings, tab-separated, as `rowsFromTable` reads it back. */
export const tableOfRows = (rows: readonly { name: string; prompt: string; size: string; model: string; on: boolean }[]): string =>
  [['Frame', 'Prompt', 'Size', 'Model', 'On'], ...rows.map(({ name, prompt, size, model, on }) => [name, prompt, size, model, on ? 'yes' : 'no'])].map((cells) => cells.map(tableCell).join('\t')).join('\n')
