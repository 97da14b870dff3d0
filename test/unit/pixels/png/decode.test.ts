import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { decodePicture } from '../../../../ui/pixels/codec'
import type { Pixels } from '../../../../ui/pixels/in-place/pixels'
import { channelsOf, chunk, makePng, signature, type PngForm } from '../../../support/make-png'
import { randomOf } from '../in-place/scenes'

const decode = (bytes: Uint8Array): Promise<Pixels> => decodePicture(bytes, 'image/png')

/** Every legal pair of colour type and depth. */
const forms = ([[0, [1, 2, 4, 8, 16]], [2, [8, 16]], [3, [1, 2, 4, 8]], [4, [8, 16]], [6, [8, 16]]] as const).flatMap(([colourType, depths]) => depths.map((depth) => ({ colourType, depth })))

/** A picture of random samples and the RGBA that it stands for. */
function example(form: Omit<PngForm, 'palette' | 'transparency'>, clear: boolean): { bytes: Uint8Array; rgba: number[] } {
  const { width, height, colourType, depth } = form, random = randomOf(width * 31 + height * 7 + colourType * 3 + depth), channels = channelsOf[colourType]
  const most = 2 ** depth - 1
  const samples = Array.from({ length: width * height * channels }, () => Math.floor(random() * (most + 1)))
  const palette = colourType === 3 ? Array.from({ length: 3 * (most + 1) }, () => Math.floor(random() * 256)) : undefined
  const first = samples.slice(0, channels)
  const transparency = !clear ? undefined : colourType === 3 ? Array.from({ length: (most + 1) >> 1 }, (_, i) => (i * 37) & 255) : channels === 1 || channels === 3 ? first.flatMap((value) => [value >> 8, value & 255]) : undefined
  const bytes = makePng({ ...form, palette, transparency }, (x, y, c) => samples[(y * width + x) * channels + c]!)
  const to8 = (value: number): number => Math.round((value * 255) / most)
  const rgba: number[] = []
  for (let i = 0; i < width * height; i++) {
    const [a = 0, b = 0, c = 0, d = 0] = samples.slice(i * channels, i * channels + channels)
    const keyed = clear && channels !== 2 && channels !== 4 && samples.slice(i * channels, i * channels + channels).every((value, k) => value === first[k])
    if (colourType === 3) rgba.push(...palette!.slice(3 * a, 3 * a + 3), transparency?.[a] ?? 255)
    else if (colourType === 0) rgba.push(to8(a), to8(a), to8(a), keyed ? 0 : 255)
    else if (colourType === 4) rgba.push(to8(a), to8(a), to8(a), to8(b))
    else rgba.push(to8(a), to8(b), to8(c), colourType === 6 ? to8(d) : keyed ? 0 : 255)
  }
  return { bytes, rgba }
}

const failure = (bytes: Uint8Array): Promise<string> => decode(bytes).then(() => 'read', (error: { code?: string; hint?: string }) => `${error.code}: ${error.hint}`)

describe('PNG', () => {
  it.each(forms)('of colour type $colourType with $depth bits is read to the sample, plain and interlaced, with all filters', async ({ colourType, depth }) => {
    for (const [width, height] of [[1, 1], [3, 2], [5, 9], [33, 17], [64, 8]] as const) {
      for (const interlaced of [false, true]) {
        for (const clear of [false, true]) {
          const { bytes, rgba } = example({ width, height, colourType, depth, interlaced }, clear)
          const found = await decode(bytes)
          expect([found.width, found.height]).toEqual([width, height])
          expect([...found.data], `${width} x ${height} ${interlaced ? 'interlaced' : ''}`).toEqual(rgba)
        }
      }
    }
  })
  it('takes palette values beyond the palette for black', async () => {
    const bytes = makePng({ width: 2, height: 1, colourType: 3, depth: 4, palette: [9, 8, 7] }, (x) => x * 5)
    expect([...(await decode(bytes)).data]).toEqual([9, 8, 7, 255, 0, 0, 0, 255])
  })
  it('says that a file ends early, wherever it is cut', async () => {
    const { bytes } = example({ width: 40, height: 30, colourType: 6, depth: 8 }, false)
    for (let length = 40; length < bytes.length - 12; length += 97) expect(await failure(bytes.subarray(0, length))).toBe('pixels.decode-failed: PNG: The file ends early.')
  })
  it('says that a file is damaged, and never reads another picture', async () => {
    const { bytes } = example({ width: 40, height: 30, colourType: 2, depth: 8 }, false), random = randomOf(4)
    for (let round = 0; round < 200; round++) {
      const damaged = bytes.slice(), at = 8 + Math.floor(random() * (bytes.length - 20))
      damaged[at]! ^= 1 << Math.floor(random() * 8)
      const found = await decode(damaged).catch((error: { code?: string }) => error.code)
      if (typeof found === 'object') expect(found.data).toEqual((await decode(bytes)).data) // the damage hit a part that is not read
      else expect(['pixels.decode-failed', 'pixels.too-large']).toContain(found)
    }
  })
  it('says that rows are missing, and that a filter is unknown', async () => {
    const header = chunk('IHDR', [0, 0, 0, 4, 0, 0, 0, 4, 8, 0, 0, 0, 0])
    const file = (rows: number[]): Uint8Array => new Uint8Array(Buffer.concat([signature, header, chunk('IDAT', deflateSync(Buffer.from(rows))), chunk('IEND', [])]))
    expect(await failure(file(Array.from({ length: 15 }, () => 0)))).toMatch(/ends early/)
    expect(await failure(file(Array.from({ length: 20 }, (_, i) => (i === 5 ? 9 : 0))))).toMatch(/damaged/)
    expect(await failure(file(Array.from({ length: 20 }, () => 0)))).toBe('read')
  })
  it('reads sizes before it unpacks: a header of 100 megapixels is refused', async () => {
    const bytes = new Uint8Array(Buffer.concat([signature, chunk('IHDR', [0, 0, 0x27, 0x10, 0, 0, 0x27, 0x10, 8, 2, 0, 0, 0]), chunk('IDAT', [0]), chunk('IEND', [])]))
    expect(await failure(bytes)).toMatch(/^pixels.too-large/)
  })
})
