// What is known of the words in a picture, and of the reader that reads them. Pure.
import type { ErrorReport } from '../../src/shared/errors'
import type { Extent } from '../../src/shared/geometry'
import type { WordVerdict } from '../on-device/reading/compare-words'

export type ReaderView = {
  /** `refused`: the window forbids WebAssembly. */
  state: 'off' | 'loading' | 'ready' | 'refused' | 'failed'
  /** Of the download, 0 to 1. */
  ratio: number
  /** The designer does not want the download now. */
  skipped: boolean
  problem: ErrorReport | null
}

export const noReader: ReaderView = { state: 'off', ratio: 0, skipped: false, problem: null }

export type WordCheck = {
  state: 'reading' | 'done' | 'failed'
  /** One for each expected text; boxes in px of `extent`. */
  verdicts: WordVerdict[]
  /** Of the picture. */
  extent: Extent
  /** Who read it: "Read on this device"; '' before. */
  by: string
  problem: ErrorReport | null
}

/** "reads OPEN LATE", "differs: OPEM", "can't tell". */
export function badgeText({ verdict, read, wrong }: WordVerdict): string {
  if (verdict === 'reads') return `reads ${read}`
  if (verdict === 'unsure') return "can't tell"
  return `differs: ${wrong || (read === '' ? 'not there' : read)}`
}

const remarks: Readonly<Record<string, string>> = { case: 'Capitals and small letters differ.', spaces: 'Spaces differ, or were not seen.' }

/** What the badge leaves out. Empty: nothing. */
export const badgeRemark = ({ verdict, only, why, expected }: WordVerdict): string =>
  verdict === 'unsure' ? `Can't tell whether it reads “${expected}”: ${why}.` : verdict === 'reads' && only ? remarks[only] ?? '' : ''

/** Those that a correction is for: wrong ones, else those that cannot be told, found in the picture. */
export function toCorrect({ verdicts }: Pick<WordCheck, 'verdicts'>): WordVerdict[] {
  const found = verdicts.filter(({ box }) => box !== null), wrong = found.filter(({ verdict }) => verdict === 'differs')
  return wrong.length > 0 ? wrong : found.filter(({ verdict }) => verdict === 'unsure')
}
