import { describe, expect, it } from 'vitest'
import { atOnce } from '../../../../ui/pixels/at-once'
import { finishEdit, type FinishOptions } from '../../../../ui/pixels/in-place/finish-edit'
import { prepareMask } from '../../../../ui/pixels/in-place/intents'
import type { Pixels } from '../../../../ui/pixels/in-place/pixels'
import { isProblem, planEdit, type EditPlan } from '../../../../ui/pixels/in-place/plan-edit'
import { prepareEdit } from '../../../../ui/pixels/in-place/prepare-edit'
import type { ExtentRule } from '../../../../ui/models/model-card'
import { fakeAnswer, throughJpeg, type Faults } from '../../../support/fake-model'
import { ellipse, randomOf, texture } from './scenes'

/** A model of small pictures, so that the tests are quick; nothing else about it differs. */
const small: ExtentRule = { kind: 'free', multipleOf: 16, minPixels: 40_000, maxPixels: 400_000, maxEdgePx: 1024, maxRatio: 3 }
const box = { x: 120, y: 90, width: 90, height: 70 }

function edit(source: Pixels, faults: Faults, options: FinishOptions & { rule?: ExtentRule; mask?: Uint8Array<ArrayBuffer> } = {}) {
  const mask = prepareMask(options.mask ?? ellipse(source.width, source.height, box), source, 'replace')
  const plan = planEdit({ sourceExtent: { width: source.width, height: source.height }, maskBounds: mask.bounds, maskPixels: mask.pixels, rule: options.rule ?? small, intent: 'replace' }) as EditPlan
  if (isProblem(plan)) throw new Error('no plan')
  const prepared = atOnce(prepareEdit(source, mask.coverage, plan))
  const { answer, map } = fakeAnswer(prepared.image, prepared.requestMask, faults)
  return { ...finishEdit(source, mask.coverage, plan, answer, options), plan, map, prepared, mask }
}

const at = (pixels: Pixels, x: number, y: number): number[] => [...pixels.data.subarray((y * pixels.width + x) * 4, (y * pixels.width + x) * 4 + 4)]
const largestDifference = (a: Pixels, b: Pixels): number => a.data.reduce((most, value, i) => Math.max(most, Math.abs(value - b.data[i]!)), 0)

