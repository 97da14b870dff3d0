import { describe, expect, it } from 'vitest'
import { checkExtent, extentNote, fitExtent, targetForFrame } from '../../../ui/models/fit-extent'
import { classicExtents, gptImageExtents as rule } from '../../../ui/models/gpt-image'

/** Mulberry32: the same frames in every run. */
const random = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}
const fit = (width: number, height: number, density: 1 | 2 | 4 = 1) => fitExtent(rule, targetForFrame({ width, height }, density))
const size = (found: { widthPx: number; heightPx: number }): string => `${found.widthPx}x${found.heightPx}`

describe('fitExtent', () => {
  // inpaint-method.md 2.6: extent and px that FILL hides, at 1x, 2x and 4x.
  it.each([
    [1440, 1024, ['1440x1024', 0], ['2880x2048', 0], ['3376x2400', 1]],
    [1920, 1080, ['1936x1088', 2], ['3840x2160', 0], ['3840x2160', 0]],
    [393, 852, ['560x1216', 2], ['784x1696', 2], ['1568x3392', 3]],
    [1200, 630, ['1216x640', 2], ['2400x1264', 4], ['3840x2016', 0]],
    [300, 250, ['960x800', 0], ['960x800', 0], ['1248x1040', 0]],
    [160, 600, ['480x1440', 96], ['480x1440', 96], ['800x2400', 160]],
    [728, 90, ['1440x480', 302], ['1440x480', 302], ['2928x976', 614]],
  ] as const)('%i x %i', (width, height, ...expected) => {
    const found = ([1, 2, 4] as const).map((density) => fit(width, height, density))
    expect(found.map((one) => [size(one), Math.round(one.trimPx)])).toEqual(expected)
  })

  it('asks for 1088 x 1088 for a square of 1080 and stays within 1 % of a phone', () => {
    expect(size(fit(1080, 1080))).toBe('1088x1088')
    expect(Math.abs(fit(390, 844).ratio / (390 / 844) - 1)).toBeLessThan(0.01)
    expect(fit(375, 812)).toMatchObject({ widthPx: 560, heightPx: 1216, note: 'enlarged' })
  })

  it('is legal for any frame, and FILL hides at most 7 px within 3:1', () => {
    const next = random(20261123)
    for (let i = 0; i < 4000; i += 1) {
      const height = 1 + next() * 5000, width = height * Math.exp((next() * 2 - 1) * Math.log(i % 2 ? 3 : 40))
      const found = fitExtent(rule, { width, height })
      expect(checkExtent(rule, found.widthPx, found.heightPx), `${width} x ${height}`).toBeNull()
      if (width <= 3 * height && height <= 3 * width) expect(found.trimPx, `${width} x ${height}`).toBeLessThanOrEqual(7)
      else expect(found.note).toBe('ratio-clamped')
    }
  })

  it('answers for the exact limits', () => {
    expect([fit(3000, 1000).note, fit(1000, 3000).note, fit(1, 1).note]).toEqual([null, null, 'enlarged'])
  })

  it('makes another ratio that still covers the frame', () => {
    const found = fitExtent(rule, { width: 1080, height: 1080 }, { ratio: 16 / 9 })
    expect([size(found), found.note]).toEqual(['1936x1088', null])
    expect(found.scale).toBeGreaterThanOrEqual(1)
  })

  it('takes the nearest ratio of a model with fixed extents', () => {
    const list = (width: number, height: number) => fitExtent(classicExtents, { width, height })
    expect([size(list(1440, 1024)), size(list(1080, 1080)), size(list(390, 844)), size(list(1600, 80))]).toEqual(['1536x1024', '1024x1024', '1024x1536', '1536x1024'])
    expect([list(1024, 1024).note, list(900, 900).note, list(4000, 4000).note, list(1600, 900).note]).toEqual([null, 'enlarged', 'reduced', 'ratio-nearest'])
  })

  it('is quick enough for every keystroke', () => {
    const before = performance.now()
    for (let i = 0; i < 200; i += 1) fit(300 + i, 700)
    expect((performance.now() - before) / 200).toBeLessThan(5)
  })
})

describe('extentNote', () => {
  it.each([
    [700, 100, 'Banner is 7:1, models stop at 3:1. Inlay makes 3:1 and crops.'],
    [1600, 80, 'Banner is 20:1, models stop at 3:1. Inlay makes 3:1 and shows its middle 15 %.'],
    [160, 600, 'Banner is 1:3.8, models stop at 1:3. Inlay makes 1:3 and crops.'],
    [24, 24, 'Banner is smaller than the model can draw. Inlay makes 816 x 816 and Figma shows it smaller.'],
    [4096, 4096, 'Banner is larger than the model can draw. Inlay makes 2880 x 2880 and Figma enlarges it.'],
    [390, 844, null],
    [1440, 1024, null],
  ] as const)('%i x %i', (width, height, note) => expect(extentNote(fit(width, height), 'Banner')).toBe(note))

  it('names what a model with fixed extents makes', () => {
    expect(extentNote(fitExtent(classicExtents, { width: 1600, height: 900 }), 'Hero')).toBe('Hero is 16:9, this model makes 3:2 at the nearest. Inlay makes 3:2 and crops.')
  })
})

describe('checkExtent', () => {
  // openai-images.md 9
  it.each(['1024x1024', '1536x1024', '1024x1536', '1536x864', '1792x944', '1024x640', '640x1024', '816x816', '1440x480', '1408x480', '480x1408', '976x704', '2048x1152', '2048x2048',
    '2560x1440', '3824x2160', '3840x2160', '2160x3840', '2880x2880', '3840x1280', '1280x3840', '1920x1088'])('takes %s', (text) => {
    const [width = 0, height = 0] = text.split('x').map(Number)
    expect(checkExtent(rule, width, height)).toBeNull()
  })

  it.each([
    [1000, 1000, 'multiples of 16'], [1080, 1080, 'multiples of 16'], [1920, 1080, 'multiples of 16'], [1792, 936, 'multiples of 16'],
    [800, 800, 'too small: the model needs 655,360 pixels'], [1024, 624, 'too small'], [512, 512, 'too small'], [256, 256, 'too small'], [1392, 464, 'too small'],
    [1456, 480, '3 times the shorter'], [3840, 1264, '3 times the shorter'], [3856, 2144, '3840 px at most'], [3840, 2176, 'too large: the model makes 8,294,400 pixels'], [2896, 2880, 'too large'],
    [1024.5, 1024, 'whole numbers'], [0, 1024, 'whole numbers'], [-16, 1024, 'whole numbers'], [NaN, 1024, 'whole numbers'],
  ])('refuses %d x %d: %s', (width, height, reason) => expect(checkExtent(rule, width, height)).toContain(reason))

  it('lists the extents of a model that has few', () => {
    expect(checkExtent(classicExtents, 1536, 1024)).toBeNull()
    expect(checkExtent(classicExtents, 1440, 1024)).toBe('This model makes 1024 x 1024, 1536 x 1024, 1024 x 1536 only.')
  })
})
