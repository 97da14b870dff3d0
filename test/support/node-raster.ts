// JPEG, WebP and GIF by the canvas of Node, in place of the browser's.
import { createCanvas, loadImage, type Canvas } from '@napi-rs/canvas'
import type { RasterCodec } from '../../ui/pixels/canvas-codec'
import type { Pixels } from '../../ui/pixels/in-place/pixels'

export const nodeRaster: RasterCodec = {
  async decode(bytes) {
    const image = await loadImage(Buffer.from(bytes)), { width, height } = image
    const context = createCanvas(width, height).getContext('2d')
    context.drawImage(image, 0, 0)
    return { width, height, data: new Uint8ClampedArray(context.getImageData(0, 0, width, height).data) }
  },
  async encodeJpeg(pixels, quality) {
    return new Uint8Array(await canvasOfPixels(pixels).encode('jpeg', Math.round(quality * 100)))
  },
}

export function canvasOfPixels({ width, height, data }: Pixels): Canvas {
  const canvas = createCanvas(width, height), context = canvas.getContext('2d'), image = context.createImageData(width, height)
  image.data.set(data)
  context.putImageData(image, 0, 0)
  return canvas
}
