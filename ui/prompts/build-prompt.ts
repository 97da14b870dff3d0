// The prompt of the builder's rows, whole or in pieces by row for colouring. Pure.
import type { Parts, RowId } from './parts'

/** A piece of the sentence and the rows it comes from. */
export type Piece = { text: string; rows: readonly RowId[] }

const joined = (values: readonly string[], by: string): string => values.map((value) => value.trim()).filter(Boolean).join(by)

/** "soft, warm side light in late afternoon". */
export function lightPhrase({ lightIs, lightFrom, time }: Pick<Parts, 'lightIs' | 'lightFrom' | 'time'>): string {
  const is = joined(lightIs, ', '), from = joined(lightFrom, ' and ')
  return joined([is, from || (is ? 'light' : ''), joined(time, ' ')], ' ')
}

export function promptPieces(parts: Parts): Piece[] {
  const pieces: Piece[] = [
    { text: joined(parts.subject, ', '), rows: ['subject'] },
    { text: joined(parts.setting, ', '), rows: ['setting'] },
    { text: lightPhrase(parts), rows: ['lightFrom', 'lightIs', 'time'] },
    ...(['camera', 'lens', 'texture', 'style', 'free'] as const).map((row): Piece => ({ text: joined(parts[row], ', '), rows: [row] })),
  ]
  return pieces.filter(({ text }) => text !== '').map((piece, index) => (index === 0 ? { ...piece, text: piece.text.charAt(0).toUpperCase() + piece.text.slice(1) } : piece))
}

export const buildPrompt = (parts: Parts): string => promptPieces(parts).map(({ text }) => text).join(', ')
