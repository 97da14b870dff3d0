// The canvases that the Demo model draws on. Node tests bring their own.
import { PluginError } from '../../src/shared/errors'
import { decodeBitmap } from '../pixels/canvas-codec'
import { canvasToBlob } from '../pixels/canvas-to-blob'
import type { DrawContext } from './demo-draw'

export type DemoSurface = {
  readonly context: DrawContext
  /** To draw on another surface. */
  readonly source: CanvasImageSource
  /** `mime` answered is what was written: a browser without WebP writes PNG. `quality` 0 to 1. */
  encode(mime: string, quality: number): Promise<{ bytes: Uint8Array; mime: string }>
}

export type DecodedPicture = { readonly source: CanvasImageSource; readonly widthPx: number; readonly heightPx: number; close(): void }

export type DemoCanvas = {
  create(widthPx: number, heightPx: number): DemoSurface
  decode(bytes: Uint8Array, mime: string): Promise<DecodedPicture>
}

/** Over OffscreenCanvas. Raises pixels.out-of-memory, pixels.decode-failed and pixels.encode-failed. */
export const browserDemoCanvas: DemoCanvas = {
  create(widthPx, heightPx) {
    const canvas = new OffscreenCanvas(widthPx, heightPx)
    const context = canvas.getContext('2d', { willReadFrequently: true }) // grain, masks and colours read pixels: not on the graphics card
    if (!context) throw new PluginError('pixels.out-of-memory', 'There is not enough memory for this picture.', { hint: `${widthPx} x ${heightPx} px` })
    return {
      context, source: canvas,
      async encode(type, quality) {
        try {
          const blob = await canvasToBlob(canvas, { type, quality })
          return { bytes: new Uint8Array(await blob.arrayBuffer()), mime: blob.type }
        } catch (cause) {
          throw new PluginError('pixels.encode-failed', 'This picture could not be written.', { hint: `${type}, ${widthPx} x ${heightPx} px`, cause })
        }
      },
    }
  },
  async decode(bytes, mime) {
    const bitmap = await decodeBitmap(bytes, mime)
    return { source: bitmap, widthPx: bitmap.width, heightPx: bitmap.height, close: () => bitmap.close() }
  },
}
