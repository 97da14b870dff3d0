import { describe, expect, it } from 'vitest'
import { exportEdge, mimeOf, pngExtent } from '../../../src/document/picture-header'

const png = (width: number, height: number): Uint8Array => {
  const bytes = new Uint8Array(33), view = new DataView(bytes.buffer)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  view.setUint32(16, width)
  view.setUint32(20, height)
  return bytes
}

describe('picture header', () => {
  it.each([
    ['PNG', [...png(1, 1)], 'image/png'], ['JPEG', [0xff, 0xd8, 0xff, 0xe0], 'image/jpeg'], ['GIF', [...Buffer.from('GIF89a')], 'image/gif'],
    ['WebP', [...Buffer.from('RIFF0000WEBPVP8 ')], 'image/webp'], ['something else', [1, 2, 3], 'application/octet-stream'], ['nothing', [], 'application/octet-stream'],
  ])('tells %s by its first bytes', (_name, head, mime) => expect(mimeOf(new Uint8Array(head))).toBe(mime))

  it('reads the extent of a PNG', () => expect(pngExtent(png(4096, 70_000))).toEqual({ width: 4096, height: 70_000 }))
  it('gives null for a cut or foreign header', () => {
    expect(pngExtent(png(5, 5).slice(0, 20))).toBeNull()
    expect(pngExtent(new Uint8Array([0xff, 0xd8, 0xff]))).toBeNull()
  })
})

describe('exportEdge', () => {
  it.each([
    ['a wide frame', [1440, 1024, 1024], { type: 'WIDTH', value: 1024 }],
    ['a tall frame', [390, 844, 1024], { type: 'HEIGHT', value: 1024 }],
    ['a small layer grows to 2 px a unit at most', [100, 50, 4096], { type: 'WIDTH', value: 200 }],
    ['a wish over 4096 px', [5000, 100, 9000], { type: 'WIDTH', value: 4096 }],
    ['a fractional side', [100.3, 20, 4096], { type: 'WIDTH', value: 201 }],
    ['a speck', [0.1, 0.1, 4096], { type: 'WIDTH', value: 1 }],
  ] as const)('%s', (_name, [width, height, edge], expected) => expect(exportEdge(width, height, edge)).toEqual(expected))
})
