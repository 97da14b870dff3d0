// How a mask looks over its picture: violet hatch, and along hard edges a white line with a violet core. At screen px, the dirty box only.
import { intersect, type Bounds, type Extent } from '../../../src/shared/geometry'
import { lineAt, lineTable } from './edge-line'

/** Where the picture lies: screen px = source px x scale + offset. */
export type Placing = { scale: number; x: number; y: number }

export type LookOptions = {
  /** Screen px per CSS px. */
  density: number
  /** What is not marked changes. */
  inverted: boolean
}

export type MaskLook = {
  readonly width: number
  readonly height: number
  /** RGBA, straight alpha; what a canvas takes. Little-endian machines only, as all browsers run on. */
  readonly data: Uint8ClampedArray<ArrayBuffer>
  /** Paints the part of a source box that is in view; the box of screen px that changed, or null. */
  paint(coverage: Uint8Array, extent: Extent, placing: Placing, dirty: Bounds): Bounds | null
  clear(): void
}

const violet = [134, 56, 229] as const, core = [124, 43, 218] as const
/** CSS px along a row from one stripe to the next, and the share of it that is stripe. */
const hatch = { period: 8, stripe: 0.36, ground: 0.3, line: 0.72, gapLine: 0.16 }
/** Looks per screen px and axis where the picture is reduced. */
const mostLooks = 3

export function createMaskLook({ width, height }: Extent, { density, inverted }: LookOptions): MaskLook {
  const data = new Uint8ClampedArray(width * height * 4), words = new Uint32Array(data.buffer)
  /** Share of each screen px that changes, and the same smoothed. */
  const reduced = new Float32Array(width * height), smooth = new Float32Array(width * height), across = new Float32Array(width * height)
  const sigma = 0.8 * density, taps = Float32Array.from({ length: Math.ceil(2.5 * sigma) + 1 }, (_, i) => Math.exp((-i * i) / (2 * sigma * sigma)))
  const sum = taps.reduce((total, tap, i) => total + (i === 0 ? tap : 2 * tap), 0), radius = taps.length - 1
  for (let i = 0; i <= radius; i++) taps[i]! /= sum
  const stripes = stripesOf(density)
  let lines = lineTable(sigma, density, 1), linesFor = 1

  const read = (coverage: Uint8Array, extent: Extent, { scale, x: left, y: top }: Placing, box: Bounds): void => {
    const columns = looksOf(box.x, box.width, left, scale, extent.width), rows = looksOf(box.y, box.height, top, scale, extent.height)
    const { count } = columns
    for (let y = 0; y < box.height; y++) {
      for (let x = 0, to = (box.y + y) * width + box.x; x < box.width; x++, to++) {
        let total = 0
        for (let row = y * count, end = row + count; row < end; row++) {
          const line = rows.at[row]! * extent.width
          let sum = 0
          for (let column = x * count, last = column + count; column < last; column++) sum += coverage[line + columns.at[column]!]! * columns.weights[column]!
          total += sum * rows.weights[row]!
        }
        reduced[to] = inverted ? 1 - total / 255 : total / 255
      }
    }
  }
  /** Gaussian; what lies beyond the picture in view is as its edge. Even stretches are copied. */
  const blur = (box: Bounds, within: Bounds): void => {
    const low = Math.max(within.y, box.y - radius), high = Math.min(within.y + within.height, box.y + box.height + radius)
    const left = within.x, right = within.x + within.width - 1, top = within.y, bottom = within.y + within.height - 1
    for (let y = low; y < high; y++) {
      const line = y * width
      let even = 0, before = -1
      for (let x = box.x - radius; x < box.x + radius; x++) {
        const value = reduced[line + Math.min(right, Math.max(left, x))]!
        even = value === before ? even + 1 : 0
        before = value
      }
      for (let x = box.x; x < box.x + box.width; x++) {
        const ahead = reduced[line + Math.min(right, x + radius)]!
        even = ahead === before ? even + 1 : 0
        before = ahead
        if (even >= 2 * radius) {
          across[line + x] = ahead
          continue
        }
        let total = reduced[line + x]! * taps[0]!
        for (let k = 1; k <= radius; k++) total += (reduced[line + Math.max(left, x - k)]! + reduced[line + Math.min(right, x + k)]!) * taps[k]!
        across[line + x] = total
      }
    }
    const evens = new Uint16Array(box.width)
    for (let y = low + 1; y < Math.min(high, box.y + radius); y++) count(evens, box, y)
    for (let y = box.y; y < box.y + box.height; y++) {
      const line = y * width
      if (y + radius > low && y + radius < high) count(evens, box, y + radius)
      for (let x = box.x; x < box.x + box.width; x++) {
        if (evens[x - box.x]! >= 2 * radius) {
          smooth[line + x] = across[line + x]!
          continue
        }
        let total = across[line + x]! * taps[0]!
        for (let k = 1; k <= radius; k++) total += (across[Math.max(top, y - k) * width + x]! + across[Math.min(bottom, y + k) * width + x]!) * taps[k]!
        smooth[line + x] = total
      }
    }
  }
  /** For how many rows up to `y` each column has not changed. */
  const count = (evens: Uint16Array, box: Bounds, y: number): void => {
    for (let x = 0, i = y * width + box.x; x < box.width; x++, i++) evens[x] = across[i] === across[i - width] ? evens[x]! + 1 : 0
  }
  const compose = (box: Bounds, within: Bounds): void => {
    const right = within.x + within.width - 1, bottom = within.y + within.height - 1, period = stripes.length
    for (let y = box.y; y < box.y + box.height; y++) {
      const up = y > within.y ? width : 0, down = y < bottom ? width : 0
      for (let x = box.x, i = y * width + box.x; x < box.x + box.width; x++, i++) {
        const share = reduced[i]!, soft = smooth[i]!
        if (share === 0 && soft < 0.02) {
          words[i] = 0
          continue
        }
        const stripe = stripes[(x + y) % period]!
        let { r, g, b } = stripe, alpha = share * stripe.alpha
        if (soft > 0.02 && soft < 0.98) {
          const dx = smooth[i + (x < right ? 1 : 0)]! - smooth[i - (x > within.x ? 1 : 0)]!, dy = smooth[i + down]! - smooth[i - up]!
          const line = lineAt(lines, soft, Math.sqrt(dx * dx + dy * dy) / 2)
          if (line.white > 0) {
            const over = line.white + alpha * (1 - line.white), kept = (alpha * (1 - line.white)) / over, added = 255 * (line.white / over)
            r = r * kept + added
            g = g * kept + added
            b = b * kept + added
            alpha = over
            r += (core[0] - r) * line.core
            g += (core[1] - g) * line.core
            b += (core[2] - b) * line.core
          }
        }
        words[i] = (((alpha * 255 + 0.5) << 24) | ((b + 0.5) << 16) | ((g + 0.5) << 8) | (r + 0.5)) >>> 0
      }
    }
  }
  return {
    width, height, data,
    clear: () => void data.fill(0),
    paint(coverage, extent, placing, dirty) {
      const shown = intersect(onScreen({ x: 0, y: 0, ...extent }, placing, 0), { x: 0, y: 0, width, height })
      const fresh = shown && intersect(onScreen(dirty, placing, 1), shown)
      if (!fresh) return null
      if (linesFor !== placing.scale) lines = lineTable(sigma, density, (linesFor = placing.scale))
      read(coverage, extent, placing, fresh)
      const around = (by: number): Bounds => intersect({ x: fresh.x - by, y: fresh.y - by, width: fresh.width + 2 * by, height: fresh.height + 2 * by }, shown)!
      blur(around(radius + 1), shown)
      const changed = around(radius + 1)
      compose(changed, shown)
      return changed
    },
  }
}

