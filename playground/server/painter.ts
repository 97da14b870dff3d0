// Pictures of the local server, in the Demo model's drawings. One seed, one picture: the same request gives the same bytes.
import { createCanvas, type Canvas, type Image, type SKRSContext2D } from '@napi-rs/canvas'
import { demoSteps, type DrawContext } from '../../ui/providers/demo-draw'
import { wordsOf } from '../../ui/prompts/edit-prompts'
import { quotedWords } from '../../ui/prompts/quoted-words'
import { lettersAlone, writeAcross } from '../../ui/providers/demo-scenes/lettering'
import { nodeCanvas } from '../render/node-canvas'
import { encodePng } from './png'

export type PictureFormat = 'png' | 'jpeg' | 'webp'
/** What a program does to a finished picture, as models do by accident. */
export type Distortion = {
  /** Parts of width and height. */
  shift?: readonly [number, number]
  /** About the centre. */
  scale?: number
  /** Factor per channel: red, green, blue. */
  gain?: readonly [number, number, number]
}
export type PaintRequest = {
  prompt: string
  /** Written on the picture in place of what the prompt quotes. */
  text: string | undefined
  width: number; height: number; seed: number
  /** Of the picture among those of one request, from 0. */
  index: number
  transparent: boolean
  format: PictureFormat
  /** 0-100, for JPEG and WebP. */
  compression: number
  images: readonly Image[]
  /** Alpha 0 may be painted. */
  mask: Image | null
  distortion: Distortion
  /** 1 is finished; partial pictures are coarser. */
  sharpness: number
}

/** Paints one picture. `mime` names the encoding that was asked for. */
export async function paint(request: PaintRequest): Promise<{ bytes: Buffer; mime: string }> {
  const canvas = distorted(await compose(request), request.distortion, !request.transparent)
  const quality = Math.max(1, request.compression)
  const bytes = await (request.format === 'png' ? encodePng(canvas) : request.format === 'jpeg' ? canvas.encode('jpeg', quality) : canvas.encode('webp', quality))
  return { bytes, mime: `image/${request.format}` }
}

/** Partial pictures are drawn small and enlarged. */
async function compose(request: PaintRequest): Promise<Canvas> {
  const { width, height, sharpness } = request
  if (sharpness >= 1) return draw(request, width, height)
  const part = sharpness / 6
  const small = await draw(request, Math.max(16, Math.round(width * part)), Math.max(16, Math.round(height * part)))
  const large = createCanvas(width, height)
  large.getContext('2d').drawImage(small, 0, 0, width, height)
  return large
}

async function draw(request: PaintRequest, width: number, height: number): Promise<Canvas> {
  const { images: [first], mask } = request
  if (!first) return scene(request, width, height, request.transparent)
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  cover(context, first, width, height)
  if (!mask) {
    const [w, h] = [Math.round(width * 0.6), Math.round(height * 0.6)]
    context.drawImage(await scene(request, w, h, true), width - w, height - h)
    return canvas
  }
  const holes = createCanvas(width, height)
  const inside = holes.getContext('2d')
  cover(inside, mask, width, height)
  const box = openBox(inside, width, height)
  if (!box) return canvas
  inside.globalCompositeOperation = 'source-out' // only where the mask is not
  inside.drawImage(letters(request, canvas, box) ?? await scene(request, box.width, box.height, false), box.x, box.y)
  context.drawImage(holes, 0, 0)
  return canvas
}

/** Where only exact words are asked for: those, on the mean colour of what was there. */
function letters({ prompt, text }: PaintRequest, picture: Canvas, { x, y, width, height }: { x: number; y: number; width: number; height: number }): Canvas | null {
  const words = lettersAlone(worded(wordsOf(prompt), text))
  if (words === null) return null
  nodeCanvas() // registers Inter
  const canvas = createCanvas(width, height), context = canvas.getContext('2d')
  const small = createCanvas(1, 1), mean = small.getContext('2d')
  mean.drawImage(picture, x, y, width, height, 0, 0, 1, 1)
  const [red, green, blue] = mean.getImageData(0, 0, 1, 1).data
  context.fillStyle = `rgb(${red}, ${green}, ${blue})`
  context.fillRect(0, 0, width, height)
  writeAcross(context as unknown as DrawContext, words, { x: 0, y: 0, width, height })
  return canvas
}

/** `text` takes the place of the words that the prompt quotes, or is quoted after it. */
function worded(prompt: string, text: string | undefined): string {
  if (text === undefined) return prompt
  const plain = text.replaceAll('"', '')
  const words = quotedWords(prompt)[0]
  return words === undefined ? `${prompt} "${plain}"` : prompt.replaceAll(words, plain)
}

/** Lets other requests have their turn while a large picture is drawn. */
async function scene({ prompt, text, seed, index }: PaintRequest, widthPx: number, heightPx: number, transparent: boolean): Promise<Canvas> {
  nodeCanvas() // registers Inter
  const canvas = createCanvas(widthPx, heightPx)
  const steps = demoSteps(canvas.getContext('2d') as unknown as DrawContext, { widthPx, heightPx, prompt: worded(prompt, text), seed, index, transparent })
  let since = performance.now()
  while (!steps.next().done) {
    if (performance.now() - since < 20) continue
    await new Promise((resolve) => setImmediate(resolve))
    since = performance.now()
  }
  return canvas
}

/** Fills the extent, centred. */
function cover(context: SKRSContext2D, image: Image, width: number, height: number): void {
  const scale = Math.max(width / image.width, height / image.height)
  const [w, h] = [image.width * scale, image.height * scale]
  context.drawImage(image, (width - w) / 2, (height - h) / 2, w, h)
}

/** Smallest box around what the mask leaves open; px. */
function openBox(context: SKRSContext2D, width: number, height: number): { x: number; y: number; width: number; height: number } | null {
  const { data } = context.getImageData(0, 0, width, height)
  let left = width, top = height, right = -1, bottom = -1
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) {
    if (data[(y * width + x) * 4 + 3]! >= 128) continue
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = y
  }
  return right < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
}

/** The undistorted picture stays below, so that a shift uncovers no empty edge, unless the picture has holes of its own. */
function distorted(canvas: Canvas, { shift = [0, 0], scale = 1, gain }: Distortion, keepBelow: boolean): Canvas {
  const { width, height } = canvas
  let result = canvas
  if (shift[0] !== 0 || shift[1] !== 0 || scale !== 1) {
    result = createCanvas(width, height)
    const context = result.getContext('2d')
    if (keepBelow) context.drawImage(canvas, 0, 0)
    context.translate(width * (0.5 + shift[0]), height * (0.5 + shift[1]))
    context.scale(scale, scale)
    context.drawImage(canvas, -width / 2, -height / 2)
  }
  if (gain) {
    const context = result.getContext('2d')
    const pixels = context.getImageData(0, 0, width, height)
    for (let at = 0; at < pixels.data.length; at += 4) for (let channel = 0; channel < 3; channel++) pixels.data[at + channel] = Math.round(pixels.data[at + channel]! * gain[channel]!) // clamped by the array
    context.putImageData(pixels, 0, 0)
  }
  return result
}

/** Applies a program's distortion to a file of its own; the encoding is kept where we can write it. */
export async function distortFile(image: Image, format: PictureFormat, distortion: Distortion): Promise<Buffer> {
  const canvas = createCanvas(image.width, image.height)
  canvas.getContext('2d').drawImage(image, 0, 0)
  const result = distorted(canvas, distortion, true)
  return format === 'png' ? encodePng(result) : format === 'jpeg' ? result.encode('jpeg', 95) : result.encode('webp', 95)
}
