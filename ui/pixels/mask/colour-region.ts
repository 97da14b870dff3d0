// The wand: pixels that look like the one that was pressed, at the extent of a reduced picture, and the same at the source's extent.
import type { Bounds, Extent } from '../../../src/shared/geometry'
import { clamp } from '../../../src/shared/geometry'
import { wholeBox, type Pixels } from '../in-place/pixels'

export type Region = Extent & { /** One byte per px of the reduced picture. */ coverage: Uint8Array; /** Reduced px; null: nothing. */ box: Bounds | null }

/** Beyond the tolerance coverage falls to nothing over this many times of it, and a little more for a tolerance of 0. */
const softBand = { share: 0.35, least: 1.5 }

/** Distance of two colours, 0 to 100: the eye's weights of the channels depend on how red they are ("redmean"). Alpha counts as a channel. */
function differenceFrom(picture: Pixels, x: number, y: number): (i: number) => number {
  const { data } = picture
  const seed = [0, 0, 0, 0]
  let count = 0
  for (let row = Math.max(0, y - 1); row <= Math.min(picture.height - 1, y + 1); row++) {
    for (let column = Math.max(0, x - 1); column <= Math.min(picture.width - 1, x + 1); column++, count++) {
      const i = (row * picture.width + column) * 4, alpha = data[i + 3]! / 255
      for (let channel = 0; channel < 3; channel++) seed[channel]! += data[i + channel]! * alpha
      seed[3]! += data[i + 3]!
    }
  }
  const [red, green, blue, opacity] = seed.map((sum) => sum / count) as [number, number, number, number]
  return (pixel) => {
    const i = pixel * 4, alpha = data[i + 3]! / 255
    const r = data[i]! * alpha - red, g = data[i + 1]! * alpha - green, b = data[i + 2]! * alpha - blue, a = data[i + 3]! - opacity
    const mean = (data[i]! * alpha + red) / 512
    return Math.sqrt(((2 + mean) * r * r + 4 * g * g + (3 - mean) * b * b + 9 * a * a) / 585_225) * 100
  }
}

/** `x` and `y`: whole px of `picture`. `tolerance` 0 to 100. `contiguous`: only what hangs together with the pressed pixel. */
export function findRegion(picture: Pixels, x: number, y: number, tolerance: number, contiguous: boolean): Region {
  const { width, height } = picture
  const difference = differenceFrom(picture, x, y)
  const band = tolerance * softBand.share + softBand.least
  const coverage = new Uint8Array(width * height)
  /** 255 within the tolerance, less beyond it. */
  const visit = (i: number): number => (coverage[i] = Math.max(1, Math.round(255 * clamp(1 - (difference(i) - tolerance) / band, 0, 1))))
  if (contiguous) flood(coverage, width, height, y * width + x, visit)
  else for (let i = 0; i < coverage.length; i++) visit(i)
  for (let i = 0; i < coverage.length; i++) if (coverage[i] === 1) coverage[i] = 0
  for (let round = 0; round < 2; round++) soften(coverage, width, height)
  return { width, height, coverage, box: boxOf(coverage, width, height) }
}

/** Goes on from pixels that are full and stops at those that are not; 0 is a pixel that was not yet visited. */
function flood(coverage: Uint8Array, width: number, height: number, start: number, visit: (i: number) => number): void {
  const open = [start]
  coverage[start] = 255
  const look = (i: number): void => {
    if (coverage[i] === 0 && visit(i) === 255) open.push(i)
  }
  while (open.length > 0) {
    const i = open.pop()!, x = i % width
    if (x > 0) look(i - 1)
    if (x < width - 1) look(i + 1)
    if (i >= width) look(i - width)
    if (i < width * (height - 1)) look(i + width)
  }
}

/** Binomial, 3 x 3, in place: single pixels of grain go, the edge becomes a slope. */
function soften(coverage: Uint8Array, width: number, height: number): void {
  for (let y = 0; y < height; y++) {
    let before = coverage[y * width]!
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const here = coverage[i]!, next = x < width - 1 ? coverage[i + 1]! : here
      coverage[i] = (before + 2 * here + next + 2) >> 2
      before = here
    }
  }
  const above = coverage.slice(0, width)
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const here = coverage[i]!, below = y < height - 1 ? coverage[i + width]! : here
      coverage[i] = (above[x]! + 2 * here + below + 2) >> 2
      above[x] = here
    }
  }
}

function boxOf(coverage: Uint8Array, width: number, height: number): Bounds | null {
  let left = width, top = height, right = -1, bottom = -1
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (coverage[i] === 0) continue
      if (x < left) left = x
      if (x > right) right = x
      if (y < top) top = y
      bottom = y
    }
  }
  return right < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
}

/** The whole-pixel box at the source's extent that an enlarged region may touch. */
export function enlargedBox({ width, height, box }: Region, extent: Extent): Bounds | null {
  if (!box) return null
  const kx = extent.width / width, ky = extent.height / height
  return wholeBox({ x: (box.x - 1) * kx, y: (box.y - 1) * ky, width: (box.width + 2) * kx, height: (box.height + 2) * ky }, extent)
}

/** Calls back for each row of enlargedBox with its coverage, 0 to 255; the slope of the edge keeps its width in source px. The array is used again. */
export function enlargeRegion(region: Region, extent: Extent, box: Bounds, row: (y: number, coverage: Uint8Array) => void): void {
  const { width, height, coverage } = region
  const kx = width / extent.width, ky = height / extent.height, steep = Math.max(1, 1 / Math.max(kx, ky))
  const blended = new Float32Array(width + 1), line = new Uint8Array(box.width)
  const sharp = (value: number): number => clamp((value - 127.5) * steep + 127.5, 0, 255)
  for (let y = box.y; y < box.y + box.height; y++) {
    const v = clamp((y + 0.5) * ky - 0.5, 0, height - 1), upper = Math.floor(v), share = v - upper
    const above = upper * width, below = Math.min(height - 1, upper + 1) * width
    for (let x = 0; x < width; x++) blended[x] = coverage[above + x]! + (coverage[below + x]! - coverage[above + x]!) * share
    blended[width] = blended[width - 1]!
    for (let x = 0; x < box.width; x++) {
      const u = clamp((box.x + x + 0.5) * kx - 0.5, 0, width - 1), left = u | 0
      const from = blended[left]!, to = blended[left + 1]!
      line[x] = from === to ? sharp(from) + 0.5 : sharp(from + (to - from) * (u - left)) + 0.5
    }
    row(y, line)
  }
}
