import { expect, it } from 'vitest'
import { packCoverage } from '../../../ui/edit/packed-coverage'

it('gives back what was marked, and nothing for no mark', () => {
  const extent = { width: 6, height: 4 }, coverage = new Uint8Array(24)
  coverage.set([9, 200], 8)
  coverage.set([255, 7], 14)
  const frozen = packCoverage(coverage, extent, { x: 2, y: 1, width: 2, height: 2 })
  const before = coverage.slice()
  coverage.fill(0)
  expect(frozen()).toEqual(before)
  expect(frozen()).not.toBe(frozen())
  expect(packCoverage(before, extent, null)().every((value) => value === 0)).toBe(true)
})
