import { describe, expect, it } from 'vitest'
import { makePlane, type Planes } from '../../../../ui/pixels/in-place/pixels'
import { applyTone, fitTone, gainsOf } from '../../../../ui/pixels/in-place/tone'
import { at } from '../../../../ui/pixels/in-place/tone-curve'
import { randomOf } from './scenes'

const side = 120, random = randomOf(5)

/** Three channels of levels between `from` and `to`, and the same after a model's tone shift. */
function pair(from: number, to: number, shift: (level: number) => number, noise = 1.5): { source: Planes; answer: Planes } {
  const plane = () => {
    const out = makePlane(side, side)
    for (let i = 0; i < out.data.length; i++) out.data[i] = from + random() * (to - from)
    return out
  }
  const source: Planes = [plane(), plane(), plane()]
  const moved = source.map((one) => ({ ...one, data: one.data.map((value) => shift(value) + noise * (random() + random() - 1)) })) as unknown as Planes
  return { source, answer: moved }
}
const ring = new Uint8Array(side * side).fill(1)
const gamma = (level: number): number => 255 * (level / 255) ** 1.18 * 0.95 + 8

describe('fitTone', () => {
  it('corrects nothing where there is nothing to correct', () => {
    const { source, answer } = pair(20, 230, (level) => level)
    expect(fitTone(source, answer, ring).map(({ kind }) => kind)).toEqual(['none', 'none', 'none'])
  })
  it('finds gain and offset', () => {
    const { source, answer } = pair(20, 200, (level) => level * 1.07 - 6)
    const curves = fitTone(source, answer, ring)
    for (const gain of gainsOf(curves)) expect(gain).toBeCloseTo(1 / 1.07, 2)
    for (const level of [0, 80, 160, 240]) expect(at(curves[0]!, level * 1.07 - 6)).toBeCloseTo(level, -0.3)
  })
  it('finds a gamma, and follows it beyond the levels that the ring shows', () => {
    const { source, answer } = pair(20, 110, gamma)
    const [curve] = fitTone(source, answer, ring)
    for (const level of [30, 70, 100]) expect(Math.abs(at(curve!, gamma(level)) - level)).toBeLessThan(1)
    for (const level of [160, 210, 240]) expect(Math.abs(at(curve!, gamma(level)) - level)).toBeLessThan(14)
  })
  it.each([[6, 30], [225, 250], [100, 108]])('stays sane far from a ring of levels %i to %i', (from, to) => {
    const { source, answer } = pair(from, to, (level) => level * 0.95 + 9 + 2 * Math.sin(level / 3), 3)
    for (const curve of fitTone(source, answer, ring)) {
      for (let level = 0; level < 255; level += 5) {
        expect(Math.abs(at(curve, level) - level)).toBeLessThan(60)
        expect(at(curve, level + 5)).toBeGreaterThan(at(curve, level) - 0.01)
      }
    }
  })
  it('is applied as it was found', () => {
    const { source, answer } = pair(20, 200, gamma), curves = fitTone(source, answer, ring), toned = applyTone(answer, curves)
    for (let i = 0; i < 500; i++) expect(toned[1].data[i]).toBeCloseTo(at(curves[1]!, answer[1].data[i]!), 1)
  })
})
