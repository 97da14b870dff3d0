// Reads a picture's words and compares them with what it should say.
import type { Extent } from '../../src/shared/geometry'
import { compareWords, type WordVerdict } from '../on-device/reading/compare-words'
import { looks, type Reader } from '../on-device/reading/reader'
import type { TurnedBox } from '../on-device/reading/quad'
import type { Pixels } from '../pixels/in-place/pixels'

/** Longer side at which pictures are read, px. */
const readPx = 2048

export type CheckDeps = {
  reader: Pick<Reader, 'read'>
  /** Decodes, reduced to `longestPx`. Raises pixels.*. */
  pixelsOf(picture: { bytes: Uint8Array; mime: string }, longestPx: number, options: { signal: AbortSignal }): Promise<Pixels>
}

/** One verdict per expected text; boxes in px of the picture, whose extent is `extent`. Needs an open reader. */
export async function checkPicture(picture: { bytes: Uint8Array; mime: string; widthPx: number; heightPx: number }, expected: readonly string[], { reader, pixelsOf }: CheckDeps, signal: AbortSignal): Promise<{ verdicts: WordVerdict[]; extent: Extent }> {
  const pixels = await pixelsOf(picture, readPx, { signal }), extent = { width: picture.widthPx, height: picture.heightPx }, scale = extent.width / pixels.width
  const verdicts = await lookAt(looks.usual)
  // What was not found may be too small for the first look.
  const closer = verdicts.some(({ box }) => box === null) && Math.max(pixels.width, pixels.height) > looks.usual ? await lookAt(looks.closer) : verdicts
  return { extent, verdicts: (foundIn(closer) > foundIn(verdicts) ? closer : verdicts).map((one) => ({ ...one, box: one.box && scaled(one.box, scale) })) }

  async function lookAt(longestPx: number): Promise<WordVerdict[]> {
    return compareWords(expected, await reader.read(pixels, { longestPx, signal }))
  }
}

const foundIn = (verdicts: readonly WordVerdict[]): number => verdicts.filter(({ box }) => box !== null).length
const scaled = ({ centre, width, height, angle }: TurnedBox, scale: number): TurnedBox => ({ centre: { x: centre.x * scale, y: centre.y * scale }, width: width * scale, height: height * scale, angle })
