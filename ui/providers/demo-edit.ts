// Edits of the Demo model: a masked area is filled from its surroundings and the subject drawn into it; a whole picture is re-graded.
import type { ImageRequest } from '../jobs/request'
import { wordsOf } from '../prompts/edit-prompts'
import type { DecodedPicture, DemoCanvas, DemoSurface } from './demo-canvas'
import { demoSteps } from './demo-draw'
import type { DrawContext, Tint } from './demo-draw'
import { maskedArea, placeForTag } from './demo-mask'
import { chooseScene, fallbackScene } from './demo-scenes'
import type { Steps } from './demo-scenes/art'
import { grain } from './demo-scenes/finish'
import { drawLettering, lettersAlone, writeAcross } from './demo-scenes/lettering'
import { applyGrades, createPalette, gradesOf } from './demo-scenes/palette'
import { hashText } from '../jobs/hash-text'
import { between, createRandom, mixSeeds } from './demo-scenes/random'
import { drawTag, drawTagInCorner, tagBox } from './demo-scenes/tag'

export type EditInput = { request: ImageRequest; source: DecodedPicture; mask: DecodedPicture | null; tint: Tint | null; seed: number; index: number; canvas: DemoCanvas }

const stripPx = 64

/** Colours the whole picture anew, by the prompt's words or one of several looks. */
export function* regrade(surface: DemoSurface, { request, source, tint, seed, index }: EditInput): Steps {
  const { context } = surface, { widthPx, heightPx } = request.extent
  const random = createRandom(mixSeeds(hashText(wordsOf(request.prompt)), seed, index))
  cover(context, source, widthPx, heightPx)
  yield
  const looks = ['golden warm', 'cool', 'pastel', 'vivid', 'moody', 'sepia']
  const asked = gradesOf(wordsOf(request.prompt), tint)
  const strength = between(random, 1, 1.4)
  const grades = (asked.length > 0 ? asked : gradesOf(looks[Math.floor(random() * looks.length)] ?? 'golden', null)).map((grade) => ({ ...grade, amount: Math.min(0.95, grade.amount * strength) }))
  const contrast = between(random, 1.02, 1.12), lift = between(random, -6, 6)
  const table = lookUp((r, g, b) => applyGrades([(r - 128) * contrast + 128 + lift, (g - 128) * contrast + 128 + lift, (b - 128) * contrast + 128 + lift], grades))
  for (let top = 0; top < heightPx; top += stripPx) {
    const image = context.getImageData(0, top, widthPx, Math.min(stripPx, heightPx - top))
    table(image.data)
    context.putImageData(image, 0, top)
    yield
  }
  const palette = createPalette(random, wordsOf(request.prompt), tint)
  drawLettering({ context, width: widthPx, height: heightPx, edge: Math.min(widthPx, heightPx), prompt: wordsOf(request.prompt), random, palette, transparent: false, detail: 1 })
  drawTagInCorner(context, widthPx, heightPx)
}

/** What a cut-out looks like, without finding a subject: an oval of the picture with a soft edge. */
export function* cutOval({ context }: DemoSurface, { request: { extent: { widthPx, heightPx } }, source }: Pick<EditInput, 'request' | 'source'>): Steps {
  cover(context, source, widthPx, heightPx)
  yield
  drawTag(context, widthPx * 0.42, heightPx * 0.86, widthPx * 0.16, heightPx * 0.05)
  context.globalCompositeOperation = 'destination-in'
  context.setTransform(widthPx / 2, 0, 0, heightPx / 2, widthPx / 2, heightPx / 2)
  const oval = context.createRadialGradient(0, 0, 0.82, 0, 0, 0.86)
  oval.addColorStop(0, '#000')
  oval.addColorStop(1, 'rgba(0, 0, 0, 0)')
  context.fillStyle = oval
  context.fillRect(-1, -1, 2, 2)
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.globalCompositeOperation = 'source-over'
}

const cells = 17

/** A colour table of 17 steps a channel, read with interpolation: grading each pixel by itself would block the window. */
function lookUp(grade: (r: number, g: number, b: number) => readonly [number, number, number]): (data: Uint8ClampedArray) => void {
  const table = new Float32Array(cells ** 3 * 3), step = 255 / (cells - 1)
  for (let r = 0, at = 0; r < cells; r += 1) for (let g = 0; g < cells; g += 1) for (let b = 0; b < cells; b += 1, at += 3) table.set(grade(r * step, g * step, b * step), at)
  return (data) => {
    for (let i = 0; i < data.length; i += 4) {
      const r = data[i]! / step, g = data[i + 1]! / step, b = data[i + 2]! / step
      const r0 = Math.min(r | 0, cells - 2), g0 = Math.min(g | 0, cells - 2), b0 = Math.min(b | 0, cells - 2)
      const base = ((r0 * cells + g0) * cells + b0) * 3, dr = r - r0, dg = g - g0, db = b - b0
      for (let k = 0; k < 3; k += 1) {
        const v = table[base + k]!
        data[i + k] = v + dr * (table[base + cells * cells * 3 + k]! - v) + dg * (table[base + cells * 3 + k]! - v) + db * (table[base + 3 + k]! - v)
      }
    }
  }
}

