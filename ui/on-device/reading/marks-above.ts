// Accents that the recogniser does not know: ink over a letter, with a gap between. Pure. Blobs of a line that was turned upright.
import type { Pixels } from '../../pixels/in-place/pixels'
import { pointIn, type TurnedBox } from './quad'
import { sampleBox } from './sample'

/** px of the upright copy. */
const heightPx = 96, longestPx = 2880
/** Room above the line's own box, in parts of its height: accents of capitals stand there. */
const roomAbove = 0.4
/** Part of its box that a slanting stroke covers at most; dots cover more. */
const slanting = 0.58

export type Mark = { /** Along the line, 0 to 1. */ at: number; /** As the dots of i and j are. */ dot: boolean }
type Blob = { left: number; right: number; top: number; bottom: number; area: number; /** Sums of red, green, blue. */ colour: [number, number, number] }

/** Marks over letters, the dots of i and j among them. */
export function marksAbove(pixels: Pixels, line: TurnedBox): Mark[] {
  const box = { ...line, height: line.height * (1 + roomAbove), centre: pointIn(line, 0, -roomAbove / 2) }
  const width = Math.min(longestPx, Math.max(8, Math.round((heightPx * box.width) / Math.max(1, box.height))))
  const planes = sampleBox(pixels, box, width, heightPx), { ink, ground } = inkOf(planes, width, heightPx)
  const blobs = blobsOf(ink, planes, width, heightPx).filter(({ area }) => area >= 4)
  const tall = blobs.map(heightOf).filter((height) => height > heightPx * 0.2).sort((a, b) => b - a)
  const letterHeight = tall[Math.floor(tall.length / 2)]
  if (letterHeight === undefined) return []
  const letters = blobs.filter((blob) => heightOf(blob) > letterHeight * 0.55 && heightOf(blob) < letterHeight * 1.9)
  return blobs.flatMap((mark) => {
    const height = heightOf(mark), across = mark.right - mark.left + 1
    if (height > letterHeight * 0.45 || across > letterHeight * 0.8 || mark.area < (letterHeight * letterHeight) / 250) return []
    const below = letters.some((letter) => {
      const gap = letter.top - mark.bottom - 1, middle = (mark.left + mark.right) / 2, slack = (letter.right - letter.left + 1) * 0.1
      return gap >= 0 && gap < letterHeight * 0.35 && middle > letter.left - slack && middle < letter.right + slack && sameInk(mark, letter, ground)
    })
    return below ? [{ at: (mark.left + mark.right + 1) / 2 / width, dot: mark.area > height * across * slanting && across < height * 1.6 }] : []
  })
}

const heightOf = ({ top, bottom }: Blob): number => bottom - top + 1
const meanOf = ({ colour, area }: Blob): number[] => colour.map((sum) => sum / area)

/** The mark lies on the way from the ground's colour to the letter's, nearer to the letter: small marks are blurred. */
function sameInk(mark: Blob, letter: Blob, ground: readonly number[]): boolean {
  const ink = meanOf(letter), own = meanOf(mark), way = ink.map((level, c) => level - ground[c]!), length = Math.hypot(...way)
  if (length === 0) return false
  const part = way.reduce((sum, step, c) => sum + step * (own[c]! - ground[c]!), 0) / (length * length)
  const aside = Math.hypot(...own.map((level, c) => level - ground[c]! - part * way[c]!)) / length
  return part > 0.45 && part < 1.35 && aside < 0.3
}

