// The wand: pixels that look like the one that was pressed, at the extent of a reduced picture, and the same at the source's extent.
import type { Bounds, Extent } from '../../../src/shared/geometry'
import { clamp } from '../../../src/shared/geometry'
import { wholeBox, type Pixels } from '../in-place/pixels'
import type { Span } from './polygon'

export type Region = Extent & { /** One byte per px of the reduced picture. */ coverage: Uint8Array; /** Reduced px; null: nothing. */ box: Bounds | null }

/** Beyond the tolerance coverage falls to nothing over this many times of it, and a little more for a tolerance of 0. */
const softBand = { share: 0.35, least: 1.5 }
/** A pixel that looks alike, as long as the flood has not come by it. */
const within = 254
/** Times the region's edge is smoothed. */
const rounds = 2
/** Squared distance from black to white. */
const longest = 9 * 255 * 255

/**
 * Distance from the colour at a pixel, 0 to 100: the eye's weights of the channels depend on how red they are ("redmean").
 * Alpha counts as a channel. Writes 1 to 253, or `within` the tolerance.
 */
function judgeOf(picture: Pixels, x: number, y: number, tolerance: number, coverage: Uint8Array): (pixel: number) => number {
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
  const band = tolerance * softBand.share + softBand.least
  const near = (tolerance / 100) ** 2 * longest, far = ((tolerance + band) / 100) ** 2 * longest
  return (pixel) => {
    const i = pixel * 4, opaque = data[i + 3]!, alpha = opaque === 255 ? 1 : opaque / 255
    const own = data[i]! * alpha, r = own - red, g = data[i + 1]! * alpha - green, b = data[i + 2]! * alpha - blue, a = opaque - opacity
    const mean = (own + red) / 512
    const squared = (2 + mean) * r * r + 4 * g * g + (3 - mean) * b * b + 9 * a * a
    if (squared <= near) return (coverage[pixel] = within)
    if (squared >= far) return (coverage[pixel] = 1)
    return (coverage[pixel] = Math.max(1, Math.round(253 * (1 - (Math.sqrt(squared / longest) * 100 - tolerance) / band))))
  }
}

/** `x` and `y`: whole px of `picture`. `tolerance` 0 to 100. `contiguous`: only what hangs together with the pressed pixel. */
export function findRegion(picture: Pixels, x: number, y: number, tolerance: number, contiguous: boolean): Region {
  const { width, height } = picture
  const coverage = new Uint8Array(width * height)
  const judge = judgeOf(picture, x, y, tolerance, coverage)
  if (contiguous) flood(coverage, width, y * width + x, judge)
  else for (let i = 0; i < coverage.length; i++) judge(i)
  for (let i = 0; i < coverage.length; i++) {
    if (coverage[i] === 1) coverage[i] = 0
    else if (coverage[i] === within) coverage[i] = 255
  }
  const found = boxOf(coverage, width, height)
  if (!found) return { width, height, coverage, box: null }
  const box = wholeBox({ x: found.x - rounds, y: found.y - rounds, width: found.width + 2 * rounds, height: found.height + 2 * rounds }, { width, height })
  for (let round = 0; round < rounds; round++) soften(coverage, width, box)
  return { width, height, coverage, box }
}

/** Goes on from pixels within the tolerance and stops at others, a row at a time. 0 is a pixel that was not judged yet. */
function flood(coverage: Uint8Array, width: number, start: number, judge: (pixel: number) => number): void {
  const open = [start]
  const looksLike = (i: number): boolean => (coverage[i] === 0 ? judge(i) : coverage[i]) === within
  /** Where a run of like pixels begins along a neighbouring row. */
  const lookAlong = (from: number, to: number): void => {
    for (let i = from, before = false; i <= to; i++) {
      const like = looksLike(i)
      if (like && !before) open.push(i)
      before = like
    }
  }
  coverage[start] = within
  while (open.length > 0) {
    const at = open.pop()!, first = Math.floor(at / width) * width, last = first + width - 1
    if (coverage[at] !== within) continue
    let left = at, right = at
    while (left > first && looksLike(left - 1)) left--
    while (right < last && looksLike(right + 1)) right++
    coverage.fill(255, left, right + 1)
    if (first > 0) lookAlong(left - width, right - width)
    if (last < coverage.length - 1) lookAlong(left + width, right + width)
  }
}

/** Binomial, 3 x 3, in place: single pixels of grain go, the edge becomes a slope. */
function soften(coverage: Uint8Array, stride: number, { x: left, y: top, width, height }: Bounds): void {
  const above = new Uint8Array(width), across = new Uint8Array(width)
  for (let y = 0, at = top * stride + left; y < height; y++, at += stride) {
    let before = coverage[at]!, here = before
    for (let x = 0; x < width; x++) {
      const next = x < width - 1 ? coverage[at + x + 1]! : here
      across[x] = (before + 2 * here + next + 2) >> 2
      before = here
      here = next
    }
    coverage.set(across, at)
  }
  above.set(coverage.subarray(top * stride + left, top * stride + left + width))
  for (let y = 0, at = top * stride + left; y < height; y++, at += stride) {
    const below = y < height - 1 ? stride : 0
    for (let x = 0, i = at; x < width; x++, i++) {
      const here = coverage[i]!
      coverage[i] = (above[x]! + 2 * here + coverage[i + below]! + 2) >> 2
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

/** Calls back for all pixels that the region covers at the source's extent; the slope of its edge keeps its width in source px. */
export function enlargeRegion(region: Region, extent: Extent, span: Span): void {
  const box = enlargedBox(region, extent)
  if (!box) return
  const { width, height, coverage } = region
  const kx = width / extent.width, ky = height / extent.height, steep = Math.max(1, 1 / Math.max(kx, ky))
  const from = Math.max(0, region.box!.x - 1), to = Math.min(width - 1, region.box!.x + region.box!.width)
  const blended = new Float32Array(width + 1), end = box.x + box.width
  for (let y = box.y; y < box.y + box.height; y++) {
    const v = clamp((y + 0.5) * ky - 0.5, 0, height - 1), upper = Math.floor(v), share = v - upper
    const above = upper * width, below = Math.min(height - 1, upper + 1) * width
    for (let x = from; x <= to; x++) blended[x] = coverage[above + x]! + (coverage[below + x]! - coverage[above + x]!) * share
    blended[to + 1] = blended[to]!
    // Between reduced pixels of one value all source pixels have it; such stretches go out in one piece.
    let start = box.x, value = -1
    for (let x = box.x; x < end;) {
      const u = clamp((x + 0.5) * kx - 0.5, 0, width - 1), left = Math.floor(u), a = blended[left]!, b = blended[left + 1]!
      const here = Math.round(clamp((a + (b - a) * (u - left) - 127.5) * steep + 127.5, 0, 255))
      if (here !== value) {
        if (value > 0) span(y, start, x, value)
        start = x
        value = here
      }
      x++
      if (a !== b) continue
      let last = left + 1
      while (last < to && blended[last + 1] === a) last++
      x = Math.max(x, last >= to ? end : Math.ceil((last + 0.5) / kx - 0.5))
    }
    if (value > 0) span(y, start, end, value)
  }
}
