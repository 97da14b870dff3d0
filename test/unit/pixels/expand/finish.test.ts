import { describe, expect, it } from 'vitest'
import { atOnce } from '../../../../ui/pixels/at-once'
import { finishExpand } from '../../../../ui/pixels/expand/finish-expand'
import { prepareExpand } from '../../../../ui/pixels/expand/prepare-expand'
import { keptPicture } from '../../../../ui/pixels/expand/kept-picture'
import type { ExtentRule } from '../../../../ui/models/model-card'
import type { Pixels } from '../../../../ui/pixels/in-place/pixels'
import { fakeAnswer, throughJpeg, type Faults } from '../../../support/fake-model'
import { randomOf, texture } from '../in-place/scenes'
import { contactError, cutOut, differingKept, drawn, planned, small } from './scenes'

const usualFaults: Faults = { shift: [4, -3], scale: 1.012, degrees: 0.2, gain: [1.05, 0.96, 1.02], offset: [-6, 4, 8], paint: null }
const whole = { width: 360, height: 270 }
const truth = texture(whole.width, whole.height)

/** The part `box` of the truth, made whole again by a model with `faults`. */
function expand(box: { x: number; y: number; width: number; height: number }, faults: Faults = usualFaults, options: Parameters<typeof finishExpand>[3] = {}, alter: (source: Pixels) => void = () => undefined, rule: ExtentRule = small) {
  const source = cutOut(truth, box)
  alter(source)
  const plan = planned({ source: box, target: { x: -box.x, y: -box.y, ...whole }, rule })
  const prepared = atOnce(prepareExpand(source, plan))
  const { answer, map } = fakeAnswer(drawn(truth, plan), prepared.requestMask, faults)
  return { ...finishExpand(source, plan, answer, options), source, plan, map, answer, prepared }
}

const middle = { x: 90, y: 60, width: 180, height: 140 }
const at = (pixels: Pixels, x: number, y: number): number[] => [...pixels.data.subarray((y * pixels.width + x) * 4, (y * pixels.width + x) * 4 + 4)]

