// How one picture fills a frame of another shape. Pure. Never stretched: it is cropped, or continued around all that shows of it.
//
//   A crop serves when it keeps at least two thirds of what shows; where shapes over the picture mark the subject, when it holds all of them.
//   Its middle stays the middle, moved just so far that the subject is inside.
//   What is continued keeps all that shows; where that would pass Figma's 4096 px it first gives up as much as a crop may, before all is reduced.
import { areaOf, clamp, contains, ratioOf, type Bounds, type Extent } from '../../src/shared/geometry'

/** `steps`: continued ring by ring. */
export type FormatWay = 'crop' | 'expand' | 'steps'

/** Share of what shows that a crop has to keep, and of its width or height where the new picture would become too large. */
export const leastKept = 2 / 3
/** px that shapes and frames are drawn off. */
const slackPx = 0.5

/** The largest box of the frame's ratio inside `shown`; px of the picture, fractions allowed. */
export function cropFor(shown: Bounds, ratio: number, subject: Bounds | null): Bounds {
  const width = Math.min(shown.width, shown.height * ratio), height = width / ratio
  const along = (from: number, length: number, size: number, start: number, span: number): number => {
    const middle = from + (length - size) / 2
    if (!subject) return middle
    // As little as it takes; a subject that is larger than the crop is centred.
    return clamp(span > size ? start + (span - size) / 2 : clamp(middle, start + span - size, start), from, from + length - size)
  }
  return { x: along(shown.x, shown.width, width, subject?.x ?? 0, subject?.width ?? 0), y: along(shown.y, shown.height, height, subject?.y ?? 0, subject?.height ?? 0), width, height }
}

export const cropServes = (shown: Bounds, crop: Bounds, subject: Bounds | null): boolean =>
  subject ? contains(crop, subject, slackPx) : areaOf(crop) >= (leastKept - 1e-6) * areaOf(shown)

/** What of `shown` stays when the picture is continued to the frame's ratio; whole px. */
export function partToKeep(shown: Bounds, ratio: number, mostPx: number, subject: Bounds | null): Bounds {
  const wide = shown.width / shown.height < ratio, across = wide ? shown.height : shown.width
  const most = Math.floor(mostPx / (wide ? ratio : 1 / ratio)), needed = Math.ceil(subject ? (wide ? subject.height : subject.width) : leastKept * across)
  const size = Math.min(across, Math.max(most, needed))
  if (size >= across) return shown
  const band = cropFor(shown, wide ? shown.width / size : size / shown.height, subject)
  return wide ? { ...shown, y: Math.round(band.y), height: size } : { ...shown, x: Math.round(band.x), width: size }
}

/** Frame and picture differ by less than a px: there is nothing to continue. */
export const isSameShape = (shown: Extent, frame: Extent): boolean => Math.abs(shown.width - shown.height * ratioOf(frame)) < 1 || Math.abs(shown.height - shown.width / ratioOf(frame)) < 1

/** imageTransform of a CROP paint; null where FILL shows the same. */
export function cropTransform(picture: Extent, crop: Bounds): [[number, number, number], [number, number, number]] | null {
  const { x, y, width, height } = crop
  const centred = Math.abs(2 * x + width - picture.width) < 0.01 && Math.abs(2 * y + height - picture.height) < 0.01
  const whole = Math.abs(width - picture.width) < 0.01 || Math.abs(height - picture.height) < 0.01
  return centred && whole ? null : [[width / picture.width, 0, x / picture.width], [0, height / picture.height, y / picture.height]]
}
