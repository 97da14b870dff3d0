// Pictures from the computer become layers. What Figma's images do not take is turned into a PNG first.
import { canvasToBlob } from '../../ui/pixels/canvas-to-blob.ts'
import type { Playground } from './playground.ts'
import { type Point, toPage } from './view.ts'

/** px; a larger picture is made smaller (typings, createImage). */
const maxEdge = 4096
const taken = ['image/png', 'image/jpeg', 'image/gif']

/** `at` in CSS px of the canvas; without it the middle of the free canvas. New layers are selected. */
export async function addFiles(playground: Playground, files: readonly File[], at?: Point): Promise<void> {
  const room = playground.room(), middle = at ?? { x: room.x + room.width / 2, y: room.y + room.height / 2 }
  const ids: string[] = []
  for (const [index, file] of files.entries()) {
    try {
      const { bytes, width, height } = await readPicture(file)
      const place = toPage(playground.view, middle)
      ids.push(playground.document.user.dropFile({ bytes, name: file.name, x: Math.round(place.x - width / 2 + index * 24), y: Math.round(place.y - height / 2 + index * 24) }))
    } catch (error) {
      playground.toast(`${file.name} could not be read as a picture.`, { error: true })
      console.warn(error)
    }
  }
  if (ids.length > 0) playground.document.user.select(ids)
}

async function readPicture(file: File): Promise<{ bytes: Uint8Array; width: number; height: number }> {
  const bitmap = await createImageBitmap(file)
  const { width, height } = bitmap, scale = Math.min(1, maxEdge / Math.max(width, height))
  if (scale === 1 && taken.includes(file.type)) return { bytes: new Uint8Array(await file.arrayBuffer()), width, height }
  const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
  const canvas = new OffscreenCanvas(size.width, size.height)
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, size.width, size.height)
  bitmap.close()
  return { bytes: new Uint8Array(await (await canvasToBlob(canvas, { type: 'image/png' })).arrayBuffer()), ...size }
}
