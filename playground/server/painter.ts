// Pictures of the local server. One seed, one picture: the same request gives the same bytes.
import { createCanvas, type Canvas, type Image, type SKRSContext2D } from '@napi-rs/canvas'

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
  let canvas = compose(request)
  if (request.sharpness < 1) canvas = coarser(canvas, request.sharpness)
  canvas = distorted(canvas, request.distortion, !request.transparent)
  const quality = Math.max(1, request.compression)
  const bytes = await (request.format === 'png' ? canvas.encode('png') : request.format === 'jpeg' ? canvas.encode('jpeg', quality) : canvas.encode('webp', quality))
  return { bytes, mime: `image/${request.format}` }
}

function compose(request: PaintRequest): Canvas {
  const { width, height, images, mask } = request
  const scene = createCanvas(width, height)
  drawScene(scene.getContext('2d'), request)
  const first = images[0]
  if (!first || !mask) return scene
  const hole = scene.getContext('2d')
  hole.globalCompositeOperation = 'destination-out'
  hole.drawImage(mask, 0, 0, width, height)
  const whole = createCanvas(width, height)
  const context = whole.getContext('2d')
  context.drawImage(first, 0, 0, width, height)
  context.drawImage(scene, 0, 0)
  return whole
}

/** Mulberry32: small, even, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const quoted = (prompt: string): string | undefined => /"([^"]{1,80})"|“([^”]{1,80})”/.exec(prompt)?.slice(1).find(Boolean)

function drawScene(context: SKRSContext2D, request: PaintRequest): void {
  const { width, height, images } = request
  const random = randomFrom(request.seed)
  const hue = random() * 360
  const unit = Math.min(width, height)
  if (images[0] && !request.mask) {
    context.drawImage(images[0], 0, 0, width, height)
    context.fillStyle = `hsla(${hue}, 60%, 50%, 0.18)`
    context.fillRect(0, 0, width, height)
  } else if (!request.transparent) {
    const sky = context.createLinearGradient(0, 0, 0, height)
    sky.addColorStop(0, `hsl(${hue}, 55%, 78%)`)
    sky.addColorStop(1, `hsl(${hue + 40}, 60%, 58%)`)
    context.fillStyle = sky
    context.fillRect(0, 0, width, height)
  }
  for (let i = 0; i < 7; i++) {
    context.fillStyle = `hsla(${hue + random() * 120}, 65%, ${35 + random() * 40}%, 0.75)`
    context.beginPath()
    context.ellipse(random() * width, random() * height, unit * (0.06 + random() * 0.18), unit * (0.06 + random() * 0.18), random() * 3, 0, Math.PI * 2)
    context.fill()
  }
  images.slice(1).forEach((image, i) => {
    const side = unit / 6
    context.drawImage(image, side * (0.25 + i * 1.1), side * 0.25, side, (side * image.height) / image.width)
  })
  write(context, request.text ?? quoted(request.prompt), width / 2, height / 2, width * 0.8, unit / 7)
  write(context, 'local server', width / 2, height - unit / 24, width / 2, unit / 36)
}

function write(context: SKRSContext2D, text: string | undefined, x: number, y: number, maxWidth: number, sizePx: number): void {
  if (!text) return
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.font = `bold ${sizePx}px Inter, sans-serif`
  const tooWide = context.measureText(text).width / maxWidth
  if (tooWide > 1) context.font = `bold ${sizePx / tooWide}px Inter, sans-serif`
  context.lineWidth = sizePx / 8
  context.strokeStyle = 'rgba(0, 0, 0, 0.55)'
  context.strokeText(text, x, y)
  context.fillStyle = '#fff'
  context.fillText(text, x, y)
}

function coarser(canvas: Canvas, sharpness: number): Canvas {
  const small = createCanvas(Math.max(4, Math.round((canvas.width * sharpness) / 16)), Math.max(4, Math.round((canvas.height * sharpness) / 16)))
  small.getContext('2d').drawImage(canvas, 0, 0, small.width, small.height)
  const large = createCanvas(canvas.width, canvas.height)
  large.getContext('2d').drawImage(small, 0, 0, canvas.width, canvas.height)
  return large
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
  return format === 'png' ? result.encode('png') : format === 'jpeg' ? result.encode('jpeg', 95) : result.encode('webp', 95)
}
