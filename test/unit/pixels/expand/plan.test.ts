import { describe, expect, it } from 'vitest'
import { contains, type Bounds } from '../../../../src/shared/geometry'
import { checkExtent } from '../../../../ui/models/fit-extent'
import { classicExtents, gptImageExtents } from '../../../../ui/models/gpt-image'
import type { ExtentRule } from '../../../../ui/models/model-card'
import { planExpand, type ExpandPlan } from '../../../../ui/pixels/expand/plan-expand'
import { mostGrowth, ringsTo } from '../../../../ui/pixels/expand/rings'
import { randomOf } from '../in-place/scenes'
import { planned } from './scenes'

const plan = (source: [number, number], target: [number, number, number, number], more: { rule?: ExtentRule; beyond?: 'stop' | 'reduce'; maxPixels?: number } = {}): ExpandPlan =>
  planned({ rule: gptImageExtents, source: { width: source[0], height: source[1] }, target: { x: target[0], y: target[1], width: target[2], height: target[3] }, ...more })

/** What no plan may break. Empty when all holds. */
function faults({ extent, kept, offset, window, request, scale, sides }: ExpandPlan, rule: ExtentRule): string[] {
  const broken: string[] = []
  if (checkExtent(rule, request.width, request.height)) broken.push(`illegal ${request.width} x ${request.height}`)
  if (Math.abs(request.width / window.width - scale) > 1e-9 || Math.abs(request.height / window.height - scale) > 1e-9) broken.push('not one scale')
  if (![extent.width, extent.height, offset.x, offset.y].every(Number.isInteger)) broken.push('fractions')
  if (Math.max(extent.width, extent.height) > 4096) broken.push('beyond 4096')
  if (!contains({ x: 0, y: 0, ...extent }, { ...offset, ...kept })) broken.push('the kept picture is cut')
  const fresh: Bounds[] = [{ x: 0, y: 0, width: sides.left, height: extent.height }, { x: extent.width - sides.right, y: 0, width: sides.right, height: extent.height }, { x: 0, y: 0, width: extent.width, height: sides.top }, { x: 0, y: extent.height - sides.bottom, width: extent.width, height: sides.bottom }]
  if (fresh.some((box) => box.width * box.height > 0 && !contains(window, box, 1e-6))) broken.push('new area that is not sent')
  if (scale === 1 && !(Number.isInteger(window.x) && Number.isInteger(window.y))) broken.push('1:1 at a fraction')
  if (scale > 4.01) broken.push(`enlarged ${scale}`)
  return broken
}

