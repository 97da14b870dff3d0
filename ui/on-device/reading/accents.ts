// Accents that the recogniser does not tell: its own faint doubts, blobs over letters, and a look at each letter weigh together. Pure.
import { clamp } from '../../../src/shared/geometry'
import type { Pixels } from '../../pixels/in-place/pixels'
import { accentScore } from './accent-net'
import type { ReadChar } from './decode-line'
import { inkMapOf, patchOf } from './ink-map'
import { letterOf } from './letters'
import { marksAbove, type Mark } from './marks-above'
import type { TurnedBox } from './quad'

/** Letters that carry accents in Latin alphabets. */
const accentable = /[aceinosuyz]/i
/** How likely an accented form must be beside the plain letter, as a power of ten, to speak for it. Other letters give no sign of theirs. */
const faint: Readonly<Record<string, number>> = { a: -3.5, e: -2.7, o: -4.2, u: -2.6, i: -3.8 }
/** Of a logistic regression over 480 signs (test/bench/text/train-accents.py); accents are possible above `limit`. */
const limit = 2.75, blob = 3.68, weakDoubt = 0.57, strongDoubt = 4.55, dotted = 0.66

/** Each blob belongs to the nearest letter; i and j have a dot of their own. */
function blobsOver(chars: readonly ReadChar[], marks: readonly Mark[]): ReadonlySet<ReadChar> {
  const letters = chars.filter(({ char }) => letterOf(char) !== null), under = new Set<ReadChar>()
  for (const { at, dot } of marks) {
    const [nearest] = [...letters].sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))
    const dotted = dot && letters.some((one) => /[ij!?]/.test(one.char) && Math.abs(one.at - at) < 0.75 / chars.length)
    if (nearest && !dotted && accentable.test(nearest.char) && Math.abs(nearest.at - at) < 1 / chars.length) under.add(nearest)
  }
  return under
}

/** `chars` of a line with `marked` set where a letter may carry an accent. `again`: the same letters at a second look; left out where it saw others. */
export function withAccents(pixels: Pixels, line: TurnedBox, chars: readonly ReadChar[], again: readonly ReadChar[] | null): ReadChar[] {
  if (!chars.some(({ char }) => accentable.test(char))) return [...chars]
  const under = blobsOver(chars, marksAbove(pixels, line)), map = inkMapOf(pixels, line)
  return chars.map((one, index) => {
    const { char, at } = one
    if (!accentable.test(char)) return one
    const doubt = clamp(Math.max(one.accents, again?.[index]?.accents ?? -12) - (faint[char] ?? Infinity), -2, 2), knows = char in faint
    const score = clamp(accentScore(patchOf(map, at), char), -6, 6) + (under.has(one) ? blob : 0) + (knows ? weakDoubt * doubt + strongDoubt * Math.max(0, doubt) : 0) + (char === 'i' ? dotted : 0)
    return { ...one, marked: score > limit }
  })
}
