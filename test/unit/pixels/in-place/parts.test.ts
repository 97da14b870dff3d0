import { describe, expect, it } from 'vitest'
import { gaussian, mirrored } from '../../../../ui/pixels/in-place/blur'
import { distanceTo } from '../../../../ui/pixels/in-place/distance'
import { transform } from '../../../../ui/pixels/in-place/fft'
import { lumaOf, makePlane, planesOf, type Plane } from '../../../../ui/pixels/in-place/pixels'
import { pushPull } from '../../../../ui/pixels/in-place/push-pull'
import { resizePlane } from '../../../../ui/pixels/in-place/resize'
import { projectSpline, sampleSpline, splineOf } from '../../../../ui/pixels/in-place/spline'
import { solve } from '../../../../ui/pixels/in-place/statistics'
import { weightsOf } from '../../../../ui/pixels/in-place/weights'
import { ellipse, randomOf, texture } from './scenes'

const noise = (width: number, height: number, seed = 3): Plane => {
  const random = randomOf(seed), plane = makePlane(width, height)
  for (let i = 0; i < plane.data.length; i++) plane.data[i] = random() * 255
  return plane
}
const apart = (a: Plane, b: Plane, inset = 0): number => {
  let most = 0
  for (let y = inset; y < a.height - inset; y++) for (let x = inset; x < a.width - inset; x++) most = Math.max(most, Math.abs(a.data[y * a.width + x]! - b.data[y * a.width + x]!))
  return most
}

describe('gaussian', () => {
  it.each([[1.5, 0.01], [6, 1.5], [14, 1.2]])('of sigma %d follows the kernel', (sigma, tolerance) => {
    const plane = noise(60, 45), reach = Math.ceil(5 * sigma)
    const kernel = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma ** 2))), sum = kernel.reduce((a, b) => a + b)
    const exact = makePlane(60, 45), across = makePlane(60, 45)
    for (let y = 0; y < 45; y++) for (let x = 0; x < 60; x++) kernel.forEach((k, i) => (across.data[y * 60 + x]! += (k / sum) * plane.data[y * 60 + mirrored(x + i - reach, 60)]!))
    for (let y = 0; y < 45; y++) for (let x = 0; x < 60; x++) kernel.forEach((k, i) => (exact.data[y * 60 + x]! += (k / sum) * across.data[mirrored(y + i - reach, 45) * 60 + x]!))
    expect(apart(gaussian(plane, sigma), exact)).toBeLessThan(tolerance)
  })
  it('keeps a flat plane, also one smaller than the blur', () => {
    const plane = makePlane(9, 4)
    plane.data.fill(77)
    for (const sigma of [2, 20]) expect(apart(gaussian(plane, sigma), plane)).toBeLessThan(0.001)
  })
})

it('distanceTo is exact', () => {
  const random = randomOf(2), seeds = Uint8Array.from({ length: 23 * 31 }, () => (random() < 0.02 ? 1 : 0))
  const { data } = distanceTo(seeds, 23, 31)
  for (let i = 0; i < seeds.length; i++) {
    let nearest = Infinity
    seeds.forEach((seed, j) => seed && (nearest = Math.min(nearest, Math.hypot((i % 23) - (j % 23), Math.floor(i / 23) - Math.floor(j / 23)))))
    expect(data[i]).toBeCloseTo(nearest, 4)
  }
  expect(distanceTo(new Uint8Array(6), 3, 2).data[0]).toBeGreaterThan(1e5)
})

describe('spline', () => {
  const picture = lumaOf(planesOf(texture(90, 70)))
  it('passes through its samples', () => {
    const [back] = sampleSpline([splineOf(picture)], { map: [[1, 0, 0], [0, 1, 0]], box: { x: 0, y: 0, width: 90, height: 70 }, flow: null })
    expect(apart(back!, picture)).toBeLessThan(0.01)
  })
  it('brings an enlarged picture back to its own pixels', () => {
    const large = resizePlane(picture, { x: 0, y: 0, width: 90, height: 70 }, { width: 198, height: 154 })
    const [back] = projectSpline([large], { map: [[2.2, 0, 0], [0, 2.2, 0]], box: { x: 0, y: 0, width: 90, height: 70 }, flow: null }, 2.2)
    expect(apart(back!, picture, 4)).toBeLessThan(6)
  })
})

it('the FFT comes back, and a shifted pulse is a phase', () => {
  const real = Float64Array.from({ length: 64 }, (_, i) => (i * 7919) % 31), start = real.slice()
  const there = transform({ size: 8, real, imaginary: new Float64Array(64) })
  expect(there.real[0]).toBeCloseTo(start.reduce((a, b) => a + b), 6)
  expect(transform(there, true).real[13]).toBeCloseTo(start[13]!, 9)
})

it('pushPull keeps what is known and carries it into the hole', () => {
  const value = makePlane(37, 29), weight = makePlane(37, 29)
  for (let i = 0; i < value.data.length; i++) {
    const x = i % 37
    if (x > 12 && x < 25) continue
    value.data[i] = 10 + x
    weight.data[i] = 1
  }
  const [full] = pushPull([value], weight)
  expect(full!.data[14 * 37 + 5]).toBeCloseTo(15, 3)
  expect(full!.data[14 * 37 + 18]).toBeGreaterThan(18)
  expect(full!.data[14 * 37 + 18]).toBeLessThan(40)
})

it('solve finds the solution and says when there is none', () => {
  expect([...solve(Float64Array.from([4, 1, 0, 3]), Float64Array.from([9, 7]))!].map((v) => Math.round(v * 1e6) / 1e6)).toEqual([1.818182, 1.727273])
  expect(solve(new Float64Array(4), new Float64Array(2))).toBeNull()
})

describe('weightsOf', () => {
  it('is 1 to half the reach and exactly 0 from the reach on', () => {
    const { final, distance } = weightsOf(ellipse(80, 80, { x: 25, y: 25, width: 30, height: 30 }), 80, 80, 12)
    final.data.forEach((weight, i) => {
      if (distance.data[i]! <= 6) expect(weight).toBe(1)
      if (distance.data[i]! >= 12) expect(weight).toBe(0)
    })
  })
})
