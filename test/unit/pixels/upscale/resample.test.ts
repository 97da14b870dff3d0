import { describe, expect, it } from 'vitest'
import type { Bounds } from '../../../../src/shared/geometry'
import { makePixels, type Pixels } from '../../../../ui/pixels/in-place/pixels'
import { resampleSteps, type Scaling } from '../../../../ui/pixels/upscale/resample'

function resample(source: Pixels, scaling: Scaling, part?: Bounds): Pixels {
  const steps = resampleSteps(source, scaling, part)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
const times = (source: Pixels, x: number, y = x): Scaling => ({ box: { x: 0, y: 0, width: source.width, height: source.height }, extent: { width: source.width * x, height: source.height * y } })

function drawn(width: number, height: number, colour: (x: number, y: number) => readonly [number, number, number, number]): Pixels {
  const out = makePixels(width, height)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) out.data.set(colour(x, y), (y * width + x) * 4)
  return out
}
let seed = 7
const noise = (): number => (seed = (seed * 16807) % 2147483647) % 256
const noisy = (width: number, height: number, alpha: () => number): Pixels => drawn(width, height, () => [noise(), noise(), noise(), alpha()])
const at = ({ data, width }: Pixels, x: number, y: number): number[] => [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)]

describe('enlarging a picture', () => {
  it.each([[2, 2], [4, 4], [3, 2], [1.5, 2.25]])('keeps one colour as it is, %s x %s times, at any alpha', (x, y) => {
    for (const alpha of [255, 128, 3]) {
      const source = drawn(8, 8, () => [201, 17, 99, alpha])
      const { data } = resample(source, times(source, x, y))
      for (let i = 0; i < data.length; i += 4) expect([...data.subarray(i, i + 4)]).toEqual([201, 17, 99, alpha])
    }
  })

  it('gives the very same bytes at the same extent', () => {
    const opaque = noisy(13, 9, () => 255)
    expect(resample(opaque, times(opaque, 1)).data).toEqual(opaque.data)
    const soft = noisy(13, 9, () => 64 + (noise() % 192))
    const same = resample(soft, times(soft, 1))
    for (let i = 0; i < soft.data.length; i++) expect(Math.abs(same.data[i]! - soft.data[i]!)).toBeLessThanOrEqual(1)
  })

  it('lets no colour of what is see-through into an edge: no dark fringe, whatever colour lies there', () => {
    for (const hidden of [[0, 0, 0], [255, 255, 255], [0, 255, 0]] as const) {
      const disc = drawn(48, 48, (x, y) => {
        const alpha = Math.round(255 * Math.min(1, Math.max(0, 16 - Math.hypot(x - 23.5, y - 23.5))))
        return alpha > 0 ? [240, 120, 40, alpha] : [...hidden, 0]
      })
      const { data } = resample(disc, times(disc, 4))
      for (let i = 0; i < data.length; i += 4) if (data[i + 3]! > 0) expect([data[i], data[i + 1], data[i + 2]]).toEqual([240, 120, 40])
    }
  })

  it('keeps every side where it is: four colours stay in their corners', () => {
    const source = drawn(16, 12, (x, y) => [x < 8 ? 250 : 10, y < 6 ? 250 : 10, 128, 255])
    const large = resample(source, times(source, 4))
    expect([at(large, 0, 0), at(large, 63, 0), at(large, 0, 47), at(large, 63, 47)].map(([red, green]) => [red! > 128, green! > 128])).toEqual([[true, true], [false, true], [true, false], [false, false]])
    // The step lies between the same px: halfway, at 32 of 64.
    expect(at(large, 31, 10)[0]).toBeGreaterThan(128)
    expect(at(large, 32, 10)[0]).toBeLessThan(128)
  })

  it('makes parts that are the whole, byte for byte, also of see-through pictures and at odd factors', () => {
    for (const alpha of [() => 255, () => noise()]) {
      const source = noisy(31, 23, alpha), scaling: Scaling = { box: { x: -0.2, y: 0.1, width: 31.4, height: 22.8 }, extent: { width: 101, height: 74 } }
      const whole = resample(source, scaling)
      for (const part of [{ x: 0, y: 0, width: 50, height: 37 }, { x: 50, y: 0, width: 51, height: 37 }, { x: 0, y: 37, width: 50, height: 37 }, { x: 50, y: 37, width: 51, height: 37 }]) {
        const { data } = resample(source, scaling, part)
        for (let y = 0; y < part.height; y++) {
          const from = ((part.y + y) * 101 + part.x) * 4
          expect(data.subarray(y * part.width * 4, (y + 1) * part.width * 4)).toEqual(whole.data.subarray(from, from + part.width * 4))
        }
      }
    }
  })

  it('takes a single px and lines of one px, and does not change what it is given', () => {
    for (const [width, height] of [[1, 1], [1, 9], [9, 1]] as const) {
      const source = noisy(width, height, () => 255), before = source.data.slice()
      const large = resample(source, times(source, 4))
      expect([large.width, large.height]).toEqual([width * 4, height * 4])
      expect(source.data).toEqual(before)
    }
  })

  it('is sharper than a mean: a line keeps more of its contrast', () => {
    const line = drawn(21, 5, (x) => (x === 10 ? [255, 255, 255, 255] : [0, 0, 0, 255]))
    const large = resample(line, times(line, 2)), peak = Math.max(...large.data.filter((_, i) => i % 4 === 0))
    expect(peak).toBeGreaterThan(215) // linear interpolation gives 191
  })
})
