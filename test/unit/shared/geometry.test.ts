import { describe, expect, it } from 'vitest'
import { applyTo, boundsOfPoints, clamp, contains, identity, intersect, invert, mapBounds, multiply, rotation, scaling, translation, trimOfFill, type Affine } from '../../../src/shared/geometry'

const near = (a: { x: number; y: number }, b: { x: number; y: number }): void => {
  expect(a.x).toBeCloseTo(b.x, 6)
  expect(a.y).toBeCloseTo(b.y, 6)
}
const maps: [string, Affine][] = [['identity', identity], ['shift', translation(7, -3)], ['scale', scaling(2, 0.5)], ['turn', rotation(30)], ['all', multiply(translation(5, 6), multiply(rotation(-75), scaling(3, 1.5)))]]

describe('affine maps', () => {
  it.each(maps)('%s: going there and back returns', (_name, map) => {
    const back = invert(map)!
    for (const [x, y] of [[0, 0], [10, 4], [-3, 8]] as const) near(applyTo(back, applyTo(map, x, y).x, applyTo(map, x, y).y), { x, y })
  })
  it('applies the second map first', () => near(applyTo(multiply(translation(10, 0), scaling(2)), 3, 1), { x: 16, y: 2 }))
  it('turns counter-clockwise on screen for a positive angle', () => near(applyTo(rotation(90), 1, 0), { x: 0, y: -1 }))
  it.each([['flat', scaling(0, 1)], ['not a number', scaling(NaN)]])('has no inverse when %s', (_name, map) => expect(invert(map)).toBeNull())
  it('boxes a turned square', () => {
    const box = mapBounds(rotation(45), { x: 0, y: 0, width: 10, height: 10 })
    expect(box.width).toBeCloseTo(Math.SQRT2 * 10)
    expect(box.y).toBeCloseTo(-Math.SQRT2 * 5)
  })
})

describe('bounds', () => {
  const box = { x: 0, y: 0, width: 10, height: 10 }
  it('intersect in an area or not at all', () => {
    expect(intersect(box, { x: 5, y: 6, width: 10, height: 10 })).toEqual({ x: 5, y: 6, width: 5, height: 4 })
    expect(intersect(box, { x: 10, y: 0, width: 5, height: 5 })).toBeNull()
  })
  it('contain with slack', () => {
    expect(contains(box, { x: -0.5, y: 0, width: 10, height: 10 })).toBe(false)
    expect(contains(box, { x: -0.5, y: 0, width: 10, height: 10 }, 0.5)).toBe(true)
  })
  it('wrap points', () => expect(boundsOfPoints([{ x: 3, y: 1 }, { x: -1, y: 4 }])).toEqual({ x: -1, y: 1, width: 4, height: 3 }))
  it('clamp', () => expect([clamp(5, 0, 3), clamp(-1, 0, 3), clamp(2, 0, 3)]).toEqual([3, 0, 2]))
})

describe('trimOfFill', () => {
  it.each([
    ['same ratio', [1024, 768], [512, 384], 0],
    ['1088 square in a 1080 frame', [1088, 1088], [1080, 1080], 0],
    ['one px too wide', [1025, 1024], [100, 100], 1],
    ['too tall', [1000, 1010], [500, 500], 10],
  ] as const)('%s', (_name, picture, box, hidden) => {
    expect(trimOfFill({ width: picture[0], height: picture[1] }, { width: box[0], height: box[1] })).toBeCloseTo(hidden)
  })
})
