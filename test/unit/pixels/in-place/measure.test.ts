import { describe, expect, it } from 'vitest'
import { identity } from '../../../../src/shared/geometry'
import { distanceTo } from '../../../../ui/pixels/in-place/distance'
import type { Pixels } from '../../../../ui/pixels/in-place/pixels'
import { readCase, type Case } from '../../../bench/in-place/cases'
import { score } from '../../../bench/in-place/measure'
import { caseFaults, rowOf } from '../../../bench/in-place/targets'

const cases = await Promise.all(['chelsea-ellipse-aniso', 'coffee-edge-local', 'soft-blob-all', 'flat-ellipse-tone'].map((id) => readCase('test/fixtures/inpaint', id)))
const changed = (picture: Pixels, change: (data: Uint8ClampedArray, i: number) => number): Pixels => ({ ...picture, data: picture.data.map((_, i) => change(picture.data, i)) })
const right = (picture: Pixels): Pixels => changed(picture, (data, i) => data[((i >> 2) % picture.width === 0 ? i + 4 * (picture.width - 1) : i - 4)]!)
const moved = (one: Case) => one.map && ([[one.map[0][0], one.map[0][1], one.map[0][2] + 1], one.map[1]] as const)

/** The sanity values of the cases' README: what its measure.py --self-check finds. */
describe('the measures of the in-place cases', () => {
  it.each(cases.map((one) => [one.id, one] as const))('give the truth of %s nothing but perfect values', (_id, one) => {
    expect(score(one, one.truth, one.map ?? identity)).toEqual({ outside: 0, seam: 0, step: 0, deltaE: 0, alignPx: one.map ? 0 : null, psnr: 99 })
  })
  it.each([['chelsea-ellipse-aniso', 1.03, 1.4, 23, 32], ['coffee-edge-local', 1.03, 1.4, 23, 32], ['soft-blob-all', 0.29, 0.33, 23, 50], ['flat-ellipse-tone', 0, 0, 23, 50]] as const)('see that %s was moved by 1 px', (id, least, most, quiet, loud) => {
    const one = cases.find((other) => other.id === id)!, found = score(one, right(one.truth), (moved(one) ?? identity) as never)
    expect(found.seam).toBeGreaterThanOrEqual(least - 0.005)
    expect(found.seam).toBeLessThanOrEqual(most + 0.005)
    expect(found.psnr).toBeGreaterThan(quiet)
    expect(found.psnr).toBeLessThan(loud)
    expect(found.alignPx).toBeCloseTo(one.map ? 1 : 0, 9)
  })
  it.each(cases.map((one) => [one.id, one] as const))('see two levels too many under the mask of %s', (_id, one) => {
    const found = score(one, changed(one.truth, (data, i) => (one.mask[i >> 2]! >= 128 && i % 4 < 3 ? data[i]! + (data[i]! > 253 ? -2 : 2) : data[i]!)), identity)
    expect(found.step).toBeGreaterThan(0.09)
    expect(found.step).toBeLessThan(0.12)
    expect(found.deltaE).toBeGreaterThan(0.1)
    expect(found.deltaE).toBeLessThan(0.16)
    expect(found.psnr).toBeCloseTo(42.1, 1)
  })
  it('see one far pixel changed by one level', () => {
    const one = cases[0]!, { width, height } = one.original
    const away = distanceTo(one.mask.map((value) => (value >= 128 ? 1 : 0)), width, height).data, far = away.findIndex((d) => d > one.supportPx)
    expect(score(one, changed(one.original, (data, i) => data[i]! + (i === far * 4 + 1 ? (data[i]! > 127 ? -1 : 1) : 0)), identity).outside).toBe(1)
  })
})

it('a case falls behind another method by more than its allowance', () => {
  const row = (seam: number, psnr: number) => rowOf('a', 'm', 'all', { outside: 0, seam, step: 0.1, deltaE: 0.1, alignPx: 0, psnr }, null)
  expect(caseFaults(row(0.104, 39.6), row(0.1, 40), 1.05, 0.5)).toEqual([])
  expect(caseFaults(row(0.108, 39.4), row(0.1, 40), 1.05, 0.5)).toHaveLength(2)
  expect(caseFaults(row(1, 1), undefined, 1, 0)).toEqual([])
})
