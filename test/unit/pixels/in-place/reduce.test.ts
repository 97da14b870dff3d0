import { describe, expect, it } from 'vitest'
import { makePixels } from '../../../../ui/pixels/in-place/pixels'
import { reduced } from '../../../../ui/pixels/in-place/reduce'
import { randomOf, texture } from './scenes'

describe('reduced', () => {
  it.each([[100, 40, 50], [101, 67, 33], [7, 300, 20], [1, 90, 8], [64, 64, 64], [513, 511, 100]])('takes %i x %i to %i px: every pixel the mean of what it covers', (width, height, longest) => {
    const source = texture(width, height), small = reduced(source, longest)
    expect(Math.max(small.width, small.height)).toBe(longest)
    const mean = ({ data }: typeof source, c: number): number => data.reduce((sum, value, i) => sum + (i % 4 === c ? value : 0), 0) / (data.length / 4)
    for (let c = 0; c < 4; c++) expect(Math.abs(mean(source, c) - mean(small, c))).toBeLessThan(0.6)
  })
  it('does not let the colour of transparent pixels in', () => {
    const source = makePixels(8, 8)
    for (let i = 0; i < 64; i++) source.data.set(i % 2 ? [200, 100, 50, 255] : [0, 0, 0, 0], i * 4)
    expect([...reduced(source, 4).data.subarray(0, 4)]).toEqual([200, 100, 50, 128])
  })
  it('leaves a small picture as it is, in a buffer of its own', () => {
    const random = randomOf(1), source = makePixels(5, 4)
    for (let i = 0; i < source.data.length; i++) source.data[i] = random() * 256
    const same = reduced(source, 100)
    expect(same.data).toEqual(source.data)
    expect(same.data).not.toBe(source.data)
  })
})
