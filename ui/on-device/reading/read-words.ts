// Reads the words of a picture: find lines, turn each upright, recognise. Pure but for the two models it is given.
import type { Pixels } from '../../pixels/in-place/pixels'
import type { OnnxModel } from '../onnx'
import { decodeLine, recogniserInput, type ReadChar } from './decode-line'
import { boxesOf, detectorExtent, detectorInput } from './find-lines'
import { withAccents } from './accents'
import { pointIn, type TurnedBox } from './quad'

/** `again`: what a second look saw; left out: there was none. */
export type ReadLine = { box: TurnedBox; chars: ReadChar[]; again?: ReadChar[] }

export type ReadingModels = { detector: OnnxModel; recogniser: OnnxModel; /** As classesOf gives them. */ classes: readonly string[] }

/** Higher than wide by this: may be a word that runs upwards or downwards. */
const upright = 1.5

/** A line below this mean confidence is no writing (PaddleOCR's drop_score). */
const legible = 0.5
/** The second look takes in more above and below, in parts of the line's height. */
const more = { above: 0.15, below: 0.1 }

/** `longestPx`: of what the detector sees; 960 is what it was trained for. Lines in no order. */
export async function readWords(pixels: Pixels, { detector, recogniser, classes }: ReadingModels, { longestPx }: { longestPx: number }): Promise<ReadLine[]> {
  const map = await detector.run(detectorInput(pixels, detectorExtent(pixels, longestPx)))
  const lines: ReadLine[] = []
  const read = async (box: TurnedBox): Promise<ReadLine> => ({ box, chars: decodeLine(await recogniser.run(recogniserInput(pixels, box)), classes) })
  for (const box of boxesOf(map, pixels)) {
    const ways = [box, ...(box.height > box.width * upright ? [turned(box, 90), turned(box, -90)] : [])]
    let best: ReadLine | null = null
    for (const way of ways) {
      const line = await read(way)
      if (!best || sureness(line) > sureness(best)) best = line
    }
    if (best && sureness(best) >= legible) lines.push(withSecondLook(pixels, best, (await read(taller(best.box))).chars))
  }
  return lines
}

const taller = (box: TurnedBox): TurnedBox => ({ ...box, height: box.height * (1 + more.above + more.below), centre: pointIn(box, 0, (more.below - more.above) / 2) })

function withSecondLook(pixels: Pixels, { box, chars }: ReadLine, again: ReadChar[]): ReadLine {
  const same = again.length === chars.length, told = withAccents(pixels, box, chars, same ? again : null)
  const marked = told.filter((one) => one.marked).map(({ at }) => at)
  return { box, chars: told, again: again.map((one) => (marked.some((at) => Math.abs(at - one.at) < 0.5 / chars.length) ? { ...one, marked: true } : one)) }
}

const turned = (box: TurnedBox, degrees: 90 | -90): TurnedBox => ({ ...box, width: box.height, height: box.width, angle: box.angle + degrees })
function sureness({ chars }: ReadLine): number {
  const seen = chars.filter(({ char }) => char.trim() !== '')
  return seen.length === 0 ? 0 : seen.reduce((sum, { confidence }) => sum + confidence, 0) / seen.length
}