/** Fills the extent, centred, as FILL does. */
function cover(context: DrawContext, picture: DecodedPicture, widthPx: number, heightPx: number): void {
  const scale = Math.max(widthPx / picture.widthPx, heightPx / picture.heightPx)
  const width = picture.widthPx * scale, height = picture.heightPx * scale
  // At its own size a picture is copied: some canvases soften even that at high quality.
  if (scale !== 1) context.imageSmoothingQuality = 'high'
  context.drawImage(picture.source, (widthPx - width) / 2, (heightPx - height) / 2, width, height)
}

const takesAway = /\b(remove|erase|delete|without|clean up|take away|get rid)\b/i
const continues = /\b(continue|extend|expand|outpaint|surroundings|fill)\b/i

/** Redraws what the mask covers; every other pixel stays as it was. */
export function* redrawMasked(surface: DemoSurface, input: EditInput & { mask: DecodedPicture }): Steps {
  const { request, source, mask, tint, seed, index, canvas } = input
  const { context } = surface, { widthPx, heightPx } = request.extent
  const shape = canvas.create(widthPx, heightPx)
  cover(shape.context, mask, widthPx, heightPx)
  yield
  const area = maskedArea(shape.context, widthPx, heightPx)
  const kept = canvas.create(widthPx, heightPx)
  cover(kept.context, source, widthPx, heightPx)
  if (!area) {
    context.drawImage(kept.source, 0, 0)
    return
  }
  const fresh = canvas.create(widthPx, heightPx)
  fillFromSurroundings(fresh.context, kept, shape, widthPx, heightPx, canvas)
  yield
  const { box } = area
  const scene = chooseScene(wordsOf(request.prompt)), letters = lettersAlone(wordsOf(request.prompt))
  if (letters !== null) writeAcross(fresh.context, letters, box)
  else if (!takesAway.test(wordsOf(request.prompt)) && !(continues.test(wordsOf(request.prompt)) && scene === fallbackScene) && request.toolId !== 'expand') {
    const patch = canvas.create(box.width, box.height)
    yield* demoSteps(patch.context, { widthPx: box.width, heightPx: box.height, prompt: wordsOf(request.prompt), seed, index, transparent: scene.hasSubject, tint, tag: false })
    fresh.context.drawImage(patch.source, box.x, box.y)
  } else {
    const random = createRandom(mixSeeds(seed, index))
    varied(fresh.context, box, random)
    yield* grain({ context: fresh.context, width: widthPx, height: heightPx, random }, 7)
  }
  yield
  const tag = tagBox(widthPx, heightPx), spot = placeForTag(area, tag.width, tag.height, tag.margin)
  // Letters are to be read, and the picture around them carries the mark already.
  if (letters === null) drawTag(fresh.context, spot.x, spot.y, tag.width, tag.height)
  fresh.context.globalCompositeOperation = 'destination-in'
  fresh.context.drawImage(shape.source, 0, 0)
  context.drawImage(kept.source, 0, 0)
  context.drawImage(fresh.source, 0, 0)
}

/** A little light, so that two answers without a subject differ. */
function varied(context: DrawContext, box: { x: number; y: number; width: number; height: number }, random: () => number): void {
  const x = box.x + box.width * random(), y = box.y + box.height * random(), radius = Math.max(box.width, box.height)
  const light = context.createRadialGradient(x, y, 0, x, y, radius), white = random() < 0.6
  light.addColorStop(0, white ? 'rgba(255, 248, 232, 0.14)' : 'rgba(10, 18, 40, 0.14)')
  light.addColorStop(1, 'rgba(128, 128, 128, 0)')
  context.fillStyle = light
  context.fillRect(box.x, box.y, box.width, box.height)
}

/** The kept colours, averaged at every size and laid over each other from coarse to fine: they flow into the open area. */
function fillFromSurroundings(context: DrawContext, kept: DemoSurface, shape: DemoSurface, widthPx: number, heightPx: number, canvas: DemoCanvas): void {
  const open = canvas.create(widthPx, heightPx)
  open.context.drawImage(kept.source, 0, 0)
  open.context.globalCompositeOperation = 'destination-out'
  open.context.drawImage(shape.source, 0, 0)
  const levels = [{ surface: open, width: widthPx, height: heightPx }]
  for (let last = levels[0]!; last.width > 1 || last.height > 1;) {
    const width = Math.max(1, Math.ceil(last.width / 2)), height = Math.max(1, Math.ceil(last.height / 2)), surface = canvas.create(width, height)
    surface.context.drawImage(last.surface.source, 0, 0, width, height)
    last = { surface, width, height }
    levels.push(last)
  }
  context.imageSmoothingQuality = 'high'
  for (const level of levels.reverse()) {
    // Twice: thin coverage of a coarse level would let the one below shine through.
    for (let i = 0; i < 2; i += 1) context.drawImage(level.surface.source, 0, 0, widthPx, heightPx)
  }
  context.imageSmoothingQuality = 'low' // what follows is copied at its own size
}

