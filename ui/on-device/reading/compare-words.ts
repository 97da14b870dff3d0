// Expected words against what was read in a picture. Pure. It would rather say "can't tell" than let a wrong word pass.
import { isKnown, lettersOf, normalised, punctuationOf, type Letter } from './letters'
import { align, type Step } from './align-letters'
import { boxOfWords, wordsInOrder, type ReadLetter, type ReadWord } from './reading-order'
import type { TurnedBox } from './quad'
import type { ReadLine } from './read-words'

export type Difference = 'case' | 'spaces' | 'punctuation' | 'accents' | 'look-alikes'

export type WordVerdict = {
  expected: string
  verdict: 'reads' | 'differs' | 'unsure'
  /** As it stands in the picture; '' where nothing like it was found. */
  read: string
  /** Of what was read, the words that are wrong; '' unless it differs. */
  wrong: string
  /** What alone differs when the letters agree. */
  only: Difference | null
  /** Why nothing can be said, as the end of "Can't tell: ..."; '' otherwise. */
  why: string
  /** Where it was read, px; null where it was not found. */
  box: TurnedBox | null
}

/** A letter below this may be another one. */
const sure = 0.75
/** From this part of its letters on, a text is another text. */
const unlike = 0.5

/** Specks are read as a letter that the reader itself doubts. */
const isWriting = ({ letters, text }: ReadWord): boolean => (letters.length > 0 ? letters.some(({ confidence }) => confidence >= 0.5) : /[&+%@#?!]/.test(text))

type Candidate = { words: readonly ReadWord[]; from: number; to: number; steps: Step[]; cost: number }
type Expected = { text: string; letters: Letter[] }

/** One verdict per expected text, in their order. Where a second look was had, it may settle a doubt of the first, and cast one on a letter's accent. */
export function compareWords(expected: readonly string[], lines: readonly ReadLine[], options: { everyScript?: boolean } = {}): WordVerdict[] {
  const first = judged(expected, lines, options)
  if (!lines.some(({ again }) => again)) return first
  const second = judged(expected, lines.map(({ again, ...line }) => (again ? { ...line, chars: again } : line)), options)
  return first.map((one, index) => {
    const other = second[index]!
    return (one.verdict === 'reads' && other.only === 'accents') || (one.verdict === 'unsure' && one.only !== 'accents' && other.verdict === 'reads') ? other : one
  })
}

/** A word of the picture counts for one text only. `everyScript`: whoever read it knows more than Latin and Chinese. */
function judged(expected: readonly string[], lines: readonly ReadLine[], { everyScript = false }: { everyScript?: boolean }): WordVerdict[] {
  const words = wordsInOrder(lines).filter(isWriting)
  const wanted = expected.map((text): Expected => ({ text, letters: lettersOf(text) }))
  const claimed = new Set<number>(), found = new Map<number, Candidate | null>()
  const open = new Set(wanted.keys())
  // The surest first, so that a short text does not take a part of a longer one.
  while (open.size > 0) {
    let next: { index: number; best: Candidate | null; likeness: number } | null = null
    for (const index of open) {
      const best = bestOf(wanted[index]!, words, claimed), length = wanted[index]!.letters.length
      const likeness = best ? length - best.cost * 2 : -Infinity
      if (!next || likeness > next.likeness) next = { index, best, likeness }
    }
    if (!next) break
    open.delete(next.index)
    found.set(next.index, next.best)
    if (next.best) for (let at = next.best.from; at < next.best.to; at++) claimed.add(at)
  }
  return wanted.map((one, index) => verdictOf(one, found.get(index) ?? null, words, claimed, everyScript))
}

/** The run of unclaimed words that needs the fewest changes; null when none is like it. */
function bestOf({ letters }: Expected, words: readonly ReadWord[], claimed: ReadonlySet<number>): Candidate | null {
  let best: Candidate | null = null
  for (let from = 0; from < words.length; from++) {
    const run: ReadLetter[] = []
    for (let to = from + 1; to <= words.length && !claimed.has(to - 1); to++) {
      run.push(...words[to - 1]!.letters)
      if (run.length > letters.length * 1.5 + 2) break
      const { steps, cost } = align(letters, run)
      if (!best || cost < best.cost) best = { words: words.slice(from, to), from, to, steps, cost }
    }
  }
  return best && best.cost < Math.max(1, letters.length * unlike) + (letters.length < 3 ? 0 : 0.01) ? best : null
}

function verdictOf(expected: Expected, found: Candidate | null, words: readonly ReadWord[], claimed: ReadonlySet<number>, everyScript: boolean): WordVerdict {
  const base = { expected: expected.text, read: '', wrong: '', only: null, why: '', box: null }
  if (expected.letters.length === 0) return { ...base, verdict: 'unsure', why: 'there are no letters to compare' }
  if (!everyScript && !expected.letters.every(({ plain }) => isKnown(plain))) return { ...base, verdict: 'unsure', why: 'the reader does not know these letters' }
  if (!found) return notFound(base, words)
  const read = found.words.map(({ text }) => text).join(' '), box = boxOfWords(found.words)
  const told = { ...base, read, box }
  const unsure = (why: string, only: Difference | null = null): WordVerdict => ({ ...told, verdict: 'unsure', why, only })
  const changes = found.steps.filter(({ kind }) => kind !== 'same')
  const hard = changes.filter(({ kind }) => kind === 'other' || kind === 'missing' || kind === 'extra')
  if (hard.length > 0) {
    // Strange letters of a script that the reader does not know, or that it saw badly, prove nothing.
    const seenWell = hard.filter(({ kind, read: letter }) => kind === 'missing' || (letter !== null && letter.confidence >= sure))
    return seenWell.length === 0 ? unsure('it is hard to read') : { ...told, verdict: 'differs', wrong: wrongWords(expected, found) || read }
  }
  const beside = besides(found, words, claimed)
  if (beside.length > 0) {
    const whole = [...beside.filter(({ before }) => before).map(({ word }) => word.text), read, ...beside.filter(({ before }) => !before).map(({ word }) => word.text)].join(' ')
    return beside.every(({ word }) => word.letters.some(({ confidence }) => confidence >= sure)) ? { ...told, verdict: 'differs', read: whole, wrong: beside.map(({ word }) => word.text).join(' ') } : unsure('it is hard to read')
  }
  if (changes.some(({ kind }) => kind === 'maybe')) return unsure('it is hard to read')
  if (changes.some(({ kind }) => kind === 'alike')) return unsure('letters and figures look alike', 'look-alikes')
  if (changes.length > 0 || accentsPossible(found)) return unsure('only accents differ', 'accents')
  if (found.steps.some(({ read: letter }) => letter !== null && letter.confidence < sure)) return unsure('it is hard to read')
  const [wish, text] = [normalised(expected.text), normalised(read)]
  if (punctuationOf(wish) !== punctuationOf(text)) return unsure('only punctuation differs', 'punctuation')
  const spaced = wish.split(' ').length === text.split(' ').length
  return { ...told, read: spaced ? read : respaced(read, wish), verdict: 'reads', only: !spaced ? 'spaces' : wish === text ? null : 'case' }
}

/** The recogniser drops spaces now and then: its letters with the spaces of what is wished. */
function respaced(read: string, wish: string): string {
  const letters = [...read.replace(/\s+/g, '')]
  return letters.length === wish.replace(/ /g, '').length ? [...wish].map((char) => (char === ' ' ? ' ' : letters.shift()!)).join('') : read
}

function notFound(base: Omit<WordVerdict, 'verdict'>, words: readonly ReadWord[]): WordVerdict {
  const legible = words.some(({ letters }) => letters.length > 2 && letters.every(({ confidence }) => confidence >= sure))
  return legible ? { ...base, verdict: 'differs' } : { ...base, verdict: 'unsure', why: words.length === 0 ? 'no words were found' : 'it is hard to read' }
}

/** What stands in the picture for each expected word that is not spelled so: words that were read as one are told apart. */
function wrongWords({ text }: Expected, { steps, words: found }: Candidate): string {
  const wanted = normalised(text).split(' ').map(lettersOf).filter((letters) => letters.length > 0), lettered = found.filter(({ letters }) => letters.length > 0)
  const plain = (letters: readonly Letter[]): string => letters.map((letter) => letter.plain).join('')
  if (lettered.length === wanted.length) return lettered.filter(({ letters }, index) => plain(letters) !== plain(wanted[index]!)).map((word) => word.text).join(' ')
  const lengths = wanted.map((letters) => letters.length)
  const ends = lengths.map((_, index) => lengths.slice(0, index + 1).reduce((sum, length) => sum + length, 0))
  const words = lengths.map(() => ({ read: '', wrong: false }))
  let at = 0
  for (const { kind, wish, read } of steps) {
    // An extra letter belongs to the word before it, but for one at the very start.
    const index = ends.findIndex((end) => (wish ? at < end : at <= end)), word = words[index < 0 ? words.length - 1 : index]!
    if (wish) at += 1
    if (read) word.read += read.char
    if (kind === 'other' || kind === 'missing' || kind === 'extra') word.wrong = true
  }
  return words.filter(({ wrong }) => wrong).map(({ read }) => read).filter((word) => word !== '').join(' ')
}

/** Unclaimed words directly before or after, in the same rows: the sign says more than it should. */
function besides({ words: own, from, to }: Candidate, words: readonly ReadWord[], claimed: ReadonlySet<number>): { word: ReadWord; before: boolean }[] {
  const near = (index: number, next: ReadWord | undefined, before: boolean): { word: ReadWord; before: boolean }[] => {
    const word = words[index]
    if (!word || !next || claimed.has(index) || word.row !== next.row || word.letters.length === 0) return []
    const gap = Math.hypot(word.box.centre.x - next.box.centre.x, word.box.centre.y - next.box.centre.y) - (word.box.width + next.box.width) / 2
    return gap < next.box.height * 1.5 ? [{ word, before }] : []
  }
  return [...near(from - 1, own[0], true), ...near(to, own[own.length - 1], false), ...nextRow(words, from - 1, own[0], claimed, true), ...nextRow(words, to, own[own.length - 1], claimed, false)]
}

/** A word of the same size in the row above or below, without a gap: the text goes on there. */
function nextRow(words: readonly ReadWord[], index: number, next: ReadWord | undefined, claimed: ReadonlySet<number>, before: boolean): { word: ReadWord; before: boolean }[] {
  const word = words[index]
  if (!word || !next || claimed.has(index) || Math.abs(word.row - next.row) !== 1 || word.letters.length < 2) return []
  const [a, b] = [word.box, next.box], size = Math.min(a.height, b.height), turn = (a.angle * Math.PI) / 180
  const across = Math.abs((b.centre.y - a.centre.y) * Math.cos(turn) - (b.centre.x - a.centre.x) * Math.sin(turn)), along = Math.abs((b.centre.x - a.centre.x) * Math.cos(turn) + (b.centre.y - a.centre.y) * Math.sin(turn))
  return Math.max(a.height, b.height) < size * 1.4 && across < size * 1.9 && along < (a.width + b.width) / 2 && Math.abs(a.angle - b.angle) < 5 ? [{ word, before }] : []
}

/** The reader itself thought of the letter with another accent, or something stands over a letter that has none. */
const accentsPossible = ({ steps }: Candidate): boolean =>
  steps.some(({ read }) => read !== null && ((read.marked && read.exact === read.plain) || lettersOf(read.also).some(({ plain, exact }) => plain === read.plain && exact !== read.exact)))
