import { describe, expect, it } from 'vitest'
import { areaInside } from '../../../src/document/overlap'
import { areaScale, fitAs, laidAs, layerToPicture, type PictureFit } from '../../../src/document/paint-map'
import { cornersIn } from '../../../src/document/rounded-corners'
import { applyTo, multiply, scaling, translation, type Affine } from '../../../src/shared/geometry'

/** Reproducible numbers from 0 to 1. */
function random(seed: number): () => number {
  let state = seed
  return () => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return state / 2 ** 32 }
}
const at = (map: Affine | null, x: number, y: number): number[] => { const p = applyTo(map!, x, y); return [p.x, p.y].map((value) => Math.round(value * 1e6) / 1e6 + 0) }
const layer = { width: 100, height: 50 }, picture = { width: 400, height: 400 }

describe('layerToPicture', () => {
  it.each<[string, PictureFit, number[], number[]]>([
    ['FILL', { scaleMode: 'FILL' }, [0, 100], [400, 300]],
    ['FIT', { scaleMode: 'FIT' }, [-200, 0], [600, 400]],
    ['CROP', { scaleMode: 'CROP', imageTransform: [[0.5, 0, 0.25], [0, 0.25, 0.5]] }, [100, 200], [300, 300]],
    ['CROP without a transform', { scaleMode: 'CROP' }, [0, 0], [400, 400]],
    ['TILE', { scaleMode: 'TILE', scalingFactor: 0.125 }, [0, 0], [800, 400]],
    ['FILL, turned left', { scaleMode: 'FILL', rotation: 90 }, [300, 0], [100, 400]],
    ['FILL, turned over', { scaleMode: 'FILL', rotation: 180 }, [400, 300], [0, 100]],
    ['FILL, turned right', { scaleMode: 'FILL', rotation: -90 }, [100, 400], [300, 0]],
  ])('%s: top left and bottom right', (_name, paint, first, last) => {
    const map = layerToPicture(paint, layer, picture)
    expect([at(map, 0, 0), at(map, 100, 50)]).toEqual([first, last])
  })

  it('has no map for a crop without area', () => expect(layerToPicture({ scaleMode: 'CROP', imageTransform: [[1, 1, 0], [1, 1, 0]] }, layer, picture)).toBeNull())
})

describe('fitAs', () => {
  it('lays every picture exactly where its map says, by FILL only where that does', () => {
    const next = random(7), counts = { FILL: 0, CROP: 0 }
    for (let i = 0; i < 3000; i += 1) {
      const box = { width: 1 + next() * 800, height: 1 + next() * 800 }, extent = { width: 1 + Math.floor(next() * 4096), height: 1 + Math.floor(next() * 4096) }
      const rotation = [undefined, 0, 90, 180, 270][Math.floor(next() * 5)], before = { scaleMode: 'FIT' as const, ...(rotation === undefined ? {} : { rotation }) }
      const free: Affine = [[next() * 4 - 2, next() * 2 - 1, next() * 500], [next() * 2 - 1, next() * 4 + 0.1, next() * 500]]
      const wanted = i % 3 === 0 ? layerToPicture({ ...before, scaleMode: 'FILL' }, box, extent)! : free
      const fit = fitAs(wanted, box, extent, before), map = layerToPicture(laidAs({ ...before, scaleMode: 'TILE', scalingFactor: 0.5 }, fit), box, extent)
      counts[fit.scaleMode as 'FILL']++
      if (areaScale(wanted) < 1e-3) continue
      for (const [x, y] of [[0, 0], [box.width, 0], [0, box.height], [box.width, box.height]] as const) {
        const a = applyTo(map!, x, y), b = applyTo(wanted, x, y)
        expect(Math.hypot(a.x - b.x, a.y - b.y) / Math.sqrt(areaScale(wanted))).toBeLessThan(0.01)
      }
      expect(fit.scaleMode === 'CROP' && 'rotation' in fit).toBe(false)
    }
    expect([counts.FILL, counts.CROP]).toEqual([1000, 2000])
  })

  it('leaves a crop a crop, and takes what it does not need off the paint', () => {
    const fill = layerToPicture({ scaleMode: 'FILL' }, layer, picture)!
    expect(fitAs(fill, layer, picture, { scaleMode: 'CROP' }).scaleMode).toBe('CROP')
    const paint = { type: 'IMAGE', imageHash: 'a', scaleMode: 'TILE' as const, scalingFactor: 0.5, rotation: 90, opacity: 0.5, filters: { tint: 0.1 } }
    expect(laidAs(paint, fitAs(fill, layer, picture))).toEqual({ type: 'IMAGE', imageHash: 'a', scaleMode: 'FILL', opacity: 0.5, filters: { tint: 0.1 } })
  })
})

describe('areaInside', () => {
  const square = [{ x: 10, y: 10 }, { x: 30, y: 10 }, { x: 30, y: 30 }, { x: 10, y: 30 }], all = { x: 0, y: 0, width: 100, height: 100 }
  it.each<[string, { x: number; y: number }[], typeof all | null, number]>([
    ['inside', square, all, 400],
    ['half over the picture\'s edge', square.map(({ x, y }) => ({ x: x - 20, y })), all, 200],
    ['outside', square.map(({ x, y }) => ({ x: x + 100, y })), all, 0],
    ['outside the picture, which repeats', square.map(({ x, y }) => ({ x: x + 150, y })), null, 400],
    ['a turned square with one corner inside', [{ x: -10, y: 50 }, { x: 10, y: 30 }, { x: 30, y: 50 }, { x: 10, y: 70 }].map(({ x, y }) => ({ x: x - 10, y })), all, 400],
    ['drawn the other way round', square.slice().reverse(), all, 400],
  ])('%s', (_name, corners, box, area) => expect(areaInside(corners, box, scaling(2), { x: 0, y: 0, width: 100, height: 50 })).toBeCloseTo(area, 6))
  it('cuts at the layer, whatever lies outside it', () => expect(areaInside(square, all, multiply(translation(20, 0), scaling(2)), { x: 0, y: 0, width: 40, height: 40 })).toBeCloseTo(200, 6))
})

describe('cornersIn', () => {
  const whole = { x: 0, y: 0, width: 100, height: 60 }
  const layerWith = (topLeftRadius: number, bottomRightRadius: number) => ({ topLeftRadius, topRightRadius: 0, bottomRightRadius, bottomLeftRadius: 0 })
  it.each<[string, typeof whole, Partial<ReturnType<typeof layerWith>>, typeof whole, number[]]>([
    ['in the middle', { x: 40, y: 25, width: 20, height: 10 }, layerWith(20, 20), { x: 40, y: 25, width: 20, height: 10 }, [0, 0, 0, 0]],
    ['into a corner', { x: 10, y: 5, width: 30, height: 20 }, layerWith(20, 0), { x: 0, y: 0, width: 40, height: 25 }, [20, 0, 0, 0]],
    ['into both', { x: 10, y: 5, width: 80, height: 50 }, layerWith(20, 15), whole, [20, 0, 15, 0]],
    ['radii larger than the layer', { x: 0, y: 0, width: 10, height: 10 }, layerWith(500, 0), { x: 0, y: 0, width: 10, height: 10 }, [30, 0, 0, 0]],
    ['no radii at all', { x: 0, y: 0, width: 10, height: 10 }, {}, { x: 0, y: 0, width: 10, height: 10 }, [0, 0, 0, 0]],
  ])('%s', (_name, box, layer, grown, radii) => expect(cornersIn(box, whole, layer)).toEqual({ box: grown, radii }))
})