describe('finishExpand', { timeout: 30_000 }, () => {
  it.each([
    ['all four sides', middle],
    ['one side', { x: 0, y: 0, width: 260, height: 270 }],
    ['two sides that touch', { x: 100, y: 80, width: 260, height: 190 }],
    ['1 px on the left and 2 px at the bottom', { x: 1, y: 0, width: 359, height: 268 }],
    ['an odd picture at an odd place', { x: 37, y: 51, width: 211, height: 133 }],
  ])('keeps every byte of the picture and lines the new part up: %s', (_, box) => {
    const { result, report, source, plan, map } = expand(box)
    expect(report.reframed).toBe(false)
    expect(differingKept(source, result, plan.offset)).toBe(0)
    expect(report).toMatchObject({ changedOutside: 0, blended: 0 })
    for (const [x, y] of [[0, 0], [plan.request.width, plan.request.height]] as const) {
      const miss = (row: 0 | 1): number => (report.alignment.map[row][0] - map[row][0]) * x + (report.alignment.map[row][1] - map[row][1]) * y + report.alignment.map[row][2] - map[row][2]
      expect(Math.hypot(miss(0), miss(1))).toBeLessThan(0.15)
    }
    const { seam, step } = contactError(result, truth, plan)
    expect(seam).toBeLessThan(0.16)
    expect(step).toBeLessThan(0.2)
    for (let i = 3; i < result.data.length; i += 4) if (result.data[i] !== 255) throw new Error(`not opaque at ${i}`)
  })
  it('joins far better than pasting the answer as it came', async () => {
    const { plan, source, answer } = expand(middle)
    const noisy = await throughJpeg(answer, 92)
    const ours = contactError(finishExpand(source, plan, noisy).result, truth, plan)
    const pasted = contactError(paste(source, noisy, plan), truth, plan)
    expect(ours.seam).toBeLessThan(0.25 * pasted.seam)
    expect(ours.step).toBeLessThan(0.15 * pasted.step)
  })
  it('takes away a tint that only the contact shows', () => {
    const { plan, source } = expand(middle, { paint: null })
    const tinted = drawn(truth, plan)
    // Rises from left to right: no curve of levels can describe it.
    for (let i = 0; i < tinted.data.length; i += 4) for (let c = 0; c < 3; c++) tinted.data[i + c]! += 10 * ((i / 4) % tinted.width) / tinted.width
    const step = (matchTone: boolean): number => contactError(finishExpand(source, plan, tinted, { matchTone }).result, truth, plan).step
    expect(step(true)).toBeLessThan(0.35 * step(false))
  })
  it('keeps alpha and the colours under it, and draws the new part opaque', () => {
    const random = randomOf(3)
    const { result, source, plan, report } = expand(middle, usualFaults, {}, ({ data }) => {
      for (let i = 3; i < data.length; i += 4) if (random() < 0.3) data[i] = random() * 200
    })
    expect(differingKept(source, result, plan.offset)).toBe(0)
    expect(report).toMatchObject({ changedOutside: 0, blended: 0 })
    expect(at(result, 5, 5)[3]).toBe(255)
  })
  it('joins when the request was enlarged, reduced, or answered at another size', () => {
    const large = expand(middle, usualFaults, {}, undefined, { ...small, minPixels: 200_000 })
    expect(large.plan.scale).toBeGreaterThan(1.3)
    const little = expand(middle, { ...usualFaults, shift: [2, -2] }, {}, undefined, { ...small, minPixels: 20_000, maxPixels: 50_000 })
    expect(little.plan.scale).toBeLessThan(0.75)
    const other = expand(middle, { ...usualFaults, answer: { width: 720, height: 544 } })
    for (const [one, most] of [[large, 0.16], [little, 0.5], [other, 0.16]] as const) {
      expect(differingKept(one.source, one.result, one.plan.offset)).toBe(0)
      expect(contactError(one.result, truth, one.plan).seam).toBeLessThan(most)
    }
  })
  it('blends within the overlap when asked to, says so, and touches nothing deeper', () => {
    const { result, source, plan, report } = expand(middle, usualFaults, { strict: false })
    expect(report.blended).toBeGreaterThan(100)
    expect(report.changedOutside).toBe(0)
    expect(report.warnings.map(({ message }) => message).join()).toContain(`outer ${plan.overlapPx} px`)
    const inner = { x: plan.overlapPx, y: plan.overlapPx, width: source.width - 2 * plan.overlapPx, height: source.height - 2 * plan.overlapPx }
    expect(differingKept(cutOut(source, inner), result, { x: plan.offset.x + inner.x, y: plan.offset.y + inner.y })).toBe(0)
    expect(contactError(result, truth, plan).step).toBeLessThan(0.15)
  })
  it('refuses a picture that the model framed anew', () => {
    const { result, report, source } = expand(middle, { shift: [70, 0], paint: null })
    expect(report.reframed).toBe(true)
    expect(report.warnings[0]).toMatchObject({ code: 'reframed' })
    expect([result.width, result.height]).toEqual([source.width, source.height])
  })
  it('measures the line where old and new meet', () => {
    const { plan, source } = expand(middle)
    const bright = drawn(truth, plan)
    for (let i = 0; i < bright.data.length; i++) if (i % 4 !== 3) bright.data[i]! += 40
    const seam = (matchTone: boolean): number => finishExpand(source, plan, bright, { matchTone }).report.seam!
    expect(seam(true)).toBeLessThan(0.15)
    expect(seam(false)).toBeGreaterThan(0.5)
  })
  it('raises pixels.extent-mismatch for a picture of another plan', () => {
    const { plan, answer } = expand(middle)
    expect(() => finishExpand(truth, plan, answer)).toThrow(expect.objectContaining({ code: 'pixels.extent-mismatch' }))
  })
})

