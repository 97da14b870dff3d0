// Canvases of the browser: OffscreenCanvas and ImageBitmap.
import { canvasToBlob } from '../../ui/pixels/canvas-to-blob.ts'
import type { CanvasFactory } from './canvas.ts'

export const browserCanvas: CanvasFactory = {
  createCanvas(width, height) {
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d')
    if (!context) throw new Error(`The browser gave no canvas of ${width} x ${height} px.`)
    return {
      width, height, source: canvas, context,
      encode: async (mime, quality) => new Uint8Array(await (await canvasToBlob(canvas, { type: mime, quality })).arrayBuffer()),
    }
  },
  async decode(bytes, mime) {
    const bitmap = await createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mime }), { colorSpaceConversion: 'none' })
    return { width: bitmap.width, height: bitmap.height, source: bitmap }
  },
  path: (data) => new Path2D(data),
}
