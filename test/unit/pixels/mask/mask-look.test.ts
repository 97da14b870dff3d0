import { describe, expect, it } from 'vitest'
import { createMaskLook } from '../../../../ui/pixels/mask/mask-look'
import { createMaskModel } from '../../../../ui/pixels/mask/mask-model'

const extent = { width: 900, height: 600 }, whole = { x: 0, y: 0, ...extent }
const usual = { density: 2, inverted: false }
/** A half that is marked, hard or soft, on a stage of 300 x 200 px. */
function half(softness: number, options = usual) {
  const mask = createMaskModel(extent)
  mask.begin({ radiusPx: 2000, softness, erase: false })
  mask.extend(-1550, 300)
  mask.end()
  const look = createMaskLook({ width: 300, height: 200 }, options)
  look.paint(mask.coverage, extent, { scale: 1 / 3, x: 0, y: 0 }, whole)
  return { look, at: (x: number, y: number): number[] => [...look.data.subarray((y * 300 + x) * 4, (y * 300 + x) * 4 + 4)] }
}
const row = (at: (x: number, y: number) => number[], from: number, to: number, y = 100): number[][] => Array.from({ length: to - from }, (_, i) => at(from + i, y))

describe('the look of a mask', () => {
  it('is a hatch of violet stripes where it is marked, and nothing where it is not', () => {
    const { at } = half(0)
    const strengths = row(at, 20, 100).map(([, , , alpha]) => alpha!)
    expect(Math.max(...strengths)).toBeGreaterThan(2 * Math.min(...strengths))
    expect(strengths.slice(0, 16)).toEqual(strengths.slice(16, 32))
    expect(row(at, 20, 100).every(([r, g, b]) => b! > r! && r! > g!)).toBe(true)
    expect(row(at, 160, 290).every(([, , , alpha]) => alpha === 0)).toBe(true)
    // Diagonal: a step down is a step along.
    expect(at(40, 60)).toEqual(at(41, 59))
  })
  it('has a white line with a violet core along a hard edge', () => {
    const { at } = half(0)
    const edge = row(at, 140, 160).filter(([, , , alpha]) => alpha! > 240)
    expect(edge.filter(([r, g, b]) => r! > 225 && g! > 225 && b! > 225).length).toBeGreaterThanOrEqual(2)
    expect(edge.some(([r, g, b]) => r! < 140 && g! < 70 && b! > 200)).toBe(true)
    expect(edge.length).toBeLessThan(9)
  })
  it('has no line along a soft edge: the hatch fades', () => {
    const { at } = half(0.25)
    const strongest = (from: number): number => Math.max(...row(at, from, from + 16).map(([, , , alpha]) => alpha!))
    const fall = [0, 30, 60, 90, 120].map(strongest)
    expect(fall).toEqual([...fall].sort((a, b) => b - a))
    expect(new Set(fall).size).toBe(5)
    expect(row(at, 0, 300).some(([r, g, b, alpha]) => r! > 225 && g! > 225 && b! > 225 && alpha! > 60)).toBe(false)
  })
  it('hatches the rest where the rest changes', () => {
    const { at } = half(0, { density: 2, inverted: true })
    expect(row(at, 20, 100).every(([, , , alpha]) => alpha === 0)).toBe(true)
    expect(row(at, 160, 290).every(([, , , alpha]) => alpha! > 60)).toBe(true)
  })
  it.each([[1 / 3, 0, 0], [0.31, 4.4, -20.7], [2.2, -700, -300], [0.9, 10, 3]])('is the same whether painted at once or piece by piece, at scale %s', (scale, x, y) => {
    const mask = createMaskModel(extent), placing = { scale, x, y }, options = { density: 1, inverted: false }
    const pieces = createMaskLook({ width: 300, height: 200 }, options)
    mask.subscribe((dirty) => void pieces.paint(mask.coverage, extent, placing, dirty))
    mask.begin({ radiusPx: 30, softness: 0.4, erase: false })
    for (const [px, py] of [[100, 80], [400, 200], [420, 350], [880, 590]] as const) mask.extend(px, py)
    mask.fillPolygon([{ x: 330, y: 150 }, { x: 420, y: 160 }, { x: 380, y: 260 }])
    mask.begin({ radiusPx: 20, softness: 0, erase: true })
    mask.extend(390, 200)
    mask.extend(300, 190)
    mask.end()
    mask.undo()
    mask.redo()
    const once = createMaskLook({ width: 300, height: 200 }, options)
    once.paint(mask.coverage, extent, placing, whole)
    expect(once.data.reduce((most, value, i) => Math.max(most, Math.abs(value - pieces.data[i]!)), 0)).toBeLessThanOrEqual(1)
    expect(once.data.some((value) => value > 0)).toBe(true)
  })
  it('paints only the picture, and nothing that is out of view', () => {
    const mask = createMaskModel(extent, new Uint8Array(540_000).fill(255)), look = createMaskLook({ width: 300, height: 200 }, usual)
    expect(look.paint(mask.coverage, extent, { scale: 1, x: 400, y: 0 }, whole)).toBeNull()
    expect(look.paint(mask.coverage, extent, { scale: 0.1, x: 105, y: 70 }, whole)).toEqual({ x: 105, y: 70, width: 90, height: 60 })
    const alpha = (x: number, y: number): number => look.data[(y * 300 + x) * 4 + 3]!
    expect([alpha(104, 100), alpha(105, 100) > 0, alpha(194, 100) > 0, alpha(195, 100), alpha(150, 69)]).toEqual([0, true, true, 0, 0])
    look.clear()
    expect(look.data.every((value) => value === 0)).toBe(true)
  })
})
