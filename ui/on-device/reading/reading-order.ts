// Lines of a picture in the order in which people read them, cut into words. Pure.
import { letterOf, type Letter } from './letters'
import { boxAround, cornersOf, pointIn, type TurnedBox } from './quad'
import type { ReadChar } from './decode-line'
import type { ReadLine } from './read-words'

export type ReadLetter = Letter & Pick<ReadChar, 'confidence' | 'also' | 'marked'>
/** `text`: as it was read, punctuation included. `row`: equal for words of one row. */
export type ReadWord = { text: string; letters: ReadLetter[]; row: number; box: TurnedBox }

/** Two lines are of one row when they share this part of the lower one's height. */
const sharedHeight = 0.5

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

export function wordsInOrder(lines: readonly ReadLine[]): ReadWord[] {
  const angle = median(lines.flatMap(({ box, chars }) => Array.from({ length: chars.length }, () => box.angle)))
  const cos = Math.cos((angle * Math.PI) / 180), sin = Math.sin((angle * Math.PI) / 180)
  const placed = lines.map((line) => {
    const { x, y } = line.box.centre
    return { line, along: x * cos + y * sin, across: y * cos - x * sin }
  }).sort((a, b) => a.across - b.across)
  const rows: (typeof placed)[] = []
  for (const one of placed) {
    const row = rows.find((others) => others.some((other) => {
      const low = Math.min(one.line.box.height, other.line.box.height)
      return Math.abs(one.across - other.across) < (one.line.box.height + other.line.box.height) / 2 - sharedHeight * low && Math.max(one.line.box.height, other.line.box.height) < low * 2.5
    }))
    if (row) row.push(one)
    else rows.push([one])
  }
  return rows.flatMap((row, index) => row.sort((a, b) => a.along - b.along).flatMap(({ line }) => wordsOf(line, index)))
}

function wordsOf({ box, chars }: ReadLine, row: number): ReadWord[] {
  const words: ReadWord[] = []
  let from = 0
  const cut = (to: number): void => {
    const part = chars.slice(from, to)
    from = to + 1
    const first = part[0], last = part[part.length - 1]
    if (!first || !last) return
    const letters = part.flatMap((one) => {
      const letter = letterOf(one.char)
      return letter ? [{ ...letter, confidence: one.confidence, also: one.also, marked: one.marked }] : []
    })
    // A character's step is somewhere inside it: half a letter is added on both sides.
    const half = 0.5 / Math.max(1, chars.length)
    const left = Math.max(0, first.at - half) - 0.5, right = Math.min(1, last.at + half) - 0.5
    words.push({
      text: part.map(({ char }) => char).join(''), letters, row,
      box: { ...box, centre: pointIn(box, (left + right) / 2, 0), width: (right - left) * box.width },
    })
  }
  chars.forEach(({ char }, index) => { if (char.trim() === '') cut(index) })
  cut(chars.length)
  return words
}

/** The box around several words, in the direction of the first. */
export const boxOfWords = (words: readonly ReadWord[]): TurnedBox | null => (words[0] ? boxAround(words.flatMap(({ box }) => cornersOf(box)), words[0].box.angle) : null)
