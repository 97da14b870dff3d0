import { createCanvas } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { PluginError } from '../../../src/shared/errors'
import { maxImageBytes, openedAs, readImageHeader } from '../../../ui/pixels/image-header'

const canvas = createCanvas(300, 200)
const png = new Uint8Array(canvas.toBuffer('image/png'))
const jpeg = new Uint8Array(canvas.toBuffer('image/jpeg'))
const webp = new Uint8Array(canvas.toBuffer('image/webp'))
const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0))

/** A JPEG with an EXIF block that holds only the orientation. */
function turned(orientation: number, order: 'II' | 'MM'): Uint8Array {
  const short = (value: number): number[] => (order === 'II' ? [value & 255, value >> 8] : [value >> 8, value & 255])
  const long = (value: number): number[] => (order === 'II' ? [...short(value), 0, 0] : [0, 0, ...short(value)])
  const tiff = [...ascii(order), ...short(42), ...long(8), ...short(1), ...short(0x0112), ...short(3), ...long(1), ...short(orientation), 0, 0, ...long(0)]
  const segment = [...ascii('Exif'), 0, 0, ...tiff]
  return new Uint8Array([0xff, 0xd8, 0xff, 0xe1, (segment.length + 2) >> 8, (segment.length + 2) & 255, ...segment, ...jpeg.subarray(2)])
}
const vp8l = (width: number, height: number): Uint8Array => {
  const bits = (width - 1) | ((height - 1) << 14)
  return new Uint8Array([...ascii('RIFF'), 0, 0, 0, 0, ...ascii('WEBPVP8L'), 0, 0, 0, 0, 0x2f, bits & 255, (bits >> 8) & 255, (bits >> 16) & 255, (bits >> 24) & 255, 0, 0, 0, 0, 0])
}
const vp8x = (width: number, height: number): Uint8Array => {
  const three = (value: number): number[] => [value & 255, (value >> 8) & 255, (value >> 16) & 255]
  return new Uint8Array([...ascii('RIFF'), 0, 0, 0, 0, ...ascii('WEBPVP8X'), 10, 0, 0, 0, 0x10, 0, 0, 0, ...three(width - 1), ...three(height - 1)])
}
const code = (bytes: Uint8Array): string => {
  try {
    readImageHeader(bytes)
    return 'read'
  } catch (error) {
    return error instanceof PluginError ? error.code : 'another error'
  }
}

describe('readImageHeader', () => {
  it.each([
    ['PNG', png, 'image/png', 300, 200, 1],
    ['JPEG', jpeg, 'image/jpeg', 300, 200, 1],
    ['WebP', webp, 'image/webp', 300, 200, 1],
    ['lossless WebP', vp8l(4001, 17), 'image/webp', 4001, 17, 1],
    ['extended WebP', vp8x(5000, 6000), 'image/webp', 5000, 6000, 1],
    ['GIF', new Uint8Array([...ascii('GIF89a'), 44, 1, 200, 0, 0, 0, 0, 0, 0, 0]), 'image/gif', 300, 200, 1],
    ['JPEG lying down, little-endian', turned(6, 'II'), 'image/jpeg', 200, 300, 6],
    ['JPEG lying down, big-endian', turned(8, 'MM'), 'image/jpeg', 200, 300, 8],
    ['JPEG upside down', turned(3, 'MM'), 'image/jpeg', 300, 200, 3],
    ['JPEG with a senseless orientation', turned(77, 'II'), 'image/jpeg', 300, 200, 1],
  ] as const)('reads %s', (_name, bytes, mime, widthPx, heightPx, orientation) => expect(readImageHeader(bytes)).toEqual({ mime, widthPx, heightPx, orientation }))

  it('reads bytes that are a window into a larger buffer', () => {
    const large = new Uint8Array(png.length + 20)
    large.set(png, 13)
    expect(readImageHeader(large.subarray(13, 13 + png.length))).toMatchObject({ widthPx: 300, heightPx: 200 })
  })

  it('refuses what is no picture, or ends inside its header', () => {
    const noise = new Uint8Array(64).fill(7)
    for (const bytes of [new Uint8Array(), noise, png.subarray(0, 18), jpeg.subarray(0, 20), webp.subarray(0, 20), new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')]) expect(code(bytes)).toBe('pixels.decode-failed')
    expect(code(new Uint8Array([...ascii('GIF89a'), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]))).toBe('pixels.decode-failed')
  })

  it('refuses more than 64 megapixels and more than 50 MB', () => {
    expect([code(vp8x(8000, 8000)), code(vp8x(8001, 8000))]).toEqual(['read', 'pixels.too-large'])
    expect(code(new Uint8Array(maxImageBytes + 1))).toBe('pixels.too-large')
  })

  it('never hangs or throws anything else on damaged bytes', () => {
    let seed = 7
    const next = (): number => (seed = (seed * 1103515245 + 12345) & 0x7fffffff)
    for (let i = 0; i < 3000; i += 1) {
      const source = [png, jpeg, webp, turned(6, 'II')][i % 4]!
      const bytes = source.slice(0, 16 + (next() % 200))
      for (let k = 0; k < 4; k += 1) bytes[next() % bytes.length] = next() & 255
      expect(['read', 'pixels.decode-failed', 'pixels.too-large']).toContain(code(bytes))
    }
  })
})

describe('openedAs', () => {
  it.each(['II', 'MM'] as const)('opens a JPEG lying on its side as it is stored where it was counted so, %s', (order) => {
    const bytes = turned(6, order) as Uint8Array<ArrayBuffer>, before = bytes.slice()
    expect(readImageHeader(openedAs(bytes, { width: 300, height: 200 }))).toMatchObject({ widthPx: 300, heightPx: 200, orientation: 1 })
    expect(bytes).toEqual(before)
    expect(openedAs(bytes, { width: 200, height: 300 })).toBe(bytes)
  })
  it('leaves every other picture alone', () => {
    for (const bytes of [png, jpeg, webp, turned(3, 'II'), turned(6, 'II').subarray(0, 40), new Uint8Array(3)] as Uint8Array<ArrayBuffer>[]) expect(openedAs(bytes, { width: 200, height: 300 })).toBe(bytes)
    const other = turned(8, 'MM') as Uint8Array<ArrayBuffer>
    expect(openedAs(other, { width: 301, height: 200 })).toBe(other)
  })
})
