// Mask shapes, exported as pictures, become one coverage picture of the source.
import { intersect, invert, mapBounds, type Affine, type Bounds, type Extent } from '../../../src/shared/geometry'
import { wholeBox, type Pixels } from '../in-place/pixels'
import { areaInside } from './area-inside'
import { levelsOf, sampleLevel, valuesIn, type MaskLevel } from './mask-levels'

/** One mask picture. */
export type MaskPlane = {
  width: number
  height: number
  /** Coverage, one byte per px: opacity, soft edges and blur included. */
  alpha: Uint8Array
  /** Its px to source px, continuous. */
  toSource: Affine
}

const blockPx = 16
/** Values of a block that differ less than this are one slope: a single look per pixel finds it. */
const gentle = 48
/** A source pixel holds at least this many px of the halved mask a side: fewer would blur its edge. */
const leastLooked = 3

/** The alpha of a decoded mask picture. */
export function alphaOf({ data, width, height }: Pixels): Uint8Array {
  const alpha = new Uint8Array(width * height)
  for (let i = 0; i < alpha.length; i++) alpha[i] = data[i * 4 + 3]!
  return alpha
}

/**
 * Coverage of the source, one byte per px: the largest of all masks at each pixel, averaged over the pixel's area.
 * `tiled`: the source repeats without end, and what a mask marks on any repeat counts. A mask whose map has no inverse marks nothing.
 */
export function rasteriseMasks(masks: readonly MaskPlane[], extent: Extent, tiled = false): Uint8Array {
  const canvas = { ...extent, out: new Uint8Array(extent.width * extent.height), full: new Uint8Array(Math.ceil(extent.width / blockPx) * Math.ceil(extent.height / blockPx)) }
  for (const mask of masks) {
    const toMask = invert(mask.toSource)
    if (!toMask || mask.width <= 0 || mask.height <= 0) continue
    const painter = painterOf(mask, toMask)
    const reach = mapBounds(mask.toSource, { x: 0, y: 0, width: mask.width, height: mask.height })
    for (const shift of tiled ? repeatsUnder(reach, extent) : [{ x: 0, y: 0 }]) {
      const touched = intersect({ ...reach, x: reach.x - shift.x, y: reach.y - shift.y }, { x: 0, y: 0, ...extent })
      if (touched) paintBox(canvas, wholeBox(touched, extent), painter, shift)
    }
  }
  return canvas.out
}

/** `full`: blocks that are wholly marked and need no second look. */
type Canvas = Extent & { out: Uint8Array; full: Uint8Array }

/** Offsets of every repeat of the source that the box touches; those amid it first, as they fill most at once. */
function repeatsUnder(reach: Bounds, { width, height }: Extent): { x: number; y: number }[] {
  const shifts: { x: number; y: number }[] = []
  for (let row = Math.floor(reach.y / height); row * height < reach.y + reach.height; row++) {
    for (let column = Math.floor(reach.x / width); column * width < reach.x + reach.width; column++) shifts.push({ x: column * width, y: row * height })
  }
  const away = ({ x, y }: { x: number; y: number }): number => Math.hypot(x + width / 2 - reach.x - reach.width / 2, y + height / 2 - reach.y - reach.height / 2)
  return shifts.sort((a, b) => away(a) - away(b))
}

type Painter = {
  toMask: Affine
  width: number
  height: number
  level: MaskLevel
  base: MaskLevel
  /** Px of the mask to those of the level. */
  toLevel: number
  /** Looks per pixel across and down where the mask is not smooth. */
  looks: readonly [number, number]
}

function painterOf(mask: MaskPlane, toMask: Affine): Painter {
  const across = Math.hypot(toMask[0][0], toMask[1][0]), down = Math.hypot(toMask[0][1], toMask[1][1])
  const levels = levelsOf({ width: mask.width, height: mask.height, values: mask.alpha }, Math.floor(Math.log2(Math.max(1, Math.min(across, down) / leastLooked))))
  const level = levels[levels.length - 1]!, scale = 1 / 2 ** (levels.length - 1)
  const looksOf = (length: number): number => Math.min(16, Math.max(2, Math.ceil(2 * length * scale)))
  return { toMask, width: mask.width, height: mask.height, level, base: levels[0]!, toLevel: scale, looks: [looksOf(across), looksOf(down)] }
}

