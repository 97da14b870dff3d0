import { describe, expect, it } from 'vitest'
import { classicExtents, gptImageExtents } from '../../../../ui/models/gpt-image'
import { checkExtent } from '../../../../ui/models/fit-extent'
import type { ExtentRule } from '../../../../ui/models/model-card'
import { contains } from '../../../../src/shared/geometry'
import { prepareMask } from '../../../../ui/pixels/in-place/intents'
import { isProblem, planEdit, type EditPlan, type EditQuestion } from '../../../../ui/pixels/in-place/plan-edit'
import { ellipse, randomOf } from './scenes'

const plan = (more: Partial<EditQuestion>): EditPlan => {
  const found = planEdit({ sourceExtent: { width: 4000, height: 3000 }, maskBounds: { x: 1800, y: 1400, width: 300, height: 400 }, rule: gptImageExtents, intent: 'fill', ...more })
  if (isProblem(found)) throw new Error(found.problem)
  return found
}

/** What no plan may break. Empty when all holds. */
function faults({ crop, request, scale, support, mask, source }: EditPlan, rule: ExtentRule): string[] {
  const broken: string[] = []
  if (![support.x, support.y, support.width, support.height].every(Number.isInteger)) broken.push('support in fractions')
  if (checkExtent(rule, request.width, request.height)) broken.push(`illegal ${request.width} x ${request.height}`)
  if (Math.abs(request.width / crop.width - scale) > 1e-6 || Math.abs(request.height / crop.height - scale) > 1e-6) broken.push('not one scale')
  if (!contains(crop, support, 1e-6) || !contains(support, mask, 1e-6)) broken.push('change outside the crop')
  if (!contains({ x: 0, y: 0, ...source }, support)) broken.push('support outside the picture')
  if (scale === 1 && !(Number.isInteger(crop.x) && Number.isInteger(crop.y))) broken.push('1:1 at a fraction')
  if (crop.width <= source.width && (crop.x < -1e-9 || crop.x + crop.width > source.width + 1e-6)) broken.push('beyond the left or right edge')
  if (crop.height <= source.height && (crop.y < -1e-9 || crop.y + crop.height > source.height + 1e-6)) broken.push('beyond the top or bottom edge')
  return broken
}

describe('planEdit', () => {
  it('is legal, undistorted and holds the whole change for 200,000 random pictures and masks', () => {
    const random = randomOf(5), found: string[] = []
    for (let i = 0; i < 200_000; i++) {
      const width = Math.round(24 * (4096 / 24) ** random()), height = Math.round(24 * (4096 / 24) ** random())
      const maskWidth = Math.ceil(random() * width * 0.9), maskHeight = Math.ceil(random() * height * 0.9)
      const maskBounds = { x: random() * (width - maskWidth), y: Math.floor(random() * (height - maskHeight)), width: maskWidth, height: maskHeight }
      if (maskWidth * maskHeight < 4) continue
      const rule = i % 4 === 0 ? classicExtents : gptImageExtents
      const one = plan({ sourceExtent: { width, height }, maskBounds, rule, contextRatio: 0.5 + random() * 3.5 })
      for (const fault of faults(one, rule)) found.push(`${width} x ${height} ${JSON.stringify(maskBounds)}: ${fault}`)
    }
    expect(found).toEqual([])
  }, 60_000)
  it('sends a part of a large photo as it is, without resampling', () => {
    const one = plan({})
    expect(one.scale).toBe(1)
    expect(one.crop.width).toBe(one.request.width)
    expect(one.paddedShare).toBe(0)
  })
  it('keeps the request within the cost preset', () => {
    const one = plan({ maskBounds: { x: 500, y: 500, width: 2800, height: 2000 } })
    expect(one.request.width * one.request.height).toBeLessThanOrEqual(2_097_152 * 1.05)
    expect(one.scale).toBeLessThan(1)
    expect(plan({ maskBounds: { x: 500, y: 500, width: 2800, height: 2000 }, maxPixels: 8_294_400 }).scale).toBeGreaterThan(one.scale)
  })
  it('sends more around the mask when more context is asked for', () => {
    const area = (ratio: number): number => {
      const { crop } = plan({ contextRatio: ratio, maskBounds: { x: 1500, y: 1200, width: 600, height: 500 } })
      return crop.width * crop.height
    }
    expect(area(2)).toBeGreaterThan(area(1))
  })
  it('repeats edges only for pictures that are smaller or thinner than the model takes', () => {
    expect(plan({ sourceExtent: { width: 451, height: 300 }, maskBounds: { x: 139, y: 83, width: 158, height: 132 } }).paddedShare).toBeLessThan(0.001)
    expect(plan({ sourceExtent: { width: 2000, height: 100 }, maskBounds: { x: 100, y: 10, width: 80, height: 80 } }).paddedShare).toBeGreaterThan(0)
  })
  it.each([[24, 24, 6], [97, 61, 20], [40, 300, 12]])('enlarges a picture of %i x %i px fourfold before its edges are repeated', (width, height, side) => {
    const one = plan({ sourceExtent: { width, height }, maskBounds: { x: 10, y: 10, width: side, height: side } })
    expect(one.scale).toBeCloseTo(4, 6)
    expect(faults(one, gptImageExtents)).toEqual([])
  })
  it('follows the radii of the method', () => {
    const one = plan({ sourceExtent: { width: 1024, height: 1024 }, maskBounds: { x: 300, y: 300, width: 300, height: 400 } })
    expect(one.kappa).toBeCloseTo(1, 2)
    expect(one.reachPx).toBe(Math.floor(4 * one.kappa + 30))
    expect(plan({ grow: 10, feather: 6 }).reachPx).toBe(16)
    expect(plan({ intent: 'remove' }).reachPx).toBeGreaterThan(plan({}).reachPx)
    expect(plan({ intent: 'background' }).reachPx).toBeLessThan(plan({}).reachPx)
  })
  it.each([
    ['mask.empty', null, undefined],
    ['mask.outside-source', { x: 5000, y: 0, width: 50, height: 50 }, undefined],
    ['mask.covers-everything', { x: 0, y: 0, width: 4000, height: 3000 }, undefined],
  ])('says %s', (problem, maskBounds, maskPixels) => {
    expect(planEdit({ sourceExtent: { width: 4000, height: 3000 }, maskBounds, rule: gptImageExtents, intent: 'fill', maskPixels })).toMatchObject({ problem })
  })
  it('takes a mask whose box is the picture when it marks only its border', () => {
    expect(isProblem(planEdit({ sourceExtent: { width: 1200, height: 900 }, maskBounds: { x: 0, y: 0, width: 1200, height: 900 }, rule: gptImageExtents, intent: 'background', maskPixels: 500_000 }))).toBe(false)
  })
})

describe('prepareMask', () => {
  const extent = { width: 40, height: 30 }, drawn = ellipse(40, 30, { x: 10, y: 5, width: 20, height: 10 })
  it('finds the marked box', () => expect(prepareMask(drawn, extent, 'fill').bounds).toEqual({ x: 10, y: 5, width: 20, height: 10 }))
  it('changes all but the marked object for a background', () => {
    const fill = prepareMask(drawn, extent, 'fill'), background = prepareMask(drawn, extent, 'background')
    expect(fill.pixels + background.pixels).toBe(40 * 30)
    expect(background.coverage[10 * 40 + 20]).toBe(0)
  })
  it('drops a faint smear and completes what is nearly full', () => {
    const { coverage } = prepareMask(Uint8Array.from([10, 100, 240, 255]), { width: 4, height: 1 }, 'fill')
    expect([...coverage]).toEqual([0, 100, 255, 255])
  })
})
