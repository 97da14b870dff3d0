import { describe, expect, it } from 'vitest'
import { applyTo, invert } from '../../../../src/shared/geometry'
import { layerToPicture, type PictureFit } from '../../../../src/document/paint-map'
import { isUpscaleProblem, planUpscale, shownOf, tileInPicture, type BeyondEdge, type Lying, type UpscalePlan, type UpscaleWish } from '../../../../ui/pixels/upscale/plan-upscale'

const lying = (picture: [number, number], layer: [number, number], fit: PictureFit = { scaleMode: 'FILL' }): Lying => {
  const extents = { picture: { width: picture[0], height: picture[1] }, layer: { width: layer[0], height: layer[1] } }
  return { ...extents, scaleMode: fit.scaleMode, fromLayer: layerToPicture(fit, extents.layer, extents.picture)! }
}
const times = (factor: number): UpscaleWish => ({ kind: 'times', factor })
const frame = (density: number): UpscaleWish => ({ kind: 'frame', density })
const a4 = (dpi: number): UpscaleWish => ({ kind: 'print', widthMm: 210, heightMm: 297, dpi })

function planned(of: Lying, wish: UpscaleWish, beyond: BeyondEdge = 'largest'): UpscalePlan {
  const plan = planUpscale(of, wish, beyond)
  if (isUpscaleProblem(plan)) throw new Error(plan.message)
  return plan
}
const refusal = (of: Lying, wish: UpscaleWish, beyond: BeyondEdge = 'largest'): string => {
  const plan = planUpscale(of, wish, beyond)
  return isUpscaleProblem(plan) ? plan.message : ''
}

describe('how large a picture becomes', () => {
  it.each([
    ['twice', lying([301, 200], [300, 200]), times(2), [602, 400]],
    ['four times', lying([301, 201], [77, 33]), times(4), [1204, 804]],
    ['1 px for each unit', lying([200, 100], [400, 200]), frame(1), [400, 200]],
    ['2 px for each unit of a frame that shows a part', lying([300, 200], [400, 400]), frame(2), [1200, 800]],
    ['4 px for each unit of a fitted picture', lying([300, 200], [600, 600], { scaleMode: 'FIT' }), frame(4), [2400, 1600]],
    ['the side of a turned picture', lying([300, 200], [400, 600], { scaleMode: 'FILL', rotation: 90 }), frame(2), [1200, 800]],
    ['A4 at 150 dpi, lying as the picture lies', lying([600, 400], [600, 400]), a4(150), [1861, 1241]],
    ['A4 at 150 dpi, standing', lying([400, 600], [400, 600]), a4(150), [1241, 1861]],
  ] as const)('%s', (_name, of, wish, [width, height]) => expect(planned(of, wish).extent).toEqual({ width, height }))

  it('has what a frame shows at the very size that was asked for', () => {
    for (const of of [lying([640, 427], [333, 250]), lying([427, 640], [500, 500]), lying([100, 100], [512.5, 301])]) {
      const { factor } = planned(of, frame(4), 'tiles'), shown = shownOf(of)
      expect(Math.abs(shown.width * factor - of.layer.width * 4)).toBeLessThan(1)
      expect(Math.abs(shown.height * factor - of.layer.height * 4)).toBeLessThan(1)
    }
  })

  it('says so when the picture has that many px already', () => {
    expect(refusal(lying([800, 800], [400, 400]), frame(2))).toBe('The picture has 2 px for each unit already. Choose a larger size.')
    expect(refusal(lying([4000, 3000], [400, 300]), a4(100))).toContain('enough px already')
  })
})