function paintBox(canvas: Canvas, box: Bounds, painter: Painter, shift: { x: number; y: number }): void {
  const columns = Math.ceil(canvas.width / blockPx)
  for (let row = Math.floor(box.y / blockPx); row * blockPx < box.y + box.height; row++) {
    for (let column = Math.floor(box.x / blockPx); column * blockPx < box.x + box.width; column++) {
      if (canvas.full[row * columns + column]) continue
      const x = column * blockPx, y = row * blockPx
      const block = { x, y, width: Math.min(blockPx, canvas.width - x), height: Math.min(blockPx, canvas.height - y) }
      if (paintBlock(canvas, block, painter, shift)) canvas.full[row * columns + column] = 1
    }
  }
}

/** True when the block is wholly marked now. */
function paintBlock({ out, width: stride }: Canvas, block: Bounds, painter: Painter, shift: { x: number; y: number }): boolean {
  const seen = mapBounds(painter.toMask, { ...block, x: block.x + shift.x, y: block.y + shift.y })
  if (seen.x >= painter.width || seen.y >= painter.height || seen.x + seen.width <= 0 || seen.y + seen.height <= 0) return false
  const { least, most } = valuesIn(painter.base, seen, 1 / painter.toLevel)
  if (most === 0) return false
  const inside = seen.x >= 0 && seen.y >= 0 && seen.x + seen.width <= painter.width && seen.y + seen.height <= painter.height
  if (inside && least === 255) {
    for (let y = block.y; y < block.y + block.height; y++) out.fill(255, y * stride + block.x, y * stride + block.x + block.width)
    return true
  }
  if (inside && most - least <= gentle) {
    paintGentle(out, stride, block, painter, shift)
    return false
  }
  const looks = most - least <= gentle ? [1, 1] as const : painter.looks
  for (let y = block.y; y < block.y + block.height; y++) {
    for (let x = block.x, i = y * stride + block.x; x < block.x + block.width; x++, i++) {
      if (out[i] === 255) continue
      const share = inside ? 1 : areaInside(painter.toMask, x + shift.x, y + shift.y, painter.width, painter.height)
      if (share === 0) continue
      const value = Math.round(share * (least === most ? most : meanAt(painter, x + shift.x, y + shift.y, looks)))
      if (value > out[i]!) out[i] = value
    }
  }
  return false
}

/** One bilinear look per pixel; the whole block lies in the mask. */
function paintGentle(out: Uint8Array, stride: number, block: Bounds, { toMask: [[a, c, tx], [b, d, ty]], level: { width, height, values }, toLevel }: Painter, shift: { x: number; y: number }): void {
  const right = width - 1, bottom = height - 1
  for (let y = block.y; y < block.y + block.height; y++) {
    const py = y + shift.y + 0.5
    for (let x = block.x, i = y * stride + block.x; x < block.x + block.width; x++, i++) {
      const px = x + shift.x + 0.5
      let u = (a * px + c * py + tx) * toLevel - 0.5, v = (b * px + d * py + ty) * toLevel - 0.5
      u = u < 0 ? 0 : u > right ? right : u
      v = v < 0 ? 0 : v > bottom ? bottom : v
      const left = u | 0, upper = v | 0, s = u - left, t = v - upper
      const above = upper * width + left, below = upper < bottom ? above + width : above, beside = left < right ? 1 : 0
      const top = values[above]! + (values[above + beside]! - values[above]!) * s
      const value = top + (values[below]! + (values[below + beside]! - values[below]!) * s - top) * t + 0.5
      if (value > out[i]! + 1) out[i] = value
    }
  }
}

/** Mean of the mask over the part of a source pixel that lies in the mask picture. (x, y) is the pixel's corner. */
function meanAt({ toMask: [[a, c, tx], [b, d, ty]], level, toLevel, width, height }: Painter, x: number, y: number, [across, down]: readonly [number, number]): number {
  let total = 0, count = 0
  for (let row = 0; row < down; row++) {
    const py = y + (row + 0.5) / down
    for (let column = 0; column < across; column++) {
      const px = x + (column + 0.5) / across
      const u = a * px + c * py + tx, v = b * px + d * py + ty
      if (u < 0 || v < 0 || u > width || v > height) continue
      total += sampleLevel(level, u * toLevel, v * toLevel)
      count++
    }
  }
  if (count > 0) return total / count
  return sampleLevel(level, (a * (x + 0.5) + c * (y + 0.5) + tx) * toLevel, (b * (x + 0.5) + d * (y + 0.5) + ty) * toLevel)
}
