import { describe, expect, it } from 'vitest'
import { drawDemo } from '../../../ui/providers/demo-draw'
import type { DemoDrawing } from '../../../ui/providers/demo-draw'
import { chooseScene } from '../../../ui/providers/demo-scenes'
import { quotedWords } from '../../../ui/prompts/quoted-words'
import { nodeDemoCanvas } from './demo-node-canvas'

const drawn = (changes: Partial<DemoDrawing> = {}): Uint8ClampedArray => {
  const drawing = { widthPx: 240, heightPx: 160, prompt: 'A rocket on its launch pad at blue hour', seed: 7, index: 0, transparent: false, ...changes }
  const { context } = nodeDemoCanvas.create(drawing.widthPx, drawing.heightPx)
  drawDemo(context, drawing)
  return context.getImageData(0, 0, drawing.widthPx, drawing.heightPx).data
}

/** Mean difference of a channel, 0 to 255. */
const difference = (a: Uint8ClampedArray, b: Uint8ClampedArray): number => a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length

const examples = [
  'rocket on its pad', 'espresso on oak', 'tabby cat', 'deep field of galaxies', 'the moon', 'a sailing boat at sea', 'pine forest', 'sand dunes', 'a city at dusk', 'alpine peaks', 'misty hills',
  'a bunch of poppies', 'a bottle of perfume', 'an armchair by a window', 'portrait of a woman', 'abstract poster',
]

describe('drawDemo', () => {
  it('draws the same picture for the same seed', () => {
    expect(drawn()).toEqual(drawn())
  })

  it.each([['seed', { seed: 8 }], ['index', { index: 1 }], ['prompt', { prompt: 'A rocket on its launch pad at blue hour, calm' }]])('draws another picture for another %s', (_, change) => {
    expect(difference(drawn(), drawn(change))).toBeGreaterThan(3)
  })

  it.each(examples)('covers every pixel: %s', (prompt) => {
    const pixels = drawn({ prompt })
    expect(pixels.some((value, i) => i % 4 === 3 && value !== 255)).toBe(false)
  })

  it.each(examples)('draws the subject alone when asked for a transparent picture: %s', (prompt) => {
    const width = 240, height = 160, pixels = drawn({ prompt, transparent: true })
    const alpha = (x: number, y: number): number => pixels[(y * width + x) * 4 + 3] ?? -1
    expect([alpha(0, 0), alpha(width - 1, 0), alpha(0, height - 1), alpha(width - 1, height - 1)]).toEqual([0, 0, 0, 0])
    let opaque = 0
    for (let i = 3; i < pixels.length; i += 4) if (pixels[i]! > 200) opaque += 1
    expect(opaque).toBeGreaterThan(pixels.length / 4 / 60)
  })

  it('draws shapes far from square, and very small ones', () => {
    for (const [widthPx, heightPx] of [[400, 20], [20, 400], [16, 16], [1, 256]] as const) expect(drawn({ widthPx, heightPx })).toHaveLength(widthPx * heightPx * 4)
  })

  it('differs by the tag alone, in the lower right corner', () => {
    const width = 240, height = 160, tagged = drawn(), bare = drawn({ tag: false })
    const changed: [number, number][] = []
    for (let i = 0; i < width * height; i += 1) if ([0, 1, 2].some((k) => tagged[i * 4 + k] !== bare[i * 4 + k])) changed.push([i % width, Math.floor(i / width)])
    expect(changed.length).toBeGreaterThan(200)
    for (const [x, y] of changed) {
      expect(x).toBeGreaterThan(width * 0.75)
      expect(y).toBeGreaterThan(height * 0.8)
    }
  })

  it('sets quoted words', () => {
    expect(difference(drawn({ prompt: 'misty hills "SUMMER"', tag: false }), drawn({ prompt: 'misty hills "WINTER"', tag: false }))).toBeGreaterThan(1)
  })

  it('pulls the colours towards the references', () => {
    const tint = { colours: [[30, 0, 0], [220, 40, 30], [255, 230, 225]] as const, amount: 0.6 }
    const red = (pixels: Uint8ClampedArray): number => pixels.reduce((sum, value, i) => sum + (i % 4 === 0 ? value : i % 4 === 2 ? -value : 0), 0)
    expect(red(drawn({ tint }))).toBeGreaterThan(red(drawn()) + 100_000)
  })
})

describe('quotedWords', () => {
  it.each([
    ['poster "SUMMER SALE −30%" and “Grüße, Łódź”', ['SUMMER SALE −30%', 'Grüße, Łódź']],
    ['ein Plakat „Herbst“', ['Herbst']],
    ["the cat's bowl says 'Milo'", ['Milo']],
    ['change "Old" to "New"', ['New']],
    ['no words', []],
  ])('%s', (prompt, words) => {
    expect(quotedWords(prompt)).toEqual(words)
  })
})

describe('chooseScene', () => {
  it.each([
    ['A rocket on its launch pad at blue hour, floodlights flaring near the ground', 'rocket'],
    ['a cat under the stars beside the sea', 'cat'],
    ['espresso on an oak table, a city behind the window', 'coffee'],
    ['a hill "ROCKET"', 'hills'],
    ['zzz', 'hills'],
  ])('%s: %s', (prompt, id) => {
    expect(chooseScene(prompt).id).toBe(id)
  })
})
