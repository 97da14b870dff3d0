import { loadImage } from '@napi-rs/canvas'
import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { decodePicture, encodePng } from '../../../../ui/pixels/codec'
import { makePixels, type Pixels } from '../../../../ui/pixels/in-place/pixels'
import { encodePngSteps } from '../../../../ui/pixels/png/encode-png'
import { nodeRaster } from '../../../support/node-raster'
import { randomOf, texture } from '../in-place/scenes'

type Fill = (x: number, y: number, c: number) => number
const make = (width: number, height: number, value: Fill): Pixels => {
  const out = makePixels(width, height)
  for (let i = 0; i < out.data.length; i++) out.data[i] = value((i >> 2) % width, Math.floor((i >> 2) / width), i & 3)
  return out
}
const random = randomOf(11)
const fills: Readonly<Record<string, Fill>> = {
  'opaque noise': (_x, _y, c) => (c === 3 ? 255 : random() * 256),
  'noise with alpha': () => random() * 256,
  'colours under alpha 0': (x, y, c) => (c === 3 ? 0 : (x * 7 + y * 13 + c * 50) & 255),
  'one colour': (_x, _y, c) => [12, 200, 90, 255][c]!,
  'alpha 254': (x, _y, c) => (c === 3 ? 254 : x & 255),
  gradient: (x, y, c) => (c === 3 ? 255 : x + y),
  text: (x, y, c) => (c === 3 ? 255 : ((x * 5) & (y * 3)) % 11 === 0 ? 20 : 250),
  'long repeats': (x, y, c) => (c === 3 ? 255 : ((x % 97) * (y % 3) * (c + 1)) & 255),
}

/** toEqual takes seconds for a megapixel. */
const same = (a: Pixels, b: Pixels): boolean => Buffer.from(a.data.buffer).equals(Buffer.from(b.data.buffer))
const channelsIn = (png: Uint8Array): number => (png[25] === 6 ? 4 : 3)

describe('encodePng', () => {
  it.each(Object.entries(fills))('keeps %s to the byte, at every extent', async (_name, fill) => {
    for (const [width, height] of [[1, 1], [1, 700], [700, 1], [2, 3], [17, 5], [130, 90], [521, 307]] as const) {
      const pixels = make(width, height, fill), png = await encodePng(pixels)
      expect(same(await decodePicture(png, 'image/png'), pixels), `${width} x ${height}`).toBe(true)
    }
  })
  it('writes RGB for opaque pixels and RGBA for others', async () => {
    expect(channelsIn(await encodePng(make(20, 20, fills.gradient!)))).toBe(3)
    expect(channelsIn(await encodePng(make(20, 20, fills['alpha 254']!)))).toBe(4)
  })
  it('is read by another decoder as the same picture', async () => {
    for (const pixels of [texture(640, 480), make(300, 900, fills.text!), make(500, 500, fills['opaque noise']!)]) {
      const png = await encodePng(pixels)
      expect((await loadImage(Buffer.from(png))).width).toBe(pixels.width)
      expect(same(await nodeRaster.decode(png, 'image/png'), pixels)).toBe(true)
    }
  })
  it('is small: photographs under their samples, flat graphics to a hundredth, noise hardly larger', async () => {
    const size = async (pixels: Pixels): Promise<number> => (await encodePng(pixels)).length / (pixels.width * pixels.height * 3)
    expect(await size(texture(800, 600))).toBeLessThan(0.45)
    expect(await size(make(1000, 1000, fills['one colour']!))).toBeLessThan(0.003)
    expect(await size(make(1000, 1000, fills['opaque noise']!))).toBeLessThan(1.01)
  })
  it('pauses between blocks of rows', () => {
    const steps = encodePngSteps(texture(600, 600))
    let pauses = 0, step = steps.next()
    for (; !step.done; step = steps.next()) pauses++
    expect(pauses).toBeGreaterThan(4)
    expect(inflateSync(Buffer.from(step.value).subarray(41, step.value.length - 16)).length).toBe(600 * (600 * 3 + 1))
  })
  it('says which picture cannot be written', async () => {
    await expect(encodePng({ width: 3, height: 2, data: new Uint8ClampedArray(7) })).rejects.toMatchObject({ code: 'pixels.encode-failed', hint: '3 x 2 px, 7 bytes' })
  })
})
