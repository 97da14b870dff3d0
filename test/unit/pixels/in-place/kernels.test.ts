import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { finishEdit } from '../../../../ui/pixels/in-place/finish-edit'
import { addBlurred, blockMeans, gaussian } from '../../../../ui/pixels/in-place/blur'
import { layOver } from '../../../../ui/pixels/in-place/lay-over'
import { makePixels, makePlane, type Plane } from '../../../../ui/pixels/in-place/pixels'
import { resizePlane } from '../../../../ui/pixels/in-place/resize'
import { projectSpline, sampleSpline, splineOf, type Flow } from '../../../../ui/pixels/in-place/spline'
import { inPlainCode, kernels } from '../../../../ui/pixels/kernels/kernels'
import { madeFrom } from '../../../../ui/pixels/kernels/kernels-wasm'
import { readCase } from '../../../bench/in-place/cases'
import { randomOf } from './scenes'

const noise = (width: number, height: number, most = 255): Plane => {
  const random = randomOf(width * 31 + height), plane = makePlane(width, height)
  for (let i = 0; i < plane.data.length; i++) plane.data[i] = random() * most
  return plane
}

/** Both ways; levels apart at most. */
function apart(run: () => Plane | readonly Plane[]): number {
  const planes = (result: Plane | readonly Plane[]): readonly Plane[] => (Array.isArray(result) ? (result as readonly Plane[]) : [result as Plane])
  const fast = planes(run()), plain = planes(inPlainCode(run))
  expect(fast.map(({ width, height }) => [width, height])).toEqual(plain.map(({ width, height }) => [width, height]))
  let most = 0
  fast.forEach(({ data }, c) => data.forEach((value, i) => (most = Math.max(most, Number.isFinite(value) ? Math.abs(value - plain[c]!.data[i]!) : Infinity))))
  return most
}

const sizes = [[1, 1], [1, 9], [9, 1], [2, 3], [7, 5], [8, 8], [33, 20], [61, 47]] as const

it('run here, and were made from the source beside them', () => {
  expect(kernels()).not.toBeNull()
  expect(inPlainCode(kernels)).toBeNull()
  expect(madeFrom).toBe(createHash('sha256').update(readFileSync('ui/pixels/kernels/kernels.as')).digest('hex'))
})

describe.each(sizes)('a plane of %d x %d px comes out of the kernels as of plain code', (width, height) => {
  const plane = noise(width, height), planes = [plane, noise(width, height, 90), noise(width, height, 20)]
  it('blurred', () => {
    for (const sigma of [0.7, 1.5, 3.5, 9]) expect(apart(() => gaussian(plane, sigma))).toBeLessThan(1e-3)
    expect(apart(() => {
      const to = noise(width, height, 10)
      addBlurred(to.data, planes[1]!.data, plane, 6)
      return to
    })).toBeLessThan(0.05)
  })
  it('in blocks', () => {
    for (const block of [2, 4, 8]) expect(apart(() => blockMeans(plane, block))).toBeLessThan(1e-3)
    expect(apart(() => blockMeans(plane, 4, Math.ceil(width / 4) + 3, Math.ceil(height / 4) + 3))).toBeLessThan(1e-3)
  })
  it('resized', () => {
    for (const [x, y, w, h, toWidth, toHeight] of [[0, 0, width, height, 40, 31], [-2.3, -1.1, width + 5, height + 4, 17, 13], [0.4, 0.2, width * 0.6, height * 0.7, 9, 22]] as const) {
      expect(apart(() => resizePlane(plane, { x, y, width: w, height: h }, { width: toWidth, height: toHeight }))).toBeLessThan(2e-3)
    }
  })
  it('as a spline, read through a map, a flow and marks', () => {
    expect(apart(() => splineOf(plane))).toBeLessThan(2e-3)
    const splines = inPlainCode(() => planes.map(splineOf)), box = { x: -3, y: -2, width: width + 6, height: height + 5 }
    const flow: Flow = { x: noise(box.width, box.height, 3), y: noise(box.width, box.height, 2) }, where = Uint8Array.from({ length: box.width * box.height }, (_, i) => (i % 3 ? 1 : 0))
    for (const read of [{ flow: null }, { flow }, { flow, where }, { flow: null, where }]) expect(apart(() => sampleSpline(splines, { map: [[0.98, 0.04, 0.7], [-0.03, 1.02, -0.4]], box, ...read }))).toBeLessThan(5e-3)
    expect(apart(() => projectSpline([plane], { map: [[2.2, 0, 0], [0, 2.2, 0]], box: { x: 0, y: 0, width: Math.ceil(width / 2.2), height: Math.ceil(height / 2.2) }, flow: null }, 2.2))).toBeLessThan(0.02)
  })
})

it('pictures lie over each other byte for byte alike, clear, solid, soft and see-through below', () => {
  const random = randomOf(5), number = (below: number): number => Math.floor(random() * below)
  for (let round = 0; round < 300; round++) {
    const width = 1 + number(300), below = makePixels(width, 1 + number(60)), patch = makePixels(round % 3 ? width : 1 + number(400), 1 + number(80)), lie = number(4)
    for (let i = 0; i < below.data.length; i++) below.data[i] = i % 4 === 3 && (round % 2 || number(50)) ? 255 : number(256)
    for (let i = 0; i < patch.data.length; i++) patch.data[i] = i % 4 < 3 ? number(256) : lie < 2 ? 255 * lie : [0, 255, number(256)][Math.floor(i / 148) % 3]!
    const plain = { ...below, data: below.data.slice() }, x = patch.width === width ? 0 : number(100) - 50, y = number(40) - 20
    layOver(below, patch, [[1, 0, x], [0, 1, y]])
    inPlainCode(() => layOver(plain, patch, [[1, 0, x], [0, 1, y]]))
    expect(Buffer.compare(Buffer.from(below.data.buffer), Buffer.from(plain.data.buffer)), `round ${round}`).toBe(0)
  }
})

it('an edit in plain code is the same to a level, and as exact outside', { timeout: 60_000 }, async () => {
  const one = await readCase('test/fixtures/inpaint', 'chelsea-blob-all'), finish = () => finishEdit(one.original, one.mask, one.plan, one.answer)
  const fast = finish(), plain = inPlainCode(finish)
  expect([fast.report.changedOutside, plain.report.changedOutside]).toEqual([0, 0])
  expect(plain.report.changedInside).toBeGreaterThan(1000)
  expect(fast.result.data.reduce((most, value, i) => Math.max(most, Math.abs(value - plain.result.data[i]!)), 0)).toBeLessThanOrEqual(1)
})
