// Canvases of Node: @napi-rs/canvas has the same interface over the same Skia.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createCanvas, GlobalFonts, loadImage, Path2D as NodePath2D } from '@napi-rs/canvas'
import type { CanvasFactory, Context } from './canvas.ts'
import { fontFiles } from './fonts.ts'

let fontsRegistered = false

function registerFonts(): void {
  if (fontsRegistered) return
  fontsRegistered = true
  const folder = dirname(createRequire(import.meta.url).resolve('@fontsource/inter/package.json'))
  for (const font of fontFiles) GlobalFonts.registerFromPath(join(folder, 'files', font.file), 'Inter')
}

/** Registers Inter once. */
export function nodeCanvas(): CanvasFactory {
  registerFonts()
  return {
    createCanvas(width, height) {
      const canvas = createCanvas(width, height)
      return {
        width, height, source: canvas as unknown as CanvasImageSource, context: canvas.getContext('2d') as unknown as Context,
        encode: async (mime, quality = 0.92) => new Uint8Array(mime === 'image/png' ? await canvas.encode('png') : await canvas.encode('jpeg', Math.round(quality * 100))),
      }
    },
    async decode(bytes) {
      const image = await loadImage(bytes)
      return { width: image.width, height: image.height, source: image as unknown as CanvasImageSource }
    },
    path: (data) => (data === undefined ? new NodePath2D() : new NodePath2D(data)) as unknown as Path2D,
  }
}
