// What only a page can do: clipboard and files. Runs in the window; the frame may lack every permission.
import { PluginError } from '../../src/shared/errors'
import { canvasOf, canvasToPng, decodeBitmap } from '../pixels/canvas-codec'
import type { Page } from './action-context'

const refused = (): PluginError => new PluginError('internal', 'The clipboard is closed to Inlay.', { hint: 'The browser gives this frame no permission.' })

async function toPng(bytes: Uint8Array, mime: string): Promise<Uint8Array<ArrayBuffer>> {
  if (mime === 'image/png') return bytes as Uint8Array<ArrayBuffer>
  const bitmap = await decodeBitmap(bytes, mime)
  try {
    const { canvas, context } = canvasOf(bitmap.width, bitmap.height)
    context.drawImage(bitmap, 0, 0)
    return await canvasToPng(canvas)
  } finally {
    bitmap.close()
  }
}

/** `document.execCommand` works without permission while a click is handled; Figma's frame often has only that. */
function copySelection(fill: (box: HTMLElement) => void): boolean {
  const box = document.createElement('div')
  box.contentEditable = 'true'
  box.style.cssText = 'position:fixed;left:-9999px;top:0;white-space:pre-wrap'
  fill(box)
  document.body.append(box)
  const focused = document.activeElement
  const range = document.createRange()
  range.selectNodeContents(box)
  const selection = getSelection()
  selection?.removeAllRanges()
  selection?.addRange(range)
  const copied = document.execCommand('copy')
  box.remove()
  if (focused instanceof HTMLElement) focused.focus()
  return copied
}

const dataUrl = (blob: Blob): Promise<string> => new Promise((resolve, reject) => {
  const reader = new FileReader()
  reader.onload = () => resolve(String(reader.result))
  reader.onerror = () => reject(reader.error ?? refused())
  reader.readAsDataURL(blob)
})

/** An image must be drawn before it can be selected and copied. */
async function pictureElement(blob: Blob): Promise<HTMLImageElement> {
  const picture = new Image()
  picture.src = await dataUrl(blob)
  await picture.decode()
  return picture
}

export const browserPage: Page = {
  async copyText(text) {
    try {
      await navigator.clipboard.writeText(text)
    } catch {
      // No permission, or no secure context: the older way is left.
      if (!copySelection((box) => { box.textContent = text })) throw refused()
    }
  },
  async copyPicture(bytes, mime) {
    const png = toPng(bytes, mime).then((made) => new Blob([made], { type: 'image/png' }))
    try {
      // The promise goes in as it is: awaiting it first would lose the click that allows the writing.
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })])
    } catch {
      const picture = await pictureElement(await png) // no permission: as for text
      if (!copySelection((box) => box.append(picture))) throw refused()
    }
  },
  download(bytes, mime, fileName) {
    const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mime }))
    const link = document.createElement('a')
    link.href = url
    link.download = fileName
    link.click()
    // The browser reads the address after the click was handled.
    setTimeout(() => URL.revokeObjectURL(url), 60_000)
  },
}
