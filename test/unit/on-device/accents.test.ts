import { createCanvas } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { nodeCanvas } from '../../../playground/render/node-canvas'
import { withAccents } from '../../../ui/on-device/reading/accents'
import type { ReadChar } from '../../../ui/on-device/reading/decode-line'

/** Words in Inter over a ground, read without their accents. */
function marked(drawn: string, [ink, ground]: readonly [string, string] = ['#101820', '#f4f1ea']): string {
  nodeCanvas() // registers Inter
  const canvas = createCanvas(900, 260), context = canvas.getContext('2d')
  context.fillStyle = ground
  context.fillRect(0, 0, 900, 260)
  context.fillStyle = ink
  context.font = '600 96px Inter'
  context.fillText(drawn, 60, 170)
  const chars = [...drawn], to = (end: number): number => context.measureText(chars.slice(0, end).join('')).width, width = to(chars.length)
  const box = { centre: { x: 60 + width / 2, y: 138 }, width: width + 20, height: 104, angle: 0 }
  const read = chars.map((char, index): ReadChar => ({ char: char.normalize('NFD')[0]!, confidence: 0.99, at: 0.5 + ((to(index) + to(index + 1)) / 2 - width / 2) / box.width, also: '', accents: -12, marked: false }))
  const { data } = context.getImageData(0, 0, 900, 260)
  return withAccents({ width: 900, height: 260, data: new Uint8ClampedArray(data) }, box, read, null).filter((one) => one.marked).map(({ char }) => char).join('')
}

describe('accents that the reader does not tell', () => {
  it.each([['ÖPEN LATE', 'O'], ['QUIET PLEÁSE', 'A'], ['Tömorrow', 'o'], ['Jalapeño', 'n'], ['Crème', 'e']])('are seen over %s', (drawn, letter) => {
    expect(marked(drawn)).toContain(letter)
    expect(marked(drawn, ['#ffe14d', '#20344f'])).toContain(letter)
  })
  it.each([['OPEN LATE'], ['QUIET PLEASE'], ['Tomorrow'], ['Meridian'], ['Fresh coffee']])('are not seen over %s', (drawn) => {
    expect(marked(drawn)).toBe('')
    expect(marked(drawn, ['#ffe14d', '#20344f'])).toBe('')
  })
})