describe('no picture moves on the canvas', () => {
  const fits: [string, PictureFit][] = [
    ['FILL', { scaleMode: 'FILL' }], ['FIT', { scaleMode: 'FIT' }], ['FILL, turned', { scaleMode: 'FILL', rotation: 90 }], ['FIT, turned', { scaleMode: 'FIT', rotation: 270 }],
    ['CROP', { scaleMode: 'CROP', imageTransform: [[0.5, 0.1, 0.2], [-0.05, 0.6, 0.1]] }], ['TILE', { scaleMode: 'TILE', scalingFactor: 0.4 }],
  ]
  it.each(fits)('%s: the new picture, laid with the same settings, has every point where it was', (_name, fit) => {
    for (const [width, height] of [[301, 200], [199, 333], [640, 427]] as const) {
      for (const wish of [times(2), times(3.37), frame(3), a4(72)]) {
        const of = lying([width, height], [290, 211], fit), plan = planUpscale(of, fit.scaleMode === 'TILE' && wish.kind === 'times' ? times(2) : wish, 'largest')
        if (isUpscaleProblem(plan)) continue
        const scaled: PictureFit = fit.scaleMode === 'TILE' ? { ...fit, scalingFactor: (fit.scalingFactor ?? 1) / plan.factor } : fit
        const before = invert(of.fromLayer)!, after = invert(layerToPicture(scaled, of.layer, plan.extent)!)!
        for (const [x, y] of [[0, 0], [1, 0], [0, 1], [1, 1], [0.3, 0.7]] as const) {
          const from = applyTo(before, plan.box.x + x * plan.box.width, plan.box.y + y * plan.box.height), to = applyTo(after, x * plan.extent.width, y * plan.extent.height)
          expect(Math.hypot(from.x - to.x, from.y - to.y)).toBeLessThan(1e-6)
        }
        expect(Math.abs(plan.box.x)).toBeLessThan(1)
        expect(Math.abs(plan.box.y)).toBeLessThan(1)
      }
    }
  })
})

describe('beyond 4096 px', () => {
  const large = lying([2400, 1600], [600, 400])

  it('is said with both choices', () => {
    expect(planned(large, times(4), 'largest')).toMatchObject({ extent: { width: 4096, height: 2730 }, wanted: { width: 9600, height: 6400 }, beyond: 'largest', tiles: [] })
    const { tiles, beyond, extent } = planned(large, times(4), 'tiles')
    expect({ count: tiles.length, beyond, extent }).toEqual({ count: 6, beyond: 'tiles', extent: { width: 9600, height: 6400 } })
    expect(planned(large, times(1.5)).beyond).toBeNull()
  })

  it('cuts tiles of at most 4096 px that cover what shows, once', () => {
    for (const of of [large, lying([2400, 1600], [600, 900]), lying([4096, 4096], [100, 100])]) {
      const plan = planned(of, times(2.9), 'tiles'), { tiles } = plan, shown = shownOf(of)
      for (const { width, height } of tiles) expect(Math.max(width, height)).toBeLessThanOrEqual(4096)
      const covered = tiles.map((tile) => tileInPicture(plan, tile)), area = covered.reduce((sum, box) => sum + box.width * box.height, 0)
      expect(Math.min(...covered.map(({ x }) => x))).toBeLessThanOrEqual(shown.x + 0.01)
      expect(Math.max(...covered.map(({ x, width }) => x + width))).toBeGreaterThanOrEqual(shown.x + shown.width - 0.01)
      expect(area / (shown.width * shown.height)).toBeCloseTo(1, 2)
      for (const one of tiles) for (const other of tiles) if (one !== other) expect(one.x + one.width <= other.x || other.x + other.width <= one.x || one.y + one.height <= other.y || other.y + other.height <= one.y).toBe(true)
    }
  })

  it('refuses what one picture cannot be, and more tiles than can be laid', () => {
    expect(refusal(lying([4096, 3000], [400, 300]), times(2))).toBe('4096 x 3000 px is as large as one picture can be. Tiles as layers can be larger.')
    expect(refusal(lying([4096, 4096], [400, 400]), times(5), 'tiles')).toContain('16 are the most')
    expect(planned(lying([1500, 1500], [400, 400], { scaleMode: 'TILE', scalingFactor: 0.2 }), times(4), 'tiles')).toMatchObject({ beyond: 'largest', extent: { width: 3000, height: 3000 } })
  })
})
