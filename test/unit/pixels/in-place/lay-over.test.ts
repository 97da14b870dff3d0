import { expect, it } from 'vitest'
import { layOver } from '../../../../ui/pixels/in-place/lay-over'
import { patchOf } from '../../../../ui/pixels/in-place/patch'
import { makePixels, type Pixels } from '../../../../ui/pixels/in-place/pixels'

const grey = (level: number): Pixels => {
  const pixels = makePixels(8, 6)
  for (let i = 0; i < pixels.data.length; i += 4) pixels.data.set([level, level, level, 255], i)
  return pixels
}

it('gives the edited picture within one level when its patch lies over the source', () => {
  const source = grey(100), result = grey(100), box = { x: 2, y: 1, width: 4, height: 3 }, weights = new Uint8Array(12)
  for (let i = 0; i < 12; i++) {
    weights[i] = 20 * (i + 1)
    const at = ((1 + Math.floor(i / 4)) * 8 + 2 + (i % 4)) * 4
    result.data.fill(100 + 10 * i, at, at + 3)
  }
  const { pixels } = patchOf(source, result, box, weights)
  expect(layOver(source, pixels, [[1, 0, 2.002], [0, 1, 0.999]])).toBe(true)
  expect(Math.max(...source.data.map((value, i) => Math.abs(value - result.data[i]!)))).toBeLessThanOrEqual(1)
})
it('leaves out what hangs over the edge, and a patch that is not on whole pixels', () => {
  const below = grey(10)
  expect(layOver(below, grey(200), [[1, 0, 6], [0, 1, -4]])).toBe(true)
  expect([below.data[6 * 4], below.data[5 * 4], below.data[(2 * 8 + 6) * 4]]).toEqual([200, 10, 10])
  expect(layOver(below, grey(50), [[1, 0, 0.4], [0, 1, 0]])).toBe(false)
  expect(layOver(below, grey(50), [[2, 0, 0], [0, 2, 0]])).toBe(false)
})

it('mixes every colour with every opacity as straight alpha says, to the level', () => {
  const below = makePixels(256, 256), patch = makePixels(256, 256)
  for (let y = 0, i = 0; y < 256; y++) {
    for (let x = 0; x < 256; x++, i += 4) {
      below.data.set([x, 255 - x, (x * 7) & 255, 255], i)
      patch.data.set([255 - x, (x * 5) & 255, x, y], i)
    }
  }
  const before = below.data.slice()
  expect(layOver(below, patch, [[1, 0, 0], [0, 1, 0]])).toBe(true)
  for (let i = 0; i < before.length; i++) {
    const share = patch.data[i | 3]!, wanted = (i & 3) === 3 ? 255 : Math.round((patch.data[i]! * share + before[i]! * (255 - share)) / 255)
    if (below.data[i] !== wanted) expect(`byte ${i}: ${below.data[i]}`).toBe(`byte ${i}: ${wanted}`)
  }
})
