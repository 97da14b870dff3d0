import { describe, expect, it } from 'vitest'
import { multiply, rotation, scaling, translation, type Affine } from '../../../../src/shared/geometry'
import { makePixels } from '../../../../ui/pixels/in-place/pixels'
import { alphaOf, rasteriseMasks, type MaskPlane } from '../../../../ui/pixels/mask/rasterise-masks'

const full = (width: number, height: number): Uint8Array => new Uint8Array(width * height).fill(255)
/** A disc whose edge is drawn as an export draws it. */
function disc(size: number): Uint8Array {
  const out = new Uint8Array(size * size)
  for (let y = 0, i = 0; y < size; y++) for (let x = 0; x < size; x++, i++) out[i] = Math.round(255 * Math.min(1, Math.max(0, size / 2 - Math.hypot(x + 0.5 - size / 2, y + 0.5 - size / 2) + 0.5)))
  return out
}
const sum = (plane: Uint8Array): number => plane.reduce((total, value) => total + value, 0) / 255
const scaleOf = (map: Affine): number => Math.abs(map[0][0] * map[1][1] - map[0][1] * map[1][0])
const placed = (size: number, angle: number, kx: number, ky = kx): Affine => multiply(multiply(translation(151.3, 148.6), rotation(angle)), multiply(scaling(kx, ky), translation(-size / 2, -size / 2)))
const extent = { width: 300, height: 300 }

describe('rasteriseMasks', () => {
  it.each([0, 7, 30, 45, 90, 133])('keeps the area of a rectangle and of a disc at %s degrees and any scale', (angle) => {
    for (const [kx, ky] of [[0.06, 0.06], [0.21, 0.21], [0.5, 0.5], [1, 1], [1.37, 1.37], [2.6, 2.6], [-0.7, 0.7], [2.1, 0.3]] as const) {
      for (const alpha of [full(100, 100), disc(100)]) {
        const toSource = placed(100, angle, kx, ky), size = kx > 2 ? 72 : 100
        const mask: MaskPlane = { width: size, height: size, alpha: size === 100 ? alpha : alpha[0] ? full(size, size) : disc(size), toSource: placed(size, angle, kx, ky) }
        const expected = sum(mask.alpha) * scaleOf(toSource)
        expect(Math.abs(sum(rasteriseMasks([mask], extent)) / expected - 1), `${kx} x ${ky}`).toBeLessThan(0.005)
      }
    }
  })
  it('puts a picture where its map says, to a fraction of a pixel, flipped as well', () => {
    const toSource: Affine = [[-1, 0, 60.25], [0, 1, 10.5]]
    const out = rasteriseMasks([{ width: 20, height: 10, alpha: full(20, 10), toSource }], extent)
    const row = (y: number) => [39, 40, 41, 59, 60, 61].map((x) => out[y * 300 + x])
    expect(row(15)).toEqual([0, 191, 255, 255, 64, 0])
    expect(row(10)).toEqual([0, 96, 128, 128, 32, 0])
    expect(row(21)).toEqual([0, 0, 0, 0, 0, 0])
  })
  it('keeps a soft edge soft and an opacity as it is', () => {
    const ramp = new Uint8Array(200 * 4)
    for (let i = 0; i < ramp.length; i++) ramp[i] = i % 200
    const out = rasteriseMasks([{ width: 200, height: 4, alpha: ramp, toSource: scaling(1, 20) }], extent)
    for (let x = 5; x < 195; x += 7) expect(Math.abs(out[40 * 300 + x]! - x)).toBeLessThanOrEqual(1)
    const half = rasteriseMasks([{ width: 50, height: 50, alpha: full(50, 50).fill(128), toSource: placed(50, 20, 2) }], extent)
    expect(half[150 * 300 + 150]).toBe(128)
    expect(Math.max(...half)).toBe(128)
  })
  it('finds what is smaller than a pixel', () => {
    const out = rasteriseMasks([{ width: 3, height: 3, alpha: full(3, 3), toSource: [[0.1, 0, 20.4], [0, 0.1, 30.2]] }], extent)
    expect(out[30 * 300 + 20]).toBe(23)
    expect(sum(out)).toBeCloseTo(0.09, 2)
  })
  it('takes the larger of several masks, and nothing from one without area or beside the picture', () => {
    const at = (x: number, alpha: number): MaskPlane => ({ width: 20, height: 20, alpha: full(20, 20).fill(alpha), toSource: translation(x, 0) })
    const out = rasteriseMasks([at(0, 100), at(10, 200), at(-500, 255), { ...at(0, 255), toSource: [[0, 0, 5], [0, 0, 5]] }], extent)
    expect([5, 15, 25, 35].map((x) => out[5 * 300 + x])).toEqual([100, 200, 200, 0])
  })
  it('marks every repeat of a tiled picture that a mask touches, wherever it lies', () => {
    const tile = { width: 40, height: 30 }
    const over = (x: number, y: number): MaskPlane => ({ width: 10, height: 10, alpha: full(10, 10), toSource: translation(x, y) })
    const corner = rasteriseMasks([over(-85, 55)], tile, true)
    expect([[0, 25], [4, 29], [35, 25], [0, 4], [39, 0]].map(([x, y]) => corner[y! * 40 + x!])).toEqual([255, 255, 255, 255, 255])
    expect(sum(corner)).toBe(100)
    expect(sum(rasteriseMasks([over(-85, 55)], tile))).toBe(0)
    const wide = rasteriseMasks([{ width: 4, height: 4, alpha: full(4, 4), toSource: scaling(5000, 2000) }], tile, true)
    expect(wide.every((value) => value === 255)).toBe(true)
  })
  it('reads the coverage from the alpha of a decoded picture', () => {
    const pixels = makePixels(2, 1)
    pixels.data.set([9, 9, 9, 40, 1, 2, 3, 255])
    expect([...alphaOf(pixels)]).toEqual([40, 255])
  })
})