describe('prepareExpand', () => {
  it('sends the picture where it lies, edges repeated around it, never transparency', () => {
    const { prepared, plan, source } = expand(middle, {}, {}, ({ data }) => data.fill(0, 3, 4))
    expect(plan.scale).toBe(1)
    const [x, y] = [plan.offset.x - plan.window.x, plan.offset.y - plan.window.y]
    expect(at(prepared.image, x + 20, y + 30)).toEqual(at(source, 20, 30))
    expect(at(prepared.image, x, y)).toEqual([128, 128, 128, 255])
    for (let i = 3; i < prepared.image.data.length; i += 4) if (prepared.image.data[i] !== 255) throw new Error('transparent')
    const rough = (row: number): number => {
      let sum = 0
      for (let i = 1; i < source.width; i++) sum += Math.abs(at(prepared.image, x + i, row)[0]! - at(prepared.image, x + i - 1, row)[0]!)
      return sum
    }
    expect(rough(y - 45)).toBeLessThan(0.3 * rough(y))
  })
  it('marks the new area and the overlap, and nothing at a side that does not grow', () => {
    const { prepared, plan } = expand({ x: 0, y: 0, width: 260, height: 270 })
    const marked = (px: number, py: number): boolean => at(prepared.requestMask, px - plan.window.x, py - plan.window.y)[3] === 255
    expect(marked(359, 10)).toBe(true)
    expect(marked(259 - plan.overlapPx + 1, 10)).toBe(true)
    expect(marked(259 - plan.overlapPx - 1, 10)).toBe(false)
    expect(marked(0, 10)).toBe(false)
    expect(marked(100, 0)).toBe(false)
    expect(marked(100, 269)).toBe(false)
  })
})

describe('keptPicture', () => {
  it('reduces the kept picture in its place, at one scale, without bleeding colour out of transparent pixels', () => {
    const source = texture(1000, 90)
    for (let i = 0; i < source.data.length; i += 4) if ((i / 4) % 1000 < 300) source.data.set([0, 255, 0, 0], i)
    const plan = planned({ source, target: { x: -3000, y: 0, width: 5000, height: 120 }, beyond: 'reduce', rule: { ...small, maxEdgePx: 4096, maxPixels: 8_000_000 } })
    const reduced = keptPicture(source, plan)
    expect([reduced.width, reduced.height]).toEqual([plan.kept.width, plan.kept.height])
    expect(plan.reduction).toBeCloseTo(0.8192, 4)
    const [red, green, , alpha] = at(reduced, Math.round(600 * plan.reduction), 30), want = at(source, 600, 37)
    expect(Math.abs(red! - want[0]!) + Math.abs(green! - want[1]!)).toBeLessThan(40)
    expect(alpha).toBe(255)
    const edge = at(reduced, Math.ceil(300 * plan.reduction), 30)
    expect(edge[1]).toBeLessThan(250)
    expect(at(reduced, 100, 30)[3]).toBe(0)
  })
  it('leaves out what the new picture does not reach', () => {
    const source = texture(100, 80)
    const plan = planned({ source, target: { x: -30, y: 10.2, width: 90, height: 40 }, crops: true })
    expect(plan).toMatchObject({ part: { x: 0, y: 10, width: 60, height: 41 }, expanded: { x: -30, y: 10, width: 90, height: 41 }, extent: { width: 90, height: 41 }, offset: { x: 30, y: 0 } })
    expect(at(keptPicture(source, plan), 7, 3)).toEqual(at(source, 7, 13))
  })
  it('is the source itself when nothing is reduced', () => {
    const source = texture(60, 40)
    expect(keptPicture(source, planned({ source, target: { x: 0, y: 0, width: 90, height: 40 } }))).toBe(source)
  })
})

/** The answer at 1:1 with the kept picture laid over it. */
function paste(source: Pixels, answer: Pixels, plan: ReturnType<typeof planned>): Pixels {
  const out = cutOut(answer, { x: -plan.window.x, y: -plan.window.y, ...plan.extent })
  for (let y = 0; y < source.height; y++) out.data.set(source.data.subarray(y * source.width * 4, (y + 1) * source.width * 4), ((plan.offset.y + y) * out.width + plan.offset.x) * 4)
  return out
}
