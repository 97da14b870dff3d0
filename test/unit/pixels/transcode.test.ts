import { createCanvas, loadImage } from '@napi-rs/canvas'
import type { Canvas } from '@napi-rs/canvas'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PluginError } from '../../../src/shared/errors'
import { decodePicture } from '../../../ui/pixels/codec'
import { readImageHeader } from '../../../ui/pixels/image-header'
import { maxPlaceablePx, toPlaceable } from '../../../ui/pixels/transcode'

const closed = vi.fn()

/** The window's canvas, drawn by Node's. */
beforeEach(() => {
  vi.stubGlobal('createImageBitmap', async (blob: Blob) => Object.assign(await loadImage(Buffer.from(await blob.arrayBuffer())), { close: closed }))
  vi.stubGlobal('ImageData', class {
    constructor(readonly data: Uint8ClampedArray, readonly width: number, readonly height: number) {}
  })
  vi.stubGlobal('OffscreenCanvas', class {
    readonly canvas: Canvas
    constructor(readonly width: number, readonly height: number) {
      this.canvas = createCanvas(width, height)
    }
    getContext() {
      const context = this.canvas.getContext('2d')
      return {
        drawImage: (image: { canvas?: Canvas }, ...at: number[]) => context.drawImage((image.canvas ?? image) as Canvas, ...(at as [number, number])),
        getImageData: (...box: [number, number, number, number]) => context.getImageData(...box),
        putImageData: (picture: ImageData) => {
          const data = context.createImageData(picture.width, picture.height)
          data.data.set(picture.data)
          context.putImageData(data, 0, 0)
        },
      }
    }
    async convertToBlob() {
      return new Blob([new Uint8Array(this.canvas.toBuffer('image/png'))])
    }
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  closed.mockClear()
})

/** A different colour in each corner, so that a flip or a swap shows. */
function corners(width: number, height: number): Canvas {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const paints = ['#ff0000', '#00ff00', '#0000ff', '#ffff00']
  paints.forEach((paint, i) => {
    context.fillStyle = paint
    context.fillRect(i % 2 ? width / 2 : 0, i < 2 ? 0 : height / 2, width / 2, height / 2)
  })
  return canvas
}
const colourAt = async (bytes: Uint8Array, x: number, y: number): Promise<number[]> => {
  const { data, width } = await decodePicture(bytes, 'image/png')
  return [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)]
}

describe('toPlaceable', () => {
  it.each(['image/png', 'image/jpeg'] as const)('passes %s on, the very same bytes', async (mime) => {
    const bytes = new Uint8Array(mime === 'image/png' ? corners(64, 48).toBuffer(mime) : corners(64, 48).toBuffer(mime))
    const placeable = await toPlaceable(bytes)
    expect(placeable.bytes).toBe(bytes)
    expect(placeable).toMatchObject({ mime, widthPx: 64, heightPx: 48, reducedFromPx: null })
  })

  it('turns WebP into PNG, the right way up, and frees the bitmap', async () => {
    const placeable = await toPlaceable(new Uint8Array(corners(64, 48).toBuffer('image/webp', 100)))
    expect(closed).toHaveBeenCalledTimes(1)
    expect(placeable).toMatchObject({ mime: 'image/png', widthPx: 64, heightPx: 48, reducedFromPx: null })
    expect(readImageHeader(placeable.bytes)).toMatchObject({ mime: 'image/png', widthPx: 64, heightPx: 48 })
    const [red, green, blue] = [await colourAt(placeable.bytes, 4, 4), await colourAt(placeable.bytes, 60, 4), await colourAt(placeable.bytes, 4, 44)]
    expect([red[0]! > 200, green[1]! > 200, blue[2]! > 200]).toEqual([true, true, true])
  })

  it.each([[5000, 100, 4096, 82], [9000, 40, 4096, 18], [60, 4097, 60, 4096]])('reduces %i x %i to %i x %i', async (width, height, toWidth, toHeight) => {
    const placeable = await toPlaceable(new Uint8Array(corners(width, height).toBuffer('image/png')))
    expect([placeable.mime, placeable.widthPx, placeable.heightPx, placeable.reducedFromPx]).toEqual(['image/png', toWidth, toHeight, Math.max(width, height)])
    expect(readImageHeader(placeable.bytes)).toMatchObject({ widthPx: toWidth, heightPx: toHeight })
    expect(await colourAt(placeable.bytes, toWidth - 2, 1)).toEqual([0, 255, 0, 255])
    expect(Math.max(toWidth, toHeight)).toBeLessThanOrEqual(maxPlaceablePx)
  })

  it('says when the browser cannot open the picture', async () => {
    vi.stubGlobal('createImageBitmap', () => Promise.reject(new DOMException('no', 'InvalidStateError')))
    const error: unknown = await toPlaceable(new Uint8Array(corners(8, 8).toBuffer('image/webp'))).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(PluginError)
    expect(error).toMatchObject({ code: 'pixels.decode-failed' })
  })
})