/** `ink`: 1 where a px is of the letters' colour: split along the strongest direction of colour, the rarer side at the rim. `ground`: mean colour of the rest. */
function inkOf(planes: Float32Array, width: number, height: number): { ink: Uint8Array; ground: number[] } {
  const size = width * height, along = axisOf(planes, size), values = new Float32Array(size)
  let low = Infinity, high = -Infinity
  for (let i = 0; i < size; i++) {
    const value = planes[i]! * along[0] + planes[size + i]! * along[1] + planes[2 * size + i]! * along[2]
    values[i] = value
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  const level = splitOf(values, low, high)
  let rim = 0, above = 0
  for (let i = 0; i < size; i++) {
    const x = i % width, y = (i - x) / width
    if (x > 0 && y > 0 && x < width - 1 && y < height - 1) continue
    rim += 1
    if (values[i]! > level) above += 1
  }
  const inkIsAbove = above < rim / 2, ink = new Uint8Array(size)
  const ground = [0, 0, 0]
  let rest = 0
  for (let i = 0; i < size; i++) {
    ink[i] = values[i]! > level === inkIsAbove ? 1 : 0
    if (ink[i]) continue
    rest += 1
    for (let c = 0; c < 3; c++) ground[c]! += planes[c * size + i]!
  }
  return { ink, ground: ground.map((sum) => sum / Math.max(1, rest)) }
}

/** The direction of colour in which the px differ most. */
function axisOf(planes: Float32Array, size: number): [number, number, number] {
  const mean = [0, 1, 2].map((channel) => {
    let sum = 0
    for (let i = 0; i < size; i++) sum += planes[channel * size + i]!
    return sum / size
  })
  const spread = [0, 0, 0, 0, 0, 0, 0, 0, 0]
  for (let i = 0; i < size; i++) for (let a = 0; a < 3; a++) for (let b = 0; b < 3; b++) spread[a * 3 + b]! += (planes[a * size + i]! - mean[a]!) * (planes[b * size + i]! - mean[b]!)
  let axis: [number, number, number] = [0.5, 0.6, 0.4]
  for (let round = 0; round < 12; round++) {
    const next = [0, 1, 2].map((row) => spread[row * 3]! * axis[0] + spread[row * 3 + 1]! * axis[1] + spread[row * 3 + 2]! * axis[2])
    const length = Math.hypot(...next)
    if (length === 0) return axis
    axis = [next[0]! / length, next[1]! / length, next[2]! / length]
  }
  return axis
}

/** Otsu's level. */
function splitOf(values: Float32Array, low: number, high: number): number {
  const bins = 128, counts = new Float64Array(bins), scale = (bins - 1) / Math.max(1e-6, high - low)
  for (const value of values) counts[Math.round((value - low) * scale)]! += 1
  let total = 0, all = 0
  for (let i = 0; i < bins; i++) total += i * counts[i]!
  for (const count of counts) all += count
  let below = 0, sum = 0, best = -1, at = 0
  for (let i = 0; i < bins - 1; i++) {
    below += counts[i]!
    sum += i * counts[i]!
    if (below === 0 || below === all) continue
    const apart = (sum / below - (total - sum) / (all - below)) ** 2 * below * (all - below)
    if (apart > best) [best, at] = [apart, i]
  }
  return low + (at + 0.5) / scale
}

function blobsOf(ink: Uint8Array, planes: Float32Array, width: number, height: number): Blob[] {
  const blobs: Blob[] = [], stack: number[] = []
  for (let start = 0; start < ink.length; start++) {
    if (ink[start] !== 1) continue
    ink[start] = 2
    stack.push(start)
    const blob: Blob = { left: width, right: 0, top: height, bottom: 0, area: 0, colour: [0, 0, 0] }
    while (stack.length > 0) {
      const at = stack.pop()!, x = at % width, y = (at - x) / width
      blob.left = Math.min(blob.left, x)
      blob.right = Math.max(blob.right, x)
      blob.top = Math.min(blob.top, y)
      blob.bottom = Math.max(blob.bottom, y)
      blob.area += 1
      for (let c = 0; c < 3; c++) blob.colour[c]! += planes[c * ink.length + at]!
      for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) {
        const nx = x + dx, ny = y + dy
        if (nx < 0 || ny < 0 || nx >= width || ny >= height || ink[ny * width + nx] !== 1) continue
        ink[ny * width + nx] = 2
        stack.push(ny * width + nx)
      }
    }
    blobs.push(blob)
  }
  return blobs
}
