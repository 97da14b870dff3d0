// Where words are written: what goes into the detector of PP-OCRv4 and what its map means (PaddleOCR, DBPostProcess). Pure.
import type { Extent } from '../../../src/shared/geometry'
import type { Pixels } from '../../pixels/in-place/pixels'
import type { Tensor } from '../onnx'
import { pointIn, smallestBox, type Point, type TurnedBox } from './quad'
import { sampleBox } from './sample'

/** The detector's sides are multiples of this, px. */
const step = 32
/** Of ImageNet, for blue, green, red. */
const mean = [0.485, 0.456, 0.406], deviation = [0.229, 0.224, 0.225]
/** A px of the map belongs to words from here on; a box needs this mean. */
const threshold = 0.3, boxThreshold = 0.55
/** The map shows the cores of lines: boxes grow by area times this over perimeter. */
const growth = 1.6
/** px of the map. */
const leastSide = 3

/** `longestPx`: the longer side of what the detector sees; smaller pictures are enlarged, at most twofold. */
export function detectorExtent({ width, height }: Extent, longestPx: number): Extent {
  const scale = Math.min(2, longestPx / Math.max(width, height))
  const side = (px: number): number => Math.max(step, Math.round((px * scale) / step) * step)
  return { width: side(width), height: side(height) }
}

export function detectorInput(pixels: Pixels, { width, height }: Extent): Tensor {
  const whole: TurnedBox = { centre: { x: pixels.width / 2, y: pixels.height / 2 }, width: pixels.width, height: pixels.height, angle: 0 }
  const planes = sampleBox(pixels, whole, width, height), size = width * height, data = new Float32Array(3 * size)
  for (let channel = 0; channel < 3; channel++) {
    const from = (2 - channel) * size, to = channel * size
    for (let i = 0; i < size; i++) data[to + i] = (planes[from + i]! / 255 - mean[channel]!) / deviation[channel]!
  }
  return { dims: [1, 3, height, width], data }
}

/** Boxes of lines or parts of lines, in px of a picture of `extent`. */
export function boxesOf({ dims, data }: Tensor, extent: Extent): TurnedBox[] {
  const height = dims[2]!, width = dims[3]!, scaleX = extent.width / width, scaleY = extent.height / height
  const boxes: TurnedBox[] = []
  for (const { edge, mean: score } of components(data, width, height)) {
    if (score < boxThreshold) continue
    const core = smallestBox(edge)
    if (Math.min(core.width, core.height) < leastSide) continue
    const grown = (core.width * core.height * growth) / (2 * (core.width + core.height))
    const box = { ...core, width: core.width + 2 * grown, height: core.height + 2 * grown }
    boxes.push(scaleBox(box, scaleX, scaleY))
  }
  return boxes
}

/** The two factors differ by what rounding to whole steps did; the box stays a rectangle. */
function scaleBox(box: TurnedBox, scaleX: number, scaleY: number): TurnedBox {
  const place = (along: number, across: number): Point => {
    const { x, y } = pointIn(box, along, across)
    return { x: x * scaleX, y: y * scaleY }
  }
  const centre = place(0, 0), right = place(0.5, 0), down = place(0, 0.5)
  return {
    centre, width: 2 * Math.hypot(right.x - centre.x, right.y - centre.y), height: 2 * Math.hypot(down.x - centre.x, down.y - centre.y),
    angle: (Math.atan2(right.y - centre.y, right.x - centre.x) * 180) / Math.PI,
  }
}

type Component = { /** Corners of its outermost px. */ edge: Point[]; mean: number }

function* components(map: Float32Array, width: number, height: number): Generator<Component> {
  const seen = new Uint8Array(width * height), stack: number[] = []
  for (let start = 0; start < map.length; start++) {
    if (seen[start] || map[start]! <= threshold) continue
    seen[start] = 1
    stack.push(start)
    const left = new Map<number, number>(), right = new Map<number, number>()
    let sum = 0, count = 0
    while (stack.length > 0) {
      const at = stack.pop()!, x = at % width, y = (at - x) / width
      sum += map[at]!
      count += 1
      left.set(y, Math.min(left.get(y) ?? x, x))
      right.set(y, Math.max(right.get(y) ?? x, x))
      for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) {
        const nx = x + dx, ny = y + dy, next = ny * width + nx
        if (nx < 0 || ny < 0 || nx >= width || ny >= height || seen[next] || map[next]! <= threshold) continue
        seen[next] = 1
        stack.push(next)
      }
    }
    const edge = [...left].flatMap(([y, x]) => [{ x, y }, { x, y: y + 1 }]).concat([...right].flatMap(([y, x]) => [{ x: x + 1, y }, { x: x + 1, y: y + 1 }]))
    yield { edge, mean: sum / count }
  }
}