describe('planExpand', () => {
  it('is legal, undistorted and sends the whole new area, for 5,000 random pictures and boxes', () => {
    const random = randomOf(11), found: string[] = []
    for (let i = 0; i < 5000; i++) {
      const width = Math.round(24 * (4000 / 24) ** random()), height = Math.round(24 * (4000 / 24) ** random())
      const side = (length: number): number => (random() < 0.3 ? 0 : random() * length)
      const left = side(width), top = side(height)
      const target = { x: -left, y: -top, width: left + width + side(width), height: top + height + side(height) }
      const rule = i % 4 === 0 ? classicExtents : gptImageExtents
      const one = planExpand({ source: { width, height }, target, rule, beyond: i % 2 ? 'stop' : 'reduce' })
      if ('problem' in one) {
        if (one.problem !== 'request.invalid') found.push(`${width} x ${height} ${JSON.stringify(target)}: ${one.problem}`)
      } else for (const fault of faults(one, rule)) found.push(`${width} x ${height} ${JSON.stringify(target)}: ${fault}`)
    }
    expect(found).toEqual([])
  }, 60_000)
  it('sends an 800 x 600 picture in a 1600 x 900 frame as it is, with a rim that is cut off again', () => {
    const one = plan([800, 600], [-400, -150, 1600, 900])
    expect(one).toMatchObject({ extent: { width: 1600, height: 900 }, offset: { x: 400, y: 150 }, scale: 1, request: { width: 1600, height: 912 }, reduction: 1, beyond: null })
  })
  it('rounds a fractional frame outward, at a whole offset', () => {
    const one = plan([800, 600], [-10.4, -0.004, 820.9, 600.004])
    expect(one.expanded).toEqual({ x: -11, y: 0, width: 822, height: 600 })
    expect(one.offset).toEqual({ x: 11, y: 0 })
  })
  it('keeps the whole picture where the frame cuts into it', () => {
    expect(plan([800, 600], [100, -50, 400, 700]).expanded).toEqual({ x: 0, y: -50, width: 800, height: 700 })
  })
  it('sends only the growing side of a large picture, so that it stays sharp', () => {
    const one = plan([3600, 2000], [0, 0, 3900, 2000])
    expect(one.scale).toBe(1)
    expect(one.window.x).toBeGreaterThan(2000)
    expect(one.request.width * one.request.height).toBeLessThan(2_500_000)
  })
  it('follows the cost preset and says by its scale how sharp that is', () => {
    const one = plan([3000, 2000], [-300, -100, 3600, 2200], { maxPixels: 1_048_576 })
    expect(one.request.width * one.request.height).toBeLessThanOrEqual(1_048_576)
    expect(one.scale).toBeLessThan(0.6)
    expect(plan([3000, 2000], [-300, -100, 3600, 2200]).scale).toBe(1)
  })
  it('makes a strip that no model takes a legal picture around it', () => {
    const one = plan([1600, 80], [-800, 0, 3200, 80])
    expect(one.request.width / one.request.height).toBeLessThanOrEqual(3)
    expect(one.extent).toEqual({ width: 3200, height: 80 })
  })
  it('stops at 4096 px with every pixel kept, or reduces all of it at one scale', () => {
    const stop = plan([4000, 3000], [-668, 0, 5336, 3000])
    expect(stop).toMatchObject({ beyond: 'stop', reduction: 1, extent: { width: 4096, height: 3000 }, kept: { width: 4000, height: 3000 }, offset: { x: 48 } })
    const reduce = plan([4000, 3000], [-668, 0, 5336, 3000], { beyond: 'reduce' })
    expect(reduce.extent).toEqual({ width: 4096, height: 2303 })
    expect(reduce.beyond).toBe('reduce')
    expect(reduce.expanded.width / reduce.extent.width).toBeCloseTo(reduce.expanded.height / reduce.extent.height, 9)
    expect(reduce.kept.width / 4000).toBeCloseTo(reduce.reduction, 3)
  })
  it.each([
    ['nothing to add', [800, 600], [0, 0, 800, 600], 'request.invalid'],
    ['a frame inside the picture', [800, 600], [10, 10, 100, 100], 'request.invalid'],
    ['no numbers', [800, 600], [0, 0, NaN, 600], 'request.invalid'],
    ['a picture that is as large as Figma takes', [4096, 100], [-100, 0, 4300, 100], 'pixels.too-large'],
  ] as const)('says what is wrong with %s', (_, [width, height], [x, y, w, h], problem) => {
    expect(planExpand({ source: { width, height }, target: { x, y, width: w, height: h }, rule: gptImageExtents })).toMatchObject({ problem })
  })
})

describe('ringsTo', () => {
  it('grows by half at most in one ring and ends at the wish', () => {
    const source = { x: 0, y: 0, width: 800, height: 600 }
    expect(ringsTo(source, { x: -100, y: 0, width: 1000, height: 600 })).toHaveLength(1)
    const rings = ringsTo(source, { x: -1600, y: -150, width: 3200, height: 900 })
    expect(rings).toHaveLength(4)
    expect(rings.at(-1)).toEqual({ x: -1600, y: -150, width: 3200, height: 900 })
    let last: Bounds = source
    for (const ring of rings) {
      expect(contains(ring, last)).toBe(true)
      expect(ring.width / last.width).toBeLessThanOrEqual(mostGrowth + 0.01)
      last = ring
    }
  })
})
