// What each intent asks of the mask (inpaint-method.md 1.1 and 2.2).
import type { Bounds, Extent } from '../../../src/shared/geometry'

/** fill: continue or draw by prompt; replace, remove, add an object; background: all but the marked object. */
export type EditIntent = 'fill' | 'replace' | 'remove' | 'add' | 'background'

export type MaskPolicy = {
  /** The marked area is kept and the rest changed. */
  inverted: boolean
  /** Times the usual grow: a removed object takes its shadow and its edge with it. */
  growFactor: number
  /** Share of the mask box's diagonal that the blend band may be at most. */
  featherShare: number
  /** Times the usual context. */
  contextFactor: number
}

const usual: MaskPolicy = { inverted: false, growFactor: 1, featherShare: 0.06, contextFactor: 1 }

export const maskPolicies: Readonly<Record<EditIntent, MaskPolicy>> = {
  fill: usual,
  replace: usual,
  remove: { ...usual, growFactor: 2, contextFactor: 1.25 },
  add: usual,
  background: { ...usual, inverted: true, featherShare: 0.01 },
}

/** Coverage below this share is painted by accident, above the other it is meant to be full. */
const hipass = { nothing: 0.1, full: 0.9 }

export type PreparedMask = {
  /** 255 = change, 0 = keep; same extent as the source. */
  coverage: Uint8Array
  /** Null when nothing is marked. Source px. */
  bounds: Bounds | null
  /** Pixels with any coverage. */
  pixels: number
}

/** Cleans a drawn mask for its intent. Does not mutate; `coverage` has one byte per source pixel. */
export function prepareMask(coverage: Uint8Array, { width, height }: Extent, intent: EditIntent): PreparedMask {
  const { inverted } = maskPolicies[intent]
  const cleaned = Uint8Array.from({ length: 256 }, (_, byte) => {
    const drawn = inverted ? 255 - byte : byte
    return drawn < hipass.nothing * 255 ? 0 : drawn >= hipass.full * 255 ? 255 : drawn
  })
  const out = new Uint8Array(width * height), none = cleaned[0] === 0
  // Most of a mask is empty: four bytes at a time.
  const words = new Uint32Array(coverage.byteOffset % 4 ? coverage.slice().buffer : coverage.buffer, coverage.byteOffset % 4 ? 0 : coverage.byteOffset, coverage.length >> 2)
  let left = width, top = height, right = -1, bottom = -1, pixels = 0
  for (let y = 0; y < height; y++) {
    let first = -1, last = -1
    for (let x = 0, i = y * width; x < width; x++, i++) {
      if (none && (i & 3) === 0 && words[i >> 2] === 0) {
        x += 3
        i += 3
        continue
      }
      const value = cleaned[coverage[i]!]!
      if (value === 0) continue
      out[i] = value
      pixels++
      if (first < 0) first = x
      last = x
    }
    if (first < 0) continue
    left = Math.min(left, first)
    right = Math.max(right, last)
    top = Math.min(top, y)
    bottom = y
  }
  return { coverage: out, pixels, bounds: pixels ? { x: left, y: top, width: right - left + 1, height: bottom - top + 1 } : null }
}
