// Sources: typings and developer docs, createImage; host.md 7 "Images".
import { beforeAll, expect, test } from 'vitest'
import { HostDocument } from '../../../playground/model/document.ts'
import { sha1 } from '../../../playground/model/sha1.ts'
import { openHost, type Host } from '../../support/host.ts'
import { literal, pngHeader } from './pictures.ts'

let host: Host
beforeAll(async () => { host = await openHost({ source: '' }) })

const webp = new Uint8Array([0x52, 0x49, 0x46, 0x46, 20, 0, 0, 0, 0x57, 0x45, 0x42, 0x50, 0x56, 0x50, 0x38, 0x20, 0, 0, 0, 0])
const avif = new Uint8Array([0, 0, 0, 28, 0x66, 0x74, 0x79, 0x70, 0x61, 0x76, 0x69, 0x66, 0, 0, 0, 0])
test.each([
  ['over 4096 px wide', pngHeader(4097, 10), 'Image is too large'], ['over 4096 px high', pngHeader(10, 4097), 'Image is too large'], ['without pixels', pngHeader(0, 10), 'Image is too small'],
  ['WebP', webp, 'Image type is unsupported'], ['AVIF', avif, 'Image type is unsupported'], ['garbage', new Uint8Array([1, 2, 3]), 'Image type is unsupported'], ['nothing', new Uint8Array(0), 'Image type is unsupported'],
])('createImage refuses a picture that is %s', async (_, bytes, message) => {
  expect(await host.thrown(`figma.createImage(${literal(bytes)})`)).toBe(`in createImage: ${message}`)
})
test('createImage takes 4096 x 4096', async () => { expect(await host.run(`return figma.createImage(${literal(pngHeader(4096, 4096))}).hash.length`)).toBe(40) })
test('createImage is synchronous and takes a Uint8Array only', async () => {
  expect(await host.run(`return figma.createImage(${literal(pngHeader(2, 2))}) instanceof Promise`)).toBe(false)
  expect(await host.thrown('figma.createImage([1, 2, 3])')).toContain('Uint8Array')
})
test('reads the size of JPEG and GIF', async () => {
  const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc2, 0, 17, 8, 0, 30, 0, 40, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1])
  const gif = new Uint8Array([0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 7, 0, 9, 0, 0, 0, 0])
  expect(await host.run(`return [await figma.createImage(${literal(jpeg)}).getSizeAsync(), await figma.createImage(${literal(gif)}).getSizeAsync()]`)).toEqual([{ width: 40, height: 30 }, { width: 7, height: 9 }])
})
test.each([[1, 40, 30], [3, 40, 30], [5, 30, 40], [6, 30, 40], [8, 30, 40], [9, 40, 30]])('counts a JPEG of EXIF orientation %i upright; unverified.ts "images"', async (orientation, width, height) => {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
  const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2, ...exif, 0xff, 0xc0, 0, 17, 8, 0, 30, 0, 40, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1])
  expect(await host.run(`return await figma.createImage(${literal(jpeg)}).getSizeAsync()`)).toEqual({ width, height })
})
test('same bytes, same hash; other bytes, another; it is SHA-1 (unverified.ts "images")', async () => {
  const bytes = pngHeader(3, 3)
  const hashes = await host.run<string[]>(`return [${literal(bytes)}, ${literal(bytes)}, ${literal(pngHeader(3, 3, 1))}].map((b) => figma.createImage(b).hash)`)
  expect(hashes[0]).toBe(hashes[1])
  expect(hashes[0]).not.toBe(hashes[2])
  expect(hashes[0]).toBe(sha1(bytes))
})
test.each([[0, 'da39a3ee5e6b4b0d3255bfef95601890afd80709'], [55, ''], [56, ''], [64, ''], [1000, '']])('the hash of %i bytes equals the platform\'s', async (length, known) => {
  const bytes = Uint8Array.from({ length }, (_, i) => (i * 7) % 251)
  const digest = [...new Uint8Array(await crypto.subtle.digest('SHA-1', bytes))].map((b) => b.toString(16).padStart(2, '0')).join('')
  expect(sha1(bytes)).toBe(known || digest)
})
test('bytes come back unchanged and as a copy', async () => {
  expect(await host.run(`const source = ${literal(pngHeader(5, 6))}; const image = figma.createImage(source); source[60] = 9; const back = await image.getBytesAsync(); const first = back[60]; back[61] = 9; return [first, (await image.getBytesAsync())[61], back.length]`)).toEqual([0, 0, 64])
})
test('getImageByHash is null for an unknown hash', async () => { expect(await host.run('return figma.getImageByHash("nope")')).toBe(null) })
test('images that nothing uses are gone after reopening, used ones stay; unverified.ts "images"', () => {
  const document = new HostDocument()
  const used = document.addImage(pngHeader(8, 8)).hash, lost = document.addImage(pngHeader(9, 9)).hash
  const hidden = document.addImage(pngHeader(10, 10)).hash
  document.user.insert(document.currentPageId, { type: 'RECTANGLE', fills: [{ type: 'IMAGE', scaleMode: 'FILL', imageHash: used }, { type: 'IMAGE', scaleMode: 'FILL', imageHash: hidden, visible: false }] })
  document.reopen()
  expect([document.image(used)?.width, document.image(lost), document.image(hidden)?.width]).toEqual([8, undefined, 10])
})
test('15 MB go in and come out in well under a second', async () => {
  const took = await host.run<number>(`const big = new Uint8Array(15e6); big.set(${literal(pngHeader(100, 100))}); const start = Date.now(); const back = await figma.createImage(big).getBytesAsync(); if (back.length !== 15e6) throw new Error('lost'); return Date.now() - start`)
  expect(took).toBeLessThan(2000)
})
test('base64 is there and back, since byte loops are slow in the VM (host.md 3)', async () => {
  expect(await host.run('const bytes = new Uint8Array([0, 1, 254, 255]); return [figma.base64Encode(bytes), [...figma.base64Decode(figma.base64Encode(bytes))]]')).toEqual(['AAH+/w==', [0, 1, 254, 255]])
})
