import { describe, expect, it } from 'vitest'
import { makePixels, type Pixels, type Rgb } from '../../../ui/pixels/in-place/pixels'
import { calmSpace, contrastBehind, contrastOf, textsOver } from '../../../ui/words/readability'
import { layerOf } from '../../support/builders'

const flat = (width: number, height: number, paint: (x: number, y: number) => Rgb): Pixels => {
  const pixels = makePixels(width, height)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) pixels.data.set([...paint(x, y), 255], (y * width + x) * 4)
  return pixels
}
const whole = { x: 0, y: 0, width: 40, height: 20 }, white: Rgb = [255, 255, 255], black: Rgb = [0, 0, 0]
const textOver = (colour: readonly [number, number, number], box = { x: 100, y: 50, width: 200, height: 40 }) => layerOf('Hero', {
  width: 400, height: 200, bounds: { x: 1000, y: 500, width: 400, height: 200 }, transform: [[1, 0, 1000], [0, 1, 500]], texts: ['Headline'],
  textLayers: [{ id: '1:9', bounds: { ...box, x: box.x + 1000, y: box.y + 500 }, colour: [...colour] }],
})

describe('contrast behind a text', () => {
  it.each([
    ['black', black, 21], ['white', white, 1], ['mid grey', [118, 118, 118] as Rgb, 4.54], ['blue', [0, 0, 255] as Rgb, 8.59],
  ])('of white letters on %s is WCAG’s', (_, ground, ratio) => {
    expect(contrastBehind(flat(40, 20, () => ground as Rgb), whole, white)).toBeCloseTo(ratio as number, 1)
  })
  it('orders dark, light and busy grounds', () => {
    const [dark, busy, light] = [flat(40, 20, () => [20, 20, 30]), flat(40, 20, (x, y) => ((x + y) % 4 < 2 ? [20, 20, 30] : [190, 190, 180])), flat(40, 20, () => [230, 230, 220])].map((pixels) => contrastBehind(pixels, whole, white)!)
    expect([dark! > busy!, busy! > light!]).toEqual([true, true])
  })
  it('is null beside the picture', () => {
    expect(contrastBehind(flat(40, 20, () => black), { x: 50, y: 0, width: 10, height: 10 }, white)).toBeNull()
  })
})

describe('a frame with text layers', () => {
  it('is measured where its texts lie, the worst of them named', () => {
    const layer = textOver(white), picture = flat(400, 400, (_, y) => (y < 210 ? black : white))
    // FILL cuts 100 px off above and below: the text lies from 150 to 190 px.
    expect(contrastOf(picture, layer, textsOver(layer))).toMatchObject({ ratio: 21, text: 'Headline' })
    expect(contrastOf(flat(400, 400, (_, y) => (y < 160 ? black : white)), layer, textsOver(layer))!.ratio).toBe(1)
  })
  it('lists the part of each text that lies on it', () => {
    expect(textsOver(textOver(white, { x: 350, y: 180, width: 200, height: 40 }))[0]!.box).toEqual({ x: 350, y: 180, width: 50, height: 20 })
    expect(textsOver(layerOf('Empty', {}))).toEqual([])
  })
  it('asks for calm there, fit for its letters, unless the text is nearly everywhere', () => {
    expect(calmSpace(textOver(white))).toMatch(/between 25 and 75 percent of the width.*between 25 and 45 percent of the height.*dark enough for light letters/)
    expect(calmSpace(textOver(black))).toContain('light enough for dark letters')
    expect(calmSpace(textOver(white, { x: 0, y: 0, width: 400, height: 200 }))).toBe('')
  })
})
