// The ledger as a table for spreadsheets. Pure.
import type { LedgerEntry } from '../state/state'

/** Quoted where it must be; a text that a spreadsheet would run as a formula begins with an apostrophe. */
export function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** One line an entry, oldest first; times are this computer's; an unknown price is an empty cell. */
export function spendingCsv(ledger: readonly LedgerEntry[]): string {
  const two = (n: number): string => String(n).padStart(2, '0')
  const lines = ledger.map(({ at, jobId, modelId, pictures, usd, estimated, file = '' }) => {
    const date = new Date(at)
    return [`${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`, `${two(date.getHours())}:${two(date.getMinutes())}`, modelId, String(pictures), usd === null ? '' : usd.toFixed(6), estimated ? 'yes' : 'no', jobId, file]
  })
  return [['date', 'time', 'model', 'pictures', 'usd', 'estimated', 'job', 'file'], ...lines].map((line) => line.map(csvCell).join(',')).join('\r\n') + '\r\n'
}