/** The whole screen px that a source box touches, and `margin` more. */
function onScreen(box: Bounds, { scale, x, y }: Placing, margin: number): Bounds {
  const left = Math.floor(box.x * scale + x + 0.01) - margin, top = Math.floor(box.y * scale + y + 0.01) - margin
  return { x: left, y: top, width: Math.ceil((box.x + box.width) * scale + x - 0.01) + margin - left, height: Math.ceil((box.y + box.height) * scale + y - 0.01) + margin - top }
}

/** Which source px each screen px looks at along one axis, and how much each counts: spread over what it covers, or bilinear where the picture is enlarged. */
function looksOf(start: number, length: number, offset: number, scale: number, extent: number): { at: Int32Array; weights: Float32Array; count: number } {
  const enlarged = scale > 0.7, count = enlarged ? 2 : Math.min(mostLooks, Math.ceil(1 / scale))
  const at = new Int32Array(length * count), weights = new Float32Array(length * count).fill(1 / count)
  for (let i = 0; i < at.length; i++) {
    const centre = (start + (enlarged ? Math.floor(i / 2) + 0.5 : (i + 0.5) / count) - offset) / scale
    if (!enlarged) at[i] = Math.min(extent - 1, Math.max(0, Math.floor(centre)))
    else {
      const left = Math.floor(centre - 0.5), second = i % 2
      at[i] = Math.min(extent - 1, Math.max(0, left + second))
      weights[i] = second ? centre - 0.5 - left : 1 - (centre - 0.5 - left)
    }
  }
  return { at, weights, count }
}

type Stripe = { r: number; g: number; b: number; alpha: number }

/** Colour of each px along a row. Between the stripes lies a little white, so that the hatch reads on violet pictures too. */
function stripesOf(density: number): Stripe[] {
  const period = Math.max(4, Math.round(hatch.period * density)), wide = period * hatch.stripe
  return Array.from({ length: period }, (_, i) => {
    const stripe = Math.min(1, Math.max(0, wide / 2 + 0.5 - Math.abs(i + 0.5 - period / 2))), white = hatch.gapLine * (1 - stripe)
    const [r, g, b] = violet.map((channel) => channel + (255 - channel) * white) as [number, number, number]
    return { r, g, b, alpha: hatch.ground + (hatch.line - hatch.ground) * stripe }
  })
}
