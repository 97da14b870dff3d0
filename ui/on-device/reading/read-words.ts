// Reads the words of a picture: find lines, turn each upright, recognise. Pure but for the two models it is given.
import type { Pixels } from '../../pixels/in-place/pixels'
import type { OnnxModel } from '../onnx'
import { decodeLine, recogniserInput, type ReadChar } from './decode-line'
import { boxesOf, detectorExtent, detectorInput } from './find-lines'
import { marksAbove, type Mark } from './marks-above'
import type { TurnedBox } from './quad'

export type ReadLine = { box: TurnedBox; chars: ReadChar[]; marks: readonly Mark[] }

export type ReadingModels = { detector: OnnxModel; recogniser: OnnxModel; /** As classesOf gives them. */ classes: readonly string[] }

/** Higher than wide by this: may be a word that runs upwards or downwards. */
const upright = 1.5

/** A line below this mean confidence is no writing (PaddleOCR's drop_score). */
const legible = 0.5

/** `longestPx`: of what the detector sees; 960 is what it was trained for. Lines in no order. */
export async function readWords(pixels: Pixels, { detector, recogniser, classes }: ReadingModels, { longestPx }: { longestPx: number }): Promise<ReadLine[]> {
  const map = await detector.run(detectorInput(pixels, detectorExtent(pixels, longestPx)))
  const lines: ReadLine[] = []
  const read = async (box: TurnedBox): Promise<ReadLine> => ({ box, chars: decodeLine(await recogniser.run(recogniserInput(pixels, box)), classes), marks: [] })
  for (const box of boxesOf(map, pixels)) {
    const ways = [box, ...(box.height > box.width * upright ? [turned(box, 90), turned(box, -90)] : [])]
    let best: ReadLine | null = null
    for (const way of ways) {
      const line = await read(way)
      if (!best || sureness(line) > sureness(best)) best = line
    }
    if (best && sureness(best) >= legible) lines.push({ ...best, marks: marksAbove(pixels, best.box) })
  }
  return lines
}

const turned = (box: TurnedBox, degrees: 90 | -90): TurnedBox => ({ ...box, width: box.height, height: box.width, angle: box.angle + degrees })
function sureness({ chars }: ReadLine): number {
  const seen = chars.filter(({ char }) => char.trim() !== '')
  return seen.length === 0 ? 0 : seen.reduce((sum, { confidence }) => sum + confidence, 0) / seen.length
}
