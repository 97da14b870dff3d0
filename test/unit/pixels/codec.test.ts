import { createCanvas } from '@napi-rs/canvas'
import { describe, expect, it, vi } from 'vitest'
import { decodePicture } from '../../../ui/pixels/codec'
import { nodeRaster } from '../../support/node-raster'

const picture = createCanvas(48, 32), context = picture.getContext('2d')
context.fillStyle = '#d04020'
context.fillRect(0, 0, 24, 32)

describe('decodePicture', () => {
  it.each(['image/jpeg', 'image/webp'] as const)('leaves %s to the browser, whatever it is called', async (mime) => {
    const bytes = new Uint8Array(mime === 'image/jpeg' ? picture.toBuffer('image/jpeg', 95) : picture.toBuffer('image/webp', 95))
    const raster = { decode: vi.fn(nodeRaster.decode) }
    const found = await decodePicture(bytes, 'image/png', raster)
    expect([found.width, found.height, raster.decode.mock.calls[0]![1]]).toEqual([48, 32, mime])
    expect(Math.abs(found.data[0]! - 0xd0)).toBeLessThan(4)
  })
  it('never asks the browser for a PNG', async () => {
    const raster = { decode: vi.fn(nodeRaster.decode) }
    expect((await decodePicture(new Uint8Array(picture.toBuffer('image/png')), 'image/jpeg', raster)).width).toBe(48)
    expect(raster.decode).not.toHaveBeenCalled()
  })
  it('refuses what is no picture', async () => {
    await expect(decodePicture(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/png')).rejects.toMatchObject({ code: 'pixels.decode-failed' })
  })
  it('says when there is no memory for a picture', async () => {
    const raster = { decode: () => Promise.reject(new RangeError('Array buffer allocation failed')) }
    await expect(decodePicture(new Uint8Array(picture.toBuffer('image/jpeg')), 'image/jpeg', raster)).rejects.toMatchObject({ code: 'pixels.out-of-memory' })
  })
})
