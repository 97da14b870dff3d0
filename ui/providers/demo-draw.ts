// Draws a Demo picture over a 2D context alone, so that the window, the playground and Node tests share it (design D0.13).
import type { Art, DrawContext, Scene, Steps } from './demo-scenes/art'
import { grain, vignette } from './demo-scenes/finish'
import { chooseScene } from './demo-scenes'
import { drawLettering } from './demo-scenes/lettering'
import { createPalette } from './demo-scenes/palette'
import type { Tint } from './demo-scenes/palette'
import { hashText } from '../jobs/hash-text'
import { createRandom, mixSeeds } from './demo-scenes/random'
import { drawTagInCorner } from './demo-scenes/tag'

export type { DrawContext } from './demo-scenes/art'
export type { Tint } from './demo-scenes/palette'

export type DemoDrawing = {
  widthPx: number
  heightPx: number
  prompt: string
  /** Any finite number; the same draws the same picture. */
  seed: number
  /** Of the picture among those of one request, from 0. */
  index: number
  /** The subject alone, on nothing. */
  transparent: boolean
  /** Colours of references. */
  tint?: Tint | null
  /** 0 to 1, default 1: how much small detail. */
  detail?: number
  /** Default true. Off only where the caller draws the tag itself. */
  tag?: boolean
}

/** A round window onto a scene that has no subject of its own. */
function* emblem(art: Art, scene: Scene): Steps {
  const { context, width, height, edge } = art
  const side = edge * 0.8
  context.save()
  context.beginPath()
  context.arc(width / 2, height / 2, side / 2, 0, Math.PI * 2)
  context.clip()
  context.translate((width - side) / 2, (height - side) / 2)
  yield* scene.draw({ ...art, width: side, height: side, edge: side, transparent: false })
  context.restore()
}

/** `drawDemo` in steps of at most some tens of milliseconds; let others work between them. */
export function* demoSteps(context: DrawContext, drawing: DemoDrawing): Steps {
  const { widthPx: width, heightPx: height, prompt, transparent } = drawing
  const random = createRandom(mixSeeds(hashText(prompt), drawing.seed, drawing.index))
  const palette = createPalette(random, prompt, drawing.tint ?? null)
  const scene = chooseScene(prompt)
  const art: Art = { context, width, height, edge: Math.min(width, height), prompt, random, palette, transparent, detail: drawing.detail ?? 1 }
  context.save()
  if (transparent) context.clearRect(0, 0, width, height)
  for (const step of transparent && !scene.hasSubject ? emblem(art, scene) : scene.draw(art)) {
    context.getImageData(0, 0, 1, 1) // browsers only note what to draw until pixels are read: then all of it would come in one long task
    yield step
  }
  context.restore()
  yield
  if (!transparent) {
    vignette(art)
    yield* grain(art)
  }
  if (!scene.letters) drawLettering(art)
  if (drawing.tag !== false) drawTagInCorner(context, width, height)
}

/** Draws one marked picture over the whole of `context`, which must have `widthPx` x `heightPx` px. Deterministic. */
export function drawDemo(context: DrawContext, drawing: DemoDrawing): void {
  const steps = demoSteps(context, drawing)
  while (!steps.next().done) continue
}
