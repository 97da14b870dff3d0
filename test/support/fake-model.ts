// A model of known faults: redraws the whole picture a little moved, turned, scaled and tinted, and paints an object under the mask.
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { type Affine, invert, multiply, rotation, scaling, translation } from '../../src/shared/geometry'
import { makePixels, mapPlanes, pixelsOf, planesOf, type Pixels, type Planes, type Rgb } from '../../ui/pixels/in-place/pixels'
import { sampleSpline, splineOf } from '../../ui/pixels/in-place/spline'

export type Faults = {
  /** Request px. */
  shift?: readonly [number, number]
  scale?: number
  /** Degrees counter-clockwise. */
  degrees?: number
  gain?: Rgb
  /** Levels. */
  offset?: Rgb
  /** Colour of the disc painted in the middle of the mask; null paints nothing. */
  paint?: Rgb | null
  /** Extent of the answer, when the model does not keep the request's. */
  answer?: { width: number; height: number }
}

/** The answer to a request, and where its content went: request px to answer px. */
export function fakeAnswer(image: Pixels, requestMask: Pixels, faults: Faults = {}): { answer: Pixels; map: Affine } {
  const { shift = [0, 0], scale = 1, degrees = 0, gain = [1, 1, 1], offset = [0, 0, 0], paint = [210, 60, 40] } = faults
  const extent = faults.answer ?? { width: image.width, height: image.height }
  const drawn = paint ? withDisc(image, requestMask, paint) : image
  const about = multiply(multiply(translation(image.width / 2 + shift[0], image.height / 2 + shift[1]), multiply(rotation(degrees), scaling(scale))), translation(-image.width / 2, -image.height / 2))
  const map = multiply(scaling(extent.width / image.width, extent.height / image.height), about)
  const planes = sampleSpline(planesOf(drawn).map(splineOf), { map: invert(map)!, box: { x: 0, y: 0, ...extent }, flow: null }) as unknown as Planes
  return { map, answer: pixelsOf(mapPlanes(planes, (plane, c) => ({ ...plane, data: plane.data.map((value) => value * gain[c]! + offset[c]!) }))) }
}

/** A disc that keeps clear of the mask's edge, with a soft rim. */
function withDisc(image: Pixels, mask: Pixels, colour: Rgb): Pixels {
  const out: Pixels = { ...image, data: image.data.slice() }
  let sumX = 0, sumY = 0, count = 0
  for (let i = 0; i < image.width * image.height; i++) {
    if (mask.data[i * 4 + 3] !== 255) continue
    sumX += i % image.width
    sumY += Math.floor(i / image.width)
    count++
  }
  const cx = sumX / count, cy = sumY / count, radius = 0.5 * Math.sqrt(count / Math.PI)
  for (let i = 0; i < image.width * image.height; i++) {
    const share = Math.min(1, Math.max(0, (radius - Math.hypot((i % image.width) - cx, Math.floor(i / image.width) - cy)) / 4))
    for (let c = 0; c < 3; c++) out.data[i * 4 + c] = image.data[i * 4 + c]! * (1 - share) + colour[c]! * share
  }
  return out
}

/** The picture after a JPEG of `quality` (0 to 100). */
export async function throughJpeg(pixels: Pixels, quality: number): Promise<Pixels> {
  const canvas = createCanvas(pixels.width, pixels.height), context = canvas.getContext('2d')
  const data = context.createImageData(pixels.width, pixels.height)
  data.data.set(pixels.data)
  context.putImageData(data, 0, 0)
  context.drawImage(await loadImage(canvas.toBuffer('image/jpeg', quality)), 0, 0)
  const out = makePixels(pixels.width, pixels.height)
  out.data.set(context.getImageData(0, 0, pixels.width, pixels.height).data)
  return out
}
