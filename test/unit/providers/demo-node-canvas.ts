// Canvases of Node for the Demo model, in place of the browser's.
import { createCanvas, loadImage } from '@napi-rs/canvas'
import type { DemoCanvas } from '../../../ui/providers/demo-canvas'
import type { DrawContext } from '../../../ui/providers/demo-draw'

export const nodeDemoCanvas: DemoCanvas = {
  create(widthPx, heightPx) {
    const canvas = createCanvas(widthPx, heightPx)
    return {
      context: canvas.getContext('2d') as unknown as DrawContext,
      source: canvas as unknown as CanvasImageSource,
      async encode(mime, quality) {
        const bytes = mime === 'image/png' ? await canvas.encode('png') : await canvas.encode(mime === 'image/webp' ? 'webp' : 'jpeg', Math.round(quality * 100))
        return { bytes: new Uint8Array(bytes), mime }
      },
    }
  },
  async decode(bytes) {
    const image = await loadImage(Buffer.from(bytes))
    return { source: image as unknown as CanvasImageSource, widthPx: image.width, heightPx: image.height, close: () => undefined }
  },
}

/** RGBA of an encoded picture. */
export async function pixelsOf(bytes: Uint8Array): Promise<{ widthPx: number; heightPx: number; rgba: Uint8ClampedArray }> {
  const picture = await nodeDemoCanvas.decode(bytes, '')
  const { context } = nodeDemoCanvas.create(picture.widthPx, picture.heightPx)
  context.drawImage(picture.source, 0, 0)
  return { widthPx: picture.widthPx, heightPx: picture.heightPx, rgba: context.getImageData(0, 0, picture.widthPx, picture.heightPx).data }
}
