// Pictures and float planes of the in-place edit. Pure: no DOM, runs in the worker, the window and Node.
// Pixel (i, j) has its centre at (i + 1/2, j + 1/2); every map is on these continuous coordinates.
import type { Bounds, Extent } from '../../../src/shared/geometry'

/** RGBA, 8 bit, straight alpha, sRGB, row-major. */
export type Pixels = { width: number; height: number; data: Uint8ClampedArray<ArrayBuffer> }

/** One channel, row-major; colour levels 0 to 255, gamma-encoded. */
export type Plane = { width: number; height: number; data: Float32Array }

/** Red, green, blue. */
export type Planes = readonly [Plane, Plane, Plane]

export type Rgb = readonly [number, number, number]

/** What a model sees where the source is transparent and nothing is known of what lies behind it. */
export const unknownBehind: Rgb = [128, 128, 128]

export const makePixels = (width: number, height: number): Pixels => ({ width, height, data: new Uint8ClampedArray(width * height * 4) })
export const makePlane = (width: number, height: number): Plane => ({ width, height, data: new Float32Array(width * height) })
/** One 32-bit word per pixel, red in the lowest byte: all hosts are little-endian. A view. */
export const wordsOf = ({ data, width, height }: Pixels): Uint32Array<ArrayBuffer> => new Uint32Array(data.buffer, data.byteOffset, width * height)

/** All pixels are solid. */
export function isOpaque(pixels: Pixels): boolean {
  const words = wordsOf(pixels)
  for (let i = 0; i < words.length; i++) if (words[i]! < 0xff000000) return false
  return true
}

export const mapPlanes = (planes: Planes, change: (plane: Plane, channel: number) => Plane): Planes => [change(planes[0], 0), change(planes[1], 1), change(planes[2], 2)]
export const extentOf = ({ width, height }: Extent): Extent => ({ width, height })

/** Colour of a whole-pixel box of `pixels`, flattened over `behind`. The box lies inside the picture. */
export function planesOf(pixels: Pixels, box: Bounds = { x: 0, y: 0, ...extentOf(pixels) }, behind: Rgb = unknownBehind): Planes {
  const planes: Planes = [makePlane(box.width, box.height), makePlane(box.width, box.height), makePlane(box.width, box.height)]
  const [red, green, blue] = [planes[0].data, planes[1].data, planes[2].data], { data } = pixels
  for (let y = 0, to = 0; y < box.height; y++) {
    let from = ((box.y + y) * pixels.width + box.x) * 4
    for (let x = 0; x < box.width; x++, to++, from += 4) {
      if (data[from + 3] === 255) {
        red[to] = data[from]!
        green[to] = data[from + 1]!
        blue[to] = data[from + 2]!
        continue
      }
      const alpha = data[from + 3]! / 255
      red[to] = behind[0] + (data[from]! - behind[0]) * alpha
      green[to] = behind[1] + (data[from + 1]! - behind[1]) * alpha
      blue[to] = behind[2] + (data[from + 2]! - behind[2]) * alpha
    }
  }
  return planes
}

/** Rounded to 8 bit, opaque. */
export function pixelsOf(planes: Planes): Pixels {
  const out = makePixels(planes[0].width, planes[0].height), { data } = out
  const [red, green, blue] = [planes[0].data, planes[1].data, planes[2].data]
  for (let i = 0, to = 0; i < red.length; i++, to += 4) {
    data[to] = red[i]!
    data[to + 1] = green[i]!
    data[to + 2] = blue[i]!
    data[to + 3] = 255
  }
  return out
}

const luma = (red: number, green: number, blue: number): number => 0.299 * red + 0.587 * green + 0.114 * blue

/** Rec. 601 luma of the stored values, 0 to 255. */
export function lumaOf([red, green, blue]: Planes): Plane {
  const out = makePlane(red.width, red.height), [r, g, b] = [red.data, green.data, blue.data]
  for (let i = 0; i < r.length; i++) out.data[i] = luma(r[i]!, g[i]!, b[i]!)
  return out
}

/** lumaOf(planesOf(...)) without the planes. */
export function lumaIn(pixels: Pixels, box: Bounds = { x: 0, y: 0, ...extentOf(pixels) }, behind: Rgb = unknownBehind): Plane {
  const out = makePlane(box.width, box.height), { data } = pixels, ground = luma(...behind)
  for (let y = 0, to = 0; y < box.height; y++) {
    let from = ((box.y + y) * pixels.width + box.x) * 4
    for (let x = 0; x < box.width; x++, to++, from += 4) {
      const level = luma(data[from]!, data[from + 1]!, data[from + 2]!), alpha = data[from + 3]!
      out.data[to] = alpha === 255 ? level : ground + ((level - ground) * alpha) / 255
    }
  }
  return out
}

/** The whole-pixel box around `box`, cut to the picture. */
export function wholeBox(box: Bounds, inside: Extent): Bounds {
  const x = Math.max(0, Math.floor(box.x)), y = Math.max(0, Math.floor(box.y))
  return { x, y, width: Math.min(inside.width, Math.ceil(box.x + box.width)) - x, height: Math.min(inside.height, Math.ceil(box.y + box.height)) - y }
}

/** A whole-pixel box of a plane that holds it. */
export function cropPlane({ width, data }: Plane, box: Bounds): Plane {
  const out = makePlane(box.width, box.height)
  for (let y = 0; y < box.height; y++) {
    const from = (box.y + y) * width + box.x
    out.data.set(data.subarray(from, from + box.width), y * box.width)
  }
  return out
}

/** A whole-pixel box of a coverage picture. */
export function cropCoverage(coverage: Uint8Array, width: number, box: Bounds): Uint8Array {
  const out = new Uint8Array(box.width * box.height)
  for (let y = 0; y < box.height; y++) {
    const from = (box.y + y) * width + box.x
    out.set(coverage.subarray(from, from + box.width), y * box.width)
  }
  return out
}
