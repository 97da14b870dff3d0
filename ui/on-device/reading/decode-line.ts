// What the recogniser of PP-OCRv4 takes and what its answer says. Pure.
import type { Pixels } from '../../pixels/in-place/pixels'
import type { Tensor } from '../onnx'
import { letterOf } from './letters'
import type { TurnedBox } from './quad'
import { sampleBox } from './sample'

/**
 * `confidence` 0 to 1; `at` along the line, 0 to 1; `also`: other characters that it might be; `accents`: how likely its accented
 * forms are beside it, as a power of ten; `marked`: an accent may stand over it.
 */
export type ReadChar = { char: string; confidence: number; at: number; also: string; accents: number; marked: boolean }

/** px; the recogniser was trained at this height. Longer lines than 40 times it are squeezed. */
const heightPx = 48, longestPx = 1920, shortestPx = 32
/** From here on another character is possible. */
const possible = 0.05

export function recogniserInput(pixels: Pixels, box: TurnedBox): Tensor {
  const width = Math.min(longestPx, Math.max(shortestPx, Math.round((heightPx * box.width) / Math.max(1, box.height))))
  const planes = sampleBox(pixels, box, width, heightPx), size = width * heightPx, data = new Float32Array(3 * size)
  for (let channel = 0; channel < 3; channel++) {
    const from = (2 - channel) * size, to = channel * size
    for (let i = 0; i < size; i++) data[to + i] = planes[from + i]! / 127.5 - 1
  }
  return { dims: [1, 3, heightPx, width], data }
}

/** The recogniser's classes: nothing, the keys file's lines, a space. */
export const classesOf = (keys: string): string[] => ['', ...keys.replace(/\r/g, '').replace(/\n$/, '').split('\n'), ' ']

/** No sign of an accent at all, a power of ten. */
const none = -12

type Accents = ReadonlyMap<string, readonly number[]>
const known = new WeakMap<readonly string[], Accents>()

/** Classes of each letter with an accent, by the plain letter in lower case. */
function accentsOf(classes: readonly string[]): Accents {
  const found = known.get(classes)
  if (found) return found
  const made = new Map<string, number[]>()
  classes.forEach((char, index) => {
    const letter = letterOf(char)
    if (letter && letter.exact !== letter.plain && /^[a-z]$/.test(letter.plain)) made.set(letter.plain, [...(made.get(letter.plain) ?? []), index])
  })
  known.set(classes, made)
  return made
}

/** The most likely character at each step; repetitions without a gap are one. */
export function decodeLine({ dims, data }: Tensor, classes: readonly string[]): ReadChar[] {
  const [, steps = 0, count = 0] = dims, accents = accentsOf(classes), out: ReadChar[] = []
  let before = 0
  for (let step = 0; step < steps; step++) {
    const at = step * count
    let best = 0
    for (let i = 1; i < count; i++) if (data[at + i]! > data[at + best]!) best = i
    const char = classes[best] ?? '', small = char.toLowerCase()
    if (best !== 0 && best === before) {
      const known = out[out.length - 1]!
      known.confidence = Math.max(known.confidence, data[at + best]!)
    } else if (best !== 0) {
      let also = '', confidence = data[at + best]!
      for (let i = 1; i < count; i++) {
        if (i === best || data[at + i]! <= possible) continue
        // The same letter in the other case is no doubt.
        if (classes[i]!.toLowerCase() === small) confidence += data[at + i]!
        else also += classes[i]!
      }
      out.push({ char, confidence, at: (step + 0.5) / steps, also, accents: none, marked: false })
    }
    const last = out[out.length - 1]
    if (best !== 0 && last) for (const i of accents.get(small) ?? []) if (i !== best) last.accents = Math.max(last.accents, Math.log10(Math.max(10 ** none, data[at + i]! / data[at + best]!)))
    before = best
  }
  return out
}