describe('finishEdit', { timeout: 30_000 }, () => {
  it('leaves every byte beyond the reach as it was, whatever comes back', () => {
    const random = randomOf(9)
    for (let round = 0; round < 2; round++) {
      const source = texture(320, 240, round)
      for (let i = 0; i < source.data.length; i++) if (random() < 0.2) source.data[i] = random() * 256
      const faults: Faults = { shift: [random() * 10 - 5, random() * 10 - 5], scale: 0.98 + random() * 0.04, gain: [0.9, 1.1, 1], offset: [10, -8, 3] }
      const { result, plan, report, mask } = edit(source, faults)
      const before = new Uint32Array(source.data.buffer), after = new Uint32Array(result.data.buffer)
      let outside = 0
      for (let y = 0, i = 0; y < 240; y++) {
        for (let x = 0; x < 320; x++, i++) {
          if (before[i] === after[i]) continue
          let near = false
          for (let dy = -plan.reachPx; dy <= plan.reachPx && !near; dy++) {
            for (let dx = -plan.reachPx; dx <= plan.reachPx && !near; dx++) near = dx * dx + dy * dy < plan.reachPx ** 2 && mask.coverage[(y + dy) * 320 + x + dx]! > 0
          }
          if (!near) outside++
        }
      }
      expect(outside).toBe(0)
      expect(report.changedOutside).toBe(0)
    }
  })
  it('changes nothing anyone could see when the answer is the request', () => {
    const source = texture(320, 240)
    const { result, report } = edit(source, { paint: null })
    expect(report.alignment.kind).toBe('identity')
    expect(largestDifference(source, result)).toBeLessThanOrEqual(1)
    expect(report.warnings.map(({ code }) => code)).toContain('unchanged')
  })
  it('undoes shift, scale, turn and tint, and lands the object where it was drawn', () => {
    const source = texture(320, 240)
    const { result, report, map, plan } = edit(source, { shift: [4, -3], scale: 1.012, degrees: 0.25, gain: [1.05, 0.96, 1.02], offset: [-6, 4, 8] })
    for (const [x, y] of [[0, 0], [plan.request.width, plan.request.height]] as const) {
      const miss = (row: 0 | 1): number => (report.alignment.map[row][0] - map[row][0]) * x + (report.alignment.map[row][1] - map[row][1]) * y + report.alignment.map[row][2] - map[row][2]
      expect(Math.hypot(miss(0), miss(1))).toBeLessThan(0.1)
    }
    expect(report.alignment.scale).toBeCloseTo(1.012, 3)
    expect(report.tone.every(({ kind }) => kind !== 'none')).toBe(true)
    expect(report.seam).toBeLessThan(0.1)
    const [red, green, blue] = at(result, 165, 125)
    expect(Math.abs(red! - 210)).toBeLessThan(4)
    expect(Math.abs(green! - 60)).toBeLessThan(4)
    expect(Math.abs(blue! - 40)).toBeLessThan(4)
    // Between the disc and the mask's edge the model drew what was there: the source's own bytes stay.
    expect(at(result, 165, 92)).toEqual(at(source, 165, 92))
  })
  it('says how much the surroundings were disturbed', () => {
    const source = texture(320, 240), { prepared, plan, mask } = edit(source, {})
    const redrawn = { ...prepared.image, data: prepared.image.data.slice() }, other = texture(320, 240, 77)
    for (let i = 0; i < redrawn.data.length; i += 4) if (prepared.requestMask.data[i + 3]) redrawn.data.set(other.data.subarray(i, i + 4), i)
    expect(finishEdit(source, mask.coverage, plan, redrawn).report.seam).toBeGreaterThan(0.1)
  })
  it('refuses a picture that the model framed anew', () => {
    const source = texture(320, 240)
    const { result, report, changed } = edit(source, { shift: [60, 0] })
    expect(report.reframed).toBe(true)
    expect(report.warnings[0]?.code).toBe('reframed')
    expect(largestDifference(source, result)).toBe(0)
    expect(changed.width).toBe(0)
  })
  it('finds the tone also where the model redrew all of its request mask', async () => {
    const source = texture(320, 240), { prepared, plan, mask } = edit(source, {})
    const { answer } = fakeAnswer(prepared.image, prepared.requestMask, { paint: null, gain: [1.04, 1.04, 1.04], offset: [5, 5, 5] })
    for (let i = 0; i < answer.data.length; i += 4) if (prepared.requestMask.data[i + 3]) answer.data.set([30, 200, 90], i)
    const { result, report } = finishEdit(source, mask.coverage, plan, await throughJpeg(answer, 92))
    for (const { coefficients } of report.tone) expect(coefficients[1]! / 255).toBeCloseTo(1 / 1.04, 1)
    expect(Math.abs(at(result, 165, 125)[1]! - (200 - 5) / 1.04)).toBeLessThan(3)
  })
  it('changes all of a mask that fades widely, though the model redrew everything around its full part', async () => {
    const source = texture(480, 400), mask = new Uint8Array(480 * 400)
    for (let i = 0; i < mask.length; i++) mask[i] = Math.max(0, Math.min(255, 300 - 2.6 * Math.hypot((i % 480) - 240, Math.floor(i / 480) - 200)))
    const { prepared, plan, mask: { coverage } } = edit(source, {}, { mask })
    const { answer } = fakeAnswer(prepared.image, prepared.requestMask, { paint: null, gain: [1.04, 1.04, 1.04], offset: [5, 5, 5] })
    for (let i = 0; i < answer.data.length; i += 4) if (prepared.requestMask.data[i + 3]) answer.data.set([30, 200, 90], i)
    const { result, report } = finishEdit(source, coverage, plan, await throughJpeg(answer, 92))
    for (const { coefficients } of report.tone) expect(coefficients[1]! / 255).toBeCloseTo(1 / 1.04, 1)
    let untouched = 0
    for (let i = 0; i < coverage.length; i++) if (coverage[i]! > 120 && source.data[i * 4] === result.data[i * 4] && source.data[i * 4 + 1] === result.data[i * 4 + 1]) untouched++
    expect(untouched).toBeLessThan(10)
    expect(Math.abs(at(result, 240, 200)[1]! - (200 - 5) / 1.04)).toBeLessThan(4)
  })
  it('takes an answer of another size than asked', () => {
    const source = texture(320, 240)
    const first = edit(source, {})
    const { report, result } = edit(source, { answer: { width: first.plan.request.width * 2, height: first.plan.request.height * 2 } })
    expect(report.reframed).toBe(false)
    expect(Math.abs(at(result, 165, 125)[0]! - 210)).toBeLessThan(4)
  })
  it('keeps native pixels where the request was enlarged', () => {
    const { plan, result, report } = edit(texture(320, 240), { shift: [3, 2] }, { rule: { ...small, minPixels: 200_000 } })
    expect(plan.scale).toBeGreaterThan(1.2)
    expect(report.changedOutside).toBe(0)
    expect(Math.abs(at(result, 165, 125)[0]! - 210)).toBeLessThan(4)
  })
  it('keeps the alpha of the source, and fills it where a transparent part was marked', () => {
    const source = texture(320, 240)
    for (let i = 0; i < 320 * 240; i++) if (i % 320 < 150) source.data[i * 4 + 3] = 90
    const partly = edit(source, {}).result
    for (let i = 3; i < source.data.length; i += 4) if (partly.data[i] !== source.data[i]) throw new Error(`alpha changed at ${i}`)
    for (let i = 0; i < 320 * 240; i++) source.data[i * 4 + 3] = i % 320 < 230 && i % 320 > 100 ? 0 : 255
    const filled = edit(source, {}).result
    expect(at(filled, 165, 125)[3]).toBe(255)
    expect(at(filled, 105, 20)).toEqual(at(source, 105, 20))
  })
  it('takes the colour of a half-transparent source as far as it takes to be seen', () => {
    const source = texture(320, 240)
    for (let i = 3; i < source.data.length; i += 4) source.data[i] = 128
    const { result } = edit(source, { paint: [150, 110, 120] })
    const [red, , , alpha] = at(result, 165, 125)
    expect(alpha).toBe(128)
    expect(Math.abs(128 + ((red! - 128) * 128) / 255 - 150)).toBeLessThan(4)
  })
  it('mixes a half-strong mask at half strength', () => {
    const mask = ellipse(320, 240, box).map((value) => (value ? 128 : 0))
    const source = texture(320, 240), { result } = edit(source, {}, { mask })
    const expected = (at(source, 165, 125)[0]! + 210) / 2
    expect(Math.abs(at(result, 165, 125)[0]! - expected)).toBeLessThan(6)
  })
  it('raises pixels.extent-mismatch for a mask of another picture', () => {
    const source = texture(320, 240), { plan } = edit(source, {})
    expect(() => finishEdit(source, new Uint8Array(7), plan, source)).toThrow(expect.objectContaining({ code: 'pixels.extent-mismatch' }))
  })
})

describe('prepareEdit', () => {
  it('cuts the very pixels at 1:1 and marks the change with a margin', () => {
    const source = texture(700, 500)
    const { prepared, plan } = edit(source, {})
    expect(plan.scale).toBe(1)
    expect(at(prepared.image, 5, 7)).toEqual(at(source, plan.crop.x + 5, plan.crop.y + 7))
    const alpha = (x: number, y: number): number => at(prepared.requestMask, x - plan.crop.x, y - plan.crop.y)[3]!
    expect(alpha(165, 125)).toBe(255)
    expect(alpha(165, Math.floor(90 - plan.requestGrowPx + 1))).toBe(255)
    expect(alpha(165, Math.floor(90 - plan.requestGrowPx - 1))).toBe(0)
  })
  it('sends no transparency', () => {
    const source = texture(320, 240)
    for (let i = 3; i < source.data.length; i += 4) source.data[i] = 0
    const { image } = edit(source, {}).prepared
    expect(at(image, 10, 10)).toEqual([128, 128, 128, 255])
  })
})
