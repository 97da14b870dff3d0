// What a vision model read, judged as the reader on the device is, and both together. Pure.
import { compareWords, type WordVerdict } from '../on-device/reading/compare-words'
import type { ReadLine } from '../on-device/reading/read-words'
import type { SeenLine } from '../providers/provider'

/** Lines far enough apart that none counts as a part of another. */
const apart = 1000, size = 60

const asLine = ({ text, certain }: SeenLine, index: number): ReadLine => {
  const chars = [...text]
  return {
    box: { centre: { x: 0, y: index * apart }, width: chars.length * size, height: size, angle: 0 },
    chars: chars.map((char, at) => ({ char, confidence: certain ? 1 : 0.5, also: '', at: (at + 0.5) / chars.length, accents: -12, marked: false })),
  }
}

/** One verdict per expected text, without boxes: a model does not know where the words stand. */
export const verdictsOf = (expected: readonly string[], lines: readonly SeenLine[]): WordVerdict[] =>
  compareWords(expected, lines.map(asLine), { everyScript: true }).map((verdict) => ({ ...verdict, box: null }))

/** A pass needs that neither read something else; where one cannot tell, the other's word counts. The place is the device's. */
export function bothSay(device: WordVerdict, model: WordVerdict): WordVerdict {
  if (device.verdict === 'unsure') return { ...(model.verdict === 'unsure' ? device : model), box: device.box }
  if (model.verdict === 'unsure' || model.verdict === device.verdict) return device
  const said = ({ read }: WordVerdict): string => (read === '' ? 'nothing like it' : `“${read}”`)
  return { ...device, verdict: 'unsure', wrong: '', only: null, why: `one reader says ${said(device)}, the other ${said(model)}` }
}
